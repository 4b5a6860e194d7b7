"""A desk that is really served: `averment serve` in a process of its own, and somebody who was let in.

In: the folder of a case. Out: where it is, the cookie, the process, what it printed. Tests cannot open sockets unless
they are marked; what lets in does so in another process, so that a fixture of any scope may use it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

ROOT: Final = Path(__file__).parents[2]
WORDS: Final = """
from averment import api
from tests.weighing.models import WordModel
api.load_weigher = lambda *_: WordModel()
"""
"""Runs before the desk: statements are compared by their words alone, which needs no model and no time."""
_ENTER: Final = """
import http.client, sys
from urllib.parse import urlsplit
to = urlsplit(sys.argv[1])
asked = http.client.HTTPConnection(to.hostname, to.port, timeout=30)
asked.request("GET", f"{to.path}?{to.query}")
print(asked.getresponse().getheader("set-cookie", ""))
"""


@dataclass
class Served:
    """A desk. `cookie` is `NAME=VALUE` of a session as `ana`; `said` are the lines that the terminal has so far."""

    url: str
    cookie: str
    process: subprocess.Popen[str]
    said: list[str]
    errors: list[str] = field(default_factory=list)
    _given: int = 0

    @property
    def port(self) -> int:
        """Give the port."""
        return int(self.url.rpartition(":")[2])

    @property
    def cookies(self) -> list[dict[str, str]]:
        """Give the cookie as a driver of browsers takes it."""
        name, _, value = self.cookie.partition("=")
        return [{"name": name, "value": value}]

    def link(self) -> str:
        """Give the path of a launch link that was not given before, when it is printed: once each was used."""
        end = time.monotonic() + 20
        while len(links(self.said)) <= self._given:
            assert time.monotonic() < end, "no other link is printed"
            time.sleep(0.01)
        self._given = len(links(self.said))
        return links(self.said)[-1].removeprefix(self.url)

    def end(self, how: int = signal.SIGINT) -> int:
        """End it as from the keyboard; give its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(30)


def links(lines: list[str]) -> list[str]:
    """Give the launch links in what was printed."""
    return [line[line.index("http://") :].strip() for line in lines if "/enter?token=" in line]


def command(folder: Path, *options: str, before: str = "") -> list[str]:
    """Give what runs `averment serve`; `before` is Python that is run before it, in its process."""
    script = f"{before}\nfrom averment.cli import main\nmain()"
    return [sys.executable, "-c", script, "serve", str(folder), "--no-browser", "--by", "ana", *options]


def environment(**more: str) -> dict[str, str]:
    """Give the environment of the process: the package and the tests of this tree."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AVERMENT_")}
    return kept | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONUNBUFFERED": "1"} | more


@contextmanager
def served(
    folder: Path, *options: str, before: str = "", env: Mapping[str, str] | None = None, enter: bool = True
) -> Iterator[Served]:
    """Serve a case on a free port until the end of the context."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    run = command(folder, "--port", "0", *options, before=before)
    with subprocess.Popen(run, text=True, env=environment(**(env or {})), **pipes) as process:  # type: ignore[call-overload]
        said: list[str] = []
        errors: list[str] = []
        opened = threading.Event()
        _listen(process.stdout, said, opened)
        _listen(process.stderr, errors)
        try:
            assert opened.wait(60), "the desk did not start"
            assert links(said), f"the desk did not start: {errors}"
            desk = Served(links(said)[0].partition("/enter")[0], "", process, said, errors)
            if enter:
                desk.cookie = let_in(desk.url + desk.link())
            yield desk
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()


def let_in(link: str) -> str:
    """Follow a launch link; give the cookie."""
    ran = subprocess.run([sys.executable, "-I", "-c", _ENTER, link], check=True, capture_output=True, text=True)
    return ran.stdout.partition(";")[0].strip()


def _listen(stream: IO[str], lines: list[str], opened: threading.Event | None = None) -> None:
    """Take lines as they come; `opened` is set once there is a launch link, or nothing more will come."""

    def take() -> None:
        for line in stream:
            lines.append(line.rstrip("\n"))
            if opened and links([line]):
                opened.set()
        if opened:
            opened.set()

    threading.Thread(target=take, daemon=True).start()
