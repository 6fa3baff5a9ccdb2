"""Bodies that are wrong before any field is, by what is wrong with them; for the rules of HTTP and a running Onward."""

import gzip
import json

from services.web.example import REFERRAL

WHOLE = json.dumps(REFERRAL).encode()

NOT_READABLE = {
    "nothing": b"",
    "only space": b"  \n ",
    "words": b"hello",
    "a form": b"person.given_name=Ada&needs=debt",
    "xml": b"<referral/>",
    "truncated in the middle": WHOLE[: len(WHOLE) // 2],
    "truncated by one byte": WHOLE[:-1],
    "something after the end": WHOLE + b"x",
    "two objects": WHOLE + WHOLE,
    "single quotes": b"{'person': {}}",
    "a trailing comma": b'{"needs": ["debt",]}',
    "a comment": b'{"needs": [] /* none */}',
    "NaN": b'{"needs": NaN}',
    "Infinity": b'{"needs": -Infinity}',
    "a raw NUL inside a text": b'{"what_matters": "a\x00b"}',
    "a NUL after the end": WHOLE + b"\x00",
    "only a NUL": b"\x00",
    "a raw line break inside a text": b'{"what_matters": "a\nb"}',
    "a byte that is not UTF-8": b'{"what_matters": "caf\xe9"}',
    "an overlong slash": b'{"what_matters": "\xc0\xaf"}',
    "half a character in UTF-8": b'{"what_matters": "\xed\xa0\x80"}',
    "UTF-16": json.dumps(REFERRAL).encode("utf-16"),
    "UTF-32": json.dumps(REFERRAL).encode("utf-32"),
    "a byte order mark": b"\xef\xbb\xbf" + WHOLE,
    "nested a hundred deep": b'{"needs": ' + b"[" * 100 + b"]" * 100 + b"}",
    "nested a hundred thousand deep": b"[" * 100_000 + b"]" * 100_000,
    "objects nested deep": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "nested deep and never closed": b"[" * 100_000,
    "compressed, and not said so": gzip.compress(WHOLE),
}

OTHER_TYPES = (
    None, "", "text/plain", "text/json", "application/xml", "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x", "application/json; charset=iso-8859-1", "application/jsonlines", "json",
)  # fmt: skip
