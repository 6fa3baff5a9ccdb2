"""The little Markdown that generated documents are made of."""

import inspect
from collections.abc import Iterable, Sequence

GENERATED = "Written by `onward docs` from the code. Change the code, run it again, and keep what it writes."


def document(title: str, introduction: str, *parts: str) -> str:
    """Return a whole document, ending in one line break."""
    return "\n\n".join([f"# {title}", introduction, f"*{GENERATED}*", *(part for part in parts if part)]) + "\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; what would break it is written so that it does not."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def mermaid(lines: Iterable[str]) -> str:
    """Return a diagram."""
    return "\n".join(["```mermaid", *lines, "```"])


def code(text: str) -> str:
    """Return a name as it stands in the code."""
    return f"`{text}`"


def told(thing: object) -> str:
    """Return what a docstring says, as one paragraph per paragraph of it."""
    paragraphs = (inspect.getdoc(thing) or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def sentence(thing: object) -> str:
    """Return the first paragraph of a docstring."""
    return told(thing).partition("\n\n")[0]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
