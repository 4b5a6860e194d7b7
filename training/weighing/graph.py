"""The weighing network as ONNX, written with the reader's parts: texts of one length in, vectors and stances out.

Inputs `ids` and `types` (texts, tokens) int64; outputs `vector` (texts, size), at length 1, and `stance` (texts, 4)
before softmax. The head is kept in float: it is small. Where one encoder serves both uses the graph gives both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from onnx import ModelProto, TensorProto, helper

from training.graph import LAYERS, Graph, layer, norm
from training.weighing.examples import STANCES
from training.weighing.levels import LevelGraph

if TYPE_CHECKING:
    from training.graph import Weights
    from training.weighing.levels import Reach


def encoder(weights: Weights, reach: Reach | None = None) -> ModelProto:
    """Write the encoder and what is read off it: `vector` always, `stance` where the weights have a head.

    In 8 bits where the `reach` of what goes into its layers is given, else in float.
    """
    g = LevelGraph(reach)
    x = _embeddings(g, weights)
    for number in range(LAYERS):
        x = layer(g, weights, x, f"enc.encoder.layer.{number}")
    size = weights["enc.embeddings.LayerNorm.weight"].shape[0]
    tokens = g.constant("axis.tokens", np.array([1], np.int64))
    mean = g.add("ReduceMean", x, tokens, keepdims=0)
    g.add("LpNormalization", mean, out="vector", axis=-1, p=2)
    outputs = [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["texts", size])]
    if "head.weight" in weights:
        first = g.add("Squeeze", g.add("Gather", x, g.constant("first", np.array([0], np.int64)), axis=1), tokens)
        plain = Graph(quantised=False)
        plain.nodes, plain.constants = g.nodes, g.constants
        plain.linear(g.add("Concat", first, mean, axis=-1), "head", weights, out="stance")
        outputs.append(helper.make_tensor_value_info("stance", TensorProto.FLOAT, ["texts", len(STANCES)]))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["texts", "tokens"]) for n in ("ids", "types")]
    return g.model("weighing", inputs, outputs)


def _embeddings(g: Graph, weights: Weights) -> str:
    words = g.table("words", weights["enc.embeddings.word_embeddings.weight"], "ids")
    types = g.add("Gather", g.constant("types.table", weights["enc.embeddings.token_type_embeddings.weight"]), "types")
    places = g.constant("places", weights["enc.embeddings.position_embeddings.weight"])
    zero, end = g.constant("zero", np.array([0], np.int64)), g.add("Shape", "ids", start=1)
    x = g.add("Add", g.add("Add", words, types), g.add("Slice", places, zero, end))
    return norm(g, weights, x, "enc.embeddings.LayerNorm")
