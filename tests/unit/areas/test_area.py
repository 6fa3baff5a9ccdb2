from services.intake.areas.area import NOWHERE, Area


def test_codes_are_named_from_the_most_local_to_the_widest() -> None:
    area = Area(lsoa="E01999001", ward="E05999001", local_authority="E06999001", lat=53.4, long=0.9)
    assert area.codes() == ("E01999001", "E05999001", "E06999001")


def test_a_code_that_is_not_published_is_left_out_of_the_codes() -> None:
    assert Area(local_authority="E06999001").codes() == ("E06999001",)
    assert NOWHERE.codes() == ()
