"""The limit: the rows and messages that a run left, written and sent by nothing but the drivers."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from deploy.bench.at_once import Work, all_at_once, in_turn
from deploy.bench.corner import Servers, own_database, own_namespace
from deploy.bench.pipeline.bare import consume_all, declare_all, heard_by, insert_all, publish_all
from deploy.bench.pipeline.programs import environment
from deploy.bench.pipeline.stored import Stored
from deploy.program.stores import migrated
from shared.config.limits import PACK_EVENTS_MAX
from shared.config.settings import Settings
from shared.messaging.topology import SERVICES

How = Callable[[Sequence[Work]], float]


class Limit(NamedTuple):
    """What the bare work took. Units: seconds."""

    inserting: float
    publishing: float
    consuming: float

    @property
    def seconds(self) -> float:
        """All of it: nothing is published before it is stored, nor consumed before it is published."""
        return sum(self)


def limit(
    servers: Servers, stored: Sequence[Stored], together: bool, events_in_message: int = PACK_EVENTS_MAX
) -> Limit:
    """Do the bare work of a run in an empty database and on queues of its own.

    `together`: a process for each service's part instead of one for all.
    """
    how: How = all_at_once if together else in_turn
    messages = {one.service: one.messages(events_in_message) for one in stored}
    with own_database(servers) as url, own_namespace(servers) as namespace:
        settings = environment(ONWARD_DATABASE_URL=url, ONWARD_AMQP_URI=servers.amqp_uri)
        migrated(Settings.from_environment(settings), SERVICES)
        declare_all(servers.amqp_uri, namespace)
        return Limit(
            how([partial(insert_all, url, one) for one in stored]),
            how([partial(publish_all, servers.amqp_uri, namespace, *said) for said in messages.items()]),
            how([partial(consume_all, servers.amqp_uri, namespace, *heard) for heard in heard_by(messages).items()]),
        )
