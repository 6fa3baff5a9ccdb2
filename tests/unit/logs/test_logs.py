import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.logs import FIGURES, TEXTS, configure_logs, harmless, log

SECRET = "Amina Example"  # in no line may it appear


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Everything said so far in this test, as it stands on standard error."""
    root = logging.getLogger()
    handlers, level, hooks = root.handlers[:], root.level, (sys.excepthook, threading.excepthook)
    configure_logs()
    yield lambda: capsys.readouterr().err
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


def lines(words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in words.splitlines()]


def test_what_is_known_and_harmless_is_said_as_json(said: Callable[[], str]) -> None:
    log.info("batch_done", stream="referral-K7MD3QXP", events=7, service="triage", seconds=0.25)
    words = said()
    (line,) = lines(words)
    assert (line["event"], line["stream"], line["events"], line["level"]) == (
        "batch_done",
        "referral-K7MD3QXP",
        7,
        "info",
    )


def test_a_key_nobody_has_allowed_is_withheld_and_counted(said: Callable[[], str]) -> None:
    log.info("received", given_name=SECRET, reference="K7MD3QXP")
    words = said()
    (line,) = lines(words)
    assert (line["reference"], line["withheld"]) == ("K7MD3QXP", 1)
    assert SECRET not in words


@pytest.mark.parametrize(
    "value", [SECRET, "QX1 1AU", "07700 900101", "9990000018", "amina@example.org", "1994-03-08", ["a"], {"a": 1}, 3]
)
@pytest.mark.parametrize("key", sorted(TEXTS.keys() - {"level", "timestamp", "event"}))
def test_a_personal_value_is_withheld_also_under_an_allowed_key(key: str, value: Any) -> None:
    assert harmless(None, "info", {"event": "received", key: value}).get(key) is None


@pytest.mark.parametrize("key", sorted(FIGURES))
def test_words_are_withheld_where_a_figure_belongs(key: str) -> None:
    assert key not in harmless(None, "info", {"event": "received", key: SECRET})


@given(st.text())
def test_no_sentence_passes_as_the_name_of_an_event(words: str) -> None:
    said = harmless(None, "info", {"event": f"{words} {SECRET}"})
    assert said == {"event": "unnamed"}


def test_an_exception_is_said_by_its_class_and_path_without_its_words(said: Callable[[], str]) -> None:
    try:
        raise LookupError(SECRET)
    except LookupError:
        log.exception("decision_failed", service="triage")
    words = said()
    (line,) = lines(words)
    assert line["failure"] == "LookupError"
    assert line["path"][0].startswith(f"{__name__}:")
    assert SECRET not in words


def test_a_library_is_heard_without_its_words(said: Callable[[], str]) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("kombu.connection").exception("Connected to amqp://guest:%s@host", SECRET)
    words = said()
    (line,) = lines(words)
    assert line["logger"].startswith("kombu.connection.")
    assert (line["level"], line["failure"]) == ("error", "ValueError")
    assert SECRET not in words


def test_a_library_is_not_heard_below_a_warning(said: Callable[[], str]) -> None:
    logging.getLogger("kombu").info("Connected")
    words = said()
    assert lines(words) == []


def test_a_warning_of_python_is_heard_without_its_words(said: Callable[[], str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn(SECRET, UserWarning, stacklevel=1)
    words = said()
    assert [line["event"] for line in lines(words)] == ["library"]
    assert SECRET not in words


def test_what_nobody_caught_ends_the_process_without_its_words() -> None:
    program = f"from shared.logs import configure_logs\nconfigure_logs()\nraise RuntimeError({SECRET!r})"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert json.loads(ended.stderr)["failure"] == "RuntimeError"
    assert SECRET not in ended.stderr


def test_what_is_said_before_anybody_chose_a_form_is_filtered_as_well() -> None:
    program = f"from shared.logs import log\nlog.warning('early', given_name={SECRET!r})"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(ended.stderr)["event"] == "early"
    assert SECRET not in ended.stderr
