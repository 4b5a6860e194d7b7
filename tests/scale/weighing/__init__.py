"""Corpora weighed out of memory: the same relations as in memory, however the work is cut, killed or gone on with."""
