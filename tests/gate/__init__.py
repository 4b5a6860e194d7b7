"""The accuracy gate: a small annotated set of our own, and the scores below which the reader may not fall."""
