"""`onward check` as an operator and a nightly job see it: its exit codes, its words, its JSON."""

import json
from dataclasses import replace
from pathlib import Path

from deploy.audit.sentences import DELIVERED
from shared.config.settings import Settings
from tests.integration.operations.commands import run
from tests.integration.operations.test_audit import JOURNEYS_RULE, do, relay
from tests.unit.audit.walked import Walked, settings_in

NOWHERE = "postgresql+psycopg2://postgres@127.0.0.1:1/nowhere"


def test_a_clean_onward_ends_with_0_and_tells_every_rule_and_figure(walked: Walked) -> None:
    walked.submit(3)
    walked.pump()
    relay(walked)
    code, said = run(walked.settings, "check")
    assert code == 0
    assert said.endswith("Every rule holds. The system is at rest.\n")
    told = json.loads(run(walked.settings, "check", "--json").said)
    assert (told["clean"], told["at_rest"], told["figures"]["referrals offered"]) == (True, True, 3)
    assert all(verdict["rule"] in said for verdict in told["verdicts"])


def test_a_broken_rule_ends_with_1_and_names_where_it_is_broken(walked: Walked) -> None:
    references = walked.submit(12)
    walked.pump()
    do(walked, "journeys", "update journeys set state = 'returned'")
    code, said = run(walked.settings, "check", "--wait", "0")
    assert code == 1
    assert f"Broken: {JOURNEYS_RULE} (12)" in said
    assert sum(reference in said for reference in references) == 10


def test_what_does_not_arrive_in_the_time_given_ends_with_1(walked: Walked) -> None:
    walked.submit(1)
    code, said = run(walked.settings, "check", "--wait", "0.1")
    assert code == 1
    assert f"Broken: {DELIVERED}" in said


def test_stores_that_were_never_set_up_end_with_3_and_are_not_made(tmp_path: Path, full_settings: Settings) -> None:
    code, said = run(settings_in(tmp_path / "nothing"), "check")
    assert (code, said[:24]) == (3, "There is no store of int")
    assert not (tmp_path / "nothing").exists()
    code, said = run(full_settings, "check")
    assert (code, said[:32]) == (3, "The stores have not been set up ")


def test_a_database_that_is_away_ends_with_3(full_settings: Settings) -> None:
    code, said = run(replace(full_settings, database_url=NOWHERE), "check")
    assert code == 3
    assert said.startswith("A store can not be used now")
