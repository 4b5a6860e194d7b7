"""The index is a function of the log and the objects: whatever the batches and the stops, the same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from averment import Attribution, Capture, CaseError, DamagedError, Document, Reading, Speaker, Target, to_json
from averment.case.index import Index, build, same_bytes, same_rows, snapshot
from averment.custody.entries import encode
from averment.errors import WithdrawnError
from averment.values.judgements import Judgement
from averment.values.log import Added, AnyEntry, Began, Captured, Extracted, Failed, Judged, Removed, Unpacked, WasRead
from tests.conftest import MODEL

AT = "2031-03-12T08:00:00Z"


class Shelf:
    """Objects that are held in memory."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        """Keep bytes."""
        digest = "sha256:" + sha256(data).hexdigest()
        self.held[digest] = data
        return digest

    def get(self, digest: str) -> bytes:
        """Give bytes, or say that they were redacted."""
        if digest not in self.held:
            message = "it was redacted"
            raise WithdrawnError(message)
        return self.held[digest]


def report(shelf: Shelf, number: int) -> list[AnyEntry]:
    """Make a report with an attribution, and the entries that bring it, capture it and read it."""
    words = " ".join(f"word{number * k % 97}" for k in range(40))
    text = f"Ana{number} said the bridge fell {number} times.\n\n{words}\x00 Café."
    digest = shelf.put(text.encode())
    document = Document(digest=digest, media_type="text/plain", text=text, title=f"Bridge {number}")
    said = text.index(" said ")
    attribution = Attribution(
        id="a1", source=((0, said),), cue=((said + 1, said + 5),), content=((said + 6, text.index(".")),), score=0.5
    )
    speaker = Speaker(id="s1", name=text[:said], kind="person", mentions=((0, said),))
    reading = Reading(document=document, attributions=(attribution,), speakers=(speaker,), model=MODEL)
    capture, read = shelf.put(to_json(Capture(document=document))), shelf.put(to_json(reading))
    return [
        Added(path=f"{number}.txt", object=digest, size=len(text)),
        Captured(object=digest, capture=capture, isolation="limits"),
        WasRead(document=digest, capture=capture, reading=read, model=MODEL.reader),
    ]


@cache
def history() -> tuple[list[bytes], Shelf]:
    """Make a log in which everything happens that an index has rows of, to forty documents."""
    shelf = Shelf()
    entries: list[AnyEntry] = [Began(case="0" * 32, key="k")]
    reports = [report(shelf, number) for number in range(40)]
    for group in range(0, 40, 8):
        for step in range(3):
            entries += [made[step] for made in reports[group : group + 8]]
    digests = [entry.object for entry, *_ in reports if isinstance(entry, Added)]
    box = shelf.put(b"box")
    entries += [
        Added(path="post.box", object=box, size=3),
        Extracted(container=box, name="a", object=digests[0], size=9, place={"record": 3}),
        Failed(object=box, stage="extract", error="HostileInputError", message="m", name="../x"),
        Unpacked(object=box, members=1, refused=1, isolation="limits"),
        Failed(object=digests[1], stage="read", error="LanguageError", message="German"),
        Removed(documents=(digests[2], digests[3]), why="wrong case"),
        reports[2][0],
        *reports[4][1:],
        reports[2][1],
        reports[2][2],
        Judged(judgement=judgement("j1", "accept", digests[5])),
        Judged(judgement=judgement("j2", "reject", digests[5], supersedes="j1")),
    ]
    entries += [made[0] for made in reports[:20]]
    return [encode(replace(entry, seq=seq, at=AT, by="Ana", version="1")) for seq, entry in enumerate(entries)], shelf


def judgement(name: str, verdict: str, digest: str, supersedes: str | None = None) -> Judgement:
    """Make a judgement on a document."""
    target = Target(document=digest)
    return Judgement(id=name, verdict=verdict, targets=(target,), by="Ana", at=AT, supersedes=supersedes)  # type: ignore[arg-type]


def follow(path: Path, lines: Sequence[bytes], shelf: Shelf, steps: int) -> None:
    """Apply so many entries more."""
    with Index(path) as index:
        size = index.known.size
        for _ in index.follow(lines[size : size + steps], shelf):
            pass


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(batches=st.lists(st.integers(1, 30), min_size=1, max_size=12), stops=st.sets(st.integers(0, 11)))
def test_batches_and_stops_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, batches: list[int], stops: set[int]
) -> None:
    """Written to in any batches, with stops in the middle of entries, it is the same bytes as one made at once."""
    folder = tmp_path_factory.mktemp("index")
    lines, shelf = history()
    build(folder / "new", lines, shelf)
    for turn, steps in enumerate([*batches, len(lines)]):
        follow(folder / "kept", lines, shelf, steps)
        if turn in stops:
            with closing(sqlite3.connect(folder / "kept", isolation_level=None)) as db:
                db.execute("BEGIN IMMEDIATE")
                db.execute("INSERT INTO texts_words (rowid, title, text) VALUES (77777, 'half', 'of an entry')")
                db.execute("DELETE FROM texts")
    snapshot(folder / "kept", folder / "copy")

    assert same_bytes(folder / "kept", folder / "new")
    assert same_bytes(folder / "copy", folder / "new")


def test_two_connections_change_nothing(tmp_path: Path) -> None:
    """Two that write in turns, neither ever closed before the other, make the same bytes."""
    lines, shelf = history()
    build(tmp_path / "new", lines, shelf)
    with Index(tmp_path / "kept") as one, Index(tmp_path / "kept") as other:
        other.refresh()
        for turn, size in enumerate(range(0, len(lines), 5)):
            index = (one, other)[turn % 2]
            index.refresh()
            for _ in index.follow(lines[size : size + 5], shelf):
                pass

    assert same_bytes(tmp_path / "kept", tmp_path / "new")


def test_every_row_is_compared(tmp_path: Path) -> None:
    """Any row that is changed behind our back makes another file, and one that does not hold the same rows."""
    lines, shelf = history()
    build(tmp_path / "new", lines, shelf)
    for change in (
        "UPDATE documents SET title = 'another' WHERE number = 1",
        "DELETE FROM concerns WHERE seq = 1",
        "UPDATE texts SET text = 'none' WHERE number = (SELECT max(number) FROM texts)",
        "INSERT INTO texts_words (rowid, title, text) VALUES (1, 'x', 'y')",
        "DROP INDEX paths_by_path",
    ):
        build(tmp_path / "kept", lines, shelf)
        assert same_rows(tmp_path / "kept", tmp_path / "new")
        with closing(sqlite3.connect(tmp_path / "kept")) as db, db:
            db.execute(change)
        assert not same_bytes(tmp_path / "kept", tmp_path / "new"), change
        assert not same_rows(tmp_path / "kept", tmp_path / "new"), change


def test_another_layout_holds_the_same_rows(tmp_path: Path) -> None:
    """A file that another SQLite laid out otherwise is not the same bytes, and is the same rows."""
    lines, shelf = history()
    build(tmp_path / "new", lines, shelf)
    build(tmp_path / "kept", lines, shelf)
    with closing(sqlite3.connect(tmp_path / "kept")) as db:
        db.execute("INSERT INTO texts_words (texts_words) VALUES ('optimize')")
        db.commit()
        db.execute("VACUUM")

    assert not same_bytes(tmp_path / "kept", tmp_path / "new")
    assert same_rows(tmp_path / "kept", tmp_path / "new")


def test_it_knows_how_far_it_has_come(tmp_path: Path) -> None:
    """The size, length and root that it knows are those of the lines that it followed."""
    from averment.custody.tree import Tree, leaf_hash

    lines, shelf = history()
    with Index(tmp_path / "index") as index:
        assert (index.known.size, index.outdated) == (0, True)
        for size in index.follow(lines[:50], shelf):
            assert index.known.size == size
        assert index.known.length == sum(len(line) + 1 for line in lines[:50])
        assert index.known.root() == Tree([leaf_hash(line) for line in lines[:50]]).root()


def test_what_was_redacted_is_passed_over(tmp_path: Path) -> None:
    """Made from a log whose captures are gone, it lists the documents and holds none of their words."""
    lines, shelf = history()
    bare = Shelf()
    build(tmp_path / "bare", lines, bare)
    with closing(sqlite3.connect(tmp_path / "bare")) as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (41,)
        assert db.execute("SELECT count(*) FROM texts").fetchone() == (0,)
    assert b"bridge" not in (tmp_path / "bare").read_bytes()
    assert shelf.held


def test_a_damaged_capture_is_listed_as_such(tmp_path: Path) -> None:
    """An object that does not decode makes an error of its document, and stops nothing."""
    lines, shelf = history()
    damaged = Shelf()
    damaged.held = {
        digest: b"{" if data.startswith(b'{"format":"averment.capture') else data for digest, data in shelf.held.items()
    }
    build(tmp_path / "kept", lines, damaged)
    with closing(sqlite3.connect(tmp_path / "kept")) as db:
        assert db.execute("SELECT count(*) FROM texts").fetchone() == (0,)
        assert db.execute("SELECT count(*) > 30 FROM documents WHERE attributions = 1").fetchone() == (1,)


def test_a_newer_index_is_refused(tmp_path: Path) -> None:
    """An index with steps that we do not know was made by a newer version, and says so."""
    lines, shelf = history()
    build(tmp_path / "kept", lines[:3], shelf)
    with closing(sqlite3.connect(tmp_path / "kept")) as db, db:
        db.execute("INSERT INTO migrations VALUES (99, 'something new')")

    with pytest.raises(CaseError, match="newer version"):
        Index(tmp_path / "kept")


def test_an_entry_about_nothing_is_damage(tmp_path: Path) -> None:
    """An entry about a document that none before it brings cannot be followed."""
    entry = Failed(object="sha256:" + "0" * 64, stage="read", error="LanguageError", message="m", at=AT)
    with Index(tmp_path / "kept") as index, pytest.raises(DamagedError):
        list(index.follow([encode(replace(entry, seq=0))], Shelf()))


def test_the_tables_are_plain(tmp_path: Path) -> None:
    """Anyone can open the file with SQLite: tables are strict, deleted text is overwritten, words find rows."""
    lines, shelf = history()
    build(tmp_path / "kept", lines, shelf)
    with closing(sqlite3.connect(tmp_path / "kept")) as db:
        tables = db.execute(
            "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_words*'"
        ).fetchall()
        assert all("STRICT" in sql for (sql,) in tables)
        found = db.execute(
            "SELECT content FROM attributions_words WHERE attributions_words MATCH 'cafe OR 7'"
        ).fetchall()
        assert [content for (content,) in found] == ["the bridge fell 7 times"]
        assert db.execute("SELECT count(*) FROM texts_words WHERE texts_words MATCH 'cafe'").fetchone()[0] > 30
