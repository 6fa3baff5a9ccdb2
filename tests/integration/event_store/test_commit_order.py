"""The proof by load, in its short form; the long one is `python -m tests.proof.commit_order --help`."""

from tests.proof.commit_order import prove


def test_nothing_is_missed_doubled_or_disordered_while_writers_overtake_each_other(postgresql_url: str) -> None:
    findings = prove(postgresql_url, commits=4000, writers=4, readers=2, foreign_seconds=2.0)
    assert findings.proven, findings
    assert findings.holes > 100, "the load left too few holes to prove anything"
    assert findings.naive[0].missed > 0, "the load would not have caught a reader that skips"
