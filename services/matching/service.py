"""Matching as a nameko service: entrypoints only."""

from collections.abc import Sequence
from typing import Any

from services.matching.wiring import wire
from shared.messaging.heard import Heard
from shared.messaging.hearing import hear
from shared.messaging.inbox import Mark
from shared.messaging.readiness import readiness
from shared.messaging.relaying import Relaying
from shared.messaging.rpc.entrypoint import rpc
from shared.messaging.sweeping import Sweeping
from shared.messaging.wired import Wired


class MatchingService:
    """The RPC door and the ear of matching; see `services.matching.handlers`."""

    name = "matching"
    room = Wired(wire)
    relaying = Relaying()
    sweeping = Sweeping()

    @hear
    def hear(self, heard: Sequence[Heard], mark: Mark | None) -> None:
        """Take in what intake, triage and cases recorded."""
        self.room.inbox.take(heard, mark)

    @rpc
    def shortlist(self, reference: str) -> dict[str, Any]:
        """Return why a referral was sent where it was."""
        return self.room.commands.shortlist(reference)

    @rpc
    def register_schemes(self, schemes: list[Any], by: str) -> list[dict[str, Any]]:
        """Enter specifications into the directory."""
        return self.room.commands.register_schemes(schemes, by)

    @rpc
    def approve_scheme(self, scheme_id: str, by: str) -> dict[str, Any]:
        """Let referrals be routed to a scheme."""
        return self.room.commands.approve_scheme(scheme_id, by)

    @rpc
    def set_places(self, scheme_id: str, places: int, by: str) -> dict[str, Any]:
        """Say how many people a scheme can hold at once."""
        return self.room.commands.set_places(scheme_id, places, by)

    @rpc
    def assure_scheme(self, scheme_id: str, assured_until: str, by: str) -> dict[str, Any]:
        """Note that a scheme's entry was checked."""
        return self.room.commands.assure_scheme(scheme_id, assured_until, by)

    @rpc
    def pause_scheme(self, scheme_id: str, reason: str, until: str | None, by: str) -> dict[str, Any]:
        """Let a scheme take nobody new."""
        return self.room.commands.pause_scheme(scheme_id, reason, until, by)

    @rpc
    def resume_scheme(self, scheme_id: str, by: str) -> dict[str, Any]:
        """Let a scheme take people again."""
        return self.room.commands.resume_scheme(scheme_id, by)

    @rpc
    def plan_specification(
        self, scheme_id: str, from_on: str, specification: dict[str, Any], by: str
    ) -> dict[str, Any]:
        """Enter a specification for a day to come."""
        return self.room.commands.plan_specification(scheme_id, from_on, specification, by)

    @rpc
    def what_if(self, scheme_id: str, places: int) -> dict[str, Any]:
        """Return where people would go if a scheme closed or shrank."""
        return self.room.commands.what_if(scheme_id, places)

    @rpc
    def close_scheme(self, scheme_id: str, reason: str, by: str) -> dict[str, Any]:
        """End a scheme and move whoever is with it."""
        return self.room.commands.close_scheme(scheme_id, reason, by)

    @rpc
    def shrink_scheme(self, scheme_id: str, places: int, by: str) -> dict[str, Any]:
        """Set fewer places than people, and move those a scheme can not keep."""
        return self.room.commands.shrink_scheme(scheme_id, places, by)

    @rpc
    def scheme(self, scheme_id: str) -> dict[str, Any]:
        """Return all that is known of one scheme."""
        return self.room.commands.scheme(scheme_id)

    @rpc
    def waiting_list(self, scheme_id: str) -> dict[str, Any]:
        """Return who waits for a scheme."""
        return self.room.commands.waiting_list(scheme_id)

    @rpc
    def schemes(self, state: str | None, after: str, limit: int) -> dict[str, Any]:
        """Return a piece of the directory in short."""
        return self.room.commands.schemes(state, after, limit)

    @rpc
    def list_activities(self, entries: list[Any], by: str) -> list[dict[str, Any]]:
        """List activities people can be connected to."""
        return self.room.commands.list_activities(entries, by)

    @rpc
    def take_off_activity(self, activity_id: str, reason: str, by: str) -> dict[str, Any]:
        """Take an activity off the directory."""
        return self.room.commands.take_off_activity(activity_id, reason, by)

    @rpc
    def import_schemes(self, entries: list[Any], by: str) -> list[dict[str, Any]]:
        """Take in drafts of schemes that a public directory tells of."""
        return self.room.commands.import_schemes(entries, by)

    @rpc
    def search_directory(self, looking: dict[str, Any], page: int, per_page: int) -> dict[str, Any]:
        """Return a page of what there is for a person, the best first."""
        return self.room.commands.search_directory(looking, page, per_page)

    @rpc
    def open_services(self, asking: dict[str, Any], page: int, per_page: int) -> dict[str, Any]:
        """Return a page of the approved schemes and the activities."""
        return self.room.commands.open_services(asking, page, per_page)

    @rpc
    def open_service(self, service_id: str) -> dict[str, Any]:
        """Return one of them."""
        return self.room.commands.open_service(service_id)

    @rpc
    def open_places(self, asking: dict[str, Any], page: int, per_page: int) -> dict[str, Any]:
        """Return a page of them at their venues."""
        return self.room.commands.open_places(asking, page, per_page)

    @rpc
    def open_place(self, place_id: str) -> dict[str, Any]:
        """Return one of them at one venue."""
        return self.room.commands.open_place(place_id)

    @rpc
    def open_terms(self) -> dict[str, Any]:
        """Return the terms they are sorted under."""
        return self.room.commands.open_terms()

    @rpc
    def export(self, what: str, after: str, limit: int) -> dict[str, Any]:
        """Return a piece of the directory as an import takes it."""
        return self.room.commands.export(what, after, limit)

    @rpc
    def ranking(self, version: int | None = None) -> dict[str, Any]:
        """Return a version of the ranking."""
        return self.room.commands.ranking(version)

    @rpc
    def try_ranking(self, edited: Any) -> dict[str, Any]:
        """Return what an edited ranking would change for the newest referrals."""
        return self.room.commands.try_ranking(edited)

    @rpc
    def publish_ranking(self, edited: Any, by: str) -> dict[str, Any]:
        """Publish an edited ranking as the next version."""
        return self.room.commands.publish_ranking(edited, by)

    @rpc
    def replayed(self, reference: str) -> dict[str, Any]:
        """Return whether recorded decisions come out the same again."""
        return self.room.commands.replayed(reference)

    @rpc
    def overlap(self, scheme_id: str) -> dict[str, Any]:
        """Return who serves the same people as a scheme."""
        return self.room.commands.overlap(scheme_id)

    @rpc
    def provision(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return what is asked for and offered in some areas."""
        return self.room.commands.provision(asked)

    @rpc
    def ready(self) -> dict[str, Any]:
        """Say whether matching can work now."""
        return readiness(self.room, self.relaying)
