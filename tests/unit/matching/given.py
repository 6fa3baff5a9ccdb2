"""What the tests of decisions begin with: the facts of a referral, schemes, and strategies that invent both."""

from typing import Any

from hypothesis import strategies as st

from services.matching.domain.capacity import Capacity, Placement, Places
from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.ranking import Ranking
from services.matching.domain.shortlist import Request
from services.matching.wiring import shipped_ranking
from shared.contracts.facts import Facts
from shared.contracts.scheme import Catchment, Scheme
from shared.contracts.vocabulary import COMPLEXITIES, SCHEME_KINDS

RANKING: Ranking = shipped_ranking()
REFERENCE = "K7MD3QXP"
PERSON = "person-a"
LSOA, WARD, AUTHORITY, PRACTICE = "E01014370", "E05013591", "E06000023", "L81087"
AREAS = (LSOA, WARD, AUTHORITY)

NEEDS = ("befriending", "food", "debt", "learning", "bereavement")
COHORTS = ("bereaved", "carer", "new_parent", "over_50", "over_65")


def facts(**told: Any) -> Facts:
    """Return the facts of somebody aged 72 in Bristol who would like to be befriended."""
    known: dict[str, Any] = {
        "reference": REFERENCE,
        "person_id": PERSON,
        "needs": ("befriending",),
        "cohorts": ("over_50", "over_65"),
        "age": 72,
        "areas": AREAS,
        "practice": PRACTICE,
        "language": "en",
    }
    return Facts(**{**known, **told})


def scheme(scheme_id: str = "riverside", **told: Any) -> Scheme:
    """Return a scheme for everybody everywhere, but for what is told."""
    return Scheme(**{"id": scheme_id, "name": scheme_id.title(), **told})


def listed(scheme_id: str = "riverside", state: str = "open", **told: Any) -> Listed:
    """Return a scheme of the directory."""
    return Listed(scheme(scheme_id, **told), state)


def request(
    known: Facts | None = None, complexity: str = "low", number: int = 1, tried: tuple[str, ...] = ()
) -> Request:
    """Return a first request to be matched."""
    return Request(known or facts(), complexity, number, frozenset(tried))


def directory(*schemes: Listed) -> Directory:
    """Return a directory of these schemes."""
    return Directory(schemes)


def capacity(*places: tuple[str, int | None], there: tuple[tuple[str, str], ...] = ()) -> Capacity:
    """Return schemes with so many free places each. `there`: (person, scheme) who have a place already."""
    return Capacity(
        {scheme_id: Places(free, 0, 0) for scheme_id, free in places},
        [Placement(person_id, scheme_id, "OLDOLD22") for person_id, scheme_id in there],
    )


def some(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Give some of these codes, each once."""
    return st.lists(st.sampled_from(codes), unique=True, max_size=len(codes)).map(tuple)


any_facts = st.builds(
    facts,
    needs=some(NEEDS),
    cohorts=some(COHORTS),
    age=st.none() | st.integers(0, 105),
    gender=st.sampled_from([None, "female", "male", "non_binary"]),
    areas=st.sampled_from([AREAS, AREAS[1:], ()]),
    practice=st.sampled_from([PRACTICE, None]),
    channel=st.sampled_from(["gp", "self", "police"]),
    sender=st.sampled_from([None, "RX1", "RX2"]),
    language=st.sampled_from([None, "en", "cy"]),
    interpreter_needed=st.booleans(),
    requested_scheme=st.sampled_from([None, "scheme-1", "scheme-3"]),
)
catchments = st.builds(
    Catchment,
    areas=some((*AREAS, "E06000001")),
    practices=some((PRACTICE, "A12345")),
    everywhere=st.booleans(),
)


def any_listed(scheme_id: str) -> st.SearchStrategy[Listed]:
    """Invent a scheme under this id."""
    return st.builds(
        listed,
        scheme_id=st.just(scheme_id),
        state=st.sampled_from(["open", "open", "review_due", "draft", "paused", "lapsed"]),
        kind=st.sampled_from(list(SCHEME_KINDS)),
        cohorts=some(COHORTS),
        needs=some(NEEDS),
        age_min=st.sampled_from([None, None, 18, 50]),
        age_max=st.sampled_from([None, None, 25, 80]),
        sexes=st.sampled_from([(), (), ("female",)]),
        complexity_max=st.sampled_from(list(COMPLEXITIES)),
        catchment=catchments,
        channels=st.sampled_from([(), (), ("gp", "self")]),
        languages=st.sampled_from([("en",), ("en", "cy")]),
        support=st.sampled_from([(), ("interpreter",)]),
        takes_referrals=st.sampled_from([True, True, True, False]),
        accepts_from=st.sampled_from([(), (), ("RX1",)]),
        priority_areas=st.sampled_from([(), AREAS[:1], AREAS[2:]]),
        usual_wait_days=st.none() | st.integers(0, 200),
    )


any_schemes = st.integers(0, 6).flatmap(lambda count: st.tuples(*(any_listed(f"scheme-{n}") for n in range(count))))
any_complexity = st.sampled_from(list(COMPLEXITIES))
