"""Everything triage can be asked or told, in one object; each concern is a file of its own beside this one."""

from dataclasses import dataclass

from services.triage.handlers.assessing import Triage
from services.triage.handlers.protocols import ProtocolKeeping


@dataclass(frozen=True)
class TriageCommands(Triage, ProtocolKeeping):
    """Triage's reactions, commands and questions, all on one store."""
