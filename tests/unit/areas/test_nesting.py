from hypothesis import given
from hypothesis import strategies as st

from services.intake.areas.covering import covers, reach
from services.intake.areas.nesting import Counted, Nested, best_fits

ELSEWHERE: frozenset[str] = frozenset()
TOWN = {"E06999001": frozenset({"a", "b", "c", "d"})}
WARD = {"E05999001": frozenset({"a", "b"})}
small = st.frozensets(st.sampled_from("abcdefgh"), min_size=1)
catchments = st.dictionaries(st.sampled_from(["one", "two", "three"]), small, max_size=3)


def test_an_area_lies_where_most_of_its_postcodes_do() -> None:
    counted: list[Counted] = [
        ("E01999001", "E05999001", "E06999001", 3),
        ("E01999001", "E05999002", "E06999002", 5),
        ("E01999002", "E05999001", "E06999001", 9),
    ]
    assert set(best_fits(counted)) == {
        Nested("E01999001", "lsoa", "E05999002", "E06999002"),
        Nested("E01999002", "lsoa", "E05999001", "E06999001"),
        Nested("E05999001", "ward", None, "E06999001"),
        Nested("E05999002", "ward", None, "E06999002"),
        Nested("E06999001", "local_authority"),
        Nested("E06999002", "local_authority"),
    }


def test_an_area_whose_ward_or_authority_nobody_published_lies_in_none() -> None:
    counted: list[Counted] = [("S01999001", None, None, 2), (None, "S13999001", None, 1), (None, None, None, 7)]
    assert set(best_fits(counted)) == {Nested("S01999001", "lsoa"), Nested("S13999001", "ward")}


codes = st.none() | st.sampled_from(["x", "y", "z"])


@given(st.lists(st.tuples(codes, codes, codes, st.integers(1, 9)), unique_by=lambda row: row[:3]))
def test_the_order_of_what_was_counted_makes_no_difference(counted: list[Counted]) -> None:
    assert set(best_fits(counted)) == set(best_fits(reversed(counted)))


def test_a_ward_covers_its_share_of_the_town_and_the_town_covers_the_whole_ward() -> None:
    of_town = covers(TOWN, {"ward": WARD}, ELSEWHERE)["ward"]
    of_ward = covers(WARD, {"town": TOWN}, ELSEWHERE)["town"]
    assert (of_town.areas, of_town.codes) == (2, ("E05999001",))
    assert (of_ward.areas, of_ward.codes) == (2, ("E05999001",))


def test_a_catchment_somewhere_else_covers_nothing_and_everywhere_is_shared_with_all() -> None:
    assert covers(TOWN, {"far": {"E06999009": frozenset({"z"})}}, ELSEWHERE) == {}
    assert covers(None, {"ward": WARD}, frozenset("abcdz"))["ward"].areas == 2


@given(catchments, catchments)
def test_two_catchments_share_as_much_whichever_is_asked_about(
    one: dict[str, frozenset[str]], other: dict[str, frozenset[str]]
) -> None:
    there = covers(one, {"other": other}, ELSEWHERE)
    back = covers(other, {"one": one}, ELSEWHERE)
    assert [cover.areas for cover in there.values()] == [cover.areas for cover in back.values()]
    assert bool(there) == bool(reach(one) & reach(other))


@given(catchments, catchments, catchments)
def test_a_catchment_more_changes_nothing_about_the_others(
    one: dict[str, frozenset[str]], other: dict[str, frozenset[str]], third: dict[str, frozenset[str]]
) -> None:
    alone = covers(one, {"other": other}, ELSEWHERE)
    both = covers(one, {"other": other, "third": third}, ELSEWHERE)
    assert both.get("other") == alone.get("other")
