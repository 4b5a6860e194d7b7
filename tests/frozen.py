"""`averment` with a clock, a key and an isolation that stand still, so that a page of documentation can be run again.

Nothing else is changed: what is printed is what the commands print. Who acts is `ana`.
"""

from __future__ import annotations

import os
import secrets
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from averment.capture.sandbox import Sandbox
from averment.cli import main
from averment.custody.keys import Signer

NOW = "2031-03-14T09:26:00Z"
CASE = "5d1c0a7be93f46d28a6b0e9d4c7f2135"

if __name__ == "__main__":
    os.environ["AVERMENT_BY"] = "ana"
    random, names = secrets.token_hex, iter([CASE])  # the first one is the case's, where one is made
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    with (
        patch("averment.case.case.now", lambda: NOW),
        patch("averment.case.store.now", lambda: NOW),
        patch("averment.case.judging.now", lambda: NOW),
        patch("averment.case.sources._time", lambda _: NOW),  # when a file was last changed differs in each checkout
        patch("secrets.token_hex", lambda size=None: next(names, None) or random(size)),
        patch.object(Signer, "generate", lambda name: Signer(name, key)),
        patch.object(Sandbox, "isolation", "bwrap"),
    ):
        main()
