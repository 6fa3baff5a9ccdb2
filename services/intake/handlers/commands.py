"""Everything intake can be asked or told, in one object; each concern is a file of its own beside this one."""

from dataclasses import dataclass

from services.intake.handlers.agreements import OutreachAgreeing
from services.intake.handlers.areas import AreaQuestions
from services.intake.handlers.checklists import ChecklistReceiving
from services.intake.handlers.locating import Locating
from services.intake.handlers.outreach_lists import OutreachListing


@dataclass(frozen=True)
class IntakeCommands(ChecklistReceiving, OutreachListing, OutreachAgreeing, Locating, AreaQuestions):
    """Intake's commands and questions, all on one store."""
