"""Sides: the states and camps that speakers speak for and that contents name, by one word for each.

In: a draft with speakers. Out: `Sides`, asked for an attribution or a content. "Moscow", "Russian" and "the Kremlin"
are one side; so are, in a report, a person named in a content and the party this person speaks for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from averment.lexicons import load
from averment.reading.acts.links_lexicon import links_lexicon
from averment.reading.speakers.lexicon import Countries

if TYPE_CHECKING:
    from averment.reading.draft import Draft
    from averment.values import Attribution, Speaker

_WORD: Final = re.compile(r"[^\W\d_a-z][\w.'’-]*")  # noqa: RUF001
_LONGEST_NAME: Final = 3  # capitalised words: "Central African Republic"
_CAPITALISED: Final = re.compile(r"[^\W\d_a-z][\w.-]*\w")


class Sides:
    """The sides of one report."""

    def __init__(self, draft: Draft) -> None:
        self._speakers = {speaker.id: speaker for speaker in draft.speakers}
        self._sides = {speaker.id: _sides(speaker) for speaker in draft.speakers}
        self._people = {
            speaker.name.split()[-1]: self._sides[speaker.id] for speaker in draft.speakers if speaker.kind == "person"
        }

    def name(self, attribution: Attribution) -> str:
        """Give the name of the speaker, or nothing where no source is named."""
        speaker = self._speakers.get(attribution.speaker or "")
        return speaker.name if speaker and attribution.source else ""

    def of(self, attribution: Attribution) -> frozenset[str]:
        """Give the sides that the speaker of an attribution speaks for."""
        return self._sides.get(attribution.speaker or "", frozenset())

    def called(self, attribution: Attribution) -> frozenset[str]:
        """Give all words by which others name the side of its speaker: at home a state is "the government"."""
        sides = self.of(attribution)
        return sides | {"state"} if sides - {"opposition"} else sides

    def named_in(self, content: str) -> frozenset[str]:
        """Give the sides that a content names."""
        people = (self._people.get(name, frozenset()) for name in _CAPITALISED.findall(content))
        words = links_lexicon().words
        camps = {
            camp for camp, group in (("state", "state"), ("opposition", "opposed")) if words[group].search(content)
        }
        return frozenset().union(countries_in(content), camps, *people)


def countries_in(text: str) -> frozenset[str]:
    """Give the countries that a text names, by whatever word; archives write "Syrias" for "Syria's"."""
    names = _names_of_countries()
    words = [word.rstrip(".").removesuffix("'s").removesuffix("’s").lower() for word in _WORD.findall(text)]  # noqa: RUF001
    found = set()
    for first in range(len(words)):
        for length in range(1, _LONGEST_NAME + 1):
            name = " ".join(words[first : first + length])
            found.add(names.get(name) or names.get(name.removesuffix("s")))
    return frozenset(country for country in found if country)


def _sides(speaker: Speaker) -> frozenset[str]:
    words = " ".join(filter(None, (speaker.name, speaker.party, speaker.affiliation, speaker.role)))
    if links_lexicon().words["opposed"].search(words):
        return frozenset({"opposition"})
    countries = countries_in(words)
    return countries or frozenset({"state"} if speaker.kind == "government" else ())


@cache
def _names_of_countries() -> dict[str, str]:
    return {
        name.rstrip(".").lower(): country.name
        for group in load("countries", tuple[Countries, ...])
        for country in group.countries
        for name in (country.name, *country.also, *country.adjectives, *country.seats)
    }
