"""The socket the front door listens at, opened before anything else so that a taken port is told at once."""

import socket

LISTEN_QUEUE = 128  # connections that may wait to be accepted; the kernel's own usual limit


class PortTaken(Exception):
    """Something else listens at the address, or it is not this machine's."""


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises: PortTaken.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(LISTEN_QUEUE)
    except OSError as failure:
        why = failure.strerror or "it can not be listened at"
        raise PortTaken(
            f"{host}:{port} is not free ({why}): stop what uses it, or set ONWARD_PORT to another"
        ) from failure
    return listener
