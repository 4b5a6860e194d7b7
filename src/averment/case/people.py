"""Who acts, for the log. In: a name that a person gave, or none. Out: one line, bounded."""

from __future__ import annotations

from typing import Final

from averment.errors import UsageError

LONGEST: Final = 200
"""Code points of a name."""


def acting(by: str | None) -> str:
    """Give the name of who acts: the login name unless one is given. `UsageError` for what is no name on one line."""
    name = _login() if by is None else by.strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        message = f"a name is one line of up to {LONGEST} characters"
        raise UsageError(message, subject=ascii(name[:50]))
    return name


def _login() -> str:
    from getpass import getuser

    try:
        name = getuser()
    except (KeyError, OSError):  # a container without a user database
        return "unknown"
    return name if name.isprintable() and name else "unknown"
