"""The few kinds of field a door is made of, each read in one call, each refusal saying what to do.

Why: marshmallow's own chain (missing, hooks, deserialize, list of validators) costs several times what the checks
themselves do, and a referral has some forty fields. These fields keep the schema and replace the chain.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, missing

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

LEAVE_OUT = "Leave this out when there is nothing to say."


class Guarded(fields.Field[Any]):
    """A field whose subclass reads a value, or refuses it, in `read`. No value and null are the same.

    `ask`: the sentence shown when a required value is missing, or any value is blank.
    """

    def __init__(self, ask: str = LEAVE_OUT, *, required: bool = False, shape: Mapping[str, Any] | None = None) -> None:
        super().__init__(required=required, allow_none=not required, metadata=dict(shape or {}))
        self.ask = ask

    def deserialize(self, value: Any, *_: object, **__: object) -> Any:
        """Return the value read, or `missing`. Raises: ValidationError."""
        if value is None or value is missing:
            if self.required:
                raise ValidationError(self.ask)
            return missing
        return self.read(value)

    def read(self, value: Any) -> Any:
        """Return what the value means. Raises: ValidationError saying what to send instead."""
        raise NotImplementedError


class Code(Guarded, fields.String):
    """One code of a list of the vocabulary."""

    def __init__(self, codes: Mapping[str, str], ask: str, *, required: bool = False) -> None:
        super().__init__(ask, required=required, shape={"enum": [*codes] if required else [*codes, None]})
        self.codes = frozenset(codes)

    def read(self, value: Any) -> str:
        """Return the code itself."""
        if isinstance(value, str) and value in self.codes:
            return value
        raise ValidationError(self.ask)


class Flag(Guarded, fields.Boolean):
    """Yes or no, as JSON's own true and false."""

    def read(self, value: Any) -> bool:
        """Return the answer."""
        if value is True or value is False:
            return bool(value)
        raise ValidationError("Answer yes or no: true or false in JSON.")


class Day(Guarded, fields.Date):
    """A day of the calendar, written YYYY-MM-DD."""

    def read(self, value: Any) -> date:
        """Return the day."""
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise ValidationError("Write a real date as YYYY-MM-DD, such as 1951-03-28.")


class WholeNumber(Guarded, fields.Integer):
    """A whole number between two limits, both included."""

    def __init__(self, least: int, most: int, *, required: bool = False) -> None:
        ask = f"Give a whole number from {least:,} to {most:,}."
        super().__init__(ask, required=required, shape={"minimum": least, "maximum": most})
        self.least, self.most = least, most

    def read(self, value: Any) -> int:
        """Return the number."""
        if isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most:
            return value
        raise ValidationError(self.ask)
