"""Coverage-guided fuzzing of the parsers with atheris: `make fuzz`. What it finds becomes a test in `tests/capture`."""
