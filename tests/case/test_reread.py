"""A case is read anew: what people judged is kept, by the words that it was about, and what lapses is not lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from averment import Case, Document, Model, Reading, Skipped, UsageError
from averment.case import rereading
from averment.case.index import same_bytes
from averment.values.log import WasRead
from tests.case.conftest import Adds, Ledger
from tests.case.weighing import REPORTS, Counting, shown

RAIN = "Ana Ruiz said it rained in Velmar. Oro Dask said it did not. Ana Ruiz said it did."
LATER = Model(reader="sha256:" + "7" * 64, version="1")


class Newer(Ledger):
    """A later model: it counts what is said from the end, and passes over what nobody said anything of."""

    def __init__(self, without: str = "nothing at all", left: int = 1 << 30) -> None:
        super().__init__()
        self.without = without
        self.left = left

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:
        """Read, or stop."""
        self.left -= len(documents)
        if self.left < 0:
            raise KeyboardInterrupt
        return super().read_all(documents, force=force)

    def read(self, document: Document) -> Reading:
        """Turn the order around, and leave out what has certain words."""
        reading, text = super().read(document), document.text
        said = [one for one in reversed(reading.attributions) if self.without not in text[slice(*one.content[0])]]
        names = {speaker.mentions: speaker for speaker in reading.speakers}
        speakers = tuple(replace(names[one.source], id=f"s{n}") for n, one in enumerate(said, 1))
        attributions = tuple(replace(one, id=f"a{n}", speaker=f"s{n}") for n, one in enumerate(said, 1))
        return replace(reading, attributions=attributions, speakers=speakers, model=LATER)


@pytest.fixture
def ref(add: Adds) -> str:
    """Put a report in the case, and give its digest."""
    (addition,) = add({"rain.txt": RAIN})
    return str(addition.document)


def is_rebuilt_alike(case: Case) -> bool:
    """Tell whether the index is, byte for byte, what a rebuild makes."""
    kept = case.folder.parent / "kept.sqlite"
    kept.write_bytes((case.folder / "index.sqlite").read_bytes())
    case.rebuild()
    return same_bytes(kept, case.folder / "index.sqlite")


def test_a_case_is_read_anew(case: Case, ref: str) -> None:
    """The log has the new reading, of the same capture; the case verifies, and rebuilds to the same."""
    told: list[tuple[int, int]] = []
    before = case.reading(ref)
    done = case.reread(lambda *step: told.append(step), reader=Newer())

    assert (done.documents, done.read, done.changed, done.failed) == (1, 1, (ref,), {})
    assert told == [(0, 1), (1, 1)]
    assert case.reading(ref) != before
    assert case.reading(ref).model == LATER
    first, second = [entry for entry in case.log() if isinstance(entry, WasRead)]
    assert (first.capture, first.document) == (second.capture, second.document)
    assert all(check.state != "failed" for check in case.verify().checks)
    assert is_rebuilt_alike(case)


def test_what_is_the_same_is_not_written(case: Case, ref: str) -> None:
    """Nor is what today's model has read read again, unless all is asked for."""
    size = case.head.size
    done = case.reread(reader=Ledger(), everything=True)
    assert (done.read, done.changed, case.head.size) == (1, (), size)

    case.reread(reader=Newer())
    reader = Newer()
    assert case.reread(reader=reader).changed == ()
    assert len(reader.read_texts) == 1  # by which it is known what today's model is
    assert case.reread(reader=Newer("it did not")).changed == (ref,)


