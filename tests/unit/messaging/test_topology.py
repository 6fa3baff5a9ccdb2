import ast
import inspect
from importlib import import_module

import pytest

from shared.config.limits import DEAD_LETTER_LOOKS_MAX, DELIVERY_LIMIT
from shared.messaging.exchanges import dead_queue, exchange, inbox_queue
from shared.messaging.topology import LISTENS, SERVICES, category, listeners, published_categories


def test_every_service_that_hears_or_is_heard_is_one_there_is() -> None:
    assert LISTENS.keys() | {source for heard in LISTENS.values() for source in heard} == set(SERVICES)
    assert all(listener not in heard for listener, heard in LISTENS.items())


@pytest.mark.parametrize("listener", LISTENS)
def test_a_listener_is_named_by_every_service_it_hears(listener: str) -> None:
    for heard, categories in LISTENS[listener].items():
        assert listeners(heard)[listener] == categories
        assert set(categories) <= published_categories(heard)


def test_what_leaves_a_store_is_what_somebody_hears_and_never_people_schemes_or_protocols() -> None:
    assert published_categories("intake") == {"referral"}
    assert published_categories("triage") == {"assessment"}
    assert published_categories("matching") == {"match"}
    assert published_categories("cases") == {"case"}
    assert published_categories("journeys") == frozenset()


@pytest.mark.parametrize("service", SERVICES)
def test_exactly_the_services_that_listen_have_an_ear(service: str) -> None:
    has_ear = "hear" in dir(getattr(import_module(f"services.{service}.service"), f"{service.title()}Service"))
    assert has_ear == (service in LISTENS)


@pytest.mark.parametrize("service", sorted(LISTENS))
def test_what_a_service_reacts_to_comes_from_streams_it_hears(service: str) -> None:
    wiring = import_module(f"services.{service}.wiring")
    imported = {
        node.module.removeprefix("shared.contracts.")
        for node in ast.walk(ast.parse(inspect.getsource(wiring)))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("shared.contracts.") and node.module
    }
    assert imported <= LISTENS[service].keys()


def test_an_inbox_is_a_durable_quorum_queue_with_a_delivery_limit_and_somewhere_for_the_undeliverable() -> None:
    queue = inbox_queue("test-x.", "triage")
    assert (queue.name, queue.durable, queue.exclusive, queue.auto_delete) == (
        "test-x.triage.inbox",
        True,
        False,
        False,
    )
    assert queue.queue_arguments == {
        "x-queue-type": "quorum",
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": "test-x.triage.dead",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
    dead = dead_queue("test-x.", "triage")
    assert (dead.name, dead.durable) == ("test-x.triage.dead", True)
    assert dead.queue_arguments == {"x-queue-type": "quorum", "x-delivery-limit": DEAD_LETTER_LOOKS_MAX}


def test_an_exchange_outlives_the_broker_and_hands_on_by_category() -> None:
    made = exchange("test-x.", "intake")
    assert (made.name, made.type, made.durable) == ("test-x.intake.events", "topic", True)
    assert category("case-K7MD3QXP-2") == "case"
