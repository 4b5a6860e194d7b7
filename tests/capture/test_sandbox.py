"""Parsing in processes of their own: the same documents as in this one, for any file, however many ask at once."""

from __future__ import annotations

import io
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args

import pytest

from averment import Capture, EmptyInputError, ParserLimitError
from averment.capture import Given, Made, Member, capture
from averment.capture.sandbox import Sandbox, default_sandbox
from averment.values.log import Isolation
from tests.capture.conftest import PAGES

MISBEHAVING = Path(__file__).with_name("misbehaving.py")
TEXT = b"Vantor denies shelling of Velmar clinic\n\nOfficials in Vantor on Monday rejected claims, Ana said.\n"


@pytest.fixture(scope="module", params=get_args(Isolation))
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """Give a sandbox of each kind with the parsers that we ship."""
    with Sandbox(at_most=request.param) as sandbox:
        if sandbox.isolation != request.param:
            pytest.skip(f"{request.param} does not work on this machine: it is {sandbox.isolation}")
        yield sandbox


def captured(sandbox: Sandbox, data: bytes, given: Given | None = None) -> Capture:
    """Give the one capture of a file."""
    (made,) = sandbox.parse(data, given or Given())
    assert isinstance(made, Made)
    return made.capture


@pytest.mark.parametrize("path", [None, *sorted(PAGES.glob("*.html"))[:6]], ids=lambda path: path and path.stem)
def test_what_comes_out_is_the_same_as_in_this_process(sandbox: Sandbox, path: Path | None) -> None:
    """A text and pages, with all that the extractors do, are captured under each kind of isolation as without."""
    data = path.read_bytes() if path else TEXT

    assert captured(sandbox, data) == Capture(document=capture(data).document)


def test_what_is_known_of_a_file_crosses(sandbox: Sandbox) -> None:
    """Charset, address and time of capture reach the parser; of a name any bytes and any length do."""
    given = Given(name="a\0\n\u202e\udcff" * 5000, url="https://a.example/1", captured="2031", charset="koi8-r")
    document = captured(sandbox, "Врачи сообщили".encode("koi8-r"), given).document

    assert (document.text, document.url, document.captured) == ("Врачи сообщили", given.url, "2031")


def test_a_file_may_be_open_or_in_memory(sandbox: Sandbox, tmp_path: Path) -> None:
    """A descriptor is handed over where there is one, wherever the file stands; empty files are errors."""
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "empty").touch()
    expected = [Made(capture=captured(sandbox, TEXT))]

    with (tmp_path / "a.txt").open("rb") as file:
        file.seek(20)
        assert list(sandbox.parse(file, Given())) == expected
        assert file.tell() == 20
    assert list(sandbox.parse(io.BytesIO(TEXT), Given())) == expected
    with (tmp_path / "empty").open("rb") as file, pytest.raises(EmptyInputError):
        list(sandbox.parse(file, Given()))
    with pytest.raises(EmptyInputError):
        list(sandbox.parse(b"", Given()))


