"""Turning a process green: its sockets, pauses and threads yield to one another instead of blocking."""

import warnings
from typing import Any

from shared.config.limits import SERVER_ANSWER_SECONDS_MAX


def turn_green() -> None:
    """Patch the standard library and psycopg2; called before anything that uses them is imported.

    Why not in the module: the front door of the full mode runs on threads and must stay as it is.
    """
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet
    import eventlet.debug
    from psycopg2.extensions import set_wait_callback

    eventlet.monkey_patch()
    set_wait_callback(wait_for_answer)
    eventlet.debug.hub_exceptions(False)  # it would print exceptions whole, and they may hold personal values


def wait_for_answer(connection: Any, _timeout: float = -1) -> None:
    """Let others go on while PostgreSQL works on a statement or a connection.

    Why not eventlet's own: it waits for ever on a line that fell silent, and takes no notice of `connect_timeout`.
    Raises: psycopg2.OperationalError when nothing came in time; psycopg2 then drops the connection.
    """
    from eventlet.hubs import trampoline
    from psycopg2 import OperationalError
    from psycopg2.extensions import POLL_OK, POLL_READ

    silent = OperationalError("the database server did not answer in time")
    while (state := connection.poll()) != POLL_OK:
        reading = state == POLL_READ
        trampoline(connection, reading, not reading, SERVER_ANSWER_SECONDS_MAX, silent)
