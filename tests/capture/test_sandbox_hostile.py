"""What a parser may do to us that a file has taken over: nothing, and the next file is read."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import get_args

import pytest

from averment import HostileInputError, InputError, InputTooLargeError, ParserLimitError, UnforeseenInputError
from averment.capture import Given, Made, Member
from averment.capture.limits import Limits
from averment.capture.sandbox import Sandbox, landlock
from averment.values.log import Isolation

MISBEHAVING = Path(__file__).with_name("misbehaving.py")
SMALL = Limits(processor=2, wait=6, memory=512 * 2**20, written=2**20, members=50, given_out=2**22, member=2**21)


@pytest.fixture(scope="module", params=get_args(Isolation))
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """Give a sandbox of each kind whose parser of text does as it is told."""
    with Sandbox(SMALL, at_most=request.param, parsers={"text": MISBEHAVING}) as sandbox:
        if sandbox.isolation != request.param:
            pytest.skip(f"{request.param} does not work on this machine: it is {sandbox.isolation}")
        yield sandbox


def told(sandbox: Sandbox, word: str, rest: str = "") -> str:
    """Have the parser do something; give the text of the document it made."""
    (made,) = sandbox.parse(f"{word}\n{rest}".encode(), Given())
    assert isinstance(made, Made)
    return made.capture.document.text


def refused(sandbox: Sandbox, word: str, rest: str = "") -> InputError:
    """Have the parser do something that must end in an error; see that the next file is read."""
    with pytest.raises(InputError) as caught:
        list(sandbox.parse(f"{word}\n{rest}".encode(), Given()))
    assert told(sandbox, "well", "Words.") == "Words."
    return caught.value


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("loop", "its parser was stopped after 2 seconds of computing"),
        ("allocate", "its parser needed more memory than it may have"),
        ("crash", "its parser crashed (SIGSEGV)"),
        ("exit\n0", "its parser ended without a word"),
        ("exit\n64", "its parser ended without a word"),
    ],
)
def test_a_parser_that_fails_is_stopped(sandbox: Sandbox, word: str, message: str) -> None:
    """A loop, a flood of memory, a crash and an end without a word are each an error that says which."""
    error = refused(sandbox, *word.split("\n"))

    assert type(error) is ParserLimitError
    assert error.message == message


def test_a_parser_that_waits_is_stopped() -> None:
    """One that computes nothing is stopped by the clock."""
    with Sandbox(Limits(wait=0.3), parsers={"text": MISBEHAVING}) as sandbox:
        assert refused(sandbox, "hang").message == "its parser was stopped after 0.3 seconds"


def test_our_own_time_is_not_the_parsers() -> None:
    """Who takes long over what was found does not use up the time that its parser has."""
    with Sandbox(Limits(wait=0.4), parsers={"text": MISBEHAVING}) as sandbox:
        seen = []
        for found in sandbox.parse(b"folder\na: b\nc: d\n", Given()):
            seen.append(found)
            select.select([], [], [], 0.5)
        assert len(seen) == 2


@pytest.mark.parametrize("word", ["fork", "execute", "connect", "kill"])
def test_a_parser_has_only_itself(sandbox: Sandbox, word: str) -> None:
    """No process, no program, no connection, no signal to others: the system refuses, and the file is an error."""
    if sandbox.isolation == "limits":
        pytest.skip("limits of resources do not keep a parser from it, and nothing says that they do")
    error = refused(sandbox, word)

    assert type(error) is UnforeseenInputError
    assert "PermissionError" in error.message


def test_without_a_filter_a_process_left_behind_is_ended() -> None:
    """Where nothing keeps a parser from forking, what it leaves behind is found and killed."""
    with Sandbox(SMALL, at_most="limits", parsers={"text": MISBEHAVING}) as sandbox:
        if os.geteuid():
            assert "BlockingIOError" in refused(sandbox, "fork").message
            return
        try:
            left = os.pidfd_open(int(told(sandbox, "fork")))
        except ProcessLookupError:  # ended already
            return
        ended, _, _ = select.select([left], [], [], 20)
        os.close(left)
        assert ended


def test_without_a_filter_the_nursery_may_be_killed() -> None:
    """Where nothing keeps a parser from killing the process it came from, only its own file is lost."""
    with Sandbox(SMALL, at_most="limits", parsers={"text": MISBEHAVING}) as sandbox:
        assert refused(sandbox, "kill").message == "the process that parsers run in was killed"


def test_nothing_can_be_written(sandbox: Sandbox, tmp_path: Path) -> None:
    """Not in its own folder, nor in ours, nor in the person's; without a filter a file is at least bounded."""
    for place in ("", str(tmp_path / "a"), "/tmp/averment-test"):  # noqa: S108
        error = refused(sandbox, "write", place)
        assert type(error) is UnforeseenInputError
    if sandbox.isolation == "limits":
        assert "File too large" in error.message
        Path("/tmp/averment-test").unlink()  # noqa: S108
        assert (tmp_path / "a").stat().st_size <= SMALL.written
    else:
        assert not list(tmp_path.iterdir())
        assert refused(sandbox, "package").message.startswith("the program failed on it (")


