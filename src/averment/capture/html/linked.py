"""Linked data (JSON-LD, schema.org): what a page's publisher says of the article.

In: the JSON-LD blocks, as text. Out: the node of the article, if any, and readers of its values. Hostile input:
bounded in size, nodes and depth, and of any shape whatever.
"""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node: TypeAlias = dict[str, object]

MAX_NODES: Final = 2000
MAX_DEPTH: Final = 6
_MAX_VALUES: Final = 50
# Best first; a page about an article often has a WebPage node beside it.
_TYPES: Final = (
    frozenset(
        {"newsarticle", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle", "opinionnewsarticle"}
    ),
    frozenset({"article", "report", "blogposting", "liveblogposting", "socialmediaposting", "scholarlyarticle"}),
    frozenset({"webpage", "itempage"}),
)
_ELSEWHERE: Final = frozenset(
    {"itemlistelement", "relatedlink", "comment", "ispartof", "haspart", "citation", "review"}
)


def article(blocks: Iterable[str]) -> Node:
    """Give the node that describes the article, or an empty one."""
    nodes = list(_nodes(blocks))
    for wanted in _TYPES:
        for node in nodes:
            if wanted.intersection(_types(node)):
                return node
    return {}


def _nodes(blocks: Iterable[str]) -> Iterator[Node]:
    """Give the nodes of all blocks, outer before inner; not those of lists of other articles."""
    left = MAX_NODES
    waiting: deque[tuple[object, int]] = deque((_parse(block), 0) for block in blocks)
    while waiting and left > 0:
        left -= 1
        value, depth = waiting.popleft()
        inner: Iterable[object] = ()
        if isinstance(value, dict):
            yield value
            inner = [part for key, part in value.items() if str(key).lower() not in _ELSEWHERE]
        elif isinstance(value, list):
            inner = value
        if depth < MAX_DEPTH:
            waiting.extend((part, depth + 1) for part in list(inner)[:_MAX_VALUES] if isinstance(part, dict | list))


def _parse(block: str) -> object:
    try:
        return json.loads(block.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def _types(node: Node) -> set[str]:
    return {kind.rsplit("/", 1)[-1].lower() for kind in each(node.get("@type")) if isinstance(kind, str)}


def each(value: object) -> list[object]:
    """Give a value that may be one or a list as a bounded list."""
    if isinstance(value, list):
        return value[:_MAX_VALUES]
    return [] if value is None else [value]


def named(value: object) -> list[object]:
    """Give the names in a value that may be a string, a node with a `name`, or a list of either."""
    found: list[object] = []
    for one in each(value):
        found.extend(each(one.get("name")) if isinstance(one, dict) else [one])
    return found[:_MAX_VALUES]


def address(node: Node) -> object:
    """Give the address of the article itself."""
    main = node.get("mainEntityOfPage")
    candidates = [node.get("url"), main.get("@id") if isinstance(main, dict) else main, node.get("@id")]
    return next((one for one in candidates if isinstance(one, str) and one.startswith("http")), None)
