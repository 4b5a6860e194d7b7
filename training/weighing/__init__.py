"""From base encoder to the shipped weighing model: needs the `train` extra, is no part of the package."""
