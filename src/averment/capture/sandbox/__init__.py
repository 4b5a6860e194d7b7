"""Each file from outside is parsed in a process of its own: bounded, without network, without what it does not need.

What that is worth depends on the machine, so it is said with each file (`Sandbox.isolation`, and in a case's log):
`bwrap`  bubblewrap and the filter: no network, no other process, no file but those of Python and this package, nothing
         written, nothing started. A hole in the kernel is needed to get out.
`seccomp`  the filter: the same, but for files. Landlock hides them where the kernel has it (Linux 5.13); else what the
         person may read a parser may, though it has no way to send it anywhere but into its own document.
`limits`  resources alone, on other machines than x86-64 and AArch64: a runaway is stopped. It is no sandbox.
"""

from averment.capture.sandbox.sandbox import Sandbox, default_sandbox

__all__ = ["Sandbox", "default_sandbox"]
