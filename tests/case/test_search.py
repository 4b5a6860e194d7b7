"""Words are found in documents, attributions and speakers, and shown in their places."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averment import Case, Hit, UsageError
from averment.case.search import terms_of
from averment.values.cases import HitKind
from tests.case.conftest import Adds

RAIN = (
    "Ana Ruiz said it rained in Velmar.\n\n"
    "Oro Dask said the café was dry. The road to Velmar was closed, “it is an invention”."
)
SNOW = "Ana Ruiz said it snowed in Halden. Mr Velmar said so, and rain’s return is certain."


@pytest.fixture
def filled(case: Case, add: Adds) -> Case:
    """Put two reports in the case."""
    add({"rain.txt": RAIN, "snow.txt": SNOW})
    return case


def found(case: Case, words: str, *kinds: HitKind) -> list[str]:
    """Give the snippets of the hits of some kinds."""
    return [hit.snippet for hit in case.search(words, kinds=kinds or ("document", "attribution", "speaker"))]


def marked(hit: Hit) -> list[str]:
    """Give the marked words of a hit."""
    return [hit.snippet[start:end] for start, end in hit.marks]


def test_all_words_must_be_there(filled: Case) -> None:
    """Words are found in any order and place; one that is missing leaves nothing."""
    assert len(found(filled, "velmar", "document")) == 2
    assert found(filled, "velmar rained", "document") == ["Ana Ruiz said it rained in Velmar."]
    assert found(filled, "velmar nothing") == []


def test_kinds_stand_among_each_other(filled: Case) -> None:
    """The best document, attribution and speaker come first, then the second best."""
    assert [hit.kind for hit in filled.search("ruiz")] == [
        "document", "attribution", "speaker", "document", "attribution", "speaker",
    ]  # fmt: skip
    assert [hit.kind for hit in filled.search("ruiz", kinds=["speaker"])] == ["speaker", "speaker"]
    assert len(filled.search("ruiz", limit=2)) == 2


def test_case_and_diacritics_make_no_difference(filled: Case) -> None:
    """What is typed without an accent finds what has one, and the word is marked as it stands."""
    for words in ("CAFE", "café", "Café"):
        (hit,) = filled.search(words, kinds=["document"])
        assert marked(hit) == ["café"]


def test_a_phrase_stands_as_it_is(filled: Case) -> None:
    """Words in quotation marks, straight or curly, stand next to each other in this order."""
    for words in ('"an invention"', "“an invention”", '"AN invention', "„an invention“"):
        assert [marked(hit) for hit in filled.search(words, kinds=["document"])] == [["an invention"]]
    assert filled.search('"invention an"') == []


def test_an_attribution_is_shown_whole(filled: Case) -> None:
    """What is shown of it is who, the verb and what; the words may be in any of the three."""
    (hit,) = filled.search("ruiz rained", kinds=["attribution"])

    assert (hit.id, hit.snippet, marked(hit)) == ("a1", "Ana Ruiz said it rained in Velmar", ["Ruiz", "rained"])


def test_a_speaker_is_shown_where_first_named(filled: Case) -> None:
    """A speaker is found by name or role, and shown in the sentence that first names them."""
    (hit,) = filled.search("colonel oro", kinds=["speaker"])

    assert (hit.id, hit.snippet, marked(hit)) == ("s2", "Oro Dask said the café was dry.", ["Oro"])
    assert hit.paragraph == 2


def test_the_densest_place_is_shown(case: Case, add: Adds) -> None:
    """Of a long text that sentence is shown which has most of the words."""
    filler = "The town lay still. " * 200
    add({"long.txt": f"Water was scarce. {filler} The water of the well tasted of iron. {filler}"})

    (hit,) = case.search("water well iron", kinds=["document"])
    assert hit.snippet == "The water of the well tasted of iron."
    assert marked(hit) == ["water", "well", "iron"]


def test_a_sentence_without_end_is_cut(case: Case, add: Adds) -> None:
    """A sentence that is too long is cut between words, around the marks."""
    add({"long.txt": "so " * 500 + "the bridge fell" + " and" * 500})

    (hit,) = case.search("bridge", kinds=["document"])
    assert "the bridge fell" in hit.snippet
    assert len(hit.snippet) <= 170
    assert hit.snippet == hit.snippet.strip()


def test_a_page_is_told(case: Case, add: Adds) -> None:
    """Where the original has pages, the page of the words is told."""
    add({"paged.txt": "Ana said it rained.\fBen said it snowed.\fEve said it hailed."})

    assert [case.search(word)[0].page for word in ("rained", "snowed", "hailed")] == [1, 2, 3]


def test_words_of_the_title_alone_find_the_document(case: Case, add: Adds) -> None:
    """A title that is not in the text is searched, and the beginning of the text shown."""
    page = "<html><head><title>Velmar burns</title></head><body><p>It was a quiet day in Halden.</p></body></html>"
    add({"page.html": page})

    (hit,) = case.search("burns", kinds=["document"])
    assert (hit.marks, hit.title) == ((), "Velmar burns")
    assert hit.snippet.startswith("It was a quiet day")


@pytest.mark.parametrize(
    "words",
    [
        "rain*",
        "NOT rain",
        "title:rain",
        "rain OR",
        "^rain",
        "NEAR(rain ana)",
        "rain)",
        "{rain}",
        "rain + ana",
        '""rain',
    ],
)
def test_nothing_typed_is_syntax(case: Case, add: Adds, words: str) -> None:
    """What would be syntax of the search engine are words like others."""
    add({"rain.txt": "Ana said: title, rain, NOT near rain, ana OR rain + ana."})

    assert [hit.kind for hit in case.search(words, kinds=["document"])] == ["document"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(words=st.text(max_size=30))
def test_any_words_can_be_typed(words: str, long_case: Case) -> None:
    """Whatever is typed gives places whose words are those of the text, or is said to hold no word."""
    try:
        hits = long_case.search(words)
    except UsageError:
        assert not any(map(str.isalnum, words))
        return
    for hit in hits:
        check(long_case, hit)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_words_of_the_text_are_found_in_it(data: st.DataObject, long_case: Case) -> None:
    """Any words of a text find it, and what is shown stands in it, with a word of them marked."""
    text = long_case.capture(long_case.documents()[0].digest).document.text
    words = data.draw(
        st.lists(st.sampled_from([w for w in text.split() if any(map(str.isalnum, w))]), min_size=1, max_size=4)
    )
    hits = long_case.search(" ".join(words))

    assert hits
    for hit in hits:
        check(long_case, hit)
        assert hit.marks or hit.kind == "speaker"


def check(case: Case, hit: Hit) -> None:
    """Check that a hit is what the text has at its place."""
    text = case.capture(hit.document).document.text
    assert text[slice(*hit.span)] == hit.snippet
    assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)
    assert len(hit.snippet) <= 400


@pytest.fixture(scope="module")
def long_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Make a case of one report in several scripts, with long sentences and odd characters."""
    from tests.case.conftest import FakeSandbox, Ledger

    folder = tmp_path_factory.mktemp("long")
    text = RAIN + " Der Fluß, Ørsted, 東京 ИВАН İstanbul \U0001d518 x\u0301y a\u200bb 3.5% “so” " * 20 + "\n\n" + SNOW
    (folder / "long.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("averment.capture.sandbox.default_sandbox", FakeSandbox)
        case = Case.create(folder / "case", by="Ana")
        list(case.add([folder / "long.txt"], reader=Ledger()))
    return case


def test_what_cannot_be_searched_for(filled: Case) -> None:
    """Nothing, punctuation, too much, an unknown kind, a number of hits that is none: wrong use, said so."""
    for words in ("", "  ", "?!", '""', " ".join(f"w{n}" for n in range(40))):
        with pytest.raises(UsageError):
            filled.search(words)
    with pytest.raises(UsageError, match="1 to"):
        filled.search("rain", limit=0)
    with pytest.raises(UsageError, match="kinds"):
        filled.search("rain", kinds=["figure"])  # type: ignore[list-item]


def test_words_and_phrases_are_told_apart() -> None:
    """What is typed falls into words and phrases, each once; what has no letter or digit is passed over."""
    assert terms_of('rain "in  Velmar" — rain don’t 3.5%') == ["rain", "in  Velmar", "don’t", "3.5%"]


def test_the_same_words_give_the_same_answer(case: Case, add: Adds) -> None:
    """Places that are equally good come in the order of adding, each time."""
    add({f"{n}.txt": f"Ana said it rained. {'ABCDEFGH'[n]}." for n in range(8)})
    hits = case.search("rained", kinds=["document"])

    assert [hit.document for hit in hits] == [listed.digest for listed in case.documents()]
    assert case.search("rained") == case.search("rained")
