"""Document to reading, with a model that marks what it is told."""

from collections.abc import Sequence

import pytest

from averment.errors import InputTooLargeError, LanguageError
from averment.inference.tagging import Tagged, TaggedCue
from averment.lexicons import digest
from averment.reading import Reader, Step
from averment.reading.reader import LONGEST
from averment.values import Document, Segment


class Said:
    """A model that marks every "said" with the word before it and what follows on the line."""

    digest = "sha256:said"

    def tag(self, texts: Sequence[str]) -> list[Tagged]:
        """Mark each text."""
        return [Tagged(list(self._tag(text))) for text in texts]

    def _tag(self, text: str) -> list[TaggedCue]:
        found, at = [], text.find(" said ")
        while at >= 0:
            word = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
            end = text.find(".", at)
            found.append(TaggedCue(((at + 1, at + 5),), ((word, at),), ((at + 6, end),), 0.5))
            at = text.find(" said ", end)
        return found


def document(text: str, *segments: Segment) -> Document:
    """Give a document of a text."""
    return Document(digest="sha256:0", media_type="text/plain", text=text, segments=segments)


def test_a_reading_names_the_model_and_the_version_that_made_it() -> None:
    """Whoever holds a reading can tell what would make it again."""
    reading = Reader(Said(), "9.9").read(document("Oru said it was so."))
    assert (reading.model.reader, reading.model.version) == ("sha256:said", "9.9")
    assert [a.id for a in reading.attributions] == ["a1"]


def test_a_reading_names_the_lists_and_the_steps_that_are_not_ours() -> None:
    """An edited list and a replaced step make other readings, and these say so."""
    reader = Reader(Said(), "9.9")
    made = reader.read(document("Oru said it was so.")).model
    assert (made.lexicons, made.replaced) == (digest(), ())
    other = reader.with_step(Step("figures", (), ("figures",), lambda draft: draft))
    assert other.read(document("Oru said it was so.")).model.replaced == ("figures",)


def test_boilerplate_is_not_read_and_offsets_stay() -> None:
    """A link to another story reports nothing; what follows it is found where it stands."""
    text = "Ames said no. Oru said yes."
    reading = Reader(Said(), "1").read(document(text, Segment(kind="boilerplate", span=(0, 13))))
    assert [text[s:e] for a in reading.attributions for s, e in a.content] == ["yes"]


def test_a_text_longer_than_any_report_is_refused() -> None:
    """The limit is said in numbers, before any work is done."""
    with pytest.raises(InputTooLargeError, match="4,000,000"):
        Reader(Said(), "1").read(document("a" * (LONGEST + 1)))


def test_a_document_that_reports_nothing_has_an_empty_reading() -> None:
    """Nothing is invented."""
    assert Reader(Said(), "1").read(document("The sun rose.")).attributions == ()


ENGLISH = "Oru said that the clinic was shelled."
GERMAN = "Vell sagte, dass die Klinik nicht beschossen wurde. Ames said nein."


def test_paragraphs_in_another_language_are_passed_over_and_named() -> None:
    """What the model was not trained on is not read; the reading says where it stands, and the text stays whole."""
    text = f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}"
    reading = Reader(Said(), "1").read(document(text))
    assert [a.content[0][0] for a in reading.attributions] == [9, text.rindex("that")]
    assert [(text[slice(*s.span)], s.why, s.language) for s in reading.skipped] == [(GERMAN, "language", "de")]
    assert reading.document.text == text


def test_a_report_in_another_language_is_refused_with_its_name_and_what_to_do() -> None:
    """The error names the document and the language, and says how to have it read all the same."""
    with pytest.raises(LanguageError, match="sha256:0: it is not in English, but in German, it seems") as caught:
        Reader(Said(), "1").read(document(GERMAN))
    assert "--force" in caught.value.diagnostics()


def test_with_force_everything_is_read() -> None:
    """The same two texts are read whole when a person asks for it, and nothing is said to be passed over."""
    first, second = Reader(Said(), "1").read_all([document(GERMAN), document(f"{ENGLISH}\n\n{GERMAN}")], force=True)
    assert (len(first.attributions), len(second.attributions)) == (1, 2)
    assert first.skipped == second.skipped == ()


def test_boilerplate_does_not_decide_the_language() -> None:
    """An English menu does not make a German report English, nor a German one an English report German."""
    menu = Segment(kind="boilerplate", span=(0, len(ENGLISH)))
    with pytest.raises(LanguageError):
        Reader(Said(), "1").read(document(f"{ENGLISH}\n\n{GERMAN}", menu))
    menu = Segment(kind="boilerplate", span=(0, len(GERMAN)))
    assert Reader(Said(), "1").read(document(f"{GERMAN}\n\n{ENGLISH}", menu)).skipped == ()
