import gzip
from pathlib import Path

import pytest

from services.intake.areas.columns import PostcodeFileRefused
from services.intake.areas.reading import AreaFile, Chunk, Refusal
from shared.config.limits import AREA_CHUNK_ROWS

HEADER = "postcode,lat,long,lad24cd,lsoa21_or_dz11cd,wardcd"
ROWS = [f"QX1 {n}AA,53.4,0.9,E06999001,E01999001,E05999001" for n in range(1, 6)]
KEYS = ["QX11AA", "QX12AA", "QX13AA", "QX14AA", "QX15AA"]


def chunks_of(path: Path, after_row: int = 0) -> list[Chunk]:
    with AreaFile(path) as file:
        return list(file.chunks(after_row))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("zipped", [False, True])
def test_a_file_reads_the_same_however_it_was_written(
    tmp_path: Path, ending: str, mark: str, quote: str, zipped: bool
) -> None:
    lines = [",".join(f"{quote}{value}{quote}" for value in line.split(",")) for line in (HEADER, *ROWS)]
    plain = (mark + ending.join(lines) + ending).encode()
    path = tmp_path / "misnamed.txt"
    path.write_bytes(gzip.compress(plain) if zipped else plain)
    (chunk,) = chunks_of(path)
    assert (chunk.rows_read, list(chunk.rows), chunk.refusals) == (5, KEYS, [])


def test_reading_goes_on_after_the_rows_already_loaded_blank_lines_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "area.csv"
    path.write_text("\n".join([HEADER, ROWS[0], "", "broken,row", *ROWS[1:]]), encoding="utf-8")
    (chunk,) = chunks_of(path, after_row=1)
    assert (chunk.rows_read, list(chunk.rows)) == (5, KEYS[1:])
    assert chunk.refusals == [Refusal(4, "it has 2 columns, the header has 6")]
    assert chunks_of(path, after_row=6) == []


def test_rows_come_in_chunks_of_the_limit_and_all_bytes_are_read_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "area.csv"
    path.write_text(HEADER + "\n" + (ROWS[0] + "\n") * (AREA_CHUNK_ROWS + 1), encoding="utf-8")
    with AreaFile(path) as file:
        assert [chunk.rows_read for chunk in file.chunks(0)] == [AREA_CHUNK_ROWS, 1]
        assert file.bytes_read == file.bytes_total


def test_the_last_row_of_a_postcode_holds_when_a_file_names_it_twice(tmp_path: Path) -> None:
    path = tmp_path / "area.csv"
    path.write_text("\n".join([HEADER, ROWS[0], ROWS[0].replace("53.4", "54.4")]), encoding="utf-8")
    (chunk,) = chunks_of(path)
    assert (chunk.rows_read, [row[1] for row in chunk.rows.values()]) == (2, [54.4])


def test_an_overlong_field_is_a_refused_row_and_the_reading_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "area.csv"
    path.write_text("\n".join([HEADER, "x" * 200_000, ROWS[0]]), encoding="utf-8")
    (chunk,) = chunks_of(path)
    assert list(chunk.rows) == KEYS[:1]
    assert [refusal.line for refusal in chunk.refusals] == [2]
    assert "it is not CSV" in chunk.refusals[0].reason


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n", b"a,b,c\n1,2,3\n", b"\x1f\x8bnot gzip at all"]
)
def test_a_file_that_is_something_else_is_refused_when_it_is_opened(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(PostcodeFileRefused):
        AreaFile(path)


def test_a_zip_archive_is_refused_saying_to_unpack_it(tmp_path: Path) -> None:
    path = tmp_path / "ONSPD.zip"
    path.write_bytes(b"PK\x03\x04rest")
    with pytest.raises(PostcodeFileRefused, match="Unpack it"):
        AreaFile(path)


def test_a_gzip_that_breaks_off_is_refused_saying_where(tmp_path: Path) -> None:
    path = tmp_path / "area.csv.gz"
    whole = gzip.compress("\n".join([HEADER, *(f"QX1 {n % 10}AA,5{n}.1,0.{n},,," for n in range(5000))]).encode())
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(PostcodeFileRefused, match="breaks off or is damaged near line"):
        chunks_of(path)
