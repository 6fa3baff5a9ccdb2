"""What is recorded stays: the database itself refuses to change or remove an event, whoever asks."""

from typing import Any

from sqlalchemy import Connection, Table, event, text

_REFUSAL = "events are append-only: what is recorded is never changed or removed"

_POSTGRESQL = (
    f"""
    create or replace function refuse_to_change_events() returns trigger language plpgsql as
    $$ begin raise exception '{_REFUSAL} (% refused)', tg_op using errcode = 'insufficient_privilege'; end $$
    """,
    """
    create trigger events_are_append_only before update or delete or truncate on events
    for each statement execute function refuse_to_change_events()
    """,
    "alter table events enable always trigger events_are_append_only",
)
_SQLITE = (
    f"create trigger events_are_never_changed before update on events begin select raise(abort, '{_REFUSAL}'); end",
    f"create trigger events_are_never_removed before delete on events begin select raise(abort, '{_REFUSAL}'); end",
    f"""
    create trigger events_are_never_replaced before insert on events
    when exists (select 1 from events where position = new.position or (stream = new.stream and version = new.version))
    begin select raise(abort, 'one_event_per_version: {_REFUSAL}'); end
    """,
)
"""Why the third: `insert or replace` removes a row without firing a delete trigger."""


def make_append_only(connection: Connection) -> None:
    """Have the database refuse to update, delete, replace or truncate events; `always`: also while it replicates."""
    for statement in _POSTGRESQL if connection.dialect.name == "postgresql" else _SQLITE:
        connection.execute(text(statement))


def append_only(events: Table) -> Table:
    """Make the table append-only wherever it is created from its metadata, as the migrations do on their own."""
    event.listen(events, "after_create", _after_create)
    return events


def _after_create(_table: Table, connection: Connection, **_details: Any) -> None:
    make_append_only(connection)
