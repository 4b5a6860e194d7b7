"""What a person sees who types statements into Python, one after the other.

In: on standard input a JSON list of statements. Out: on standard output a JSON list of what each prints, a traceback
where one fails.
"""

from __future__ import annotations

import io
import json
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout


def typed(statements: list[str]) -> list[str]:
    """Run statements in one Python; give what each prints."""
    names: dict[str, object] = {"__name__": "__main__"}
    printed = []
    for statement in statements:
        seen = io.StringIO()
        with redirect_stdout(seen), redirect_stderr(seen):
            try:
                exec(compile(statement, "<page>", "single"), names)  # noqa: S102  # pages of ours
            except Exception:  # noqa: BLE001  # the page shows it, or the test does
                traceback.print_exc()
        printed.append(seen.getvalue())
    return printed


if __name__ == "__main__":
    sys.stdout.write(json.dumps(typed(json.load(sys.stdin))))