def test_large_files_are_read() -> None:
    """200 MB of text come through, and a page a million elements deep."""
    line = b"Officials in Vantor on Monday rejected claims that their forces had shelled a clinic in Velmar.\n"
    deep = b"<!DOCTYPE html><body>" + b"<div>" * 10**6 + b"Words."
    shared = default_sandbox()

    assert len(captured(shared, line * (200 * 2**20 // len(line))).document.text) > 199 * 2**20
    assert captured(shared, deep).document.text == "Words."


def test_several_threads_may_parse_at_once(sandbox: Sandbox) -> None:
    """Each gets what is in its own file."""
    texts = [f"Ana said {number}.\n" * number for number in range(1, 25)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: captured(sandbox, text.encode()).document.text, texts))

    assert found == texts


def test_the_nursery_stays_one_thread() -> None:
    """What parsers import starts no thread in the process that they are forked from: a fork would lose it."""
    with Sandbox(at_most="seccomp") as sandbox:
        captured(sandbox, TEXT)
        captured(sandbox, b"<p>Words.</p>")
        assert sandbox._nursery is not None
        status = Path(f"/proc/{sandbox._nursery._process.pid}/status").read_text()
        assert "\nThreads:\t1\n" in status


def test_bubblewrap_that_does_not_work_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is installed but may not make namespaces, or is not installed, the filter is what is left."""
    for words in (["/bin/false"], None):
        monkeypatch.setattr("averment.capture.sandbox.sandbox.bwrap", lambda _, words=words: words)
        with Sandbox() as sandbox:
            assert captured(sandbox, TEXT).document.text == TEXT.decode()
            assert sandbox.isolation in {"seccomp", "limits"}


def test_a_python_that_needs_its_library_path_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable by which some builds of Python find themselves reaches the helper process, and no parser."""
    monkeypatch.setenv("LD_LIBRARY_PATH", "/nowhere")
    for at_most in get_args(Isolation):
        with Sandbox(at_most=at_most, parsers={"text": MISBEHAVING}) as sandbox:
            sandbox.start()
            assert sandbox._nursery is not None
            assert captured(sandbox, b"environment\n").document.text == "OPENBLAS_NUM_THREADS"
            begun = Path(f"/proc/{sandbox._nursery._process.pid}/environ").read_bytes()
            assert begun.rstrip(b"\0") == b"LD_LIBRARY_PATH=/nowhere"


def test_a_nursery_that_died_is_started_anew(sandbox: Sandbox) -> None:
    """Only the file that was being parsed is lost."""
    captured(sandbox, TEXT)
    assert sandbox._nursery is not None
    sandbox._nursery._process.kill()
    sandbox._nursery._process.wait()

    assert captured(sandbox, TEXT).document.text == TEXT.decode()


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed, a sandbox has ended its processes, removed its folders and closed its descriptors; twice does no harm."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(os.listdir("/proc/self/fd"))  # noqa: PTH208  # names
    for at_most in get_args(Isolation):
        sandbox = Sandbox(at_most=at_most, parsers={"text": MISBEHAVING})
        assert captured(sandbox, b"well\nWords.").document.text == "Words."
        with pytest.raises(ParserLimitError):
            captured(sandbox, b"crash\n")
        results = sandbox.parse(b"one then loop\n", Given())
        next(results)
        assert sandbox._nursery is not None
        process = sandbox._nursery._process
        sandbox.close()
        with pytest.raises(ParserLimitError):
            list(results)
        sandbox.close()
        assert process.returncode == 0
    assert not list(tmp_path.iterdir())
    assert len(os.listdir("/proc/self/fd")) == len(before)  # noqa: PTH208  # names


_DYING = """
import os, sys
from pathlib import Path
from averment.capture import Given
from averment.capture.sandbox import Sandbox
sandbox = Sandbox(at_most="seccomp", parsers={"text": Path(sys.argv[1])})
results = sandbox.parse(b"one then loop\\n", Given())  # held: dropped, it would end the parser itself
member = next(results)
print(sandbox._nursery._process.pid, member.name, sandbox._nursery._folder, flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_the_end_of_the_program_ends_the_parsers(number: signal.Signals) -> None:
    """Killed, or stopped from the keyboard: the nursery and the busy process of a parser end, the folder goes."""
    command = [sys.executable, "-c", _DYING, str(MISBEHAVING)]
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=paths
    ) as program:
        assert program.stdout is not None
        *numbers, folder = program.stdout.readline().split()
        left = [os.pidfd_open(int(one)) for one in numbers]
        program.send_signal(number)
        for one in left:
            assert select.select([one], [], [], 20)[0]
            os.close(one)
    assert not Path(folder).exists()


def test_a_fork_of_the_program_has_its_own(sandbox: Sandbox) -> None:
    """A process forked from ours does not share the helper process, nor end it."""
    captured(sandbox, TEXT)
    child = os.fork()
    if child == 0:
        same = captured(sandbox, TEXT).document.text == TEXT.decode()
        sandbox.close()
        os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

    assert captured(sandbox, TEXT).document.text == TEXT.decode()


def test_members_come_as_they_stand(tmp_path: Path) -> None:
    """A container gives each original with its bytes and where it stood; nothing in its name is acted on."""
    names = ["../../etc/passwd", "/absolute", "a\x00b", "\u202etxt.exe", "C:\\x"]
    with Sandbox(parsers={"text": MISBEHAVING}) as sandbox:
        found = list(sandbox.parse(("folder\n" + "\n".join(f"{name}: well|x" for name in names)).encode(), Given()))

    assert [one.name for one in found if isinstance(one, Member)] == names
    assert not list(tmp_path.iterdir())
