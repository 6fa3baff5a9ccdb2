"""A process reads of the directory what has changed since it looked before, and nothing else."""

import pytest
from sqlalchemy import delete, select, update

from services.matching.domain.directory import Directory
from services.matching.projections import PROJECTED
from services.matching.queries import Directories
from services.matching.tables import OF_DIRECTORY, REVISIONS, SCHEMES
from shared.event_store.rebuilding import rebuild_own
from tests.integration.walk.house import HUB, House

SCHEMES_MANY = 30


class Reader:
    """One process that looks at a house's directory."""

    def __init__(self, house: House) -> None:
        self._store = house.rooms["matching"].store
        self._directories = Directories()

    def look(self) -> Directory:
        with self._store.reading() as connection:
            return self._directories.current(connection)


@pytest.fixture
def stocked(house: House) -> House:
    """A house whose directory has some schemes."""
    house.register(*({"id": f"scheme-{number}"} for number in range(SCHEMES_MANY)))
    return house


def names(directory: Directory) -> dict[str, str]:
    return {scheme_id: one.scheme.name for scheme_id, one in directory.schemes.items()}


def test_only_the_schemes_that_changed_are_read_again(stocked: House) -> None:
    reader = Reader(stocked)
    before = dict(reader.look().schemes)
    stocked.register({"id": "scheme-7", "name": "Renamed"}, {"id": "new"})
    after = reader.look().schemes
    assert {scheme_id for scheme_id, one in after.items() if before.get(scheme_id) is not one} == {"scheme-7", "new"}
    assert (after["scheme-7"].scheme.name, len(after)) == ("Renamed", SCHEMES_MANY + 1)


def test_an_approval_is_a_change_of_its_scheme_alone(house: House) -> None:
    house.register({"id": "a", "approved": False}, {"id": "b"})
    reader = Reader(house)
    before = dict(reader.look().schemes)
    house.matching.approve_scheme("a", HUB)
    after = reader.look().schemes
    assert (after["a"].state, after["b"] is before["b"]) == ("open", True)


def test_nothing_is_read_when_nothing_has_changed(stocked: House) -> None:
    reader = Reader(stocked)
    before = dict(reader.look().schemes)
    stocked.register({"id": "scheme-7"})
    assert all(one is before[scheme_id] for scheme_id, one in reader.look().schemes.items())


def test_a_reader_that_missed_many_changes_knows_what_a_new_one_knows(stocked: House) -> None:
    reader = Reader(stocked)
    reader.look()
    for number in range(5):
        stocked.register({"id": f"scheme-{number}", "name": f"Name {number}"}, {"id": f"more-{number}"})
    assert names(reader.look()) == names(Reader(stocked).look())


@pytest.mark.parametrize("name", ["directory", "words", "rebuilt"])
def test_a_scheme_may_be_called_as_one_of_the_counts(house: House, name: str) -> None:
    reader = Reader(house)
    house.register({"id": name})
    house.register({"id": "another"})
    assert names(reader.look()) == {name: name, "another": "another"}


def test_after_a_rebuild_all_is_read_again_and_what_is_gone_is_forgotten(stocked: House) -> None:
    store = stocked.rooms["matching"].store
    reader = Reader(stocked)
    with store.engine.begin() as connection:
        row = connection.execute(select(SCHEMES).where(SCHEMES.c.scheme_id == "scheme-1")).one()._asdict()
        stray = {"scheme_id": "stray", "specification": row["specification"].replace("scheme-1", "stray")}
        connection.execute(SCHEMES.insert().values({**row, **stray}))
        connection.execute(update(SCHEMES).where(SCHEMES.c.scheme_id == "scheme-2").values(phase="draft"))
    assert "stray" in reader.look().schemes
    rebuild_own(store, PROJECTED, lambda _done, _total: None)
    found = reader.look().schemes
    assert ("stray" in found, found["scheme-2"].state) == (False, "open")
    stocked.register({"id": "scheme-3", "name": "Renamed"})
    assert reader.look().schemes["scheme-3"].scheme.name == "Renamed"


def test_schemes_of_a_store_older_than_the_count_of_their_changes_are_read_too(stocked: House) -> None:
    with stocked.rooms["matching"].store.engine.begin() as connection:
        connection.execute(delete(REVISIONS).where(REVISIONS.c.name != OF_DIRECTORY))
    reader = Reader(stocked)
    assert len(reader.look().schemes) == SCHEMES_MANY
    stocked.register({"id": "scheme-7", "name": "Renamed"})
    stocked.register({"id": "scheme-8", "name": "Renamed too"})
    found = names(reader.look())
    assert (len(found), found["scheme-7"], found["scheme-8"]) == (SCHEMES_MANY, "Renamed", "Renamed too")
