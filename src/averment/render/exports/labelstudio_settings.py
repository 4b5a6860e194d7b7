"""How Label Studio is to show a report: its labels, what can be said of each, and how they are tied together.

In: nothing; the choices come from the types of a reading. Out: a labelling configuration, in Label Studio's XML. What
its tags and attributes mean: https://labelstud.io/tags/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args
from xml.sax.saxutils import quoteattr

from averment.values.readings import Act, Certainty, EvidenceType, Polarity, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEXT: Final = "text"
LABELS: Final = "span"
_COLOURS: Final = {
    "Source": "#4a86c8",
    "Cue": "#d6a400",
    "Content": "#5b9a4a",
    "Evidence": "#a64d79",
    "Figure": "#cc6b1f",
    "Date": "#4b8fa3",
}
_RELATIONS: Final = ("source", "content", "continues", "about", "evidence", "figure", "said")
_CHOICES: Final = {
    "act": ("Cue,Content", get_args(Act)),
    "certainty": ("Cue,Content", get_args(Certainty)),
    "kind": ("Source", get_args(SpeakerKind)),
    "evidence": ("Evidence", get_args(EvidenceType)),
    "polarity": ("Evidence", get_args(Polarity)),
}
"""What is chosen for a region: the labels it has then, and the words. An attribution without a cue has its content."""
_WORDS: Final = {"speaker": "Source", "counted": "Figure", "days": "Date"}
_NUMBERS: Final = ("low", "high")


def config() -> str:
    """Give the labelling configuration."""
    return "\n".join(
        [
            "<View>",
            '  <Header value="$title" size="4"/>',
            *_tag("Labels", {"name": LABELS, "toName": TEXT, "showInline": "true"}, _listed("Label", _COLOURS)),
            *_tag("Relations", {}, _listed("Relation", dict.fromkeys(_RELATIONS))),
            f'  <Text name="{TEXT}" value="$text" saveTextResult="yes"/>',
            *(line for name, (labels, words) in _CHOICES.items() for line in _choices(name, labels, words)),
            *(line for name in _NUMBERS for line in _tag("Number", _on(name, "Figure"))),
            *(line for name, label in _WORDS.items() for line in _words(name, label)),
            "</View>\n",
        ]
    )


def _choices(name: str, labels: str, words: tuple[str, ...]) -> list[str]:
    return _tag("Choices", {**_on(name, labels), "showInline": "true"}, _listed("Choice", dict.fromkeys(words)))


def _words(name: str, label: str) -> list[str]:
    return _tag("TextArea", {**_on(name, label), "editable": "true", "maxSubmissions": "1", "placeholder": name})


def _on(name: str, labels: str) -> dict[str, str]:
    """Give the attributes of a tag that says something of a region, where the region has one of `labels`."""
    shown = {"visibleWhen": "region-selected", "whenLabelValue": labels}
    return {"name": name, "toName": TEXT, "perRegion": "true", **shown}


def _listed(tag: str, values: Mapping[str, str | None]) -> list[str]:
    more = {value: f" background={quoteattr(colour)}" for value, colour in values.items() if colour}
    return [f"    <{tag} value={quoteattr(value)}{more.get(value, '')}/>" for value in values]


def _tag(tag: str, attributes: dict[str, str], inside: Sequence[str] = ()) -> list[str]:
    head = " ".join([tag, *(f"{name}={quoteattr(value)}" for name, value in attributes.items())])
    return [f"  <{head}>", *inside, f"  </{tag}>"] if inside else [f"  <{head}/>"]
