"""What a verification found. "Not checked" never looks like "passed"."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

State: TypeAlias = Literal["passed", "failed", "not checked"]


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at. `found` says in a sentence what came out, `advice` what to do about it.

    `subjects` names the entries, objects or files concerned, the first hundred of them.
    """

    name: str
    state: State
    found: str
    advice: str | None = None
    subjects: tuple[str, ...] = ()


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """The checks of a case or a sealed bag, and the head of its log that they were made against."""

    format: Literal["averment.verification/1"] = "averment.verification/1"
    subject: str
    size: int | None = None
    root: str | None = None
    checks: tuple[Check, ...]

    @property
    def state(self) -> State:
        """Give the worst state: `failed` where any check failed, `passed` only where all did."""
        states = {check.state for check in self.checks}
        return next((state for state in ("failed", "not checked") if state in states), "passed")
