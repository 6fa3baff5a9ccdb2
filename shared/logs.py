"""What Onward says while it runs: only known keys with harmless values, so that no log line can tell of a person."""

import logging
import re
import sys
import threading
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any

import structlog

from shared.config.limits import LOG_FRAMES_MAX

CODE = re.compile(r"[a-z][a-z0-9_.:-]{0,79}")
PLACE = re.compile(r"[A-Za-z_][\w.<>]{0,119}")
STREAM = re.compile(r"[a-z]+-[A-Za-z0-9-]{1,119}")
REFERENCE = re.compile(r"[2-9A-Z]{8}")
FAILURE = re.compile(r"[A-Za-z_][\w.]*( in [\w.]+:\d+)?")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")

TEXTS: Mapping[str, re.Pattern[str]] = {
    "event": CODE, "level": CODE, "service": CODE, "source": CODE, "work": CODE, "mode": CODE,
    "method": CODE, "type": CODE, "reason": CODE, "signal": CODE, "listener": CODE, "category": CODE,
    "stream": STREAM, "reference": REFERENCE, "failure": FAILURE, "timestamp": INSTANT,
    "logger": PLACE,
}  # fmt: skip
"""Keys that may hold words, each with the shape its value must have from end to end; free text fits none."""

FIGURES = frozenset({
    "attempt", "batches", "count", "dead", "events", "exit_code", "milliseconds", "packs", "pid", "port", "position",
    "referrals", "rows", "schemes", "seconds", "status", "streams", "version", "waiting",
})  # fmt: skip
"""Keys that may hold a number or a yes or no."""

log: Any = structlog.get_logger()


def configure_logs(level: str = "info", *, readable: bool = False) -> None:
    """Send everything said in this process, by Onward or by a library, to standard error through the one filter.

    Shape: a JSON object per line, or `readable` lines for a person at a terminal.
    """
    chosen = logging.getLevelNamesMapping()[level.upper()]
    _filter(
        chosen,
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()) if readable else structlog.processors.JSONRenderer(),
    )
    logging.captureWarnings(True)
    logging.basicConfig(handlers=[LibraryWords()], level=max(chosen, logging.WARNING), force=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda fallen: _uncaught(fallen.exc_type, fallen.exc_value, fallen.exc_traceback)


def _filter(level: int, renderer: Any) -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            harmless,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


class LibraryWords(logging.Handler):
    """Takes what libraries log. Their words are left out: they hold addresses, passwords, statements with values."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say which library spoke, and where in it, so that its words can be looked up."""
        where = f"{record.name}.{record.funcName}"
        log.log(record.levelno, "library", logger=where, position=record.lineno, exc_info=record.exc_info)


def harmless(_logger: Any, _method: str, said: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep what is known to be harmless. An exception becomes its class and its path through the code.

    Why: the text of an exception may hold what was being worked on; a database error carries its parameters.
    """
    failure = _exception(said.pop("exc_info", None))
    kept: dict[str, Any] = {key: value for key, value in said.items() if _is_harmless(key, value)}
    if failure is not None:
        kept["failure"] = type(failure).__name__
        kept["path"] = _path(failure.__traceback__)
    kept.setdefault("event", "unnamed")
    if withheld := len(said.keys() - kept.keys()):
        kept["withheld"] = withheld
    return kept


def _is_harmless(key: str, value: Any) -> bool:
    if key in FIGURES:
        return isinstance(value, int | float)
    shape = TEXTS.get(key)
    return shape is not None and isinstance(value, str) and shape.fullmatch(value) is not None


def _exception(given: Any) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return _exception(given[1])
    return sys.exception() if given else None


def _path(place: TracebackType | None) -> list[str]:
    frames = []
    while place is not None:
        frames.append(f"{place.tb_frame.f_globals.get('__name__', '?')}:{place.tb_lineno}")
        place = place.tb_next
    return frames[-LOG_FRAMES_MAX:]


def _uncaught(_kind: type[BaseException], failure: BaseException | None, _place: TracebackType | None) -> None:
    log.critical("stopped_by_failure", exc_info=failure)


_filter(logging.INFO, structlog.processors.JSONRenderer())
"""Why at import: what is said before the program has chosen a form is filtered as well."""
