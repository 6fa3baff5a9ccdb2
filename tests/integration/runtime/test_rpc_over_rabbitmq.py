"""Questions and answers over RabbitMQ, as the front door and the services exchange them."""

import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from shared.config.master_key import master_key
from shared.config.settings import Settings
from shared.messaging.rpc.client import RpcClient, ServiceAway, ServiceFailed
from tests.integration.runtime.cable import Cable
from tests.integration.runtime.processes import Process, eventually

SECRET = "Amina Example, Saltmere"
NEVER_ANSWERED_SECONDS = 3.5  # longer than a question is waited for


def answers(client: RpcClient) -> bool:
    try:
        return bool(client.call("echo", "echo", value=True))
    except ServiceAway:
        return False


def test_a_service_answers_what_it_is_asked(echo: Process, client: RpcClient) -> None:
    assert client.call("echo", "echo", value={"given_name": ["Zoë", None, 1.5]}) == {"given_name": ["Zoë", None, 1.5]}


def test_many_threads_are_answered_at_once_each_with_its_own_answer(echo: Process, client: RpcClient) -> None:
    with ThreadPoolExecutor(16) as threads:
        asked = range(200)
        assert list(threads.map(lambda number: client.call("echo", "echo", value=number), asked)) == list(asked)


def test_a_service_that_breaks_tells_the_kind_of_its_failure_and_never_its_words(
    echo: Process, client: RpcClient
) -> None:
    with pytest.raises(ServiceFailed) as failed:
        client.call("echo", "fail", words=SECRET)
    assert (failed.value.kind, failed.value.service) == ("LookupError", "echo")
    assert SECRET not in str(failed.value)
    assert "LookupError" in echo.complained()
    assert SECRET not in echo.complained()


@pytest.mark.parametrize(
    ("method", "given", "kind"),
    [("nothing", {}, "MethodNotFound"), ("echo", {"bad": 1}, "IncorrectSignature"), ("unfit", {}, "TypeError")],
)
def test_a_question_that_cannot_be_answered_is_refused_at_once(
    echo: Process, client: RpcClient, method: str, given: dict[str, Any], kind: str
) -> None:
    with pytest.raises(ServiceFailed) as failed:
        client.call("echo", method, **given)
    assert failed.value.kind == kind
    assert answers(client)


def test_a_service_that_never_ran_is_away_at_once(client: RpcClient) -> None:
    began = time.monotonic()
    with pytest.raises(ServiceAway) as away:
        client.call("nobody", "ready")
    assert away.value.service == "nobody"
    assert time.monotonic() - began < 1


def test_a_service_that_takes_too_long_is_away_after_three_seconds(echo: Process, client: RpcClient) -> None:
    began = time.monotonic()
    with pytest.raises(ServiceAway):
        client.call("echo", "slow", seconds=NEVER_ANSWERED_SECONDS)
    assert 2.9 < time.monotonic() - began < NEVER_ANSWERED_SECONDS
    assert answers(client)


def test_a_question_is_not_answered_later_when_nobody_waits_any_more(
    start_echo: Callable[..., Process], settings: Settings
) -> None:
    impatient = RpcClient(settings, master_key(settings), seconds=0.3)
    first = start_echo()
    assert answers(impatient)
    first.signal(signal.SIGTERM)
    assert first.ends() == 0
    with pytest.raises(ServiceAway):
        impatient.call("echo", "fail", words="too late")
    second = start_echo()
    assert answers(impatient)
    impatient.close()
    assert "LookupError" not in second.complained()


def test_questions_go_on_after_the_asker_lost_its_connection(
    echo: Process, settings: Settings, cable: Cable, over_cable: Callable[[Settings], Settings]
) -> None:
    client = RpcClient(over_cable(settings), master_key(settings))
    assert answers(client)
    cable.cut()
    assert answers(client)
    client.close()


def test_questions_go_on_after_the_service_lost_its_connection_with_answers_under_way(
    start_echo: Callable[..., Process],
    client: RpcClient,
    settings: Settings,
    cable: Cable,
    over_cable: Callable[[Settings], Settings],
) -> None:
    start_echo(ONWARD_AMQP_URI=str(over_cable(settings).amqp_uri))
    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(client.call, "echo", "slow", seconds=0.5) for _ in range(4)]
        time.sleep(0.2)
        cable.cut()
        assert [done.exception() is None or isinstance(done.exception(), ServiceAway) for done in waiting] == [True] * 4
    eventually(lambda: answers(client))


def test_an_asker_is_told_in_time_while_the_broker_is_away_and_answered_when_it_is_back(
    echo: Process, settings: Settings, cable: Cable, over_cable: Callable[[Settings], Settings]
) -> None:
    client = RpcClient(over_cable(settings), master_key(settings))
    assert answers(client)
    for stop, start in ((cable.unplug, cable.plug), (cable.clog, cable.clear)):
        stop()
        began = time.monotonic()
        assert not answers(client)
        assert time.monotonic() - began < 5
        start()
        eventually(lambda: answers(client))
    client.close()


@pytest.mark.slow
def test_a_service_outlives_a_broker_that_is_silent_longer_than_its_heartbeat(
    start_echo: Callable[..., Process],
    client: RpcClient,
    settings: Settings,
    cable: Cable,
    over_cable: Callable[[Settings], Settings],
) -> None:
    process = start_echo(ONWARD_AMQP_URI=str(over_cable(settings).amqp_uri))
    cable.clog()
    time.sleep(12)
    assert not answers(client)
    cable.clear()
    eventually(lambda: answers(client))
    process.signal(signal.SIGTERM)
    assert process.ends() == 0


def test_a_service_that_is_told_to_stop_still_answers_what_it_has_in_hand(echo: Process, client: RpcClient) -> None:
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(client.call, "echo", "slow", seconds=1)
        time.sleep(0.3)
        echo.signal(signal.SIGTERM)
        assert answer.result() == "done"
    assert echo.ends() == 0


def test_a_process_ends_with_a_failure_when_its_service_breaks(echo: Process, client: RpcClient) -> None:
    client.call("echo", "break_down")
    assert echo.ends() == 1
    assert "StopIteration" in echo.complained()


def test_the_next_node_is_asked_when_the_first_is_away_and_no_password_is_logged(
    start_echo: Callable[..., Process], settings: Settings, client: RpcClient
) -> None:
    nodes = f"amqp://guest:first-secret@127.0.0.1:1//;amqp://guest:second-secret@127.0.0.1:2//;{settings.amqp_uri}"
    process = start_echo(ONWARD_AMQP_URI=nodes, ONWARD_LOG_LEVEL="debug")
    asker = RpcClient(replace(settings, amqp_uri=nodes), master_key(settings))
    assert answers(asker)
    asker.close()
    assert answers(client)
    assert "secret" not in process.complained()
