"""`rpc`: marks a service's method as one that can be asked."""

from functools import partial
from typing import Any

from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint

from shared.messaging.rpc.server import RpcServer


class Asked(Entrypoint):
    """Runs the decorated method for every question asked of it, and sends back what it returns.

    Why not nameko's own `rpc`: see `shared.messaging.rpc.server`. On the wire they are the same.
    """

    server = RpcServer()

    def setup(self) -> None:
        """Offer the method; nothing is heard before the server starts."""
        self.server.offer(self.method_name, self._run)

    def stop(self) -> None:
        """Hear no new question."""
        self.server.cease()

    def _run(self, message: Any, body: dict[str, Any]) -> None:
        self.check_signature(body["args"], body["kwargs"])
        answer = partial(self._answer, message)
        try:
            self.container.spawn_worker(self, body["args"], body["kwargs"], handle_result=answer)
        except ContainerBeingKilled:
            message.requeue()

    def _answer(self, message: Any, _context: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        self.server.answer(message, result, exc_info[1] if exc_info else None)
        return result, exc_info


rpc = Asked.decorator
