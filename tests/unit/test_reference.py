from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.reference import ALPHABET, LENGTH, UnreadableReference, new_reference, read_reference, written

references = st.integers(0, 2**64).map(lambda seed: new_reference(Random(seed).randrange))
places = st.integers(0, LENGTH - 1)


@given(references)
def test_a_new_reference_is_read_back_as_it_was_made(reference: str) -> None:
    assert len(reference) == LENGTH
    assert set(reference) <= set(ALPHABET)
    assert read_reference(reference) == reference


@given(references, places, st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_caught(reference: str, place: int, character: str) -> None:
    typed = reference[:place] + character + reference[place + 1 :]
    if typed == reference:
        assert read_reference(typed) == reference
    else:
        with pytest.raises(UnreadableReference, match="check character does not fit"):
            read_reference(typed)


@given(references, st.integers(0, LENGTH - 2))
def test_every_swap_of_neighbours_is_caught(reference: str, place: int) -> None:
    typed = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    if typed == reference:
        assert read_reference(typed) == reference
    else:
        with pytest.raises(UnreadableReference, match="check character does not fit"):
            read_reference(typed)


@given(references)
def test_case_spaces_and_hyphens_are_forgiven_when_a_reference_is_typed(reference: str) -> None:
    assert written(reference) == f"{reference[:4]}-{reference[4:]}"
    assert read_reference(f"  {written(reference).lower()} ") == reference
    assert read_reference(" ".join(reference)) == reference
    assert read_reference(written(reference).replace("-", "\u2013")) == reference


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "has 8 characters"),
        ("6T4C-5NM", "has 8 characters"),
        ("6T4C-5NMHH", "has 8 characters"),
        ("6T4C-5NMO", "never has the character O"),
        ("6t4c-5nmi", "never has the character I"),
        ("0T4C-5NMH", "never has the character 0"),
        ("6T4C-5NM_", "only letters and numbers"),
        ("6T4C-5NM\ud800", "only letters and numbers"),
        ("6T4C-5NMß", "has 8 characters"),
        ("6T4C-5NMJ", "check character does not fit"),
        ("6T4C\x005NMH", "has 8 characters"),
    ],
)
def test_what_is_wrong_with_a_reference_is_said_in_plain_words(typed: str, says: str) -> None:
    with pytest.raises(UnreadableReference, match=says):
        read_reference(typed)


def test_the_example_in_the_message_about_length_is_itself_a_reference() -> None:
    with pytest.raises(UnreadableReference) as refused:
        read_reference("")
    assert read_reference(str(refused.value).split()[-1].rstrip("."))


@given(st.text())
def test_text_that_is_no_reference_raises_nothing_but_unreadable_reference(text: str) -> None:
    with pytest.raises(UnreadableReference, match=r"\.$"):
        read_reference(text)


def test_the_randomness_comes_from_outside_and_covers_the_whole_alphabet() -> None:
    asked: list[int] = []

    def always_last(bound: int) -> int:
        asked.append(bound)
        return bound - 1

    assert new_reference(always_last).startswith("YYYYYYY")
    assert asked == [len(ALPHABET)] * (LENGTH - 1)


def test_the_alphabet_is_of_prime_size_and_has_no_characters_taken_for_one_another() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 23
    assert not set(ALPHABET) & set("01OILSZBAEUGQ")
