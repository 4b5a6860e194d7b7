"""What of one reading is what of another reading of the same document, by the words.

In: two readings, and the way from the text of the first to that of the second. Out: ids of the first, each with that
of its counterpart in the second. The same spans come first, then those that share most words; nothing has two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias, TypeVar

from averment.values import Attribution, Evidence, Figure, Reading, Span, Speaker
from averment.weighing.moved import Moves

LEAST: Final = 0.5
"""The least likeness of counterparts: the mean of how much of their cues and of their contents is the same (Dice, in
code points); of evidence, figures and the mentions of speakers, how much of those is. Speakers with the same name need
no mention in common."""

Part = TypeVar("Part", Attribution, Speaker, Evidence, Figure)
_Spans: TypeAlias = Sequence[Span]


def counterparts(before: Reading, after: Reading, moves: Moves) -> dict[str, str]:
    """Give the ids of what has a counterpart, with the id of that."""

    def moved(spans: Iterable[Span]) -> tuple[Span | None, ...]:
        return tuple(map(moves.span, spans))

    def of_attributions(a: Attribution, b: Attribution) -> float:
        cue, content = _alike(a.cue, b.cue, moves), _alike(a.content, b.content, moves)
        return (cue + content) / 2 if cue and content else 0.0

    def of_speakers(a: Speaker, b: Speaker) -> float:
        return (_name(a) == _name(b)) + (_alike(a.mentions, b.mentions, moves) if a.mentions else 0.0)

    def of_spans(a: Evidence | Figure, b: Evidence | Figure) -> float:
        return _alike((a.span,), (b.span,), moves)

    return {
        **_matched(
            before.attributions,
            after.attributions,
            lambda a: (moved(a.cue), moved(a.source), moved(a.content)),
            lambda b: (b.cue, b.source, b.content),
            of_attributions,
        ),
        **_matched(
            before.speakers,
            after.speakers,
            lambda a: (_name(a), moved(a.mentions)),
            lambda b: (_name(b), b.mentions),
            of_speakers,
        ),
        **_matched(
            before.evidence,
            after.evidence,
            lambda a: (moved((a.span,)), a.type),
            lambda b: ((b.span,), b.type),
            of_spans,
        ),
        **_matched(
            before.figures, after.figures, lambda a: (moved((a.span,)), a.what), lambda b: ((b.span,), b.what), of_spans
        ),
    }


def _matched(
    before: Sequence[Part],
    after: Sequence[Part],
    was: Callable[[Part], Hashable],
    now: Callable[[Part], Hashable],
    likeness: Callable[[Part, Part], float],
) -> dict[str, str]:
    """Match those that are the same, in order; then of the rest the likest pair, and so on."""
    there: defaultdict[Hashable, list[Part]] = defaultdict(list)
    for part in reversed(after):
        there[now(part)].append(part)
    found = {part.id: same.pop().id for part in before if (same := there.get(was(part)))}
    taken = set(found.values())
    left = [part for part in before if part.id not in found], [part for part in after if part.id not in taken]
    pairs = ((likeness(a, b), place, a.id, b.id) for place, (a, b) in enumerate(_pairs(*left)))
    for _, _, one, other in sorted((pair for pair in pairs if pair[0] >= LEAST), key=lambda pair: (-pair[0], pair[1])):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _pairs(before: Sequence[Part], after: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    return ((a, b) for a in before for b in after)


def _name(speaker: Speaker) -> str:
    return " ".join(speaker.name.casefold().split())


def _alike(before: _Spans, after: _Spans, moves: Moves) -> float:
    """Say how much of two lists of spans is the same, 0 to 1. Two that are empty are the same."""
    size = sum(end - start for start, end in (*before, *after))
    if not size:
        return 1.0
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in moves.pieces(before) for b in after)
    return 2 * shared / size
