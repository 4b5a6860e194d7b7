"""How the shipped weights are made: corpora in, int8 ONNX, model card and digests out. Not part of the wheel."""
