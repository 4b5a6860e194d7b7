"""The shipped models, loaded and run: the only room that knows onnxruntime and tokenizers."""

from averment.inference.tagging import AttributionModel, Tagged, TaggedCue, load_model

__all__ = ["AttributionModel", "Tagged", "TaggedCue", "load_model"]
