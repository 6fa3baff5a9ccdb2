"""One page of a feed over HTTP: bounded in size and time, patient when the far side stumbles, never lured elsewhere."""

import time
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from deploy.importing.unpacking import SourceRefused, unpacked
from shared.config.limits import (
    FEED_PAGE_BYTES_MAX,
    FEED_PAUSE_SECONDS,
    FEED_REDIRECTS_MAX,
    FEED_REQUEST_SECONDS_MAX,
    FEED_TRIES_MAX,
)

_CHUNK_BYTES = 65_536
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})
_SCHEMES = ("http", "https")
_ASTRAY = "it leads on to an address that is not followed"


class FeedBroken(Exception):
    """A page of a feed could not be had; the message says which, and why."""


class _StrictRedirects(HTTPRedirectHandler):
    """Follows a few redirects, to addresses of the web only, and never from https to http."""

    max_redirections = FEED_REDIRECTS_MAX

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Return the request to follow. Raises: FeedBroken for one that leads away from the web."""
        before, after = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
        if after not in _SCHEMES or (before == "https" and after == "http"):
            fp.close()
            raise FeedBroken(f"{_shown(req.full_url)}: {_ASTRAY}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Fetcher:
    """Gets pages. `say` hears, in words, when one is tried again."""

    def __init__(self, say: Callable[[str], None], pause_seconds: float = FEED_PAUSE_SECONDS) -> None:
        self._opener: OpenerDirector = build_opener(_StrictRedirects())
        self._say = say
        self._pause_seconds = pause_seconds

    def get(self, url: str) -> bytes:
        """Return the body at an address.

        Raises: FeedBroken; SourceRefused when it is packed and damaged.
        """
        if urlsplit(url).scheme not in _SCHEMES or not urlsplit(url).hostname:
            raise SourceRefused("Give an address that begins with http:// or https://.")
        pause = self._pause_seconds
        for tries_left in reversed(range(FEED_TRIES_MAX)):
            try:
                return unpacked(self._get(url), FEED_PAGE_BYTES_MAX)
            except (OSError, HTTPException) as failure:
                if isinstance(failure, HTTPError):
                    failure.close()
                if not tries_left or not _is_worth_another_try(failure):
                    raise FeedBroken(f"{_shown(url)}: {_in_words(failure)}") from failure
                self._say(f"{_in_words(failure).capitalize()}. Trying again in {pause:g} seconds.")
            time.sleep(pause)
            pause *= 2
        raise AssertionError("unreachable: the last try returns or raises")

    def _get(self, url: str) -> bytes:
        until = time.monotonic() + FEED_REQUEST_SECONDS_MAX
        request = Request(url, headers={"Accept": "application/json", "User-Agent": "Onward"})  # noqa: S310 - checked
        body = bytearray()
        with self._opener.open(request, timeout=FEED_REQUEST_SECONDS_MAX) as answer:
            while chunk := answer.read1(_CHUNK_BYTES):
                body += chunk
                if len(body) > FEED_PAGE_BYTES_MAX:
                    raise FeedBroken(f"{_shown(url)}: the page is larger than {FEED_PAGE_BYTES_MAX:,} bytes")
                if time.monotonic() > until:
                    raise TimeoutError
        return bytes(body)


def _is_worth_another_try(failure: Exception) -> bool:
    return not isinstance(failure, HTTPError) or failure.code in _WORTH_ANOTHER_TRY


def _in_words(failure: Exception) -> str:
    if isinstance(failure, HTTPError):
        return _ASTRAY if 300 <= failure.code < 400 else f"it answers {failure.code}"
    reason: Any = failure.reason if isinstance(failure, URLError) else failure
    return (
        "it does not answer in time"
        if isinstance(reason, TimeoutError)
        else f"it cannot be reached ({type(reason).__name__})"
    )


def _shown(url: str) -> str:
    """Return an address fit to be shown. Why: a name and password, or what follows the question mark, may be a key."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
