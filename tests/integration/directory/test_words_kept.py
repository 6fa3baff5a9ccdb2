"""In how many entries each word stands: right whatever is listed, changed and taken off, also by several at once."""

from random import Random
from threading import Thread

from sqlalchemy import func, select

from services.matching.tables import DIRECTORY_WORDS, ENTRY_WORDS
from tests.integration.directory.entries import activity
from tests.integration.walk.house import HUB, House

WORDS = ("tea", "talk", "walk", "choir", "garden", "shed", "club", "quay", "coffee", "morning")
WRITERS, ROUNDS, ENTRIES = 3, 8, 5


def kept(house: House) -> dict[str, int]:
    """Return what is kept of each word."""
    with house.rooms["matching"].store.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(select(DIRECTORY_WORDS))}


def counted(house: House) -> dict[str, int]:
    """Return in how many entries each word stands, counted now."""
    word = ENTRY_WORDS.c.word
    with house.rooms["matching"].store.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(select(word, func.count()).group_by(word))}


def test_a_word_is_kept_as_long_as_an_entry_has_it(house: House) -> None:
    house.matching.list_activities([activity(1, name="Tea Club"), activity(2, name="Tea Walk")], HUB)
    assert kept(house) == {"tea": 2, "club": 1, "walk": 1}
    house.matching.list_activities([activity(1, name="Choir")], HUB)
    assert kept(house) == {"tea": 1, "choir": 1, "walk": 1}
    house.matching.take_off_activity("quayside-002", "ended", HUB)
    assert kept(house) == {"choir": 1}


def test_writers_at_once_keep_the_same_words_and_none_waits_for_ever(house: House) -> None:
    failed: list[BaseException] = []

    def write(writer: int) -> None:
        random = Random(writer)
        try:
            for _ in range(ROUNDS):
                numbers = [writer * ENTRIES + number for number in range(ENTRIES)]
                names = [" ".join(random.sample(WORDS, 4)) for _ in numbers]
                entries = [activity(number, name=name) for number, name in zip(numbers, names, strict=True)]
                random.shuffle(entries)
                house.matching.list_activities(entries, HUB)
                house.matching.take_off_activity(random.choice(entries)["id"], "gone", HUB)
        except BaseException as failure:  # noqa: BLE001 - told below, in the thread of the test
            failed.append(failure)

    writers = [Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(timeout=60)
    assert failed == []
    assert kept(house) == counted(house)
