"""The places and schemes of deploy/demo/systems.json, in one process, and the people who are referred there."""

import json
from pathlib import Path
from typing import Any

from deploy.program.areas import systems_area_file
from services.intake.areas.loading import load_areas
from services.matching.queries.asking import Asking
from services.matching.queries.open_data import services
from shared.clock import system_clock
from shared.config.settings import Settings
from tests.integration.walk.house import HUB, House

SYSTEMS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[3] / "deploy" / "demo" / "systems.json").read_text("utf-8")
)
BY_ID = {scheme["id"]: scheme for scheme in SYSTEMS}


class Country(House):
    """The five services, with every system's places and schemes."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        load_areas(self.rooms["intake"].store.engine, systems_area_file(), system_clock, lambda _file, _mark: None)
        answers = self.matching.register_schemes(SYSTEMS, HUB)
        assert {answer["status"] for answer in answers} == {"registered"}

    def refer(self, postcode: str, *, by: str = "gp", from_: str | None = None, **told: Any) -> str:
        """Refer somebody new who lives there, let everything happen, and return the reference."""
        person = {"postcode": postcode, **told.pop("person", {})}
        referrer = {"name": "Sister Obi", "organisation": "The team", "channel": by, "ods_code": from_}
        referrer |= {"source": "The stall at the library"} if by == "outreach" else {}
        reference = self.submit(person=person, referrer=referrer, **told)
        self.settle()
        return reference

    def why_not(self, reference: str, scheme_id: str) -> list[str]:
        """Return the reasons against a scheme in a referral's newest shortlist; none means it is suitable."""
        schemes = self.matching.shortlist(reference)["schemes"]
        return next(list(one["reasons"]) for one in schemes if one["scheme_id"] == scheme_id)

    def points(self, reference: str, scheme_id: str) -> dict[str, int]:
        """Return the points of a scheme in a referral's newest shortlist."""
        schemes = self.matching.shortlist(reference)["schemes"]
        return next(dict(one["factors"]) for one in schemes if one["scheme_id"] == scheme_id)

    def specification(self, scheme_id: str) -> dict[str, Any]:
        """Return a scheme as the hub exports it."""
        entries: list[dict[str, Any]] = self.matching.export("schemes", "", len(SYSTEMS))["entries"]
        return next(entry for entry in entries if entry["id"] == scheme_id)

    def considered(self, reference: str) -> set[str]:
        """Return the ids of the schemes that reach the person."""
        return {one["scheme_id"] for one in self.matching.shortlist(reference)["schemes"]}

    def found_by_anybody(self, words: str) -> list[str]:
        """Return the names of what the open directory shows for some words."""
        with self.rooms["matching"].store.reading() as connection:
            return [one.listing.name for one in services(connection, Asking(search=words), 1, 50).found]
