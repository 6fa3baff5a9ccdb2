"""The schema every door is made from, and the one way through it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, missing

from shared.doors.malformed import Errors, Malformed, flattened

Broken = Iterator[tuple[str, str]]
"""What rules between fields find: each the dotted name of a field and what to do about it."""

Rules = Callable[[Mapping[str, Any], dict[str, Any]], Broken]
"""Rules between fields: given what was sent, and what of it was right."""

_NO_OBJECT = "Give an object with named fields, in curly brackets in JSON."
_UNKNOWN_NAME = "This name is not known here: check its spelling, or leave it out."


class Door(Schema):
    """A schema that refuses unknown names, reads every field once, and speaks plainly.

    Shape: fields go by their own names (no `data_key`), and there are no marshmallow hooks.
    """

    class Meta:
        """Why: a misspelt optional field that was silently ignored would lose what somebody meant to tell us."""

        unknown = RAISE

    def load(self, data: Any, *, many: bool | None = None, **_: object) -> Any:
        """Return the fields of the object, or of each object of a list.

        Why: marshmallow's own loop makes a function for every field, looks for hooks and merges messages step by step;
        this one takes half the time.
        Raises: ValidationError with every wrong field, and as `valid_data` the fields that were right.
        """
        if self.many if many is None else many:
            return self._each(data)
        if not isinstance(data, Mapping):
            raise ValidationError([_NO_OBJECT], valid_data={})
        right, wrong = self._fields(data)
        wrong.update({name: [_UNKNOWN_NAME] for name in data if name not in self.load_fields})
        if wrong:
            raise ValidationError(wrong, valid_data=right)
        return right

    def _fields(self, data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        right: dict[str, Any] = {}
        wrong: dict[str, Any] = {}
        for name, field in self.load_fields.items():
            try:
                value = field.deserialize(data.get(name, missing))
            except ValidationError as error:
                wrong[name] = error.messages
                value = error.valid_data or missing
            if value is not missing:
                right[name] = value
        return right, wrong

    def _each(self, data: list[Any]) -> list[Any]:
        right: list[Any] = []
        wrong: dict[Any, Any] = {}
        for index, one in enumerate(data):
            try:
                right.append(self.load(one, many=False))
            except ValidationError as error:
                wrong[index] = error.messages
                right.append(error.valid_data)
        if wrong:
            raise ValidationError(wrong, valid_data=right)
        return right


def let_in(door: Door, data: object, rules: Rules) -> dict[str, Any]:
    """Return the fields of what was sent, once every one of them, and every rule between them, is right.

    A rule's finding is left out where the field, or what it is part of, has an error of its own already.
    Raises: Malformed, and nothing else, whatever JSON value came in.
    """
    errors: Errors = {}
    told: dict[str, Any]
    try:
        told = door.load(data)
    except ValidationError as error:
        errors, told = flattened(error.messages), dict(error.valid_data or {})
    if isinstance(data, Mapping):
        _add(errors, list(rules(data, told)))
    if errors:
        raise Malformed(errors)
    return told


def _add(errors: Errors, found: list[tuple[str, str]]) -> None:
    wrong = tuple(errors)
    for name, message in found:
        if name not in wrong and not any(name.startswith(f"{above}.") for above in wrong):
            errors.setdefault(name, []).append(message)
