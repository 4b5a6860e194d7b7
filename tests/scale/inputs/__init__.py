"""The inputs of a corpus."""
