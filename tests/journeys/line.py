"""A line between a hub and a server, which can fall silent: what stands on it stands, and nothing passes any more."""

import select
import socket
import threading
from types import TracebackType

LOOK_SECONDS = 0.2
CHUNK_BYTES = 65_536


class Line:
    """Passes bytes between connections to `port` and a server on this machine."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self._listener.settimeout(LOOK_SECONDS)
        self.port: int = self._listener.getsockname()[1]
        self._closed = threading.Event()
        self._silenced = threading.Event()

    def __enter__(self) -> "Line":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _: BaseException | None, _at: TracebackType | None) -> None:
        self._closed.set()

    def fall_silent(self) -> None:
        """Let nothing pass any more on the connections there are, and tell neither end. New ones work."""
        self._silenced.set()
        self._silenced = threading.Event()

    def _accept(self) -> None:
        with self._listener:
            while not self._closed.is_set():
                try:
                    near, _ = self._listener.accept()
                except TimeoutError:
                    continue
                threading.Thread(target=self._carry, args=(near, self._silenced), daemon=True).start()

    def _carry(self, near: socket.socket, silenced: threading.Event) -> None:
        try:
            with near, socket.create_connection(("127.0.0.1", self._server_port)) as far:
                while not self._closed.is_set() and self._passes(near, far, silenced):
                    pass
        except OSError:
            return

    def _passes(self, near: socket.socket, far: socket.socket, silenced: threading.Event) -> bool:
        """Pass on what has come; return whether the connection goes on. One that fell silent stays until the end."""
        for end in select.select([near, far], [], [], LOOK_SECONDS)[0]:
            if silenced.is_set():
                self._closed.wait()
                return False
            chunk = end.recv(CHUNK_BYTES)
            if not chunk:
                return False
            (far if end is near else near).sendall(chunk)
        return True
