"""Fields that hold others: lists, objects, and lists of objects."""

from typing import Any

from marshmallow import Schema, ValidationError, fields

from shared.doors.fields import LEAVE_OUT, Guarded


class ListOf(Guarded, fields.List[Any]):
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
