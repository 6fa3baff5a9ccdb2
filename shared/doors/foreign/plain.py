"""Words out of HTML, and addresses of the web made right: pure text, no markup of a stranger goes any further."""

import html
import re
from urllib.parse import quote

_LOOKS_LIKE_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,10}|#\d{1,6});")
_UNSEEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(
    r"<(?:br|hr|/?(?:p|div|h[1-6]|li|ul|ol|tr|table|section|article|blockquote))\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_URI_KEEPS = "%:/?#!$&'()*+,;=@~"
_WEB = re.compile(r"https?:/{0,2}", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+(?::\d{1,5})?(?=[/?#]|$)")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def is_html(text: str) -> bool:
    """Whether a text holds tags or entities of HTML."""
    return _LOOKS_LIKE_HTML.search(text) is not None


def words_of_html(text: str) -> str:
    """Return the words of a text in HTML, its paragraphs on lines of their own."""
    seen = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", text)))
    return html.unescape(seen)


def settled(text: str, *, lines: bool) -> str:
    """Return a text without characters that cannot be printed, its spaces folded; on one line unless `lines`."""
    kept = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    folded = "\n".join(_SPACES.sub(" ", line).strip() for line in kept.split("\n"))
    return _BLANK_LINES.sub("\n\n", folded).strip() if lines else " ".join(folded.split())


def has_unprintable(text: str) -> bool:
    """Whether a text holds characters that neither a page nor a database should be given."""
    return _UNPRINTABLE.search(text) is not None


def web_address_of(text: str) -> str | None:
    """Return an address of the web as a URI of http or https, or None when it is none at all."""
    begun = _WEB.match(text)
    rest = text[begun.end() :] if begun else text.removeprefix("//")
    rest = rest.strip()
    host = _HOST.match(rest)
    if host is None:
        return None
    scheme = "https" if begun and begun[0].lower().startswith("https") else "http"
    whole, _, fragment = rest[host.end() :].partition("#")
    path = _quoted(whole) + (f"#{_quoted(fragment.replace('#', '%23'))}" if fragment else "")
    return f"{scheme}://{host[0].lower()}{path}"


def _quoted(text: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", text), safe=_URI_KEEPS, encoding="utf-8", errors="replace")
