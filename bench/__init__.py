"""What reading costs, measured: `python -m bench`. Ratios are of one run on one machine; absolute numbers are noisy."""
