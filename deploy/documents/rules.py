"""docs/rules.md: why a referral goes where it goes, rule by rule, with the shipped protocol's figures."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from deploy.documents.examples import examples
from deploy.documents.markdown import code, document, sentence, table, told
from services.matching.domain import capacity, eligibility, offering
from services.matching.domain.ranking import Ranking
from services.matching.wiring import shipped_ranking
from services.triage.domain.conditions import CONDITIONS
from services.triage.domain.protocol import Complexity, When
from services.triage.wiring import shipped_protocol
from services.web.reason_words import REASONS
from shared.contracts.needs_and_cohorts import AGE_COHORTS
from shared.contracts.protocol_codes import ADVICE

INTRODUCTION = (
    "Every decision names the version of the protocol it was made by, and gives its reasons as the codes below. The "
    "figures are those Onward ships with; a hub may publish its own. Examples of every rule follow at the end: each is "
    "tested as it stands."
)


def rules() -> str:
    """Return the rules of triage and matching."""
    return document("Rules", INTRODUCTION, *_triage(), *_eligibility(), *_suitability(), *_room(), *examples())


def _triage() -> Iterator[str]:
    protocol = shipped_protocol()
    yield f"## Triage, protocol version {protocol.version}"
    yield (
        "Every rule that speaks is a reason; the strictest route of those that speak is taken: return before review, "
        "review before matching. When none speaks, the referral goes to matching."
    )
    yield table(
        ("code", "in words", "when", "route", "urgent concern"),
        (
            (code(rule.code), _words(rule.code), _when(rule.when), rule.route, "yes" if rule.urgent_concern else "")
            for rule in protocol.rules
        ),
    )
    yield "### Complexity"
    yield told(Complexity)
    yield f"Here `some_from` is {protocol.complexity.some_from} and `high_from` {protocol.complexity.high_from}."
    yield table(
        ("code", "when", "points"),
        ((code(one.code), _when(one.when), str(one.points)) for one in protocol.complexity.points),
    )
    yield "### Conditions"
    yield "All conditions of a rule must hold. Those not in the table are facts of the same name that are yes or no."
    yield table(("condition", "holds when"), ((code(name), sentence(one)) for name, one in CONDITIONS.items()))
    yield "### Advice"
    yield "What a rule that sends back may tell the referrer to do instead; without any, it is the first."
    yield table(("code", "in words"), ((code(name), words) for name, words in ADVICE.items()))
    yield "### Cohorts that are worked out from the age"
    yield table(("cohort", "from", "up to"), _age_cohorts())


def _eligibility() -> Iterator[str]:
    yield "## Matching: can they"
    yield "A scheme that reaches the person's home or practice is considered, and is suitable when every rule holds."
    yield table(
        ("rule", "holds when", "else"),
        ((code(rule.__name__), sentence(rule), _codes(rule)) for rule in eligibility.RULES),
    )


def _suitability() -> Iterator[str]:
    ranking = shipped_ranking()
    yield f"## Matching: should they, ranking version {ranking.version}"
    yield "The points of all factors add up to a scheme's score; the highest score with room gets the offer."
    yield told(Ranking)
    figures = {name: value for name, value in _figures(ranking).items() if name != "version"}
    yield table(("figure", "value"), ((code(name), str(value)) for name, value in figures.items()))


def _room() -> Iterator[str]:
    yield "## Matching: is there room"
    yield "Asked last, while the places in question are held, so that no place is given twice."
    yield table(("decided by", "codes"), ((code(_name(one)), _codes(one)) for one in _DECIDE_ON_ROOM))


_DECIDE_ON_ROOM: tuple[Any, ...] = (capacity.Capacity.why_not, offering)


def _name(thing: Any) -> str:
    return str(getattr(thing, "__qualname__", thing.__name__.rpartition(".")[2]))


def _when(when: When) -> str:
    asked = {name: wanted for name, wanted in msgspec.structs.asdict(when).items() if wanted is not None}
    return "; ".join(f"{code(name)}: {_value(wanted)}" for name, wanted in asked.items())


def _value(wanted: Any) -> str:
    if isinstance(wanted, bool):
        return "yes" if wanted else "no"
    return ", ".join(wanted) if isinstance(wanted, tuple) else str(wanted)


def _age_cohorts() -> Iterator[tuple[str, str, str]]:
    for cohort, (youngest, oldest) in AGE_COHORTS.items():
        yield code(cohort), str(youngest), "" if oldest is None else str(oldest)


def _figures(ranking: Any) -> dict[str, Any]:
    """Return every figure of a ranking; those of a part under its name and theirs."""
    found: dict[str, Any] = {}
    for name, value in msgspec.structs.asdict(ranking).items():
        parts = _figures(value) if isinstance(value, msgspec.Struct) else {"": value}
        found |= {f"{name}.{part}".rstrip("."): figure for part, figure in parts.items()}
    return found


def _codes(thing: Callable[..., Any] | Any) -> str:
    """Return the reason codes that a function or module can give, in the order they stand in it, with their words."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(thing)))
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in REASONS]
    found = [str(node.value) for node in sorted(constants, key=lambda node: (node.lineno, node.col_offset))]
    return ", ".join(f"{code(text)} ({REASONS[text]})" for text in dict.fromkeys(found))


def _words(reason: str) -> str:
    return REASONS.get(reason, "")
