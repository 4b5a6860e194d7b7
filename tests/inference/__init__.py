"""The model as it is run."""
