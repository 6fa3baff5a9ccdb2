import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import fields

from shared.contracts import vocabulary
from shared.contracts.needs_and_cohorts import AGE_COHORTS, COHORTS
from shared.doors import answers
from shared.doors.door import Door
from shared.doors.fields import Guarded
from shared.doors.groups import ListOf, Part
from shared.doors.referral import ReferralSchema
from shared.doors.scheme import SchemeSchema

DOORS: tuple[type[Door], ...] = (
    ReferralSchema,
    SchemeSchema,
    answers.AcceptOfferSchema,
    answers.DeclineOfferSchema,
    answers.CloseCaseSchema,
    answers.DecideReviewSchema,
)
CODE_LISTS = [name for name in vocabulary.__all__ if name != "AGE_COHORTS"]


def inside(door: Door) -> Iterator[tuple[Door, str, fields.Field[Any]]]:
    for name, field in door.load_fields.items():
        yield door, name, field
        if isinstance(field, Part):
            assert isinstance(field.schema, Door)
            yield from inside(field.schema)
        if isinstance(field, ListOf):
            yield door, name, field.inner


@pytest.mark.parametrize("door", DOORS)
def test_every_field_of_a_door_is_read_by_our_own_quick_kinds(door: type[Door]) -> None:
    assert [name for _, name, field in inside(door()) if not isinstance(field, Guarded)] == []


@pytest.mark.parametrize("door", DOORS)
def test_no_door_has_marshmallow_hooks_or_second_names_that_its_quick_loop_would_pass_over(door: type[Door]) -> None:
    found = list(inside(door()))
    assert [name for where, name, _ in found if any(where._hooks.values())] == []
    assert [name for _, name, field in found if field.data_key or field.attribute or field.validators] == []


@pytest.mark.parametrize("door", DOORS)
def test_every_door_can_be_described_in_the_documentation_of_the_api(door: type[Door]) -> None:
    spec = APISpec("Onward", "1", "3.1.0", plugins=[MarshmallowPlugin()])
    spec.components.schema("Described", schema=door)
    described = spec.to_dict()["components"]["schemas"]["Described"]
    assert set(described["properties"]) == set(door().load_fields)
    json.dumps(described)


@pytest.mark.parametrize("name", CODE_LISTS)
def test_every_code_is_one_plain_word_with_plain_words_beside_it(name: str) -> None:
    codes: Mapping[str, str] = getattr(vocabulary, name)
    assert [code for code in codes if not re.fullmatch("[a-z0-9]+(_[a-z0-9]+)*", code)] == []
    assert [words for words in codes.values() if not words[0].isupper() or words.endswith(".")] == []
    assert len(set(codes.values())) == len(codes)


def test_no_words_of_the_vocabulary_are_ones_the_glossary_avoids() -> None:
    avoided = re.compile(
        "suffer|lonely|reject|inappropriate|hard-to-reach|patient|failed|DNA|combat|tackle", re.IGNORECASE
    )
    words = [words for name in CODE_LISTS for words in getattr(vocabulary, name).values()]
    assert [found for found in words if avoided.search(found)] == []


def test_age_cohorts_are_cohorts_and_their_ages_run_upwards() -> None:
    assert set(AGE_COHORTS) <= set(COHORTS)
    assert all(oldest is None or youngest < oldest for youngest, oldest in AGE_COHORTS.values())
