"""Every bench runs, tidies up after itself, and sets each figure beside a named one. The figures themselves are
measured on a quiet machine; see docs/performance.md."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import psycopg2
import pytest

from deploy.bench.corner import Servers, own_database, plain_dsn
from tests.integration.bench.conftest import Bench
from tests.servers import AMQP_URI, DATABASE_URL

Measured = Callable[..., dict[str, Any]]

pytestmark = pytest.mark.full


def named(report: dict[str, Any]) -> set[str]:
    return {figure["what"] for figure in report["figures"]}


def beside(report: dict[str, Any]) -> set[tuple[str, str]]:
    return {(figure["what"], figure["beside"]) for figure in report["figures"] if figure["beside"]}


def test_appends_are_measured_beside_every_peer_on_one_connection_and_on_eight(measured: Measured) -> None:
    report = measured("store", "--events", "16", "--replayed", "400", "--rounds", "1")
    for connections in ("1 connection", "8 connections"):
        onward = f"Onward on PostgreSQL, {connections}, single events"
        peers = {peer.partition(",")[0] for what, peer in beside(report) if what == onward}
        assert peers | {name.partition(",")[0] for name in report["left_out"]} >= {"psycopg2 alone", "pgbench"}
    assert {"replay: Onward on PostgreSQL", "replay: Onward on SQLite"} <= named(report)


def test_the_pipeline_is_measured_beside_its_limit_and_the_plain_version(measured: Measured) -> None:
    report = measured("pipeline", "--processes", "1", "--referrals", "120", "--rounds", "1", "--plain", "3")
    limit = "limit: bare inserts, packs published and consumed"
    assert beside(report) == {("Onward", limit), ("Onward", "plain version")}
    assert {"limit, one message for each event", "limit, a process for each service's part"} <= named(report)
    assert all(figure["spread"]["median"] > 0 for figure in report["figures"] if figure["unit"] == "referrals/s")


def test_single_referrals_are_measured_in_both_modes(measured: Measured) -> None:
    report = measured("pipeline", "--idle", "--processes", "1", "--referrals", "3", "--rounds", "1")
    assert {"full: 95 in a hundred within", "embedded: 95 in a hundred within"} <= named(report)


def test_the_embedded_mode_is_measured_as_a_table_for_people(bench: Bench) -> None:
    table = bench("pipeline", "--embedded", "--referrals", "120", "--rounds", "1")
    assert "Referrals posted to offered, embedded mode" in table
    assert "referrals/s" in table


def test_a_directory_is_searched_on_both_databases_beside_reading_its_texts(measured: Measured) -> None:
    report = measured("search", "--schemes", "30", "--activities", "30", "--searches", "2", "--rounds", "1")
    assert beside(report) == {
        (f"{store}: half within", f"{store}: texts read through, half within") for store in ("SQLite", "PostgreSQL")
    }


def test_journeys_is_built_anew_while_referrals_come_in(measured: Measured) -> None:
    report = measured("replay", "--events", "500", "--rounds", "1")
    assert beside(report) == {("Onward", "psycopg2 alone inserting the same rows")}


def test_decisions_are_measured_beside_a_loop_over_every_scheme_and_the_largest_directory_in_both_stores(
    measured: Measured,
) -> None:
    report = measured("match", "--schemes", "200", "--reaching", "30", "--largest", "400", "--decisions", "5")
    half = "half of all decisions within"
    sizes = ("30 in reach of 200", "30 in reach of 30", "30 in reach of 400", "10 in reach of 200")
    assert beside(report) == {(f"{size}: {half}", f"{size}, a plain loop: {half}") for size in sizes}
    for store in ("SQLite", "PostgreSQL"):
        assert f"{store}, 400 schemes: entered, a hundred in a request" in named(report)
        assert f"{store}, 400 schemes: known again after one has changed" in named(report)


def test_the_database_of_a_bench_is_gone_when_it_ends_with_an_error() -> None:
    with pytest.raises(LookupError), own_database(Servers(DATABASE_URL, AMQP_URI)) as url:
        raise LookupError
    with pytest.raises(psycopg2.OperationalError), closing(psycopg2.connect(plain_dsn(url))):
        pass