def test_what_todays_model_has_read_is_passed_over(case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it is known which that is: after the first group."""
    monkeypatch.setattr(rereading, "TOGETHER", 1)
    add(dict(REPORTS))
    case.reread(reader=Newer())
    reader = Newer()
    done = case.reread(reader=reader)

    assert (done.documents, done.read, len(reader.read_texts)) == (len(REPORTS), 1, 1)
    assert case.reread(reader=reader, everything=True).read == len(REPORTS)


class Wary(Newer):
    """Passes over the first paragraph unless it is told not to."""

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:
        """Say what was passed over."""
        skipped = () if force else (Skipped(span=(0, 5), why="language"),)
        return [replace(one, skipped=skipped) for one in super().read_all(documents, force=force)]


@pytest.mark.parametrize("force", [True, False])
def test_what_is_not_english_is_read_as_it_was_before(case: Case, add: Adds, force: bool) -> None:  # noqa: FBT001  # a case of it
    """Paragraphs that were passed over are passed over again; those that were read are read."""
    (addition,) = add({"mixed.txt": RAIN}, reader=Wary(), force=force)
    assert bool(case.reading(str(addition.document)).skipped) != force
    assert case.reread(reader=Wary(), everything=True).changed == ()


def test_what_another_process_did_meanwhile_is_not_undone(case: Case, ref: str) -> None:
    """A document that was withdrawn, or read anew, while it was read is left as it is."""

    class Withdrawing(Newer):
        def read(self, document: Document) -> Reading:
            with Case.open(case.folder) as other:
                other.remove([ref], "a test")
            return super().read(document)

    assert case.reread(reader=Withdrawing()).changed == ()
    assert case.documents() == []
    assert case.verify().state != "failed"


def test_judgements_hold_on_the_new_reading(case: Case, ref: str) -> None:
    """Verdicts, corrections with ids in them, spans, merges and notes are on the lines with the same words."""
    case.judge("reject", [f"{ref}#a1"])
    case.judge("correct", [f"{ref}#a2"], changes={"about": "a3", "content": "52-58", "act": "deny"})
    case.judge("merge", [f"{ref}#s1", f"{ref}#s3"])
    case.judge("note", [f"{ref}#a3"], note="see the film")
    held = case.judged(ref)

    case.reread(reader=Newer())
    review = case.review()
    assert [review.of(ref, name).state for name in ("a3", "a2", "a1")] == ["rejected", "corrected", "unreviewed"]
    assert review.of(ref, "a2").changes == {"about": "a1", "content": "52-58", "act": "deny"}
    assert [note.note for note in review.of(ref, "a1").notes] == ["see the film"]
    assert [target.id for target in review.joined(ref, "s1")[0].targets] == ["s3", "s1"]
    now = case.judged(ref)
    assert {one.content: (one.act, len(one.about)) for one in now.attributions} == {
        one.content: (one.act, len(one.about)) for one in held.attributions
    }
    assert review.lapsed(ref) == ()
    assert review.counts() == {"rejected": 1, "corrected": 1}


def test_a_later_verdict_takes_the_place_of_a_carried_one(case: Case, ref: str) -> None:
    """It names the one before, and undone it is that again."""
    old = case.judge("reject", [f"{ref}#a1"])
    case.reread(reader=Newer())
    new = case.judge("accept", [f"{ref}#a3"])

    assert new.supersedes == old.id
    assert case.judgements() == [new]
    case.undo(new.id)
    assert case.review().of(ref, "a3").state == "rejected"
    case.undo(old.id)
    assert case.review().of(ref, "a3").state == "unreviewed"


def test_what_lapsed_is_shown_and_holds_again(case: Case, ref: str) -> None:
    """When a later reading has its words. In between it can be undone as any other."""
    made = case.judge("reject", [f"{ref}#a2"])
    case.reread(reader=Newer("it did not"))
    assert case.review().lapsed(ref) == (made,)
    assert case.review().of(ref, "a2").state == "unreviewed"
    assert case.judgements() == [made]

    case.reread(reader=Newer(), everything=True)
    assert case.review().lapsed(ref) == ()
    assert case.review().of(ref, "a2").state == "rejected"
    case.reread(reader=Newer("it did not"), everything=True)
    case.undo(made.id)
    assert case.review().lapsed(ref) == ()


def test_a_date_given_later_keeps_what_was_judged(case: Case, ref: str, add: Adds) -> None:
    """A document that gets its date is captured and read anew: its reading is another, its judgements hold."""
    case.judge("correct", [f"{ref}#a2"], changes={"act": "deny", "content": "52-58"})
    before = case.reading(ref)
    add({"rain.txt": RAIN}, published="2031-03")

    assert case.reading(ref) != before
    assert case.review().of(ref, "a2").changes == {"act": "deny", "content": "52-58"}
    assert case.judged(ref).attributions[1].content == ((52, 58),)


def test_what_could_not_be_read_anew_stays(case: Case, ref: str, add: Adds) -> None:
    """What is in German and was read all the same is read all the same; what fails is told, and keeps its reading."""
    (german,) = add({"german.txt": "Ana said es regnet nicht."}, force=True)
    done = case.reread(reader=Newer())
    assert set(done.changed) == {ref, str(german.document)}

    class Failing(Newer):
        def read(self, document: Document) -> Reading:
            if "regnet" in document.text:
                message = "a defect"
                raise RuntimeError(message)
            return super().read(document)

    done = case.reread(reader=Failing("it did not"), everything=True)
    assert done.changed == (ref,)
    assert list(done.failed) == [german.document]
    assert case.documents()[1].state == "read"


@pytest.mark.parametrize("left", [0, 3, 5])
def test_what_was_stopped_goes_on(
    case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, left: int
) -> None:
    """Stopped at any group, the case is whole; the same again does the rest, and nothing twice."""
    monkeypatch.setattr(rereading, "TOGETHER", 2)
    add(dict(REPORTS))
    with pytest.raises(KeyboardInterrupt):
        case.reread(reader=Newer(left=left))
    assert is_rebuilt_alike(case)

    assert tmp_path.exists()
    with Case.open(case.folder) as again:
        again.reread(reader=Newer())
        assert {again.reading(listed.digest).model.reader for listed in again.documents()} == {LATER.reader}
        read = [entry.document for entry in again.log() if isinstance(entry, WasRead) and entry.model == LATER.reader]
        assert len(read) == len(set(read)) == len(REPORTS)


def test_the_ledger_is_that_of_the_new_readings(
    case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With the judgements as they are on them, whatever was weighed and kept before; and after a rebuild the same."""
    monkeypatch.setattr("averment.api.load_weigher", lambda *_: Counting())
    added = {a.name.rpartition("/")[2]: str(a.document) for a in add(dict(REPORTS))}
    case.judge("correct", [f"{added['rain.txt']}#a2"], changes={"claim": f"{added['deny.txt']}#a2"})
    case.judge("reject", [f"{added['wire.txt']}#a1"])
    case.judge("correct", [f"{added['late.txt']}#a1"], changes={"act": "deny"})
    case.judge("merge", [f"{added['other.txt']}#s1", f"{added['more.txt']}#s2"])
    shown(case)
    case.reread(reader=Newer())
    found = shown(case)

    case.rebuild()
    assert shown(case) == found
    with Case.create(
        tmp_path / "other", by="Ana"
    ) as other:  # what the same people would have said of the later readings
        list(other.add([str(tmp_path / "files" / name) for name in REPORTS], reader=Newer()))
        other.judge("correct", [f"{added['rain.txt']}#a1"], changes={"claim": f"{added['deny.txt']}#a1"})
        other.judge("reject", [f"{added['wire.txt']}#a2"])
        other.judge("correct", [f"{added['late.txt']}#a1"], changes={"act": "deny"})
        other.judge("merge", [f"{added['other.txt']}#s2", f"{added['more.txt']}#s1"])
        made = dict(zip((m.id for m in other.judgements()), (m.id for m in case.judgements()), strict=True))
        wanted = shown(other)
        for theirs, ours in made.items():
            wanted = {what: data.replace(f"({theirs})".encode(), f"({ours})".encode()) for what, data in wanted.items()}
        assert wanted == found


def test_a_claim_in_a_document_that_is_gone(case: Case, add: Adds) -> None:
    """A correction that names an attribution of a withdrawn document is lapsed until that is back."""
    added = {a.name.rpartition("/")[2]: str(a.document) for a in add(dict(REPORTS))}
    place = added["rain.txt"], "a2"
    case.judge("correct", ["#".join(place)], changes={"claim": f"{added['deny.txt']}#a2"})
    case.remove([added["deny.txt"]], "a test")
    assert case.review().of(*place).state == "unreviewed"
    assert len(case.review().lapsed(place[0])) == 1

    add({"deny.txt": REPORTS["deny.txt"]})
    assert case.review().of(*place).state == "corrected"
    with pytest.raises(UsageError):
        case.judged("nowhere")
