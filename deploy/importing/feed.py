"""A paged feed of services: page after page until it ends, in whichever of the usual ways it says so."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from deploy.importing.fetching import FeedBroken, Fetcher
from deploy.importing.unpacking import SourceRefused, decoded, is_json, json_value, table
from shared.config.limits import FEED_PAGE_ENTRIES, FEED_PAGES_MAX, IMPORT_FILE_BYTES_MAX
from shared.doors.foreign.formats import records_in

_WHOLE = frozenset({"service_at_locations", "schedules", "service_areas", "cost_options", "contacts", "attributes"})
"""Names of which a service that was told whole has one at least; lists of Open Referral UK 3.0 leave them out."""


class Feed:
    """One feed. `details`: whether each service that a list only names in short is asked for by its id as well."""

    def __init__(self, url: str, details: bool, say: Callable[[str], None], fetcher: Fetcher | None = None) -> None:
        self._url = url.strip()
        self._details = details
        self._fetcher = fetcher or Fetcher(say)
        self._bytes = 0
        self.host = urlsplit(self._url).hostname or ""

    def records(self) -> Iterator[Any]:
        """Give every record of every page.

        Raises: SourceRefused; FeedBroken, also half way through: what came before is good.
        """
        seen: set[str] = set()
        for number in range(1, FEED_PAGES_MAX + 1):
            page = self._page(number)
            records = records_in(page)
            names = {_name(record) for record in records}
            if not records or names <= seen:
                return
            seen |= names
            yield from map(self._whole, records)
            if _is_last(page, number):
                return
        raise FeedBroken(f"the feed had not ended after {FEED_PAGES_MAX:,} pages")

    def _page(self, number: int) -> Any:
        value = self._value(_with_page(self._url, number))
        if number == 1 and isinstance(value, dict) and "openapi_url" in value and not _looks_like_page(value):
            self._url = _below(self._url, "services")
            value = self._value(_with_page(self._url, number))
        return value

    def _value(self, url: str) -> Any:
        raw = self._fetcher.get(url)
        self._bytes += len(raw)
        if self._bytes > IMPORT_FILE_BYTES_MAX:
            raise FeedBroken(f"the feed is larger than {IMPORT_FILE_BYTES_MAX:,} bytes")
        text = decoded(raw)
        if is_json(text):
            return json_value(text)
        if "<" in text[:200] or not text.strip():
            raise SourceRefused("What answers at this address is no directory: it gives a page for people, or nothing.")
        return list(table(text))

    def _whole(self, record: Any) -> Any:
        """Return a service whole; as the list has it when it is whole already or cannot be had."""
        if not (self._details and isinstance(record, Mapping) and "id" in record and "status" in record):
            return record
        if _WHOLE & record.keys():
            return record
        try:
            found = self._value(_below(self._url, quote(str(record["id"]), safe="")))
        except FeedBroken:
            return record
        return found if isinstance(found, dict) and found.get("id") == record["id"] else record


def _is_last(page: Any, number: int) -> bool:
    """Whether a page is the last: it says so, it says how many there are, or it is no page of several at all."""
    if not _looks_like_page(page):
        return True
    for name in ("last_page", "last"):
        if page.get(name) is True:
            return True
    total = page.get("total_pages", page.get("totalPages"))
    return isinstance(total, int) and number >= total


def _looks_like_page(value: Any) -> bool:
    return isinstance(value, dict) and any(isinstance(value.get(name), list) for name in ("contents", "content"))


def _with_page(url: str, number: int) -> str:
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    asked = {"per_page": str(FEED_PAGE_ENTRIES), **asked, "page": str(number)}
    return urlunsplit(parts._replace(query=urlencode(asked), fragment=""))


def _below(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}", query="", fragment=""))


def _name(record: Any) -> str:
    return str(record.get("id", record)) if isinstance(record, Mapping) else str(record)
