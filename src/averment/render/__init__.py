"""Readings made into something to look at. One module a form; nothing here decides anything about a text."""
