"""Readings to ledger: copies, origins, claims, positions, figures. Pure: readings, judgements and models come in.

Nothing here reads a file, a clock or a database; the same readings and judgements give the same ledger, whatever their
order and however many there are at a time.
"""
