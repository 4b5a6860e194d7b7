"""Scores, and the mistakes behind them, on small texts of our own."""
