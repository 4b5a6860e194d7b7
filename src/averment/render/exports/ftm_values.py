"""Entities of FollowTheMoney 4, made so that nothing is lost in silence. The only module that knows its library.

In: a schema, an id and properties. Out: a valid entity as JSON takes it; what its model refused or cut is counted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from averment.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

Entity = dict[str, Any]
Given = str | list[str] | None
"""The values of a property; an empty one and a null are none."""


def _model() -> Any:  # noqa: ANN401  (the library need not be there when types are checked)
    try:
        from followthemoney import model
    except ImportError as error:
        message = 'FollowTheMoney needs another package: pip install "averment[ftm]"'
        raise UsageError(message) from error
    return model


_ROUNDS: Final = 8


class Making:
    """Makes entities. `refused` and `cut` count the values that the model took not at all, or only the beginning of."""

    def __init__(self) -> None:
        self._model = _model()
        self.refused: Counter[str] = Counter()
        self.cut: Counter[str] = Counter()
        self.made: Counter[str] = Counter()

    def entity(self, schema: str, name: str, /, **properties: Given) -> Entity | None:
        """Make an entity. `None` where the model refuses a value that its schema requires."""
        made = self._model.make_entity(schema)
        made.id = name
        for key, values in properties.items():
            given = [values] if isinstance(values, str) else values or []
            for value in self._cleaned(made, key, given):
                known = value in made.get(key)
                kept = made.unsafe_add(made.schema.get(key), value, cleaned=True)
                # a text beyond 30 MB is not taken, and of two equal pieces of one only the first
                self.cut[key] += kept is None or (known and len(value) == made.schema.get(key).max_length)
        if not all(made.has(required) for required in made.schema.required):
            self.refused[schema] += 1
            return None
        entity: Entity = made.to_dict()
        made.schema.validate(entity)
        self.made[schema] += 1
        return entity

    def _cleaned(self, made: Any, key: str, values: list[str]) -> Iterator[str]:  # noqa: ANN401
        """Give values as the model keeps them, in pieces where its text is longer than one may be."""
        kind = made.schema.get(key)
        for value in filter(None, values):
            clean = _clean(kind, value)
            if kind.type.name == "text":
                pieces = [_clean(kind, piece) for piece in _pieces(clean or "", kind.max_length)]
            else:
                self.cut[key] += len(clean or "") > kind.max_length
                pieces = [_clean(kind, (clean or "")[: kind.max_length])]
            kept = [piece for piece in pieces if piece and kind.type.validate(piece)]
            self.refused[key] += not kept
            yield from kept


def _clean(kind: Any, value: str) -> str | None:  # noqa: ANN401
    """Clean a value until it stays as it is: what was cleaned once may come out otherwise when it is read again."""
    for _ in range(_ROUNDS):
        clean: str | None = kind.type.clean(value, format=kind.format)
        if clean is None or clean == value:
            return clean
        value = clean
    return None


def _pieces(text: str, most: int) -> Iterator[str]:
    """Cut a text at its line breaks into pieces of at most `most` code points; the space at a cut is dropped."""
    while len(text) > most:
        end = text.rfind("\n", 1, most) + 1 or most
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    yield text
