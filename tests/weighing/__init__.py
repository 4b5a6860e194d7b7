"""Weighing: what holds for copies, origins, claims, positions, figures."""
