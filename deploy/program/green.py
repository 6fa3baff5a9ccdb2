"""Turning a process green: its sockets, pauses and threads yield to one another instead of blocking."""

import warnings


def turn_green() -> None:
    """Patch the standard library and psycopg2; called before anything that uses them is imported.

    Why not in the module: the front door of the full mode runs on threads and must stay as it is.
    """
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet
    import eventlet.debug

    eventlet.monkey_patch()
    eventlet.debug.hub_exceptions(False)  # it would print exceptions whole, and they may hold personal values
