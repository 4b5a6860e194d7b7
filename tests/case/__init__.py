"""Tests of a case on disk."""
