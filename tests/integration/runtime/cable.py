"""A cable to a server that a test can cut or clog, without troubling anybody else's connections."""

import select
import socket
import threading
from contextlib import suppress


class Cable:
    """Passes bytes between connections to `port` and a server on this machine, each way, until cut."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._ends: set[socket.socket] = set()
        self._plugged = True
        self._flowing = threading.Event()
        self._flowing.set()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break every connection at once, as when the server is killed; new ones may be made."""
        for end in tuple(self._ends):
            self._drop(end)

    def unplug(self) -> None:
        """Break every connection, and every new one as soon as it is made."""
        self._plugged = False
        self.cut()

    def plug(self) -> None:
        """Let new connections through again."""
        self._plugged = True

    def clog(self) -> None:
        """Let nothing through any more, and tell nobody."""
        self._flowing.clear()

    def clear(self) -> None:
        """Let everything through again."""
        self._flowing.set()

    def close(self) -> None:
        """Break every connection and take no new one."""
        self._listener.close()
        self.clear()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
                if not self._plugged:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._server_port))
            except OSError:
                return
            self._ends |= {near, far}
            threading.Thread(target=self._pass, args=(near, far), daemon=True).start()

    def _pass(self, near: socket.socket, far: socket.socket) -> None:
        other = {near: far, far: near}
        try:
            while True:
                for end in select.select([near, far], [], [], 0.2)[0]:
                    chunk = end.recv(65536)
                    self._flowing.wait()
                    if not chunk:
                        return
                    other[end].sendall(chunk)
        except (OSError, ValueError):
            return
        finally:
            self._drop(near)
            self._drop(far)

    def _drop(self, end: socket.socket) -> None:
        self._ends.discard(end)
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)  # heard at once, also while another thread still listens
        end.close()
