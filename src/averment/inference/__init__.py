"""The shipped models, loaded and run: the only room that knows onnxruntime and tokenizers."""

from averment.inference.tagging import AttributionModel, Tagged, TaggedCue, load_model
from averment.inference.weighing import OnnxWeighingModel, load_weighing_model

__all__ = ["AttributionModel", "OnnxWeighingModel", "Tagged", "TaggedCue", "load_model", "load_weighing_model"]
