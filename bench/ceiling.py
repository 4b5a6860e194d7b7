"""How near reading comes to what the processor can do: its products in 8 bits, against the same products alone.

In: texts. Out: an account of operations and the shares of the ceiling. The account counts products of matrices only, a
multiplication and an addition as two; look-ups, norms, softmax, tokenising, decoding, all steps after count as none.

For each word piece that is read (windows overlap, so some are read twice), in each of 6 layers:
  query, key, value, output    4 · 384 · 384
  wide and back                2 · 384 · 1536
  attention, in a window of n  2 · 384 · n     (queries by keys, and their shares by values; float in the graph)
and once: the word-piece half of the role head 384 · 384, cues 384 · 3. For each cue: 384 · 384; and for each word piece
near it: 2 · 192 · 64 to narrow, 2 · 5 · 64 · 64 in convolutions, 64 · 7 (all float in the graph). Times two each.
"""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from averment.inference import AttributionModel
from averment.inference.sessions import OnnxNetwork, session
from averment.inference.shipped import read_model
from averment.inference.tokens import load_tokenizer
from averment.reading import Reader
from bench.speed import document

if TYPE_CHECKING:
    from averment.inference.sessions import Encoded
    from averment.inference.tokens import Tokens

SIZE: Final = 384
WIDE: Final = 1536
LAYERS: Final = 6
HEADS: Final = 12
TAGS: Final = (3, 7)
WIDTH: Final = 192
NARROW: Final = 64
ROUNDS: Final = 5
REPEATED: Final = 12

Shape = tuple[int, int, int, int]  # products side by side, rows, inner, columns


def layers(rows: int) -> dict[Shape, int]:
    """Give the products with stored weights over one window, and how often each is taken."""
    square, wide, back = (1, rows, SIZE, SIZE), (1, rows, SIZE, WIDE), (1, rows, WIDE, SIZE)
    return {square: 4 * LAYERS + 1, wide: LAYERS, back: LAYERS, (1, rows, SIZE, TAGS[0]): 1}


def attention(rows: int) -> dict[Shape, int]:
    """Give the products of the attention over one window, and how often each is taken."""
    inner = SIZE // HEADS
    return {(HEADS, rows, inner, rows): LAYERS, (HEADS, rows, rows, inner): LAYERS}


def roles(near: int) -> int:
    """Count the operations of the role head for one cue with so many word pieces near it."""
    return 2 * (SIZE * 2 * WIDTH + near * (2 * WIDTH * NARROW + 2 * 5 * NARROW * NARROW + NARROW * TAGS[1]))


def operations(products: dict[Shape, int]) -> int:
    """Count the operations of products."""
    return sum(2 * times * several * rows * inner * out for (several, rows, inner, out), times in products.items())


@dataclass
class Account:
    """What a reading took: the lengths of its windows and of what was near each cue, the words, processor seconds."""

    windows: list[int] = field(default_factory=list)
    near: list[int] = field(default_factory=list)
    words: int = 0
    seconds: float = 0.0

    @property
    def stored(self) -> int:
        """Operations with stored weights in the encoder."""
        return sum(operations(layers(n)) for n in self.windows)

    @property
    def attended(self) -> int:
        """Operations of the attention."""
        return sum(operations(attention(n)) for n in self.windows)

    @property
    def roles(self) -> int:
        """Operations of the role head."""
        return sum(map(roles, self.near))


class Counted(OnnxNetwork):
    """The network, with an account of what it is asked."""

    account: Account

    def encode(self, tokens: Tokens) -> Encoded:
        """Read one window, and note its length."""
        self.account.windows.append(len(tokens) + 2)
        return super().encode(tokens)

    def roles(self, window: Encoded, cues: list[tuple[int, int]]) -> Any:  # noqa: ANN401
        """Score the roles, and note how far each cue was looked around."""
        self.account.near += [len(window.hidden)] * len(cues)
        return super().roles(window, cues)


def accounts(texts: list[str]) -> list[Account]:
    """Read the texts several times on one thread; give what each time took."""
    files = read_model()
    network = Counted(files.encoder, files.roles)
    network.account = Account()
    model = AttributionModel(network, load_tokenizer(files.tokenizer), files.settings, files.digest, threads=1)
    reader, documents = Reader(model, "bench"), list(map(document, texts))
    reader.read_all(documents[:2])
    found = []
    for _ in range(ROUNDS):
        network.account = Account(words=sum(len(text.split()) for text in texts))
        began = time.process_time()
        reader.read_all(documents)
        network.account.seconds = time.process_time() - began
        found.append(network.account)
    return found


