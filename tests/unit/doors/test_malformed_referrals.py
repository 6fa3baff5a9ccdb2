from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.vocabulary import CHANNELS, GENDERS, LAWFUL_BASES, NEEDS, PURPOSES
from shared.doors.malformed import Malformed as MalformedInput
from shared.doors.referral import load_referral
from tests.unit.doors.malformed import MALFORMED, MUTATIONS, Malformed, Mutation, mutated

TODAY = date(2026, 11, 22)
TELLING_CHARACTERS_MIN = 5
CODES = {code for codes in (CHANNELS, GENDERS, LAWFUL_BASES, NEEDS, PURPOSES) for code in codes}


def errors_of(referral: dict[str, Any]) -> dict[str, list[str]]:
    with pytest.raises(MalformedInput) as refused:
        load_referral(referral, TODAY)
    return refused.value.errors


def texts_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(texts_in, value.values()))
    if isinstance(value, list):
        return set().union(*map(texts_in, value))
    return {value} if isinstance(value, str) and len(value.strip()) >= TELLING_CHARACTERS_MIN else set()


def apart(mutations: list[Mutation]) -> list[Mutation]:
    """Return those mutations that touch nothing another one touches, nor what it is part of."""
    chosen: list[Mutation] = []
    for mutation in mutations:
        taken = [f"{path}." for other in chosen for path in {*other.changes, *other.fields}]
        mine = [f"{path}." for path in {*mutation.changes, *mutation.fields}]
        if not any(path.startswith(other) or other.startswith(path) for path in mine for other in taken):
            chosen.append(mutation)
    return chosen


def test_there_are_more_than_200_kinds_of_malformed_referral_and_none_twice() -> None:
    assert len({case.name for case in MALFORMED}) == len(MALFORMED) > 200


@pytest.mark.parametrize("case", MALFORMED, ids=lambda case: case.name)
def test_every_wrong_field_is_named_and_no_other(case: Malformed) -> None:
    assert set(errors_of(case.referral)) == case.fields


@given(st.lists(st.sampled_from(MUTATIONS), min_size=2, max_size=8).map(apart))
def test_all_wrong_fields_are_named_at_once_when_several_are_wrong(mutations: list[Mutation]) -> None:
    assert set(errors_of(mutated(*mutations))) == frozenset().union(*(mutation.fields for mutation in mutations))


@pytest.mark.parametrize("case", MALFORMED, ids=lambda case: case.name)
def test_no_message_repeats_what_was_sent(case: Malformed) -> None:
    said = " ".join(message for messages in errors_of(case.referral).values() for message in messages)
    assert [text for text in texts_in(case.referral) - CODES if text in said] == []


def test_every_message_is_a_sentence_that_says_what_to_do() -> None:
    said = {message for case in MALFORMED for messages in errors_of(case.referral).values() for message in messages}
    assert [message for message in said if not (message[0].isupper() and message.endswith("."))] == []


def test_a_name_nobody_knows_is_shown_cut_and_without_what_cannot_be_printed() -> None:
    errors = errors_of({"\ud800\x00" + "n" * 500: 1})
    shown = next(name for name in errors if name.startswith("\\"))
    assert shown.encode().isascii()
    assert len(shown) < 100
