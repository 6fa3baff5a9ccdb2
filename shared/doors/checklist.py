"""The door of a checklist: one person and one referrer told once, and each thing ticked as a referral of its own."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from shared.config.limits import CHECKLIST_ITEMS_MAX
from shared.contracts.referral import Referral
from shared.doors.door import Broken, let_in
from shared.doors.groups import Parts
from shared.doors.referral import ReferralSchema, understand
from shared.doors.referral_rules import broken_rules

OF_AN_ITEM = ("needs", "what_matters", "urgency", "urgency_reason", "requested_scheme")
"""What each item tells for itself; all else is told once for the whole checklist."""


class ChecklistItemSchema(ReferralSchema):
    """One thing that was ticked: what is needed or matters, and how soon."""

    class Meta(ReferralSchema.Meta):
        fields = OF_AN_ITEM


class ChecklistSchema(ReferralSchema):
    """A checklist: the fields of a referral, but those that each item tells for itself."""

    items = Parts(ChecklistItemSchema, CHECKLIST_ITEMS_MAX, "Give at least one item.", required=True)

    class Meta(ReferralSchema.Meta):
        exclude = OF_AN_ITEM


_checklist = ChecklistSchema()


def load_checklist(data: object, today: date) -> Sequence[Referral]:
    """Return the referrals a checklist stands for, in the order of its items, or name every wrong field at once.

    Raises: Malformed; what is wrong with an item goes by its place, as in `items.2.needs`.
    """

    def rules(sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
        understand(told)
        return _broken(sent, told, today)

    told = let_in(_checklist, data, rules)
    items = told.pop("items")
    return [msgspec.convert({**told, **item}, Referral) for item in items]


def _broken(sent: Mapping[str, Any], told: Mapping[str, Any], today: date) -> Broken:
    """Hold every rule against each item as the referral it will be; what is wrong with all is said once."""
    said: set[tuple[str, str]] = set()
    for place, item in enumerate(_objects(sent.get("items")) or [{}]):
        right = dict(enumerate(told.get("items") or ())).get(place) or {}
        for name, message in broken_rules({**sent, **item}, {**told, **right}, today):
            named = f"items.{place}.{name}" if name.partition(".")[0] in OF_AN_ITEM else name
            if (named, message) not in said:
                said.add((named, message))
                yield named, message


def _objects(items: object) -> list[Mapping[str, Any]]:
    return [one if isinstance(one, Mapping) else {} for one in items] if isinstance(items, list) else []
