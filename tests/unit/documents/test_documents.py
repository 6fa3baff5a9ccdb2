"""The generated documents: complete, the same every time, and missed when they are stale."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from deploy.documents.events import events
from deploy.documents.markdown import table
from deploy.documents.rules import rules
from deploy.documents.states import states
from deploy.documents.streams import StreamNotNamed, stream_of
from deploy.documents.writing import DOCUMENTS, stale, write_all
from services.cases.domain.case import AFTER, MAY
from services.journeys.domain.story import TELLINGS
from services.matching.domain.eligibility import RULES
from services.triage.wiring import shipped_protocol
from shared.contracts.event import BY_CLASS, Contract
from shared.messaging.topology import category, published_categories
from tests.contract.samples import contracts
from tests.house.project import ROOT
from tests.unit.audit.walked import Walked, settings_in, walk

OURS = tuple(contracts().values())
SERVICES = ("intake", "triage", "matching", "cases")


def test_every_event_is_in_the_catalogue_with_all_its_fields() -> None:
    written = events()
    for contract in OURS:
        described = written.partition(f"\n### {contract.event.__name__}\n")[2].partition("\n### ")[0]
        assert f"`{contract.stored_type}`" in written
        for field in contract.public:
            assert f"| `{field}` | " in described


def test_a_personal_field_is_marked_as_such_and_no_other_is() -> None:
    marked = [line.split("`")[1] for line in events().splitlines() if line.endswith("| **personal** |")]
    assert sorted(marked) == sorted(field for contract in OURS for field in contract.personal)


def test_the_stream_the_catalogue_names_is_the_one_events_are_recorded_in(tmp_path: Path) -> None:
    with ExitStack() as stack:
        walked = Walked(settings_in(tmp_path), stack)
        walked.set_up()
        walk(walked)
        recorded = {
            (type(one.event), category(one.stream))
            for service in SERVICES
            for page in walked.rooms[service].store.decoded()
            for one in page.events
        }
    assert len(recorded) >= len(TELLINGS)
    assert {(kind, stream_of(BY_CLASS[kind])) for kind, _ in recorded} == recorded


def test_an_event_of_a_stream_that_nobody_named_is_asked_about() -> None:
    contract = BY_CLASS[next(kind for kind in BY_CLASS if kind.__name__ == "SchemeApproved")]
    renamed = Contract(**{**vars(contract), "name": "matching.scheme_painted"})
    with pytest.raises(StreamNotNamed, match=r"matching\.scheme_painted names no referral"):
        stream_of(renamed)


def test_what_a_service_hears_is_told_beside_every_event() -> None:
    for contract in OURS:
        (line,) = [line for line in events().splitlines() if line.startswith(f"| {contract.event.__name__} |")]
        heard = stream_of(contract) in published_categories(contract.name.partition(".")[0])
        assert heard != line.endswith("| nobody |")


def test_every_transition_of_a_case_is_in_the_table_and_in_the_picture() -> None:
    written = states()
    for state, allowed in MAY.items():
        for event in allowed:
            assert f"    {state} --> {AFTER[event]}: {event.__name__}\n" in written
            assert f"| {state} | `{event.__name__}` | {AFTER[event]} |" in written


def test_every_event_of_a_referral_is_told_with_the_state_it_leaves() -> None:
    for event, telling in TELLINGS.items():
        assert (
            f"| `{event.__name__}` | `{telling.what}` | {telling.rank} | {telling.state or 'as it was'} |" in states()
        )


def test_every_rule_is_told_with_a_reason_and_its_words() -> None:
    lines = rules().splitlines()
    for rule in RULES:
        (line,) = [line for line in lines if line.startswith(f"| `{rule.__name__}` |")]
        assert line.count("`") >= 4
        assert line.endswith(") |")
    for triage_rule in shipped_protocol().rules:
        line = next(line for line in lines if line.startswith(f"| `{triage_rule.code}` |"))
        assert triage_rule.route in line


def test_every_example_that_routing_and_triage_are_tested_by_is_told_with_the_rules() -> None:
    written = rules()
    for file in ("routing.md", "triage.md"):
        lines = (ROOT / "tests" / "spec" / file).read_text("utf-8").splitlines()
        assert [line for line in lines if line.startswith("|") and line not in written] == []


def test_a_cell_that_would_break_its_table_is_written_so_that_it_does_not() -> None:
    assert table(("a", "b"), [("x|y", "two\nlines")]).splitlines()[-1] == "| x\\|y | two lines |"


def test_documents_are_the_same_whatever_order_python_hashes_in() -> None:
    written = [_written_under_seed(seed) for seed in ("1", "2")]
    assert written[0] == written[1]


def test_a_stale_document_is_named_and_written_again(tmp_path: Path) -> None:
    assert stale(tmp_path) == sorted(DOCUMENTS)
    assert write_all(tmp_path) == sorted(DOCUMENTS)
    assert (stale(tmp_path), write_all(tmp_path)) == ([], [])
    (tmp_path / "rules.md").write_text("something else")
    assert write_all(tmp_path) == ["rules.md"]


def _written_under_seed(seed: str) -> str:
    program = "from deploy.documents.writing import DOCUMENTS; print([write() for write in DOCUMENTS.values()])"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout.decode()
