"""The installed command as other programs and people meet it: pipes, signals, closed streams, terminals, time."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

FAKE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background hands its deafness on
import averment.api
from tests.conftest import FakeReader
class Reader(FakeReader):
    def read(self, document):
        if {waits} and self.read_texts:
            signal.pause()
        return super().read(document)
reader = Reader()
averment.api.load_reader = lambda *_: reader
from averment.cli import main
sys.argv[0] = "averment"
main()
"""
ROOT = Path(__file__).parents[2]


def command(*arguments: str, waits: bool = False) -> list[str]:
    """Give the command line of `averment` with a reader that needs no model, and may wait at the second report."""
    return [sys.executable, "-c", FAKE.format(waits=waits), *arguments]


def environment(**extra: str) -> dict[str, str]:
    """Give an environment in which the tests can be imported and nothing says how wide the terminal is."""
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR", "TERM"}}
    return {**kept, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]), **extra}


def shell(line: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run `averment` as `$A` in a shell."""
    script = line.replace("$A", f"'{sys.executable}' -c \"$FAKE\"")
    extra["FAKE"] = FAKE.format(waits=False)
    return subprocess.run(
        ["/bin/bash", "-c", script], capture_output=True, text=True, env=environment(**extra), check=False, timeout=120
    )


def on_terminal(arguments: list[str], **extra: str) -> str:
    """Run `averment` with a terminal of 80 columns for its output and errors, and give what it shows."""
    ours, theirs = pty.openpty()
    os.set_inheritable(theirs, True)  # noqa: FBT003  # its only argument
    with subprocess.Popen(
        command(*arguments), stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, env=environment(**extra)
    ):
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # the other end is closed
            os.close(ours)
    return shown.decode()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Fill a folder with two hundred reports."""
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text(f"Ana said it rained {number} times.")
    return tmp_path


@pytest.mark.parametrize("form", ["", "--json"])
def test_a_closed_pipe_is_silent(reports: Path, form: str) -> None:
    """`| head` ends the command without a word, with the code that a closed pipe gives every program."""
    result = shell(f"$A read {form} '{reports}' | head -n 1; exit ${{PIPESTATUS[0]}}")

    assert result.stderr == ""
    assert result.returncode == 141


def test_the_keyboard_stops_it_with_a_sentence(reports: Path) -> None:
    """Ctrl-C ends the command with a sentence and exit code 130."""
    with subprocess.Popen(
        command("read", "--json", "--batch", "1", str(reports), waits=True),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        try:
            _, errors = process.communicate(timeout=60)
        finally:
            process.kill()

    assert process.returncode == 130
    assert errors.decode().strip() == "averment: stopped from the keyboard; what was printed or kept is whole."


def test_closed_standard_input_is_an_error_line() -> None:
    """A hyphen with standard input closed is one line, not a traceback."""
    result = shell("$A read - <&-")

    assert result.returncode == 3
    assert result.stderr.startswith("averment: (standard input): it is closed.")


def test_closed_or_full_standard_output_is_said(reports: Path) -> None:
    """Where nothing can be written a sentence says so."""
    closed = shell(f"$A read '{reports}/000.txt' >&-")
    full = shell(f"$A read '{reports}/000.txt' >/dev/full")

    assert "averment: standard output is closed." in closed.stderr
    assert "averment: standard output cannot be written: No space left on device." in full.stderr
    assert "Traceback" not in closed.stderr + full.stderr


def test_any_encoding_of_the_terminal_will_do(reports: Path) -> None:
    """A terminal that knows only ASCII gets codes for what it cannot show, and no traceback."""
    result = shell(f"$A read '{reports}/000.txt' /no/such/né", PYTHONIOENCODING="ascii")

    assert "said \\u25b8 it rained" in result.stdout
    assert "/no/such/n\\xe9: No such file" in result.stderr


def test_a_terminal_gets_styles(reports: Path) -> None:
    """On a terminal the source is bold; NO_COLOR takes the colour away, TERM=dumb all styles."""
    report = str(reports / "000.txt")
    colour = on_terminal(["read", report], TERM="xterm-256color")
    mono = on_terminal(["read", report], TERM="xterm-256color", NO_COLOR="1")
    dumb = on_terminal(["read", report], TERM="dumb")

    assert "\x1b[1mAna" in colour
    assert "\x1b[36m" in colour
    assert "\x1b[1mAna" in mono
    assert "\x1b[36m" not in mono
    assert "\x1b" not in dumb


def test_a_person_sees_how_far_it_is(reports: Path) -> None:
    """With many files on a terminal there is a bar; with one, or into a file, there is none."""
    many = on_terminal(["read", str(reports)], TERM="xterm-256color")
    one = on_terminal(["read", str(reports / "000.txt")], TERM="xterm-256color")

    assert "/200" in many
    assert "Reading" not in one
    assert shell(f"$A read '{reports}'").stderr == ""


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["--version"], ["schema"]])
def test_nothing_heavy_is_imported_for_help(arguments: list[str]) -> None:
    """Help, version and schema come without waiting for what only reading needs."""
    code = (
        "import sys\nfrom averment.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    print([*sys.modules], file=sys.stderr)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, timeout=120
    )

    loaded = set(result.stderr.replace("'", "").strip("[]\n").split(", "))
    assert "averment.cli.group" in loaded
    assert not loaded & {"htmldate", "lxml", "numpy", "onnxruntime", "rich", "tokenizers", "justext"}


