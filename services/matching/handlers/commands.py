"""Everything matching can be asked or told, in one object; each concern is a file of its own beside this one."""

from dataclasses import dataclass

from services.matching.handlers.activities import ActivityKeeping
from services.matching.handlers.asking import SchemeQuestions
from services.matching.handlers.directory import DirectoryKeeping
from services.matching.handlers.importing import SchemeImporting
from services.matching.handlers.open_data import OpenData
from services.matching.handlers.overlaps import OverlapQuestions
from services.matching.handlers.planning import SpecificationPlanning
from services.matching.handlers.provision import ProvisionReport
from services.matching.handlers.ranking import RankingKeeping
from services.matching.handlers.replaying import Replaying
from services.matching.handlers.searching import DirectorySearch
from services.matching.handlers.standing import EntryKeeping
from services.matching.handlers.sweeping import DueWork


@dataclass(frozen=True)
class MatchingCommands(
    DirectoryKeeping,
    EntryKeeping,
    SpecificationPlanning,
    SchemeQuestions,
    DueWork,
    ActivityKeeping,
    SchemeImporting,
    OpenData,
    DirectorySearch,
    RankingKeeping,
    Replaying,
    OverlapQuestions,
    ProvisionReport,
):
    """Matching's commands and questions, all on one store."""
