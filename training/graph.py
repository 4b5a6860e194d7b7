"""The network as ONNX graphs, written node by node from its weights: no exporter, no tracing, fused operators.

Two graphs: `encoder` (word pieces of one window to vectors, cue scores and the word-piece half of the role head) and
`roles` (one window's vectors and its cues to role scores). A window runs alone, unpadded: dynamic quantisation takes
its scale from the whole input, so a window that shared a batch would depend on its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

from averment.inference.network import CUE_TAGS, ROLE_TAGS, UNKNOWN
from training.network import WIDTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Weights = dict[str, NDArray[np.float32]]

OPSET = 20
HEADS = 12
EPSILON = 1e-12
LAYERS = 6
WEIGHT_LEVELS = 63  # seven bits: products of two pairs then fit 16 bits, so machines without VNNI give the same numbers


class Graph:
    """Collects nodes and initialisers; each method adds one operation and gives the name of its result."""

    def __init__(self, *, quantised: bool) -> None:
        self.quantised = quantised
        self.nodes: list[object] = []
        self.constants: list[TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Store an array."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def shared(self, name: str, value: NDArray[np.generic]) -> str:
        """Store an array that several nodes use, once."""
        known = any(constant.name == name for constant in self.constants)
        return name if known else self.constant(name, value)

    def add(self, operation: str, *inputs: str, out: str | None = None, domain: str = "", **attributes: object) -> str:
        """Add a node with one result."""
        out = out or f"{operation}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [out], domain=domain, **attributes))
        return out

    def halves(self, x: str) -> tuple[str, str]:
        """Split the columns of a matrix into two halves."""
        names = (f"Split_{len(self.nodes)}_0", f"Split_{len(self.nodes)}_1")
        self.nodes.append(helper.make_node("Split", [x], list(names), axis=1, num_outputs=2))
        return names

    def fused(self, operation: str, *inputs: str, out: str | None = None, **attributes: object) -> str:
        """Add a node of the runtime's own operators."""
        return self.add(operation, *inputs, out=out, domain="com.microsoft", **attributes)

    def linear(self, x: str, name: str, weights: Weights, *, out: str | None = None) -> str:
        """Multiply by a stored matrix (kept as in PyTorch, outputs first) and add the bias; 8-bit where quantised."""
        return self.matmul(x, name, weights[f"{name}.weight"].T, weights[f"{name}.bias"], out=out)

    def matmul(
        self,
        x: str,
        name: str,
        matrix: NDArray[np.float32],
        bias: NDArray[np.float32] | None,
        *,
        out: str | None = None,
    ) -> str:
        """Multiply by `matrix` (inputs first) and add `bias`; only a graph in 8 bits can do without."""
        offset = "" if bias is None else self.constant(f"{name}.bias", bias)
        if not self.quantised:
            return self.add("Add", self.add("MatMul", x, self.constant(f"{name}.matrix", matrix)), offset, out=out)
        scale = np.maximum(np.abs(matrix).max(0), 1e-12) / WEIGHT_LEVELS
        levels = np.rint(matrix / scale).astype(np.int8)
        parts = (self.constant(f"{name}.levels", levels), self.constant(f"{name}.scale", scale.astype(np.float32)))
        return self.fused("DynamicQuantizeMatMul", x, *parts, "", offset, out=out)

    def table(self, name: str, rows: NDArray[np.float32], index: str) -> str:
        """Look up rows; 8-bit with a scale a row where quantised."""
        if not self.quantised:
            return self.add("Gather", self.constant(name, rows), index)
        scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-12) / 127
        levels = self.constant(name, np.rint(rows / scale).astype(np.int8))
        found = self.add("Cast", self.add("Gather", levels, index), to=TensorProto.FLOAT)
        return self.add(
            "Mul", found, self.add("Gather", self.constant(f"{name}.scale", scale.astype(np.float32)), index)
        )

    def model(self, name: str, inputs: list[object], outputs: list[object]) -> ModelProto:
        """Close the graph and check it."""
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name="averment", ir_version=10)
        checker.check_model(model)
        return model


def encoder(weights: Weights, *, quantised: bool) -> ModelProto:
    """Write the encoder: `ids`, `case`, `gap`, `quote` (int64) to `hidden`, `cue`, `token`; a row a word piece."""
    g = Graph(quantised=quantised)
    x = _embeddings(g, weights)
    for number in range(LAYERS):
        x = layer(g, weights, x, f"encoder.encoder.layer.{number}")
    axes = g.constant("window", np.array([0], np.int64))
    hidden = g.add("Squeeze", x, axes, out="hidden")
    plain = Graph(quantised=False)
    plain.nodes, plain.constants = g.nodes, g.constants
    plain.linear(hidden, "cue", weights, out="cue")
    g.linear(hidden, "roles.token", weights, out="token")
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["tokens"]) for n in ("ids", "case", "gap", "quote")]
    size = weights["cue.weight"].shape[1]
    outputs = [
        helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["tokens", size]),
        helper.make_tensor_value_info("cue", TensorProto.FLOAT, ["tokens", len(CUE_TAGS)]),
        helper.make_tensor_value_info("token", TensorProto.FLOAT, ["tokens", 2 * WIDTH]),
    ]
    return g.model("encoder", inputs, outputs)


