"""Tables of examples, written in Markdown so that they can be read, discussed and tested as they stand."""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent

Row = dict[str, str]


class Theme(NamedTuple):
    """A group of examples with schemes of its own. `says`: what it shows, as a commissioner reads it."""

    name: str
    says: str
    schemes: list[Row]
    examples: list[Row]


def table(file: str, heading: str) -> list[Row]:
    """Return the rows of the one table under a heading, by the names of its columns; an empty cell is empty text."""
    return _rows(_text(file).split(f"\n## {heading}\n")[1].split("\n## ")[0])


def themes(file: str) -> list[Theme]:
    """Return every group of a file that has schemes and examples, in order."""
    sections = [section for section in _text(file).split("\n## ")[1:] if "\n### Examples\n" in section]
    return [_theme(section) for section in sections]


def codes(cell: str) -> tuple[str, ...]:
    """Return the codes of a cell, separated by commas or spaces."""
    return tuple(cell.replace(",", " ").split())


def _theme(section: str) -> Theme:
    told, _, tables = section.partition("\n### Schemes\n")
    name, _, says = told.partition("\n")
    schemes, _, examples = tables.partition("\n### Examples\n")
    return Theme(name, " ".join(says.split()), _rows(schemes), _rows(examples))


def _rows(text: str) -> list[Row]:
    lines = [line.strip().strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    names, _rule, *rows = [[cell.strip() for cell in line] for line in lines]
    return [dict(zip(names, cells, strict=True)) for cells in rows]


def _text(file: str) -> str:
    return (FOLDER / file).read_text("utf-8")
