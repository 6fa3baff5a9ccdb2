"""docs/states.md: the states of a case and of a referral, and what leads from one to the next."""

from collections.abc import Iterator

from deploy.documents.markdown import code, document, mermaid, table
from services.cases.domain.case import AFTER, MAY
from services.journeys.domain.story import LAST_WORDS, TELLINGS
from shared.contracts.cases import CaseOpened

INTRODUCTION = "A state is never stored by itself: it is what the events so far have led to."


def states() -> str:
    """Return both tables of states, each with its picture."""
    return document("States", INTRODUCTION, *_case(), *_referral())


def _case() -> Iterator[str]:
    yield "## A case"
    yield "An offer to one scheme, its answer, and the support that follows. What is not in the table is refused."
    yield mermaid(["stateDiagram-v2", *_case_arrows()])
    yield table(("from", "by", "to"), _case_steps())


def _case_steps() -> Iterator[tuple[str, str, str]]:
    yield "", code(CaseOpened.__name__), AFTER[CaseOpened]
    for state, allowed in MAY.items():
        for event in sorted(allowed, key=lambda kind: kind.__name__):
            yield state, code(event.__name__), AFTER[event]


def _case_arrows() -> Iterator[str]:
    for before, event, after in _case_steps():
        yield f"    {before or '[*]'} --> {after}: {event.strip('`')}"
    for state, allowed in MAY.items():
        if not allowed:
            yield f"    {state} --> [*]"


def _referral() -> Iterator[str]:
    yield "## A referral"
    yield (
        "The story a referrer reads is told from everybody's events. Of two events the later one gives the state, and "
        f"of the same instant the one with the higher rank; from rank {LAST_WORDS} on, the rank counts for more than "
        "the instant, so that what was taken back or has ended stays so."
    )
    yield mermaid(["flowchart LR", *_referral_arrows()])
    yield table(("event", "step", "rank", "state it leaves the referral in"), _tellings())


def _tellings() -> Iterator[tuple[str, str, str, str]]:
    for event, telling in sorted(TELLINGS.items(), key=lambda told: (told[1].rank, told[1].what)):
        yield code(event.__name__), code(telling.what), str(telling.rank), telling.state or "as it was"


def _referral_arrows() -> Iterator[str]:
    for event, telling in sorted(TELLINGS.items(), key=lambda told: (told[1].rank, told[1].what)):
        if telling.state:
            yield f"    {event.__name__}([{event.__name__}]) --> {telling.state}"
