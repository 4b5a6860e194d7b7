"""Corpora read on a Ray cluster."""
