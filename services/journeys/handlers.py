"""What journeys does about everything it hears: it tells it."""

from collections.abc import Sequence

from services.journeys.projections import tell
from shared.event_store.recorded import Recorded
from shared.event_store.transaction import Transaction


def on_anything_recorded(work: Transaction, heard: Sequence[Recorded]) -> None:
    """Add what was heard to the stories it belongs to."""
    tell(work.connection, heard)
