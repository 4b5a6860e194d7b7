"""A weighing model of a few kilobytes, for tests: its graph is written field by field, without any library for it.

The vector of a text is the mean of a random row for each word piece; the stance likewise, and looks at token types too.
The fields are those of `onnx.proto3`; what is written here is opened by the runtime like any graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from averment.inference.shipped import SHIPPED, SUMS, checksums
from averment.inference.weighing import SETTINGS, TOKENIZER, WeighingSettings

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SIZE = 8
_ROWS = 97
_FLOAT, _INT64 = 1, 7


def write_tiny(folder: Path, *, two: bool = False) -> Path:
    """Write a model folder, its tokeniser beside it; with `two`, a graph for each use."""
    graphs = {"a.onnx": graph("vector"), "b.onnx": graph("stance")} if two else {"a.onnx": graph("vector", "stance")}
    settings = WeighingSettings(embeds="a.onnx", judges=max(graphs), text=16, pair=48, temperature=0.5)
    tokenizer = (SHIPPED / "tokenizer.json").read_bytes()
    seal(folder, {**graphs, SETTINGS: msgspec.json.encode(settings), TOKENIZER: tokenizer})
    return folder


def seal(folder: Path, files: dict[str, bytes]) -> None:
    """Write files of a model, and the digests of just these."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in {**files, SUMS: checksums(files)}.items():
        (folder / name).write_bytes(data)


def graph(*outputs: str) -> bytes:
    """Write a graph with `ids` and `types` in and the outputs asked for."""
    rng = np.random.default_rng(5)
    constants = [_tensor("rows", np.array(_ROWS)), _tensor("tokens", np.array([1])), _tensor("shift", np.array(31))]
    nodes = [_node("Mul", ["types", "shift"], "moved"), _node("Add", ["ids", "moved"], "places")]
    for name, inputs, size in (("vector", "ids", SIZE), ("stance", "places", 4)):
        constants.append(_tensor(f"{name}.table", rng.standard_normal((_ROWS, size)).astype(np.float32)))
        nodes += [
            _node("Mod", [inputs, "rows"], f"{name}.row"),
            _node("Gather", [f"{name}.table", f"{name}.row"], f"{name}.found"),
            _node("ReduceMean", [f"{name}.found", "tokens"], f"{name}.mean", keepdims=0),
            _node("LpNormalization", [f"{name}.mean"], name, axis=-1, p=2),
        ]
    asked = [_value(name, _FLOAT, {"vector": SIZE, "stance": 4}[name]) for name in outputs]
    given = [_value(name, _INT64, "length") for name in ("ids", "types")]
    parts = [(1, nodes), (2, [b"tiny"]), (5, constants), (11, given), (12, asked)]
    body = b"".join(_field(number, part) for number, several in parts for part in several)
    return _field(1, 8) + _field(8, _field(1, b"") + _field(2, 20)) + _field(7, body)


def _field(number: int, value: bytes | int) -> bytes:
    """Write one field of a protocol buffer: a number as it is, anything else with its length before it."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    rest = value % 2**64
    out = bytearray()
    while rest > 0x7F:
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    return bytes([*out, rest])


def _node(operation: str, inputs: list[str], output: str, **attributes: int) -> bytes:
    pairs = [_field(1, name.encode()) + _field(3, value) + _field(20, 2) for name, value in attributes.items()]
    return b"".join(
        [_field(1, name.encode()) for name in inputs]
        + [_field(2, output.encode()), _field(4, operation.encode())]
        + [_field(5, pair) for pair in pairs]
    )


def _tensor(name: str, array: NDArray[np.generic]) -> bytes:
    kind = _FLOAT if array.dtype == np.float32 else _INT64
    dims = b"".join(_field(1, size) for size in array.shape)
    return dims + _field(2, kind) + _field(8, name.encode()) + _field(9, array.tobytes())


def _value(name: str, kind: int, last: str | int) -> bytes:
    width = _field(1, last) if isinstance(last, int) else _field(2, last.encode())
    shape = _field(1, _field(2, b"texts")) + _field(1, width)
    return _field(1, name.encode()) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))
