"""The few kinds of field a door is made of, each read in one call, each refusal saying what to do.

Why: marshmallow's own chain (missing, hooks, deserialize, list of validators) costs several times what the checks
themselves do, and a referral has some forty fields. These fields keep the schema and replace the chain.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, missing

from shared.config.limits import NAME_CHARACTERS_MAX
from shared.doors.characters import cleared

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


class Text(Guarded, fields.String):
    """Words, trimmed. `lines`: whether line breaks and tabs may stand in them."""

    def __init__(self, longest: int, ask: str = LEAVE_OUT, *, required: bool = False, lines: bool = False) -> None:
        super().__init__(ask, required=required, shape={"maxLength": longest})
        self.longest = longest
        self.lines = lines

    def read(self, value: Any) -> str:
        """Return the words without the space around them."""
        if not isinstance(value, str):
            raise ValidationError("Write this as text.")
        text = (value if value.isprintable() else cleared(value, lines=self.lines)).strip()
        if not text:
            raise ValidationError(self.ask)
        if len(text) > self.longest:
            raise ValidationError(f"Shorten this to {self.longest:,} characters or fewer.")
        return text


class Name(Text):
    """A name: one line of words with a letter in it, of whatever alphabet."""

    def __init__(self, ask: str = LEAVE_OUT, *, required: bool = False) -> None:
        super().__init__(NAME_CHARACTERS_MAX, ask, required=required)

    def read(self, value: Any) -> str:
        """Return the name without the space around it."""
        name = super().read(value)
        if not (name.isalpha() or any(map(str.isalpha, name))):
            raise ValidationError("Write a name with at least one letter.")
        return name


class Written(Guarded, fields.String):
    """A text that `reader` checks and brings into its one form, such as a postcode."""

    def __init__(self, reader: Callable[[str], str], longest: int, ask: str, *, required: bool = False) -> None:
        super().__init__(ask, required=required, shape={"maxLength": longest})
        self.reader = reader
        self.longest = longest

    def read(self, value: Any) -> str:
        """Return the one form of the text."""
        if not isinstance(value, str):
            raise ValidationError("Write this as text, in quotation marks.")
        text = value.strip()
        if not text or len(text) > self.longest:
            raise ValidationError(self.ask)
        return self.reader(text)


class Code(Guarded, fields.String):
    """One code of a list of the vocabulary."""

    def __init__(self, codes: Mapping[str, str], ask: str, *, required: bool = False) -> None:
        super().__init__(ask, required=required, shape={"enum": list(codes)})
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
        if (
            isinstance(value, str)
            and len(value) == len("YYYY-MM-DD")
            and value.isascii()
            and value[4] == value[7] == "-"
        ):
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


class Listed(Guarded, fields.List[Any]):
    """A list whose every entry one field reads; what is said twice counts once.

    `lone`: whether one bare text is taken as a list of one. A required list holds at least one entry.
    """

    def __init__(
        self, entry: Guarded, most: int, ask: str = LEAVE_OUT, *, required: bool = False, lone: bool = False
    ) -> None:
        fields.List.__init__(self, entry, required=required, allow_none=not required, metadata={"maxItems": most})
        self.ask = ask
        self.most = most
        self.lone = lone
        self.read_entry = entry.deserialize

    def read(self, value: Any) -> list[Any]:
        """Return the entries in their order. Raises: ValidationError with a message for each wrong entry."""
        if self.lone and isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            raise ValidationError("Give a list, in square brackets in JSON.")
        if not value and self.required:
            raise ValidationError(self.ask)
        if len(value) > self.most:
            raise ValidationError(f"Give at most {self.most:,} entries.")
        return list(dict.fromkeys(self._entries(value)))

    def _entries(self, value: list[Any]) -> list[Any]:
        read, wrong = [], {}
        for index, entry in enumerate(value):
            try:
                read.append(self.read_entry(entry))
            except ValidationError as error:
                wrong[index] = error.messages
        if wrong:
            raise ValidationError(wrong)
        return read


class Part(Guarded, fields.Nested):
    """One object inside another, guarded by its own schema."""

    def __init__(self, schema: type[Schema], ask: str = LEAVE_OUT, *, required: bool = False) -> None:
        fields.Nested.__init__(self, schema, required=required, allow_none=not required)
        self.ask = ask

    def read(self, value: Any) -> Any:
        """Return the fields of the object. Raises: ValidationError holding also the fields that were right."""
        return self.schema.load(value)


class Parts(Part):
    """A list of objects, each guarded by the same schema."""

    def __init__(self, schema: type[Schema], most: int, ask: str = LEAVE_OUT, *, required: bool = False) -> None:
        fields.Nested.__init__(self, schema, many=True, required=required, allow_none=not required)
        self.ask = ask
        self.most = most

    def read(self, value: Any) -> Any:
        """Return the objects in the order they were given."""
        if not isinstance(value, list):
            raise ValidationError("Give a list of objects, in square brackets in JSON.")
        if not value and self.required:
            raise ValidationError(self.ask)
        if len(value) > self.most:
            raise ValidationError(f"Give at most {self.most:,} entries.")
        return self.schema.load(value, many=True)
