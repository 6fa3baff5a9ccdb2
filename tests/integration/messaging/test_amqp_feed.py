"""From the broker's inbox to effects: acknowledged once they are there, repeated without being doubled."""

import signal
from collections.abc import Iterator

import pytest
from sqlalchemy import NullPool, create_engine, text

from shared.config.limits import DELIVERY_LIMIT
from shared.event_store.engine import postgresql_engine
from shared.messaging.heard import packs, unpacked
from tests.integration.messaging.bells import Bells, make_tables
from tests.integration.messaging.tower import Tower, soon
from tests.outside import absent
from tests.servers import fresh_database, missing_postgresql

pytestmark = pytest.mark.full


def pack(tower: Tower, position: int = 0) -> bytes:
    """Return all that the tower has recorded after a position, as one message."""
    (found,) = packs(tower.store.tail().after(position), frozenset({"referral"}))
    return found.body


def test_a_consumer_killed_with_its_batch_handled_and_not_acknowledged_doubles_nothing(
    tower: Tower, listener: Bells
) -> None:
    tower.declared()
    tower.rings("A", 1, 2, 3)
    tower.publish(pack(tower))
    with tower.listener(listener.store.engine, "before-ack") as dying:
        assert dying.ends() == 1
    assert listener.notes() == {"referral-A": [1, 2, 3]}
    soon(lambda: tower.queued() == 1)
    with tower.listener(listener.store.engine) as heir:
        heir.says("handling 3")
        soon(lambda: tower.queued() == 0)
        heir.signal(signal.SIGTERM)
        assert heir.ends() == 0
    assert (listener.notes(), tower.queued()) == ({"referral-A": [1, 2, 3]}, 0)


@pytest.mark.parametrize("body", [b"not a pack", b"\xff\xfe", b'{"a": 1}', b""])
def test_a_message_nobody_can_read_goes_to_the_dead_queue_and_the_others_are_heard(
    body: bytes, tower: Tower, listener: Bells
) -> None:
    tower.declared()
    tower.rings("A", 1)
    for sent in (body, pack(tower), body):
        tower.publish(sent)
    with tower.listener(listener.store.engine):
        soon(lambda: listener.noted() == {"referral-A": [1]})
        soon(lambda: tower.queued(dead=True) == 2)
    assert tower.dead_bodies() == [body, body]
    assert tower.queued() == 0


def test_a_message_that_kills_the_process_each_time_dies_alone_after_its_last_delivery(
    tower: Tower, listener: Bells
) -> None:
    tower.declared()
    bells = ["A", "B", "KILLER", "C", "D"]
    for position, bell in enumerate(bells):
        tower.rings(bell, 1)
        tower.publish(pack(tower, position))
    with tower.listener(listener.store.engine, "on-referral-KILLER", str(DELIVERY_LIMIT + 3)) as lives:
        soon(lambda: tower.queued(dead=True) > 0)
        soon(lambda: len(listener.noted()) == len(bells) - 1)
        lives.signal(signal.SIGKILL)
    assert listener.notes() == {f"referral-{bell}": [1] for bell in bells if bell != "KILLER"}
    assert [[event.stream for event in unpacked(body)] for body in tower.dead_bodies()] == [["referral-KILLER"]]


def test_a_consumer_told_to_stop_finishes_and_acknowledges_its_batch(tower: Tower, listener: Bells) -> None:
    tower.declared()
    tower.rings("A", 1, 2)
    tower.publish(pack(tower))
    with tower.listener(listener.store.engine, "slowly") as slow:
        slow.says("handling 2")
        slow.signal(signal.SIGTERM)
        assert slow.ends() == 0
    assert (listener.notes(), tower.queued()) == ({"referral-A": [1, 2]}, 0)


@pytest.fixture
def far_listener() -> Iterator[tuple[Bells, str]]:
    """The listening service on a database of its own, and its URL, so that it can be shut."""
    if missing := missing_postgresql():
        absent(missing)
    with fresh_database() as url:
        engine = postgresql_engine(url, "public")
        make_tables(engine)
        yield Bells(engine), url
        engine.dispose()


def shut(url: str, away: bool) -> None:
    """Let nobody into a database, and throw out who is there; or let them in again."""
    server, _, name = url.rpartition("/")
    with create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
        connection.execute(text(f"alter database {name} with allow_connections {not away}"))
        connection.execute(
            text("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name and :away"),
            {"name": name, "away": away},
        )


def test_with_the_database_away_the_batch_is_kept_and_has_its_effect_once_it_is_back(
    tower: Tower, far_listener: tuple[Bells, str]
) -> None:
    listener, url = far_listener
    tower.declared()
    tower.rings("A", 1, 2)
    with tower.listener(listener.store.engine) as process:
        process.says("started")
        listener.store.engine.dispose()
        shut(url, True)
        tower.publish(pack(tower))
        for _ in range(4):
            process.says("handling")
        assert "batch_kept" in process.complained()
        assert (
            "interrupted" not in process.complained()
        )  # it stays in the consumer's hands: nothing counts towards the delivery limit
        shut(url, False)
        soon(lambda: listener.noted() == {"referral-A": [1, 2]})
        process.signal(signal.SIGTERM)
        assert process.ends() == 0
    assert (tower.queued(), tower.dead_bodies()) == (0, [])
