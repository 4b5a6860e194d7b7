"""A case weighed: what is derived of each document and pair is kept beside the case, and brought up to date when asked.

In: the readings and judgements of a case, a model. Out: a `Ledger`, the same for the same inputs, whatever was kept.
`standing` says what counts now, `kept` is the file (`weighing.sqlite`), `weigher` the order of steps.
"""
