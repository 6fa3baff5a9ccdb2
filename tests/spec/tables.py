"""Tables of examples, written in Markdown so that they can be read, discussed and tested as they stand."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent

Row = dict[str, str]


def table(file: str, heading: str) -> list[Row]:
    """Return the rows of the one table under a heading, by the names of its columns; an empty cell is empty text."""
    section = (FOLDER / file).read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip().strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    names, _rule, *rows = [[cell.strip() for cell in line] for line in lines]
    return [dict(zip(names, cells, strict=True)) for cells in rows]


def codes(cell: str) -> tuple[str, ...]:
    """Return the codes of a cell, separated by commas or spaces."""
    return tuple(cell.replace(",", " ").split())
