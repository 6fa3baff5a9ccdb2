"""What a public directory says of a service or a group: enough to find it, reach it and pass it on as open data."""

from datetime import date, datetime

import msgspec


class Organisation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who runs something. `id`: what its own directory calls it."""

    name: str
    id: str | None = None
    description: str | None = None
    website: str | None = None
    email: str | None = None


class Venue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where something takes place. `kind`: physical, postal or virtual; `access`: what helps people to get in.

    Units: degrees, WGS 84.
    """

    kind: str = "physical"
    name: str | None = None
    address: str | None = None
    town: str | None = None
    county: str | None = None
    postcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    access: tuple[str, ...] = ()


class Opening(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When something takes place.

    Shape: `days` are weekdays as RFC 5545 writes them, `TU`, or `2TU` for the second Tuesday of a month; times are
    `HH:MM` in the UK's time; `every` is weekly or monthly, None where only `words` tell.
    """

    days: tuple[str, ...] = ()
    days_of_month: tuple[int, ...] = ()
    every: str | None = None
    interval: int = 1
    opens_at: str | None = None
    closes_at: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    words: str | None = None


class Price(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What taking part costs one kind of person. Units: pounds; `words` say for what."""

    for_whom: str | None = None
    amount: float | None = None
    words: str | None = None
    from_on: date | None = None
    until_on: date | None = None


class PublicContact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How to reach whoever answers for something, by their role.

    Why no name: the number and the role are what a person needs, and a name is somebody's.
    """

    role: str | None = None
    phone: str | None = None
    email: str | None = None


class Category(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A term of somebody else's taxonomy. `code`: what that taxonomy calls it."""

    taxonomy: str
    name: str
    code: str | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The directory an entry comes from, and what that directory calls it."""

    directory: str
    id: str | None = None
    url: str | None = None


class Listing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry of a public directory. None and an empty list mean that it does not say.

    Units: ages in whole years, both included. `status` is a code of Open Referral UK: active, inactive, defunct or
    temporarily closed. `assured_by` is whoever vouched for the entry, kept and not passed on.
    """

    name: str
    origin: Origin
    description: str | None = None
    url: str | None = None
    email: str | None = None
    status: str = "active"
    organisation: Organisation | None = None
    venues: tuple[Venue, ...] = ()
    openings: tuple[Opening, ...] = ()
    prices: tuple[Price, ...] = ()
    fees: str | None = None
    contacts: tuple[PublicContact, ...] = ()
    categories: tuple[Category, ...] = ()
    languages: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    accreditations: str | None = None
    alert: str | None = None
    assured_on: date | None = None
    assured_by: str | None = None
    modified_at: datetime | None = None
