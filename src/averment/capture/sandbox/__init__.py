"""Each file from outside is parsed in a process of its own: bounded, without network, without what it does not need."""

from averment.capture.sandbox.sandbox import Sandbox, default_sandbox

__all__ = ["Sandbox", "default_sandbox"]
