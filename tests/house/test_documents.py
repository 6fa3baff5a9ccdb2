"""Documents: decisions are numbered and short, links lead somewhere, every event service is in the picture."""

import re

import pytest

from tests.house.project import ROOT, SERVICES, files, text

RECORD_LINES_MAX = 40
RECORD_HEADINGS = ("## Decision", "## Options not taken", "## What it costs")
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)[^)]*\)")


def records() -> list[str]:
    return sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))


def test_decision_records_are_numbered_without_a_gap() -> None:
    assert [name[:5] for name in records()] == [f"{number:04}-" for number in range(1, len(records()) + 1)]


@pytest.mark.parametrize("record", records())
def test_every_decision_record_is_short_and_names_options_and_cost(record: str) -> None:
    said = text(f"docs/decisions/{record}")
    assert len(said.splitlines()) <= RECORD_LINES_MAX
    assert [heading for heading in RECORD_HEADINGS if heading not in said] == []


def test_every_link_in_a_document_leads_to_a_file() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in files()
        if path.suffix == ".md"
        for target in LINK.findall(path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_the_one_picture_of_the_architecture_shows_every_service() -> None:
    pictures = re.findall(r"```mermaid\n(.*?)```", text("docs/architecture.md"), re.DOTALL)
    assert len(pictures) == 1
    assert [service for service in SERVICES if service not in pictures[0]] == []


def test_every_decision_record_is_listed_in_the_architecture() -> None:
    assert [record for record in records() if record not in text("docs/architecture.md")] == []
