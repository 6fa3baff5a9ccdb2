"""Everything intake can be asked or told, in one object; each concern is a file of its own beside this one."""

from dataclasses import dataclass

from services.intake.handlers.checklists import ChecklistReceiving
from services.intake.handlers.locating import Locating


@dataclass(frozen=True)
class IntakeCommands(ChecklistReceiving, Locating):
    """Intake's commands and questions, all on one store."""
