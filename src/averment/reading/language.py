"""Which paragraphs of a text are not English, the language the model was trained on. Linear in the length of the text.

In: a text. Out: its paragraphs that are clearly not English, each with its language where that is easily known; a text
that is hardly English at all raises `LanguageError`. What leaves room for doubt (names, figures, a headline) is read.

Libraries were weighed. On 2,000 stretches of 15 words of English each calls some not English: py3langid 0.4 (BSD) 32,
lingua 2.1 (Apache, 96 MB) 23, langdetect 1.0 (MIT, random unless seeded) one in 70. They choose the nearest of their
languages, where the question here is only whether a text is *clearly* not English. Lists of small words answer that;
they cost a third of the fastest, py3langid, and a person can read and correct them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec

from averment import lexicons
from averment.errors import LanguageError
from averment.reading.sentences import paragraphs
from averment.values import Skipped, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENGLISH: Final = "en"
_SHARED: Final = "en, shared"
_UNKNOWN: Final = "und"  # BCP 47: undetermined
_LATIN: Final = "LATIN"

_KINDS: Final = 2  # different small words of another language that it takes
_ONE_IN: Final = 12  # words, one of them at least a small one of that language
_PROSE: Final = 30  # words in lower case, from which it is asked where the small words of English are
_HARDLY: Final = 25  # words for each small word of English; in English news two in five are small words
_RUN: Final = 4  # words for each comma, line break or sign of markup; lists, tables and code have fewer
_FOREIGN: Final = 9  # code points that are not English for each one that is, from which a text is refused
_LONG_LINE: Final = 120  # code points; prose in longer lines was not wrapped, and each line is a paragraph

_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_PAUSE: Final = re.compile(r"[\n\t,;:|<>/@]")
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]++|[\u0300-\u036f\u064b-\u065f\u0900-\u0963]|'(?=[^\W_]))*+")


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language: its BCP 47 code, its name, the first word of the Unicode names of its letters, its small words.

    `shared` words are small words of other languages too: having some of them shows nothing, having none does.
    """

    language: str
    name: str
    letters: str = _LATIN
    words: str = ""
    shared: str = ""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Languages, and why they are listed."""

    why: str
    languages: tuple[Language, ...]


@dataclass(frozen=True)
class _Evidence:
    """What was counted in a stretch of text: its words, the small words of each language, its letters by script.

    `kinds` counts the different small words, `hits` all of them. Of an ASCII text no letters are counted.
    """

    text: str
    words: int
    hits: Counter[str]
    kinds: Counter[str]
    letters: Counter[str]


def not_english(text: str) -> tuple[Skipped, ...]:
    """Give the paragraphs that are clearly not English, in order. Raises `LanguageError` where hardly any other is.

    A text is refused when as a whole it is in another language and less than a tenth of what could be told of it stands
    in English paragraphs: so much can be the menu, the slogan and the credits of a foreign page. Where there is more,
    reading it and saying what was passed over serves better.
    """
    whole = _language(_counted(text))
    found: list[Skipped] = []
    english = other = 0
    before = whole
    for start, end in _stretches(text):
        evidence = _counted(text[start:end])
        language = _language(evidence) or _hinted(evidence, before) or _hinted(evidence, whole)
        if language == _ENGLISH:
            english += end - start
        elif language:
            other += end - start
            code = None if language == _UNKNOWN else language
            found.append(Skipped(span=(start, end), why="language", language=code))
        before = language or before
    if whole and whole != _ENGLISH and other > _FOREIGN * english:
        raise LanguageError(_refusal(whole))
    return tuple(found)


def _refusal(code: str) -> str:
    name = next((f", but in {known.name}, it seems" for known in _languages() if known.language == code), "")
    return f"it is not in English{name}"


def _stretches(text: str) -> Iterator[Span]:
    """Give the paragraphs; where a line of one is too long to have been wrapped, each of its lines."""
    for start, end in paragraphs(text):
        lines = [match.span() for match in _LINE.finditer(text, start, end)]
        wrapped = all(last - first <= _LONG_LINE for first, last in lines)
        yield from [(start, end)] if wrapped else lines


def _counted(text: str) -> _Evidence:
    shown = text.lower() if text.isupper() else text  # a capital is that of a name: Da Nang, Ne Win
    words = Counter(_WORD.findall(shown.replace("’", "'")))  # noqa: RUF001
    hits: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    table = _table()
    for word in words.keys() & table.keys():
        for language in table[word]:
            hits[language] += words[word]
            kinds[language] += 1
    letters: Counter[str] = Counter()
    if not text.isascii():
        for char, times in Counter(text).items():
            if char.isalpha():
                letters[_script(char)] += times
    return _Evidence(text, words.total(), hits, kinds, letters)


def _language(seen: _Evidence) -> str | None:
    """Give the code of the language, `_UNKNOWN` where it is only clear that it is not English; None without evidence.

    In Latin letters another language takes two different small words of it, one word in twelve, and more than twice the
    small words of English. Measured: of 410,000 stretches of 7 to 50 words of English reports, books and talk, 66 are
    taken for another language. One is not ("na-na-na"); the others quote one.
    """
    others = seen.letters.total() - seen.letters[_LATIN]
    if others > seen.letters[_LATIN]:
        return _by_letters(seen, others)
    english = seen.hits[_ENGLISH]
    best = _most_hits(seen, _LATIN)
    hits = seen.hits[best]
    if seen.kinds[best] >= _KINDS and hits > 2 * english and hits * _ONE_IN >= seen.words:
        return best
    if english > hits:
        return _ENGLISH
    return _UNKNOWN if _lacks_english(seen) else None


def _lacks_english(seen: _Evidence) -> bool:
    """Say whether a text runs on in lower-case words, no list or table, with hardly a small word of English in it."""
    small = seen.hits[_ENGLISH] + seen.hits[_SHARED]
    if seen.words < _PROSE or small * _HARDLY > seen.words or len(_PAUSE.findall(seen.text)) * _RUN > seen.words:
        return False
    words: list[str] = _WORD.findall(seen.text)
    return sum(map(str.islower, words)) >= _PROSE


def _by_letters(seen: _Evidence, others: int) -> str:
    for language in _languages():  # in their order: Japanese letters stand among Chinese ones
        if language.letters != _LATIN and 10 * seen.letters[language.letters] >= others:
            return _most_hits(seen, language.letters)
    return _UNKNOWN


def _most_hits(seen: _Evidence, letters: str) -> str:
    """Give the language in these letters with the most small words, English aside; the first of those with as many."""
    places = _places(letters)
    found = [code for code in seen.hits if code in places]
    return max(found, key=lambda code: (seen.hits[code], -places[code])) if found else next(iter(places))


def _hinted(seen: _Evidence, language: str | None) -> str | None:
    """Take one small word as enough, where English has none and what stands before or around is in that language."""
    return language if language and seen.hits[language] and not seen.hits[_ENGLISH] else None


@cache
def _languages() -> tuple[Language, ...]:
    return tuple(language for group in lexicons.load("languages", tuple[Group, ...]) for language in group.languages)


@cache
def _places(letters: str) -> dict[str, int]:
    """Give the languages in these letters, English aside, each with its place in the list."""
    codes = [known.language for known in _languages() if known.letters == letters and known.language != _ENGLISH]
    return {code: place for place, code in enumerate(codes)}


@cache
def _table() -> dict[str, list[str]]:
    """Give the languages of each small word."""
    table: dict[str, list[str]] = {}
    for language in _languages():
        for word in language.words.split():
            table.setdefault(word, []).append(language.language)
        for word in language.shared.split():
            table.setdefault(word, []).append(_SHARED)
    return table


@cache
def _script(letter: str) -> str:
    """Give the script of a letter: the first word of its Unicode name. Styled letters and accents count as Latin."""
    plain = unicodedata.normalize("NFKC", letter)[0]
    script = unicodedata.name(plain, "").partition(" ")[0]
    return _LATIN if script == "MODIFIER" else script
