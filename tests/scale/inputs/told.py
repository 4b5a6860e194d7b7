"""What the tests of inputs share."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from averment.capture.records import Fields
from averment.scale.inputs import pieces
from averment.scale.shards import Piece
from averment.tables.rows import ErrorRow

FIELDS = Fields()


def given_by(*arguments: str, fields: Fields = FIELDS) -> list[Piece]:
    """Give the pieces of some inputs."""
    return list(pieces(arguments, fields))


def error(piece: Piece) -> ErrorRow:
    """Give what a piece says could not be had."""
    assert piece.form == "unread"
    return msgspec.json.decode(piece.data, type=ErrorRow)


def told(found: Iterable[Piece]) -> list[tuple[str, str, bytes]]:
    """Give form, name and bytes of pieces; of what could not be had, the kind of error."""
    return [(one.form, one.name, error(one).error.encode() if one.form == "unread" else one.data) for one in found]