def rate(products: dict[Shape, int], operation: str, threads: int = 1) -> float:
    """Give the operations a second of products in 8 bits, each thread taking all of them by itself."""
    sessions = {shape: (session(_graph(shape, operation)), _input(shape, operation)) for shape in products}
    least = dict.fromkeys(products, float("inf"))

    def take(shape: Shape) -> None:
        opened, given = sessions[shape]
        for _ in range(REPEATED):
            opened.run(None, given)

    with ThreadPoolExecutor(threads) as pool:
        for _ in range(ROUNDS):
            for shape in products:
                began = time.perf_counter() if threads > 1 else time.process_time()
                for _done in pool.map(take, [shape] * threads):
                    pass
                ended = time.perf_counter() if threads > 1 else time.process_time()
                least[shape] = min(least[shape], (ended - began) / REPEATED)
    return threads * operations(products) / sum(least[shape] * times for shape, times in products.items())


def shown(texts: list[str]) -> list[str]:
    """Measure, and give the lines to print: the account for a word piece, the ceilings, the shares."""
    read = accounts(texts)
    account = min(read, key=lambda each: each.seconds)
    spread = statistics.median(each.seconds for each in read) / account.seconds
    pieces, length = sum(account.windows), round(sum(n * n for n in account.windows) / sum(account.windows))
    stored, attended = layers(length), attention(length)
    alone = {part: rate(products, "MatMulInteger") for part, products in (("s", stored), ("a", attended))}
    whole = rate(stored, "DynamicQuantizeMatMul")
    both = rate(stored, "MatMulInteger", threads=2)
    total = account.stored + account.attended + account.roles
    flat = total / alone["s"]
    shaped = (account.stored + account.roles) / alone["s"] + account.attended / alone["a"]
    scaled = (account.stored + account.roles) / whole + account.attended / alone["a"]
    seconds, million, giga = account.seconds, 1e6 * pieces, 1e9
    fast = account.words / seconds
    return [
        f"{account.words:,} words in {seconds:.2f} s of one thread (median {spread:.2f} of it): {fast:,.0f} words/s",
        f"{len(account.windows)} windows, usually {length} word pieces; {total / account.words / 1e6:.0f} M a word",
        f"  operations a word piece read: {account.stored / million:.1f} million with stored weights",
        f"    {account.attended / million:.1f} of attention, {account.roles / million:.1f} of roles",
        f"products in 8 bits: {alone['s'] / giga:.0f} GOP/s with stored weights (two threads {both / giga:.0f})",
        f"  {alone['a'] / giga:.0f} GOP/s in the shapes of attention",
        f"with the input quantised and the result scaled: {whole / giga:.0f} GOP/s",
        f"of the ceiling, all operations at the rate of stored weights: {flat / seconds:.0%}",
        f"  each in its own shape: {shaped / seconds:.0%}; quantising and scaling counted in: {scaled / seconds:.0%}",
    ]


def _graph(shape: Shape, operation: str) -> bytes:
    """Write a graph of one product by a stored matrix in 8 bits; the attention's second factor is given, as it is."""
    from onnx import TensorProto, helper, numpy_helper

    several, _, inner, out = shape
    levels = np.random.default_rng(0).integers(-63, 64, (several, inner, out) if several > 1 else (inner, out))
    constants = [numpy_helper.from_array(levels.astype(np.int8), "levels")]
    inputs = [("x", TensorProto.UINT8)] if operation == "MatMulInteger" else [("x", TensorProto.FLOAT)]
    given, domain, result = ["x", "levels"], "", TensorProto.INT32
    if several > 1:
        constants, inputs = [], [*inputs, ("levels", TensorProto.INT8)]
    if operation == "DynamicQuantizeMatMul":
        scale, bias = (np.full(out, value, dtype=np.float32) for value in (0.01, 0.0))
        constants += [numpy_helper.from_array(scale, "scale"), numpy_helper.from_array(bias, "bias")]
        given, domain, result = ["x", "levels", "scale", "", "bias"], "com.microsoft", TensorProto.FLOAT
    node = helper.make_node(operation, given, ["y"], domain=domain)
    rank = 3 if several > 1 else 2
    graph = helper.make_graph(
        [node],
        "product",
        [helper.make_tensor_value_info(name, kind, [None] * rank) for name, kind in inputs],
        [helper.make_tensor_value_info("y", result, [None] * rank)],
        constants,
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    written: bytes = helper.make_model(graph, opset_imports=opsets, ir_version=10).SerializeToString()
    return written


def _input(shape: Shape, operation: str) -> dict[str, Any]:
    several, rows, inner, out = shape
    rng, kind = np.random.default_rng(1), np.uint8 if operation == "MatMulInteger" else np.float32
    size = (several, rows, inner) if several > 1 else (rows, inner)
    given: dict[str, Any] = {"x": rng.integers(0, 255, size).astype(kind)}
    if several > 1:
        given["levels"] = rng.integers(-127, 128, (several, inner, out)).astype(np.int8)
    return given
