"""Intake, put together."""

from services.intake.domain.identity import keyed_digest, keyed_hash
from services.intake.handlers.commands import IntakeCommands
from services.intake.projections import projections
from services.intake.tables import STORE
from shared.config.master_key import derived_key
from shared.event_store.engine import open_engine
from shared.event_store.store import Store
from shared.messaging.room import Means, Room


def wire(means: Means) -> Room:
    """Wire intake from its means. It hears nobody: everything begins here."""
    hashed = keyed_hash(derived_key(means.master, "recognition"))
    store = Store(
        open_engine(means.settings, "intake"), STORE, means.master, means.clock, "service:intake", projections(hashed)
    )
    commands = IntakeCommands(
        store=store,
        clock=means.clock,
        new_id=means.new_id,
        random_below=means.random_below,
        hashed=hashed,
        digest=keyed_digest(derived_key(means.master, "submissions")),
    )
    return Room("intake", store, commands, sweep=commands.sweep)
