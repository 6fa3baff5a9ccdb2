"""What can be asked of the lists of people to be reached."""

from services.web.questions import PageQuestion
from shared.config.limits import NAME_CHARACTERS_MAX
from shared.contracts.outreach_codes import OUTREACH_STATES
from shared.doors.fields import Code
from shared.doors.outreach import source_code
from shared.doors.words import Written


class OutreachQuestion(PageQuestion):
    """Which of those on lists: in which state, from which list."""

    state = Code(OUTREACH_STATES, f"Choose one of: {', '.join(OUTREACH_STATES)}.")
    source = Written(source_code, NAME_CHARACTERS_MAX, "Give the code of a list, or leave this out.")


QUESTION = OutreachQuestion()

QUESTION_IN_ADDRESS = [
    {"name": name, "in": "query", "schema": {"type": "string"}, "description": says}
    for name, says in {
        "state": f"How it stands with them: {', '.join(OUTREACH_STATES)}; all when left out.",
        "source": "The code of the list or round they are from; all when left out.",
        "page": "Which page, from 1.",
        "per_page": "How many on a page.",
    }.items()
]
