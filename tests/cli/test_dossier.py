"""`averment dossier`: one file, written whole or not at all, and never over something or into the case."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment import Case, api
from averment.render.html import dossier as rooms
from tests.cli.keeping import BO, averment_says, kept, short
from tests.weighing.models import WordModel

if TYPE_CHECKING:
    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader", "weigher")
CLAIM = f"{short(BO)}#a1"


@pytest.fixture
def weigher(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weigh with a model that knows words alone."""
    monkeypatch.setattr(api, "load_weigher", lambda *_: WordModel())


def test_a_dossier_is_one_file(runner: CliRunner, here: Path) -> None:
    """It says where it is and how large, and has who made it, the documents and the head of the log."""
    kept(runner, here)

    said = averment_says(runner, "dossier", "case", "-o", "d.html", "--by", "Bo", "--title", "Velmar").stdout
    page = (here / "d.html").read_text("utf-8")
    assert said == "Wrote d.html: 0.0 MB.\n" or said.startswith("Wrote d.html: 0.")
    assert "<title>Velmar: dossier</title>" in page
    assert "<bdi>Bo</bdi>, with Averment" in page
    assert short(BO) in page
    with Case.open(here / "case") as case:
        assert case.head.root.hex() in page
        assert case.note.decode().splitlines()[-1].split()[-1] in page.replace("&#43;", "+")
    assert sorted(path.name for path in here.iterdir()) == ["case", "d.html", "in"]


def test_the_same_case_and_options_give_the_same_bytes(runner: CliRunner, here: Path) -> None:
    """Also after the index was made anew; and nothing was written to the case."""
    kept(runner, here)
    before = (here / "case" / "log.jsonl").read_bytes()

    averment_says(runner, "dossier", "case", "-o", "one.html", "--by", "Bo")
    averment_says(runner, "rebuild", "case")
    (here / "case" / "weighing.sqlite").unlink(missing_ok=True)
    averment_says(runner, "dossier", "case", "-o", "two.html", "--by", "Bo")
    assert (here / "one.html").read_bytes() == (here / "two.html").read_bytes()
    assert (here / "case" / "log.jsonl").read_bytes() == before


def test_claims_are_asked_for_by_name(runner: CliRunner, here: Path) -> None:
    """An attribution names its claim; what is none is wrong use, and nothing is written."""
    kept(runner, here)

    averment_says(runner, "dossier", "case", "-o", "d.html", "--claim", CLAIM)
    assert "no road was open" in (here / "d.html").read_text("utf-8")
    said = averment_says(runner, "dossier", "case", "-o", "e.html", "--claim", "c0ffee", code=2).stderr
    assert "no claim has this name" in said
    assert not (here / "e.html").exists()


def test_what_is_there_is_not_replaced_unless_asked(runner: CliRunner, here: Path) -> None:
    """A file, a link, a folder."""
    kept(runner, here)
    (here / "d.html").write_text("mine")
    (here / "gone.html").symlink_to("nowhere")

    for name in ("d.html", "gone.html"):
        assert "--force replaces it" in averment_says(runner, "dossier", "case", "-o", name, code=2).stderr
    assert (here / "d.html").read_text() == "mine"
    assert "this is a folder" in averment_says(runner, "dossier", "case", "-o", "in", code=2).stderr
    averment_says(runner, "dossier", "case", "-o", "d.html", "--force")
    assert (here / "d.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_link_is_replaced_and_not_followed(runner: CliRunner, here: Path) -> None:
    """What it led to stays as it was."""
    kept(runner, here)
    (here / "d.html").symlink_to(here / "in" / "bo.txt")

    averment_says(runner, "dossier", "case", "-o", "d.html", "--force")
    assert (here / "in" / "bo.txt").read_bytes() == BO
    assert not (here / "d.html").is_symlink()


def test_nothing_is_written_into_the_case(runner: CliRunner, here: Path) -> None:
    """Also not by way of a link to its folder, or of a path that goes up and down."""
    kept(runner, here)
    (here / "elsewhere").symlink_to(here / "case")
    before = sorted(path.name for path in (here / "case").iterdir())

    for name in ("case/d.html", "elsewhere/d.html", "in/../case/objects/d.html"):
        said = averment_says(runner, "dossier", "case", "-o", name, "--force", code=2).stderr
        assert "within the case" in said
    assert sorted(path.name for path in (here / "case").iterdir() if path.suffix != ".sqlite") == [
        name for name in before if not name.endswith(".sqlite")
    ]


def test_a_folder_that_is_not_there(runner: CliRunner, here: Path) -> None:
    """Is said before any work is done."""
    kept(runner, here)

    assert "there is no such folder" in averment_says(runner, "dossier", "case", "-o", "no/d.html", code=2).stderr


def test_a_full_disk_leaves_what_was_there(runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old page stays whole, the half of the new one goes, and the sentence says why."""
    kept(runner, here)
    (here / "d.html").write_text("mine")
    whole = os.fsync

    def full(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink().name.endswith(".tmp"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        whole(descriptor)

    monkeypatch.setattr("os.fsync", full)
    said = averment_says(runner, "dossier", "case", "-o", "d.html", "--force", code=2).stderr
    assert "no space left on device" in said
    assert sorted(path.name for path in here.iterdir()) == ["case", "d.html", "in"]
    assert (here / "d.html").read_text() == "mine"


def test_stopped_from_the_keyboard_nothing_is_left(
    runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a page nor a half of one."""
    kept(runner, here)

    def stopped(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(rooms, "dossier", stopped)
    assert "stopped from the keyboard" in averment_says(runner, "dossier", "case", "-o", "d.html", code=130).stderr
    assert sorted(path.name for path in here.iterdir()) == ["case", "in"]
