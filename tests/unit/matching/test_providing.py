from hypothesis import given

from services.matching.domain.capacity import Places
from services.matching.domain.listed import Listed
from services.matching.domain.providing import provision, reaching_area
from shared.contracts.scheme import Catchment
from tests.unit.matching.given import AUTHORITY, LSOA, PRACTICE, WARD, any_schemes, directory, listed

ROOM = {"riverside": Places(10, 4, 1), "carers": Places(5, 5, 1), "endless": Places(None, 3, 1)}
RIVERSIDE = listed("riverside")
CARERS = listed("carers", cohorts=("carer",), needs=("debt",), kind="specialist")
ENDLESS = listed("endless", needs=("food",))


def test_schemes_for_a_need_and_cohort_are_counted_with_their_places_together() -> None:
    everybody = [RIVERSIDE, CARERS, ENDLESS]
    assert provision(everybody, ROOM, "debt", "carer") == (2, 1, 2, 15, 6)
    assert provision(everybody, ROOM, "food", "carer") == (2, 0, 2, None, None)
    assert provision(everybody, ROOM, "learning", "bereaved") == (1, 0, 0, 10, 6)
    assert provision([CARERS], ROOM, "learning", "carer") == (0, 0, 0, 0, 0)


def test_who_named_no_need_may_go_anywhere_and_who_named_no_cohort_to_no_specialist() -> None:
    assert provision([CARERS, ENDLESS], ROOM, None, "carer").schemes == 2
    assert provision([CARERS, ENDLESS], ROOM, "food", None).schemes == 1


def test_a_scheme_reaches_an_area_that_holds_its_catchment_or_lies_in_it() -> None:
    by_area = [listed(code, catchment=Catchment(areas=(code,))) for code in (LSOA, WARD, AUTHORITY, "E06000001")]
    practice = listed("practice", catchment=Catchment(practices=(PRACTICE,)))
    draft = listed("draft", state="draft", catchment=Catchment(areas=(WARD,)))
    reached = reaching_area(directory(*by_area, practice, draft, listed("all")), (WARD, AUTHORITY, LSOA))
    assert [one.scheme.id for one in reached] == sorted([LSOA, WARD, AUTHORITY, "all"])


@given(any_schemes)
def test_a_scheme_more_never_makes_the_provision_smaller(schemes: tuple[Listed, ...]) -> None:
    room = {one.scheme.id: Places(3, 1, 1) for one in schemes}
    for count in range(len(schemes)):
        fewer, more = (provision(schemes[:n], room, "debt", "carer") for n in (count, count + 1))
        assert all((now or 0) >= (before or 0) for before, now in zip(fewer, more, strict=True))
