import pytest

from services.intake.areas.columns import PostcodeFileRefused, columns_of

DIRECTORY_2011 = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,usertype,oseast1m,osnrth1m,osgrdind,"
    "statsward,casward,lsoa01,lsoa11,lat,long"
)
DIRECTORY_2023 = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,"
    "ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,park,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,"
    "msoa11,wz11,sicbl,bua11,buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21"
)
LOOKUP_2020 = (
    "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa11,cty,ced,laua,ward,hlthau,nhser,ctry,rgn,pcon,"
    "eer,teclec,ttwa,pct,nuts,park,lsoa11,msoa11,wz11,ccg,bua11,buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv"
)
LOOKUP_2026 = (
    "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty26cd,ced25cd,lad26cd,wd26cd,nhser24cd,"
    "ctry26cd,rgn26cd,pcon24cd,ttwa15cd,itl25cd,npark16cd,lsoa21cd,msoa21cd,wz11cd,sicbl26cd,bua24cd,lat,long,lep21cd1"
)
DIRECTORY_ONLINE = (
    "PCDS,DOINTR,DOTERM,LAD25CD,WD25CD,CTRY25CD,RGN25CD,OA21CD,LSOA11CD,LSOA21CD,MSOA21CD,RUC21IND,LAT,LONG"
)
SIMPLE = "postcode,lat,long,lad24cd,lsoa21_or_dz11cd,wardcd"


@pytest.mark.parametrize(
    ("header", "local_authority", "ward", "lsoa"),
    [
        (SIMPLE, "lad24cd", "wardcd", ["lsoa21_or_dz11cd"]),
        (DIRECTORY_2011, "oslaua", "osward", ["lsoa11"]),
        (DIRECTORY_2023, "oslaua", "osward", ["lsoa21", "lsoa11"]),
        (LOOKUP_2020, "laua", "ward", ["lsoa11"]),
        (LOOKUP_2026, "lad26cd", "wd26cd", ["lsoa21cd"]),
        (DIRECTORY_ONLINE, "LAD25CD", "WD25CD", ["LSOA21CD", "LSOA11CD"]),
    ],
)
def test_every_published_edition_is_recognised_by_its_header(
    header: str, local_authority: str, ward: str, lsoa: list[str]
) -> None:
    names = header.split(",")
    columns = columns_of(names)
    assert names[columns.postcode].lower() in ("pcds", "postcode")
    assert (names[columns.lat].lower(), names[columns.long].lower()) == ("lat", "long")
    assert (names[columns.local_authority], names[columns.ward]) == (local_authority, ward)
    assert [names[position] for position in columns.lsoa] == lsoa
    assert columns.width == len(names)


def test_the_newest_of_several_years_is_read_when_a_file_has_more_than_one() -> None:
    names = "pcds,lat,long,lad23cd,lad25cd,lad24cd,wd23cd,wd24cd,lsoa11cd,lsoa21cd".split(",")
    columns = columns_of(names)
    assert (names[columns.local_authority], names[columns.ward]) == ("lad25cd", "wd24cd")


def test_an_unknown_header_is_refused_naming_what_is_missing_and_what_was_expected() -> None:
    with pytest.raises(PostcodeFileRefused) as refused:
        columns_of(["pcds", "lat", "long", "lsoa01", "statsward", "oslaua"])
    words = str(refused.value)
    assert "no column for the ward" in words
    assert "the LSOA" in words
    assert "the postcode (" not in words
    assert SIMPLE in words
    assert "oslaua" in words
