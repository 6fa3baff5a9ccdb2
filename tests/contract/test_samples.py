"""What was stored is read for ever: a sample of every format there has been, read by today's code."""

import json
from typing import Any

import pytest

from shared.contracts.event import FORGOTTEN
from shared.contracts.upcasting import UPCASTS, raised
from shared.messaging.topology import SERVICES
from tests.contract.examples import PRIVATE_MARK, example_event
from tests.contract.samples import contracts, read, samples, written

SAMPLES = samples()
every_sample = pytest.mark.parametrize("stored_type", SAMPLES)


def newest(stored_type: str) -> str:
    """Return the present format of a stored type."""
    while stored_type in UPCASTS:
        stored_type = UPCASTS[stored_type][0]
    return stored_type


def test_every_format_has_a_sample_so_that_none_is_forgotten() -> None:
    assert set(contracts()) - set(SAMPLES) == set(), "run: python -m tests.contract.samples"


@every_sample
def test_a_sample_of_every_format_is_read_in_todays(stored_type: str) -> None:
    contract = contracts()[newest(stored_type)]
    event = read(stored_type, SAMPLES[stored_type])
    assert type(event) is contract.event


@pytest.mark.parametrize("stored_type", set(contracts()) & set(SAMPLES))
def test_a_format_has_at_most_grown_by_fields_with_a_default_since_its_sample_was_written(stored_type: str) -> None:
    sample, contract = SAMPLES[stored_type], contracts()[stored_type]
    again = written(read(stored_type, sample), contract)
    known = without_new(again, sample)
    assert known["public"] == sample["public"], "the format has changed: give it a new version and an upcast"
    assert _shape(known["private"]) == _shape(sample["private"]), "the format has changed: give it a new version"
    assert set(sample["public"]) <= set(contract.public)


def without_new(again: Any, sample: Any) -> Any:
    """Return what was written again without the fields that its sample does not have.

    Why they may be there: what read the sample filled them, so each has a default, and older code passes over them.
    """
    if isinstance(again, dict) and isinstance(sample, dict):
        return {name: without_new(value, sample[name]) for name, value in again.items() if name in sample}
    if isinstance(again, list) and isinstance(sample, list) and len(again) == len(sample):
        return [without_new(*pair) for pair in zip(again, sample, strict=True)]
    return again


@every_sample
def test_nothing_private_is_in_what_is_published(stored_type: str) -> None:
    assert PRIVATE_MARK not in json.dumps(SAMPLES[stored_type]["public"])


@every_sample
def test_nothing_personal_is_stored_in_clear(stored_type: str) -> None:
    kept = set((SAMPLES[stored_type]["private"] or {}).get("kept", {}))
    assert kept.isdisjoint(contracts()[newest(stored_type)].personal)


@every_sample
def test_every_format_is_still_read_when_the_key_is_gone(stored_type: str) -> None:
    event = read(stored_type, SAMPLES[stored_type], lambda bound, sealed: None)
    sealed = (SAMPLES[stored_type]["private"] or {}).get("sealed", {})
    assert [value for value in _values(event) if value is FORGOTTEN] == [FORGOTTEN] * len(sealed)


def test_every_upcast_leads_to_a_format_of_today() -> None:
    ours = {old for old in UPCASTS if old.split(".")[0] in {name.split(".")[0] for name in contracts()}}
    assert {old: newest(old) for old in ours if newest(old) not in contracts()} == {}
    assert raised("nobody.knows.v1", {"a": 1}) == ("nobody.knows.v1", {"a": 1})


@pytest.mark.parametrize("stored_type", contracts())
def test_an_event_of_every_kind_comes_back_whole_from_how_it_is_stored(stored_type: str) -> None:
    contract = contracts()[stored_type]
    event = example_event(contract)
    assert read(stored_type, written(event, contract)) == event


@pytest.mark.parametrize("stored_type", contracts())
def test_the_stored_name_of_an_event_is_its_service_its_class_in_words_and_its_version(stored_type: str) -> None:
    service, name, version = stored_type.split(".")
    assert service in SERVICES
    assert name == "".join(f"_{c.lower()}" if c.isupper() else c for c in contracts()[stored_type].event.__name__)[1:]
    assert version == f"v{contracts()[stored_type].version}"


def _shape(private: dict[str, Any] | None) -> Any:
    return private and {**private, "sealed": sorted(private.get("sealed", {}))}


def _values(event: Any) -> list[object]:
    return [getattr(event, name) for name in event.__struct_fields__]
