"""A stranger checks a sealed bag with the commands that its own VERIFY.md shows, where Averment cannot be imported."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import bagit
import pytest

from averment.custody.verify import verify
from tests.custody.sealed import sealed_and_stamped

EXAMPLE = Path(__file__).parents[2] / "examples" / "tarim-valley.bag"
SCRIPT = Path(__file__).with_name("stranger.sh")
NEEDED = ("bash", "awk", "openssl", "sha256sum")
STEPS = 6

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)), reason=f"one of these is not installed: {', '.join(NEEDED)}"
)

_WITHOUT = """import runpy, sys
sys.modules["averment"] = None  # importing it is an error
sys.path.insert(0, {folder!r})
runpy.run_path({file!r}, run_name="__main__")
"""


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a bag with stamps, beside it the certificate of their authority, and tools without Averment."""
    folder = tmp_path_factory.mktemp("stranger")
    made = sealed_and_stamped(folder)
    tools = folder / "tools"
    tools.mkdir()
    file, without = Path(bagit.__file__), folder / "without.py"
    without.write_text(_WITHOUT.format(folder=str(file.parent), file=str(file)))
    python = shlex.quote(sys.executable)  # in a folder with a space in its name, maybe
    (tools / "python3").write_text(f'#!/bin/sh\nexec {python} "$@"\n')
    (tools / "bagit.py").write_text(f'#!/bin/sh\nexec {python} -IS {shlex.quote(str(without))} "$@"\n')
    for tool in tools.iterdir():
        tool.chmod(0o755)
    return made


def check(bag: Path, tools: Path) -> tuple[int, list[str]]:
    """Run all that the bag shows; give the exit code and what the script says of each step."""
    result = subprocess.run(
        ["/bin/bash", str(SCRIPT), str(bag), "--whole"],
        env={"PATH": f"{tools}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    steps = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    print(result.stdout, result.stderr)  # noqa: T201  # shown where a test fails
    return result.returncode, steps


def failures(bag: Path, copy: Path) -> set[str]:
    """Give the numbers of the steps that fail for a changed copy."""
    code, steps = check(copy, bag.parent / "tools")
    assert (code == 0) == all(step.startswith("passed: ") for step in steps)
    return {step.removeprefix("failed: ")[0] for step in steps if step.startswith("failed: ")}


@pytest.fixture
def copy(bag: Path, tmp_path: Path) -> Path:
    """Give a copy of the bag that may be changed."""
    shutil.copy(bag.parent / "authority.pem", tmp_path)
    return shutil.copytree(bag, tmp_path / "bag")


def test_the_tools_cannot_import_averment(bag: Path) -> None:
    """What follows would prove nothing if they could."""
    tools = bag.parent / "tools"
    python = subprocess.run([tools / "python3", "-I", "-S", "-c", "import averment"], capture_output=True, check=False)
    text = (bag.parent / "without.py").read_text()

    assert b"ModuleNotFoundError" in python.stderr
    assert text.index('sys.modules["averment"] = None') < text.index("runpy.run_path")


def test_a_bag_passes_all_that_it_shows(bag: Path) -> None:
    """Manifests, bagit.py, openssl on head and stamps, the root and the proofs in plain Python."""
    code, steps = check(bag, bag.parent / "tools")

    assert code == 0
    assert [step[:10] for step in steps] == [f"passed: {number}." for number in range(1, STEPS + 1)]


def _edit(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.chmod(0o644)
    path.write_bytes(data.replace(old, new, 1))


def test_an_entry_that_was_changed_is_found(bag: Path, copy: Path) -> None:
    """The manifests, and the root that does not come out."""
    _edit(copy / "data/log.jsonl", b"Ana Brel", b"Ana Brol")

    assert failures(bag, copy) == {"1", "2", "4"}


def test_an_object_that_was_changed_is_found(bag: Path, copy: Path) -> None:
    """The manifests, and the name that is not its hash."""
    path = next(path for path in (copy / "data/objects").glob("*/*") if b"Mira Tolan said" in path.read_bytes())
    _edit(path, b"Mira Tolan said", b"Mira Tolan sang")

    assert failures(bag, copy) == {"1", "2", "4"}


def test_an_object_that_was_taken_out_is_found(bag: Path, copy: Path) -> None:
    """It is not among those that were withdrawn or redacted."""
    next(path for path in (copy / "data/objects").glob("*/*") if b"Mira Tolan said" in path.read_bytes()).unlink()

    assert failures(bag, copy) == {"1", "2", "4"}


def test_a_head_that_was_changed_is_found(bag: Path, copy: Path) -> None:
    """Openssl does not verify it; the log and the proofs lead elsewhere."""
    _edit(copy / "data/openssl/checkpoint.body", b"averment.case/0", b"averment.case/1")
    assert failures(bag, copy) == {"1", "2", "3", "4"}

    _edit(copy / "data/openssl/checkpoint.body", b"\n2", b"\n1")
    assert failures(bag, copy) == {"1", "2", "3", "4", "5"}


def test_a_proof_that_was_changed_is_found(bag: Path, copy: Path) -> None:
    """It does not lead to the root."""
    path = min((copy / "data/proofs").iterdir())
    _edit(path, b"Ana Brel", b"Ana Brol")

    assert failures(bag, copy) == {"1", "2", "5"}


def test_another_authority_is_found(bag: Path, copy: Path) -> None:
    """A stamp does not verify under a certificate that did not sign it."""
    other = shutil.which("openssl")
    assert other
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-keyout", "/dev/null", "-out"]
    subprocess.run([other, *made, copy.parent / "authority.pem"], check=True, capture_output=True)

    assert failures(bag, copy) == {"6"}


def test_a_file_that_was_added_is_found_by_bagit(bag: Path, copy: Path) -> None:
    """sha256sum looks at the files in the manifest only."""
    (copy / "data/more.txt").write_text("more")

    assert failures(bag, copy) == {"2"}


def test_the_bag_among_the_examples_still_verifies(bag: Path, tmp_path: Path) -> None:
    """A bag that an earlier version sealed passes today's verification, and all that it shows but a stamp."""
    copy = shutil.copytree(EXAMPLE, tmp_path / "bag")
    _, steps = check(copy, bag.parent / "tools")

    assert {found.name: found.state for found in verify(copy).checks if found.state != "passed"} == {
        "withheld": "not checked"
    }
    assert [step[:10] for step in steps] == [f"passed: {number}." for number in range(1, STEPS)] + ["not checke"]
