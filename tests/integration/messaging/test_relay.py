"""From a store to the broker: confirmed before it counts as sent, in order, by one relay at a time."""

import signal
from contextlib import ExitStack

import pytest
from amqp.exceptions import ChannelError
from kombu import Connection

from shared.config.limits import PACK_EVENTS_MAX, RELAY_WINDOW_PACKS
from shared.messaging.exchanges import declare_listeners, exchange, inbox_queue
from shared.messaging.publisher import NotConfirmed, Publisher
from shared.messaging.topology import LISTENS, SERVICES
from tests.integration.messaging.bells import Bells
from tests.integration.messaging.tower import Tower, soon

pytestmark = pytest.mark.full


def test_what_a_store_records_is_heard_in_order_through_relay_broker_and_inbox(tower: Tower, listener: Bells) -> None:
    many = PACK_EVENTS_MAX + 7
    tower.rings("A", *range(1, many))
    tower.rings("B", 1, 2)
    with tower.relay(), tower.listener(listener.store.engine):
        soon(lambda: listener.noted() == {"referral-A": list(range(1, many)), "referral-B": [1, 2]})
        tower.rings("B", 3)
        soon(lambda: listener.noted()["referral-B"] == [1, 2, 3])
        soon(lambda: tower.relayed() == many + 2)
    assert listener.waiting() == []


def test_many_packs_are_under_way_before_the_first_is_confirmed_and_all_are_confirmed(
    tower: Tower, amqp_uri: str, namespace: str
) -> None:
    tower.declared()
    with Connection(amqp_uri) as connection:
        publisher = Publisher(connection)
        for _ in range(2):
            packs = [("referral", b"[]")] * RELAY_WINDOW_PACKS
            publisher.publish(exchange(namespace, "intake").name, packs)
    soon(lambda: tower.queued() == 2 * RELAY_WINDOW_PACKS)


def test_a_message_that_finds_no_queue_is_not_confirmed(tower: Tower, amqp_uri: str, namespace: str) -> None:
    tower.declared()
    with Connection(amqp_uri) as connection, pytest.raises(NotConfirmed, match="found no queue"):
        Publisher(connection).publish(exchange(namespace, "intake").name, [("referral", b"[]"), ("nobody", b"[]")])


def test_a_message_to_an_exchange_that_is_not_there_is_not_confirmed(
    tower: Tower, amqp_uri: str, namespace: str
) -> None:
    with Connection(amqp_uri) as connection, pytest.raises(ChannelError):
        Publisher(connection).publish(f"{namespace}nowhere.events", [("referral", b"[]")])
    assert tower.queued() == 0


def test_an_exchange_deleted_under_a_running_relay_is_made_again_and_nothing_is_lost(
    tower: Tower, listener: Bells
) -> None:
    with tower.relay():
        tower.rings("A", 1)
        soon(lambda: tower.relayed() == 1)
        tower.delete_exchange()
        tower.rings("A", 2)
        tower.rings("B", 1)
        soon(lambda: tower.relayed() == 3)
        with tower.listener(listener.store.engine):
            soon(lambda: listener.noted() == {"referral-A": [1, 2], "referral-B": [1]})


def test_of_two_relays_one_leads_and_the_other_takes_over_when_it_is_killed(tower: Tower, listener: Bells) -> None:
    with ExitStack() as stack:
        stack.enter_context(tower.listener(listener.store.engine))
        leader = stack.enter_context(tower.relay())
        tower.rings("A", 1)
        soon(lambda: listener.noted() == {"referral-A": [1]})
        standby = stack.enter_context(tower.relay())
        standby.says("started")
        for number in range(2, 12):
            tower.rings("A", number)
            if number == 6:
                leader.signal(signal.SIGKILL)
        soon(lambda: listener.noted() == {"referral-A": list(range(1, 12))})
        soon(lambda: tower.relayed() == 11)
    assert (listener.notes(), listener.waiting()) == ({"referral-A": list(range(1, 12))}, [])


def test_a_relay_told_to_stop_leaves_the_rest_in_the_store_for_the_next(tower: Tower, listener: Bells) -> None:
    with tower.relay() as relay:
        tower.rings("A", 1)
        soon(lambda: tower.relayed() == 1)
        relay.signal(signal.SIGTERM)
        assert relay.ends() == 0
    tower.rings("A", 2)
    assert tower.relayed() == 1
    with tower.relay(), tower.listener(listener.store.engine):
        soon(lambda: listener.noted() == {"referral-A": [1, 2]})


def test_the_broker_has_exactly_the_queues_and_bindings_of_the_topology(amqp_uri: str, namespace: str) -> None:
    """Each category of each service, once published, lies in the inboxes of exactly those who hear it."""
    with Connection(amqp_uri) as connection:
        for source in SERVICES:
            declare_listeners(connection, namespace, source)
        publisher = Publisher(connection)
        sent = {
            (source, category) for heard in LISTENS.values() for source, found in heard.items() for category in found
        }
        for source, category in sorted(sent):
            publisher.publish(exchange(namespace, source).name, [(category, f"{source} {category}".encode())])
        for listener, heard in LISTENS.items():
            with connection.channel() as channel:
                queue = inbox_queue(namespace, listener).name
                bodies = [channel.basic_get(queue, no_ack=True).body for _ in range(sum(map(len, heard.values())))]
                assert channel.basic_get(queue) is None
            heard_of = {body if isinstance(body, str) else body.decode() for body in bodies}
            assert heard_of == {f"{source} {category}" for source, found in heard.items() for category in found}


def test_an_inbox_declared_otherwise_than_wanted_is_refused_by_the_broker(
    tower: Tower, amqp_uri: str, namespace: str
) -> None:
    tower.declared()
    name = inbox_queue(namespace, "triage").name
    for arguments in ({"x-queue-type": "classic"}, {"x-queue-type": "quorum", "x-delivery-limit": 1}):
        with (
            Connection(amqp_uri) as connection,
            connection.channel() as channel,
            pytest.raises(ChannelError, match="PRECONDITION_FAILED"),
        ):
            channel.queue_declare(name, durable=True, auto_delete=False, arguments=arguments)
