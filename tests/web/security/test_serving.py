"""`averment serve` as a person meets it: what it prints, how it ends, what it says where it cannot begin."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from averment import Case
from averment.web.server import PORT
from tests.web.security.asking import ask
from tests.web.serving import WORDS, command, environment, links, served


def ran(folder: Path, *options: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command where it is not to serve anything."""
    return subprocess.run(
        command(folder, *options, before=before),
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(own_small: Path, how: signal.Signals) -> None:
    """Ctrl-C, and the signal by which a system ends programs: exit code 0, a line, nothing on standard error."""
    with served(own_small, before=WORDS) as desk:
        ask(desk, "/settings")
        code = desk.end(how)
        time.sleep(0.1)

    assert (code, desk.errors) == (0, [])
    assert desk.said[-1] == "The desk is closed; what it recorded is in the case."


def test_it_ends_while_a_request_hangs(own_small: Path) -> None:
    """It does not wait for a browser that does not come to an end."""
    with served(own_small, before=WORDS) as desk, socket.create_connection(("127.0.0.1", desk.port)) as one:
        one.sendall(b"GET / HTTP/1.1\r\nHost: ")
        start = time.monotonic()
        code = desk.end()

    assert code == 0
    assert time.monotonic() - start < 8


def test_what_it_prints(own_small: Path) -> None:
    """The name of the case, how to end it, and one link on a line of its own, which can be copied whole."""
    with served(own_small, before=WORDS, enter=False) as desk:
        first = list(desk.said)

    assert first[0] == "The review desk of velmar is open. Ctrl-C ends it."
    assert first[1].strip() == links(first)[0]
    assert links(first)[0].startswith(f"http://127.0.0.1:{desk.port}/enter?token=")


def test_a_port_in_use(own_small: Path) -> None:
    """It is said which, and what to type; nothing is served."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = ran(own_small, "--port", str(port))

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"averment: 127.0.0.1, port {port}: another program listens there; `--port 0`")


def test_the_usual_port_or_another(own_small: Path) -> None:
    """Without `--port` the address stays the same, unless another program has it."""
    script = WORDS + "\nimport averment.web.server as server; server.PORT = {}"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        pipe = subprocess.PIPE
        run = command(own_small, before=script.format(port))
        with subprocess.Popen(run, env=environment(), stdout=pipe, text=True) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(2)]
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0

    assert PORT > 1024
    assert links(lines)
    assert f":{port}/" not in links(lines)[0]


def test_an_address_that_is_not_ours(small_case: Path) -> None:
    """What cannot be listened on is said to be so."""
    run = subprocess.run(
        command(small_case, "--host", "192.0.2.1"),
        env=environment(AVERMENT_PASSWORD="nine blue lanterns"),  # noqa: S106  # a test's
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert run.returncode == 2
    assert "it is not possible to listen there" in run.stderr


def test_no_case(own_small: Path, tmp_path: Path) -> None:
    """A folder without a case, no folder, a file, a sealed bag, a damaged case: one line each, and the usual codes."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    with Case.open(own_small) as case:
        case.seal(tmp_path / "bag")
    damaged = Path(shutil.copytree(own_small, tmp_path / "damaged"))
    head = (damaged / "checkpoint").read_bytes()
    (damaged / "checkpoint").write_bytes(head.replace(b"\n", b"\n1", 1))
    expected = {"empty": 2, "nothing": 2, "file": 2, "bag": 2, "damaged": 1}

    for name, code in expected.items():
        run = ran(tmp_path / name, "--port", "0")
        assert (run.returncode, run.stdout, run.stderr.count("\n")) == (code, "", 1), run.stderr
        assert run.stderr.startswith("averment: ")
        assert "Traceback" not in run.stderr


def test_the_browser_is_opened_with_the_link(own_small: Path, tmp_path: Path) -> None:
    """The one that the desktop names is given the link that is printed; there is none without a desktop."""
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}.new && mv {opened}.new {opened}\n')
    browser.chmod(0o755)
    kept = {name: value for name, value in environment().items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    run = [one for one in command(own_small, "--port", "0", before=WORDS) if one != "--no-browser"]
    with subprocess.Popen(run, env=kept | {"BROWSER": str(browser)}, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(2)]
        end = time.monotonic() + 20
        while not opened.exists() and time.monotonic() < end:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)

    assert opened.read_text() == links(lines)[0]


def test_nobody_reads_what_it_prints(own_small: Path) -> None:
    """With standard output closed meanwhile, it goes on."""
    run = command(own_small, "--port", "0", before=WORDS)
    read, write = os.pipe()
    with subprocess.Popen(run, env=environment(), stdout=write, text=True) as process:
        os.close(write)
        with os.fdopen(read) as out:
            lines = [out.readline() for _ in range(3)]
        link = links(lines)[0]
        port = int(link.split(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port)) as one:
            one.sendall(f"GET {link[link.index('/enter') :]} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            answer = one.recv(100)
        process.send_signal(signal.SIGINT)

    assert answer.startswith(b"HTTP/1.1 303")
    assert process.returncode == 0
