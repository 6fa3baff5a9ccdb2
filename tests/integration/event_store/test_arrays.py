from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine

from shared.event_store.arrays import array

Elements = list[str | None]

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)


@pytest.fixture(scope="module")
def postgresql(postgresql_url: str) -> Engine:
    return create_engine(postgresql_url)


@given(st.lists(st.one_of(st.none(), texts)))
@example(["", "NULL", None, "null", '"', "\\", "{}", "{", ",", " a ", "'", "%s", "é\n\t", '\\"'])
def test_any_text_arrives_as_it_was_written(postgresql: Engine, values: Elements) -> None:
    with postgresql.connect() as connection:
        assert connection.exec_driver_sql("select %s::text[]", (array(values),)).scalar_one() == values


def test_numbers_truths_and_instants_arrive_too(postgresql: Engine) -> None:
    at = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    with postgresql.connect() as connection:
        statement = "select %s::bigint[], %s::boolean[], %s::timestamptz[]"
        arrays = (array([-(2**63), None, 7]), array([True, False]), array([at, None]))
        assert connection.exec_driver_sql(statement, arrays).one() == ([-(2**63), None, 7], [True, False], [at, None])