def test_nothing_of_the_persons_can_be_seen(sandbox: Sandbox, tmp_path: Path) -> None:
    """The environment is not there; in bubblewrap files and other processes are not, under Landlock they are shut."""
    secret = tmp_path / "id_ed25519"
    secret.write_text("secret")

    assert told(sandbox, "environment") == "OPENBLAS_NUM_THREADS"
    assert told(sandbox, "list") == ""
    rules = landlock.only([])
    if rules is not None:
        os.close(rules)
    if sandbox.isolation == "seccomp" and rules is not None:
        for word, path in [("look", str(secret)), ("list", str(tmp_path)), ("list", "/"), ("look", "/proc/1/environ")]:
            assert "PermissionError" in refused(sandbox, word, path).message
    if sandbox.isolation == "bwrap":
        assert "FileNotFoundError" in refused(sandbox, "look", str(secret)).message
        assert "FileNotFoundError" in refused(sandbox, "list", str(Path.home() / ".ssh")).message
        assert "FileNotFoundError" in refused(sandbox, "list", "/proc").message
        assert not set(told(sandbox, "list", "/").split()) & {"home", "mnt", "run", "var", "proc", "dev"}
        assert max(map(int, told(sandbox, "processes").split())) < 1000


@pytest.mark.parametrize(("word", "rest"), [("raw", "no frame at all, but words"), ("raw", "f"), ("promise", "")])
def test_garbage_is_an_error(sandbox: Sandbox, word: str, rest: str) -> None:
    """What is no frame, half a frame and a frame that promises gigabytes are errors."""
    error = refused(sandbox, word, rest)

    assert isinstance(error, UnforeseenInputError | ParserLimitError)


def test_members_are_bounded(sandbox: Sandbox) -> None:
    """A file that gives members without end is an error after so many; one too large is an error by its name."""
    results = sandbox.parse(b"endless\n", Given())
    assert len(list(islice(results, SMALL.members))) == SMALL.members
    with pytest.raises(HostileInputError, match="more than 50 files come out of it"):
        next(results)
    error = refused(sandbox, "large")

    assert type(error) is InputTooLargeError
    assert error.message == "“larger.txt” in it is larger than 2,097,152 bytes"


@pytest.mark.parametrize(
    ("word", "message"), [("another", "a document of other bytes"), ("outside", "a place outside the text")]
)
def test_a_document_must_be_of_the_file(sandbox: Sandbox, word: str, message: str) -> None:
    """A document with the digest of other bytes, or with places outside its text, is not taken."""
    error = refused(sandbox, word)

    assert type(error) is UnforeseenInputError
    assert message in error.message


def test_only_errors_of_an_input_cross(sandbox: Sandbox) -> None:
    """An error of ours for an input comes back as it is; any other is a defect."""
    error = refused(sandbox, "refuse", "it lies")
    assert (type(error), error.message) == (HostileInputError, "it lies")
    assert type(refused(sandbox, "other error", "--force")) is UnforeseenInputError


def test_who_stops_listening_stops_the_parser() -> None:
    """To close the iterator ends the process, however busy it is."""
    with Sandbox(at_most="limits", parsers={"text": MISBEHAVING}) as sandbox:
        results = sandbox.parse(b"one then loop\n", Given())
        first = next(results)
        assert isinstance(first, Member)
        process = os.pidfd_open(int(first.name))
        results.close()
        ended, _, _ = select.select([process], [], [], 20)
        os.close(process)
        assert ended
