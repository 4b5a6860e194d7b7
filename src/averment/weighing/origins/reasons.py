"""Why documents add no origin of their own, and what an origin is: in words, with the places that show it.

In: nodes, and what ties them. Out: `Collapse`s and sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.values import Collapse, Quoted
from averment.weighing.origins.relays import hull
from averment.weighing.origins.roots import undo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.values import Copy, Passage
    from averment.weighing.origins.alignment import Match
    from averment.weighing.origins.following import Rooted
    from averment.weighing.origins.nodes import Node
    from averment.weighing.origins.roots import Root

_SHOWN: Final = 3  # passages of a pair: the longest; `averment copies` shows them all


def undone(node: Node) -> tuple[str, ...]:
    """Give the judgement that makes what a document says an origin of its own."""
    return undo(node.document, node.attributions[0])


def related(match: Match, node: Node, other: Node, *, judged: bool, bridge: bool) -> Collapse:
    """Say that a document is related to another. `bridge`: nothing else joins it, so that a split takes it out."""
    copy = match.copy
    pair = ("split", node.document.digest, other.document.digest)
    return Collapse(
        kind="judgement" if judged or copy.relation == "background" else copy.relation,
        why=_related(copy, node, other, judged=judged),
        documents=(node.document.digest,),
        shown=_shown(copy, match.passages or copy.passages, node.document.digest),
        undo=None if judged else pair if bridge else undone(node),
    )


def cites(one: Rooted, root: Root) -> Collapse:
    """Say that a document cites a report that is among the documents."""
    node, cited = one.first, one.cited
    there = cited.document.called if cited else one.root.name
    rests = "" if root.key == one.root.key else f", which rests on {root.name}"
    shown = [_source(node)] + ([_source(cited)] if cited else [])
    return Collapse(
        kind="citation",
        why=f"cites {one.root.name}: {there} is among the documents{rests}",
        documents=(node.document.digest,),
        shown=tuple(shown),
        undo=undone(node),
    )


def same(node: Node, other: Node, root: Root) -> Collapse:
    """Say that two documents have one source."""
    if node.narrated and not node.steps:
        why = f"another report of {root.name}"
    elif node.root.held == "own":
        why = f"both rest on what {root.name} saw or found itself"
    else:
        why = f"both say that {root.name} said it"
    return Collapse(
        kind="speaker",
        why=why,
        documents=(node.document.digest,),
        shown=(_source(other), _source(node)),
        undo=undone(node),
    )


def described(root: Root, nodes: Sequence[Node]) -> str:
    """Say in a sentence what an origin is, and how many documents carry it."""
    count = len({node.document.digest for node in nodes})
    documents = f"{count:,} documents" if count > 1 else "one document"
    if root.alone:
        return f"an origin of its own, as a person has judged, in {documents}"
    if root.held == "unnamed":
        return f"an unnamed source, in {documents}" + (" that share its words or cite them" if count > 1 else "")
    if root.kind == "document":
        return f"the telling of {documents}, of which nothing says who put it out"
    if root.kind == "speaker":
        return f"speaks in {documents}"
    ours = any(root.key in node.document.put_out_by() for node in nodes)
    if ours:
        return f"reports it itself, in {documents}"
    return f"reports it, as {documents} say{'' if count > 1 else 's'}; its own report is not among the documents"


def _related(copy: Copy, node: Node, other: Node, *, judged: bool) -> str:
    called = other.document.called
    if judged:
        return f"judged to be one dispatch with {called}"
    here = copy.a == node.document.digest
    size = sum((p.a if here else p.b)[1] - (p.a if here else p.b)[0] for p in copy.passages)
    characters = f"{size:,} characters"
    if copy.relation == "update":
        return f"a version of one dispatch with {called}: {characters} are the same"
    if copy.relation == "shared":
        return f"shares {characters} with {called}, in which this is said"
    given = copy.direction == ("a->b" if here else "b->a")
    return f"{called} carries {characters} of it" if given else f"carries {characters} of {called}"


def _shown(copy: Copy, passages: Sequence[Passage], digest: str) -> tuple[Quoted, ...]:
    longest = sorted(passages, key=lambda p: (p.a[0] - p.a[1], p.a))[:_SHOWN]
    shown = []
    for passage in sorted(longest, key=lambda p: p.a):
        pair = [Quoted(document=copy.a, span=passage.a), Quoted(document=copy.b, span=passage.b)]
        shown += pair if copy.a != digest else pair[::-1]
    return tuple(shown)


def _source(node: Node) -> Quoted:
    """Give the words that name the source, with those of saying; of a telling without them, what is told."""
    attribution = node.attributions[0]
    spans = attribution.source + attribution.cue if attribution.source else attribution.cue + attribution.content
    return Quoted(document=node.document.digest, span=hull(spans))
