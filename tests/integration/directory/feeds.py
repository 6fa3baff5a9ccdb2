"""A feed of services on this machine, that pages, redirects, stumbles and misbehaves as real ones do."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, dict[str, str], bytes]
Page = Callable[[str, dict[str, str]], Answer]
"""Given a path and what is asked after it: the status, headers and body."""


class FeedServer:
    """Answers with whatever `page` returns. `asked`: every path that was asked for, with its query."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
                status, headers, body = outer.page(parts.path, query)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @contextmanager
    def open(self) -> Iterator["FeedServer"]:
        """Listen for as long as the block lasts."""
        self._thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()


def said(value: Any, status: int = 200) -> Answer:
    """Return an answer in JSON."""
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()


def paged(services: list[dict[str, Any]], per_page: int | None = None) -> Page:
    """Return a feed of Open Referral UK: pages of services in short, and each whole by its id."""

    def page(path: str, query: dict[str, str]) -> Answer:
        if not path.endswith("/services"):
            whole = [one for one in services if path.endswith(f"/services/{one['id']}")]
            return said(whole[0]) if whole else said({"error": "nothing here"}, 404)
        number, size = int(query.get("page", "1")), per_page or int(query.get("per_page", "10"))
        contents = [_in_short(one) for one in services[(number - 1) * size : number * size]]
        pages = -(-len(services) // size)
        told = {"total_items": len(services), "total_pages": pages, "page_number": number, "contents": contents}
        return said({**told, "last_page": number >= pages})

    return page


def _in_short(service: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in service.items() if not isinstance(value, list)}


def dripping(path: str, query: dict[str, str]) -> Answer:
    """Answer after longer than anybody waits."""
    time.sleep(1.0)
    return said([])
