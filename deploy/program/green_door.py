"""The front door of the embedded mode: the Flask app in the services' own process, each request a greenlet."""

import logging
from contextlib import suppress
from typing import Any

import eventlet
from eventlet import wsgi
from flask import Flask
from greenlet import GreenletExit

from shared.config.limits import STOP_SECONDS_MAX, WEB_GREENLETS_MAX


class GreenDoor:
    """Serves an app on a listening socket, beside everything else in this process."""

    def __init__(self, app: Flask, listener: Any) -> None:
        self._app = app
        self._listener = listener
        self._thread: Any = None

    def open(self) -> None:
        """Begin to serve."""
        self._thread = eventlet.spawn(
            wsgi.server,
            self._listener,
            self._app,
            log=logging.getLogger("onward.door"),
            log_output=False,  # a path holds a reference, which stands for a person
            debug=False,
            max_size=WEB_GREENLETS_MAX,
        )

    def close(self) -> None:
        """Take no new request; returns when those under way have been answered, or after the longest stop."""
        if self._thread is not None:
            self._thread.kill()
            with eventlet.Timeout(STOP_SECONDS_MAX, False), suppress(GreenletExit):
                self._thread.wait()
