"""The answer to one question: where is this postcode?"""

import msgspec


class Area(msgspec.Struct, frozen=True):
    """The areas a postcode lies in, by their nine-character GSS codes, and its place on the map.

    Units: degrees, WGS 84. A field is None where none is published, and all are for a pseudo-postcode.
    """

    lsoa: str | None = None
    ward: str | None = None
    local_authority: str | None = None
    lat: float | None = None
    long: float | None = None

    def codes(self) -> tuple[str, ...]:
        """Return the codes there are, the most local first: what a scheme's catchment is compared with."""
        return tuple(code for code in (self.lsoa, self.ward, self.local_authority) if code is not None)


NOWHERE = Area()
"""The area of a pseudo-postcode: known, and in no place."""