def test_the_module_is_the_command() -> None:
    """`python -m averment` does what `averment` does."""
    result = subprocess.run(
        [sys.executable, "-m", "averment", "--version"], capture_output=True, text=True, check=True, timeout=120
    )

    assert result.stdout.startswith("averment ")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a case of two reports, once for all tests here: none of them depends on what another adds to it."""
    folder = tmp_path_factory.mktemp("kept")
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(f"Ana said it rained. Bo said {name}.")
    assert shell(f"cd '{folder}' && $A init case && $A add case one.txt two.txt").stdout.endswith("2 files: 2 added\n")
    return folder / "case"


@pytest.mark.parametrize("arguments", [["list", "--json"], ["search", "rained"], ["log"], ["verify"]])
def test_when_nobody_reads_on_a_case_is_silent_too(case: Path, arguments: list[str]) -> None:
    """Commands that look into a case end without a word where the other end of the pipe is closed."""
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        result = subprocess.run(
            command(arguments[0], str(case), *arguments[1:]),
            stdout=theirs,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
            timeout=120,
        )
    finally:
        os.close(theirs)

    assert (result.returncode, result.stderr) == (141, b"")


def test_without_standard_output_a_case_says_so(case: Path) -> None:
    """Where nothing can be written, a sentence says so."""
    closed = shell(f"$A list '{case}' >&-")

    assert (closed.returncode, closed.stderr[:36]) == (2, "averment: standard output is closed.")


def test_a_case_on_a_terminal(case: Path, tmp_path: Path) -> None:
    """Words that were found are marked; adding shows a bar that counts files, and is gone at the end."""
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text(f"Ana said it rained {number} times.")
    shell(f"$A init '{tmp_path}/new'")
    found = on_terminal(["search", str(case), "rained"], TERM="xterm-256color")
    added = on_terminal(["add", str(tmp_path / "new"), *map(str, sorted(tmp_path.glob("*.txt")))], TERM="xterm")

    assert "\x1b[1;33mrained\x1b[0m" in found
    assert "Adding" in added
    assert added.endswith("10 files: 10 added\r\n")
    assert "\x1b" not in on_terminal(["search", str(case), "rained"], TERM="dumb")


@pytest.mark.parametrize("arguments", [["search", "rained"], ["list"], ["log"], ["judge", "accept", "one.txt"]])
def test_looking_into_a_case_loads_no_model(case: Path, arguments: list[str]) -> None:
    """Nothing that only reading and parsing need is imported to look something up or to record a verdict."""
    code = (
        "import sys\nfrom averment.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print([*sys.modules], file=sys.stderr)\n"
    )
    run = [sys.executable, "-c", code, arguments[0], str(case), *arguments[1:]]
    result = subprocess.run(run, capture_output=True, text=True, check=True, timeout=120, env=environment())

    loaded = set(result.stderr.replace("'", "").strip("[]\n").split(", "))
    assert "averment.case.case" in loaded
    assert not loaded & {"numpy", "onnxruntime", "tokenizers", "justext", "htmldate", "pypdfium2", "warcio"}
