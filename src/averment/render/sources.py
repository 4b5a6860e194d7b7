"""The speakers of a case: who speaks most, in how many documents, what they do, and who else each may be.

In: the sources of a case, the case as it is typed, and a `Look`. Out: a string. Speakers without a name of their own
are counted at the end, by what reports call them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from rich.text import Text

from averment.render import phrases
from averment.render.columns import STYLES
from averment.render.header import counted, isolate_line
from averment.render.look import drawn, wrapped
from averment.render.names import cut, short
from averment.render.shorten import shorten
from averment.render.visible import one_line
from averment.values import Speaker
from averment.weighing.people import UNATTRIBUTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from averment.render.look import Look
    from averment.values import Alias, Source

MOST: Final = 30
"""Speakers on a page, unless a person asks for more."""
NOTHING: Final = "no speakers: nothing in the case has been read\n"
_FORMS: Final = 3
_PHRASES: Final = 12
_LINES: Final = 3
_NAME: Final = 60  # cells of a name within a sentence
_MAY_BE: Final = (("may be ", STYLES["label"]),)
_INDENT: Final = "  "
_PROPOSALS: Final = (
    "What may be is a proposal: two are one only when you judge so. `split` in place of `merge` says that they are two."
)


def sources_as_text(sources: Sequence[Source], case: str, look: Look, limit: int | None = None) -> str:
    """Draw the named speakers, at most `limit` of them, and what there is beside them."""
    if not sources:
        return NOTHING
    named = [source for source in sources if source.named]
    shown = named[: limit or MOST]
    spread = {source.id: source.documents for source in sources}
    above: set[str] = set()
    lines: list[Text] = []
    for source in shown:
        lines += _source(source, look.columns)
        for alias in source.aliases:
            if alias.speaker in above:
                lines += _lines(Text.assemble(*_MAY_BE, f"{cut(alias.name, _NAME)}, above"), look.columns)
            else:
                lines += _alias(alias, spread.get(alias.speaker, 0), case, look.columns)
        above.add(source.id)
        lines.append(Text())
    lines += _unnamed([source for source in sources if not source.named], look.columns)
    return drawn([*lines, *_ending(named, shown, look.columns)], look)


def _source(source: Source, width: int) -> Iterator[Text]:
    """Give who it is, where it speaks and what it does, and the other forms in which reports have it."""
    name = one_line(source.name)
    as_speaker = Speaker(
        id=source.id,
        name=source.name,
        kind=source.kind,
        role=next(iter(source.roles), None),
        affiliation=next(iter(source.affiliations), None),
        party=source.party,
    )
    standing = shorten(phrases.standing(as_speaker), _LINES * width)
    yield from _lines(Text.assemble((shorten(name, 2 * width), STYLES["name"]), standing), width, "", _INDENT)
    facts = [
        source.kind,
        counted(source.documents, "document"),
        counted(source.attributions, "statement") + _acts(source),
    ]
    yield from _lines(Text(" · ".join(facts)), width)
    if forms := _forms([form for form in source.names if one_line(form) != name]):
        yield from _lines(Text(f"written also {forms}", style=STYLES["note"]), width)
    if source.party is None and len(source.parties) > 1:
        yield from _lines(Text(f"reports differ on its side: {_forms(source.parties)}", style=STYLES["note"]), width)


def _acts(source: Source) -> str:
    ranked = sorted(source.acts.items(), key=lambda pair: (-pair[1], pair[0]))
    return (": " + ", ".join(f"{phrases.doing(act)} {times:,}" for act, times in ranked)) if ranked else ""


def _forms(forms: Sequence[str]) -> str:
    """Give the first of several forms, and how many more there are."""
    more = len(forms) - _FORMS
    shown = "; ".join(cut(form, _NAME) for form in forms[:_FORMS])
    return f"{shown}; and {more:,} more" if more > 0 else shown


def _alias(alias: Alias, documents: int, case: str, width: int) -> Iterator[Text]:
    """Give who else it may be, why, and the command that says so."""
    why = f", in {counted(documents, 'document')} — {one_line(alias.why)}"
    yield from _lines(Text.assemble(*_MAY_BE, cut(alias.name, _NAME), (why, STYLES["note"])), width)
    verdict, *targets = alias.do
    command = f"averment judge {case} {verdict} {' '.join(map(_target, targets))}"
    yield from _lines(Text(command), width, _INDENT * 2)


def _target(target: str) -> str:
    document, _, ident = target.partition("#")
    return f"{short(document)}#{one_line(ident)}" if ident else short(document)


def _unnamed(unnamed: Sequence[Source], width: int) -> Iterator[Text]:
    """Count the speakers that have no name beyond one document, by what they are called."""
    if not unnamed:
        return
    documents: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for source in unnamed:
        name = phrases.NOBODY if source.name == UNATTRIBUTED else one_line(source.name)
        documents[name.casefold()] += source.documents
        forms.setdefault(name.casefold(), Counter())[name] += source.documents
    ranked = sorted(documents, key=lambda phrase: (-documents[phrase], phrase))
    yield Text("NOT NAMED", style=STYLES["section"])
    yield from _lines(Text("Each stands for itself in its document. Documents in which there are:"), width, "", "")
    digits = len(f"{documents[ranked[0]]:,}")
    for phrase in ranked[:_PHRASES]:
        times = f"{documents[phrase]:,}".rjust(digits)
        form = min(forms[phrase], key=lambda form: (-forms[phrase][form], form.swapcase()))
        yield isolate_line(Text(f"{_INDENT}{times}{_INDENT}{cut(form, width - digits - 2 * len(_INDENT))}"))
    if len(ranked) > _PHRASES:
        yield Text(f"{_INDENT}and {counted(len(ranked) - _PHRASES, 'other phrase')}")
    yield Text()


def _ending(named: Sequence[Source], shown: Sequence[Source], width: int) -> Iterator[Text]:
    """Say how many there are, and what the proposals are."""
    total = counted(len(named), "named speaker") if named else "no named speakers"
    first = "the first is" if len(shown) == 1 else f"the first {len(shown):,} are"
    rest = f"; {first} shown: --limit {len(named)} shows all" if len(shown) < len(named) else ""
    yield from _lines(Text(total + rest), width, "", "")
    if any(source.aliases for source in shown):
        yield from _lines(Text(_PROPOSALS, style=STYLES["note"]), width, "", "")


def _lines(words: Text, width: int, first: str = _INDENT, later: str = _INDENT * 2) -> Iterator[Text]:
    """Break words into lines, the later ones further in."""
    for number, line in enumerate(wrapped(words, width - len(later))):
        yield Text.assemble(later if number else first, isolate_line(line))
