"""How the front door asks the services: one callable, given when the app is made."""

from typing import Any, Protocol, cast

from flask import current_app

_ASK = "onward.ask"


class Ask(Protocol):
    """Asks one service for one thing and returns its answer: plain values, a dict with `status` or a list of them.

    Raises: ServiceAway when the service does not answer in time.
    """

    def __call__(self, service: str, method: str, **kwargs: Any) -> Any:
        """Ask `service` to run `method`."""


def ask_through(extensions: dict[str, Any], ask: Ask) -> None:
    """Let every view of an app ask through this callable."""
    extensions[_ASK] = ask


def asking() -> Ask:
    """Return the callable of the present app, for work that leaves the request's thread."""
    return cast(Ask, current_app.extensions[_ASK])


def ask(service: str, method: str, **kwargs: Any) -> Any:
    """Ask a service from within a request. Raises: ServiceAway."""
    return asking()(service, method, **kwargs)
