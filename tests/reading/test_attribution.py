"""From what the model marks to attributions: edges that word pieces cannot know."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.inference.tagging import TaggedCue
from averment.reading.attribution import attributions, edges
from averment.values import Span


def marked(text: str, words: str, *, after: int = 0) -> Span:
    """Give the span of `words` in `text`."""
    start = text.index(words, after)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ('"We did nothing," said Oru.', "We did nothing", '"We did nothing,"'),
        ("“We did nothing.” Oru left.", "We did nothing", "“We did nothing.”"),
        ("Oru called it “a fabrication”.", "it “a fabrication", "it “a fabrication”"),
        ("Oru said “a fabrication” was sold.", "a fabrication” was sold", "“a fabrication” was sold"),
        ("He said the U.S. did it.", "the U.S", "the U.S."),
        ("He met the envoy of the U.N. Then he left.", "the envoy of the U.N", "the envoy of the U.N."),
        ("He said it was over. Then he left.", "it was over", "it was over"),
        ("Talks (held in Vell) failed, he said.", "Talks (held in Vell", "Talks (held in Vell)"),
        ("said , it was, ", " , it was, ", "it was"),
        ("said\u2028\u3000it was\x85\u200a, so", "\u2028\u3000it was\x85\u200a,", "it was"),
        ("the minister's office said", "minister's office", "minister's office"),
        ("He said 'no' twice", "He said 'no", "He said 'no"),
    ],
)
def test_edges_take_in_what_belongs_to_the_words(text: str, words: str, expected: str) -> None:
    """Quotation marks and brackets come in pairs, abbreviations keep their dot, white space and commas stay outside."""
    start, end = edges(text, marked(text, words))
    assert text[start:end] == expected


@given(text=st.text(st.sampled_from("aB .,\"“”()[]'\n\x0b\x1f\x85\u2003\u2028\u3000"), max_size=40), data=st.data())
def test_edges_stay_inside_the_text_and_never_show_white_space(text: str, data: st.DataObject) -> None:
    """Whatever the text, the span is in it and begins and ends with something to see."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = edges(text, (start, end))
    assert 0 <= first <= last <= len(text)
    assert text[first:last] == text[first:last].strip()


def test_pieces_with_no_word_between_them_become_one() -> None:
    """A quotation marked sentence by sentence is one piece; one with the speaker in its middle stays in two."""
    text = '"We left," said Oru, "and then returned. We saw it."'
    said = [marked(text, words) for words in ("We left", "and then returned", "We saw it")]
    mark = TaggedCue((marked(text, "said"),), (marked(text, "Oru"),), tuple(said), 0.9)
    (found,) = attributions(text, [mark])
    assert [text[s:e] for s, e in found.content] == ['"We left,"', '"and then returned. We saw it."']


def test_a_sign_alone_can_be_a_cue() -> None:
    """The colon behind a speaker's name says who speaks; white space that was marked with it does not."""
    text = "MS. ORU: We left."
    mark = TaggedCue(((7, 9),), (marked(text, "MS. ORU"),), (marked(text, "We left"),), 0.9)
    assert [a.cue for a in attributions(text, [mark])] == [((7, 8),)]
    assert attributions(text, [replace(mark, cue=((8, 9),))]) == ()


def test_an_attribution_without_content_is_dropped_and_the_rest_numbered_in_order() -> None:
    """A cue with nothing to attribute says nothing; ids count what is left."""
    text = "Oru said it. Vell spoke. Ames said so."
    marks = [
        TaggedCue((marked(text, "said"),), (marked(text, "Oru"),), (marked(text, "it"),), 0.9),
        TaggedCue((marked(text, "spoke"),), (marked(text, "Vell"),), (), 0.8),
        TaggedCue((marked(text, "said", after=13),), (marked(text, "Ames"),), (marked(text, "so"),), 0.7),
    ]
    assert [(a.id, a.score) for a in attributions(text, marks)] == [("a1", 0.9), ("a2", 0.7)]
