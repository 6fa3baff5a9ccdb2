"""Fields of words: free text, names, and texts that have one proper form."""

from collections.abc import Callable
from typing import Any

from marshmallow import ValidationError, fields

from shared.config.limits import NAME_CHARACTERS_MAX
from shared.doors.characters import cleared
from shared.doors.fields import LEAVE_OUT, Guarded


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
