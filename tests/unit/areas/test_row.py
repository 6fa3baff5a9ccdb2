import pytest

from services.intake.areas.columns import columns_of
from services.intake.areas.row import RowRefused, read_row

COLUMNS = columns_of("pcds,lat,long,oslaua,osward,lsoa11,lsoa21".split(","))
GOOD = ["QX1 1AA", "53.44971", "0.87299", "E06999001", "E05999001", "E01999002", "E01999001"]


def row_with(**changes: str) -> list[str]:
    positions = {"postcode": 0, "lat": 1, "long": 2, "local_authority": 3, "ward": 4, "lsoa11": 5, "lsoa21": 6}
    fields = list(GOOD)
    for name, value in changes.items():
        fields[positions[name]] = value
    return fields


def test_a_good_row_is_read_in_the_order_of_the_table() -> None:
    assert read_row(GOOD, COLUMNS) == ("QX11AA", 53.44971, 0.87299, "E06999001", "E01999001", "E05999001")


@pytest.mark.parametrize("nothing", ["", " ", "S99999999", "E99999999", "L99999999"])
def test_the_older_lsoa_is_read_where_the_newer_census_has_none(nothing: str) -> None:
    assert read_row(row_with(lsoa21=nothing), COLUMNS)[4] == "E01999002"


def test_codes_and_place_are_empty_where_none_is_published() -> None:
    bare = row_with(lat="99.999999", long="0.000000", local_authority="L99999999", ward="", lsoa11="", lsoa21="")
    assert read_row(bare, COLUMNS) == ("QX11AA", None, None, None, None, None)
    assert read_row(row_with(lat="", long=""), COLUMNS)[1:3] == (None, None)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (GOOD[:-1], "6 columns, the header has 7"),
        ([*GOOD, ""], "8 columns"),
        (row_with(postcode="Saltmere"), "‘SALTMERE’ is not a postcode"),
        (row_with(postcode=""), "‘’ is not a postcode"),
        (row_with(lat="north"), "is not a latitude and longitude"),
        (row_with(long=""), "is not a latitude and longitude"),
        (row_with(lat="nan"), "is nowhere on earth"),
        (row_with(lat="530.1"), "is nowhere on earth"),
        (row_with(ward="E0599900"), "‘E0599900’ is not a nine-character area code"),
        (row_with(local_authority="00QA"), "is not a nine-character area code"),
        (row_with(lsoa21="E0199900\t"), "is not a nine-character area code"),
    ],
)
def test_a_malformed_row_is_refused_with_the_reason(fields: list[str], reason: str) -> None:
    with pytest.raises(RowRefused, match=reason):
        read_row(fields, COLUMNS)