def _embeddings(g: Graph, weights: Weights) -> str:
    words = g.table("words", weights["encoder.embeddings.word_embeddings.weight"], "ids")
    for name in ("case", "gap", "quote"):
        words = g.add("Add", words, g.add("Gather", g.constant(f"{name}.table", weights[f"{name}.weight"]), name))
    always = weights["encoder.embeddings.token_type_embeddings.weight"][0] + weights["style.weight"][UNKNOWN]
    places = g.constant("places", weights["encoder.embeddings.position_embeddings.weight"] + always)
    zero, length = g.constant("zero", np.array([0], np.int64)), g.add("Shape", "ids")
    x = g.add("Add", words, g.add("Slice", places, zero, length))
    x = g.add("Unsqueeze", x, zero)
    return norm(g, weights, x, "encoder.embeddings.LayerNorm")


def layer(g: Graph, weights: Weights, x: str, name: str) -> str:
    """Add one layer of the encoder, (windows, tokens, size) to the same."""
    projections = [g.linear(x, f"{name}.attention.self.{part}", weights) for part in ("query", "key", "value")]
    attended = g.fused("MultiHeadAttention", *projections, num_heads=HEADS)
    joined = g.linear(attended, f"{name}.attention.output.dense", weights)
    x = norm(g, weights, g.add("Add", joined, x), f"{name}.attention.output.LayerNorm")
    wide = g.fused("Gelu", g.linear(x, f"{name}.intermediate.dense", weights))
    back = g.linear(wide, f"{name}.output.dense", weights)
    return norm(g, weights, g.add("Add", back, x), f"{name}.output.LayerNorm")


def norm(g: Graph, weights: Weights, x: str, name: str, epsilon: float = EPSILON) -> str:
    """Add a layer's normalisation."""
    scale, shift = (g.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias"))
    return g.add("LayerNormalization", x, scale, shift, axis=-1, epsilon=epsilon)


def roles(weights: Weights) -> ModelProto:
    """Write the role head: `token`, `anchor` and `bucket` to `role` (cues, tokens, tags).

    `token` is (tokens, 2·WIDTH), `anchor` (cues, size), `bucket` (cues, tokens) int64. Kept in float: it is small, and
    its scores decide boundaries.
    """
    g = Graph(quantised=False)
    first, middle, last = (g.constant(f"axis.{i}", np.array([i], np.int64)) for i in range(3))
    token_sum, token_factor = g.halves("token")
    anchor_sum, anchor_factor = g.halves(g.linear("anchor", "roles.anchor", weights))
    sums, factors = g.add("Unsqueeze", anchor_sum, middle), g.add("Unsqueeze", anchor_factor, last)
    distance = g.add("Gather", g.constant("distance", weights["roles.distance.weight"]), "bucket")
    added = g.fused("Gelu", g.add("Add", g.add("Add", distance, g.add("Unsqueeze", token_sum, first)), sums))
    narrow = weights["roles.narrow.weight"].T
    # (token · anchor) W is token (anchor · W): so the product for every word piece of every cue is never laid out
    left = g.add("MatMul", added, g.constant("narrow.added", narrow[:WIDTH]))
    turned = g.add("Mul", factors, g.constant("narrow.multiplied", narrow[WIDTH:]))
    right = g.add("MatMul", g.add("Unsqueeze", token_factor, first), turned)
    x = g.fused(
        "Gelu", g.add("Add", g.add("Add", left, right), g.constant("narrow.bias", weights["roles.narrow.bias"]))
    )
    x = g.add("Transpose", x, perm=[0, 2, 1])
    for name, dilation in (("near", 1), ("far", 4)):
        kernel = [g.constant(f"{name}.{p}", weights[f"roles.{name}.{p}"]) for p in ("weight", "bias")]
        padding = [2 * dilation] * 2
        convolved = g.add("Conv", x, *kernel, dilations=[dilation], pads=padding, kernel_shape=[5])
        x = g.add("Add", x, g.fused("Gelu", convolved))
    x = norm(g, weights, g.add("Transpose", x, perm=[0, 2, 1]), "roles.norm", 1e-5)
    g.linear(x, "roles.out", weights, out="role")
    inputs = [
        helper.make_tensor_value_info("token", TensorProto.FLOAT, ["tokens", 2 * WIDTH]),
        helper.make_tensor_value_info("anchor", TensorProto.FLOAT, ["cues", weights["roles.anchor.weight"].shape[1]]),
        helper.make_tensor_value_info("bucket", TensorProto.INT64, ["cues", "tokens"]),
    ]
    outputs = [helper.make_tensor_value_info("role", TensorProto.FLOAT, ["cues", "tokens", len(ROLE_TAGS)])]
    return g.model("roles", inputs, outputs)
