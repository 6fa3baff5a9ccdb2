"""The characters words may be made of."""

import re

from marshmallow import ValidationError

_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\r]")


def cleared(text: str, *, lines: bool) -> str:
    """Return the text with one kind of line break.

    Raises: ValidationError for control characters (PostgreSQL text cannot hold NUL, nor a page show the others; those
    that turn the direction of writing, and the space without width, make a name look like another one), half
    of a surrogate pair (no UTF-8 for it), and line breaks where the text is one line.
    """
    if _NEVER.search(text):
        raise ValidationError("Take out the characters that cannot be printed, such as control characters.")
    if lines:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    if _BREAKS.search(text.strip()):
        raise ValidationError("Write this on one line, without line breaks or tabs.")
    return text
