"""Where the desk is: the address it listens on, and what follows from that for browsers.

In: a host and a port. Out: the link, the names by which browsers may ask for it, the name of its cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

HERE: Final = ("127.0.0.1", "::1", "localhost")
"""What reaches this machine alone."""
_EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104  # recognised, not chosen
_HTTP: Final = 80


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a desk listens. `host` is an address or a name as it was typed; `names` are those that the machine has."""

    host: str
    port: int
    names: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        """Tell whether it can be reached from this machine alone."""
        return self.host in HERE

    @property
    def everywhere(self) -> bool:
        """Tell whether it listens on every address that the machine has."""
        return self.host in _EVERYWHERE

    @property
    def url(self) -> str:
        """Give the address for a browser on this machine, without a slash at its end."""
        return f"http://{self._with_port(HERE[0] if self.everywhere else self.host)}"

    @property
    def cookie(self) -> str:
        """Name the cookie. It has the port: browsers send the cookies of a host to all of its ports."""
        return f"averment-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """Give each `Host` under which the desk answers. A name that is not among them may be made to lead here.

        Where it listens on every address, those that requests come in on are among them, too (`security.host`).
        """
        names = (*HERE, *self.names) if self.local or self.everywhere else (self.host, *self.names)
        return frozenset(self._with_port(name.lower()) for name in names) | (
            frozenset(_bracketed(name.lower()) for name in names) if self.port == _HTTP else frozenset()
        )

    def _with_port(self, name: str) -> str:
        return f"{_bracketed(name)}:{self.port}"


def _bracketed(name: str) -> str:
    """Write an address of IPv6 as it stands in a URL (RFC 3986, section 3.2.2)."""
    return f"[{name}]" if ":" in name else name
