import re
from collections import defaultdict

from deploy.program.areas import demo_area_file, systems_area_file
from services.intake.areas.reading import AreaFile
from services.intake.areas.row import Row

CODES = re.compile(r"(?P<nation>[EWS])\d\d999\d{3} (?P=nation)01999\d{3} (?P=nation)(05|13)999\d{3}")


def demo_rows() -> list[Row]:
    with AreaFile(demo_area_file()) as file:
        chunks = list(file.chunks(0))
    assert not any(chunk.refusals for chunk in chunks)
    return [row for chunk in chunks for row in chunk.rows.values()]


def test_the_demo_area_is_a_small_town_and_its_neighbour() -> None:
    rows = demo_rows()
    kinds = [{row[position] for row in rows} for position in (3, 4, 5)]
    assert [len(rows), *map(len, kinds)] == [300, 2, 40, 8]


def test_every_code_of_the_demo_area_has_the_format_but_lies_in_the_999_block_nobody_uses() -> None:
    for postcode, _, _, local_authority, lsoa, ward in demo_rows():
        assert postcode.startswith("QX")
        assert re.fullmatch(r"E06999\d{3} E01999\d{3} E05999\d{3}", f"{local_authority} {lsoa} {ward}")


def test_every_code_of_the_places_that_show_systems_lies_in_the_999_block_of_its_nation() -> None:
    with AreaFile(systems_area_file()) as file:
        rows = [row for chunk in file.chunks(0) for row in chunk.rows.values()]
    for postcode, *_, local_authority, lsoa, ward in rows:
        assert postcode.startswith("QX")
        assert CODES.fullmatch(f"{local_authority} {lsoa} {ward}")


def test_the_demo_areas_nest_as_real_ones_do() -> None:
    ward_of, authority_of = defaultdict(set), defaultdict(set)
    for _, _, _, local_authority, lsoa, ward in demo_rows():
        ward_of[lsoa].add(ward)
        authority_of[ward].add(local_authority)
    assert {len(wards) for wards in ward_of.values()} == {1}
    assert {len(authorities) for authorities in authority_of.values()} == {1}
