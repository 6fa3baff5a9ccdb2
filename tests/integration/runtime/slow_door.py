"""A door with one slow page, `green` or on `threads`, told to close while the page is being made."""

import sys

GREEN = "green" in sys.argv
if GREEN:
    import eventlet

    eventlet.monkey_patch()

import os  # noqa: E402
import signal  # noqa: E402
import time  # noqa: E402
from threading import Thread, Timer  # noqa: E402

from flask import Flask  # noqa: E402

from deploy.program.front_door import FrontDoor  # noqa: E402
from deploy.program.green_door import GreenDoor  # noqa: E402
from deploy.program.http_door import HttpDoor  # noqa: E402
from deploy.program.listening import listening_socket  # noqa: E402

LONG_ANSWER = "x" * 2_000_000  # more than fits into a socket's buffers


def main() -> None:
    app = Flask(__name__)

    @app.get("/slow")
    def slow() -> dict[str, str]:
        time.sleep(1)
        return {"done": LONG_ANSWER}

    listener = listening_socket("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    answers: list[int] = []
    asking = Thread(target=lambda: answers.append(len(HttpDoor(url).ask("GET", "/slow")[1]["done"])))
    asking.start()
    close(app, listener)
    asking.join()
    sys.stdout.write(f"answered {answers[0]}\n")


def close(app: Flask, listener: object) -> None:
    """Open the door, and close it while somebody still waits."""
    if GREEN:
        door = GreenDoor(app, listener)
        door.open()
        time.sleep(0.4)
        door.close()
    else:
        Timer(0.4, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()
        assert FrontDoor(app, listener).serve() == 0  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
