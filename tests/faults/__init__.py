"""A case under kills and under damage: slow runs, made by `make faults`, and a short one of each in every run."""
