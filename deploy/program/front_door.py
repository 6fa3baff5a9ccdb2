"""The front door of the full mode: the app on waitress's threads, closed without breaking off an answer."""

import signal
import socket
import time
from typing import Any

from flask import Flask
from waitress import wasyncore  # type: ignore[import-untyped]
from waitress.server import create_server  # type: ignore[import-untyped]

from deploy.program.exits import BROKEN, DONE
from shared.config.limits import BULK_BODY_BYTES_MAX, STOP_SECONDS_MAX, WEB_THREADS_MAX

LOOK_SECONDS = 0.25  # how often the loop looks whether it was asked to stop


class FrontDoor:
    """Serves an app on a listening socket until SIGTERM or SIGINT."""

    def __init__(self, app: Flask, listener: socket.socket) -> None:
        self._asked_to_stop = False
        self._sockets: dict[int, Any] = {}
        self._server = create_server(
            app,
            map=self._sockets,
            sockets=[listener],
            threads=WEB_THREADS_MAX,
            max_request_body_size=2 * BULK_BODY_BYTES_MAX,  # the app refuses what is too large, in its own words
            inbuf_overflow=3 * BULK_BODY_BYTES_MAX,  # never to a file: a request holds personal details
            outbuf_overflow=3 * BULK_BODY_BYTES_MAX,
            ident=None,
            clear_untrusted_proxy_headers=True,
        )

    def serve(self) -> int:
        """Serve until asked to stop, answer what has been asked, and return the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._hear)
        while not self._asked_to_stop:
            self._turn()
        answered = self._finish()
        self._server.task_dispatcher.shutdown()
        return DONE if answered else BROKEN

    def _finish(self) -> bool:
        wasyncore.dispatcher.close(self._server)  # only the listening socket: open connections still get their answers
        until = time.monotonic() + STOP_SECONDS_MAX
        while self._busy():
            if time.monotonic() > until:
                return False
            self._turn()
        return True

    def _busy(self) -> bool:
        return any(channel.requests or channel.total_outbufs_len for channel in self._server.active_channels.values())

    def _turn(self) -> None:
        wasyncore.loop(LOOK_SECONDS, use_poll=True, map=self._sockets, count=1)

    def _hear(self, _number: int, _frame: Any) -> None:
        self._asked_to_stop = True
