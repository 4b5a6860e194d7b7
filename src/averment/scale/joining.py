"""A Ray cluster to be in: one that is there already, or one on this machine, made for the run and gone after it.

In: an address. Out: how many actors to start. One made here speaks to nobody: it listens on 127.0.0.1 alone, and asks
nothing of the network. Nothing of Ray is imported before somebody asks for it.
"""

from __future__ import annotations

import logging
import os
import secrets
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from averment.errors import ClusterError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOST: Final = "127.0.0.1"
_STORE: Final = 128 * 2**20
"""Bytes of the object store of a cluster on this machine for each two actors: shards wait in it, of 32 MiB at most."""
_QUIET: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_DEDUP_LOGS_SKIP_REGEX": "(?s).",  # lines like these are not printed: all, also that a worker died
}
_NOWHERE: Final = "http://127.0.0.1:9"
_ALONE: Final = {
    # read when Ray is first imported; on Linux too, its processes then listen on 127.0.0.1 and not to the whole network
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    # its dashboard, even where there is to be none, asks the metadata service of three clouds where it is
    "http_proxy": _NOWHERE,
    "https_proxy": _NOWHERE,
    "all_proxy": _NOWHERE,
    "no_proxy": f"{_HOST},localhost",
}


@contextmanager
def joined(address: str, workers: int | None) -> Iterator[int]:
    """Join a cluster, or make one where the address is "", and leave it in the end; give how many actors to start.

    Raises `UsageError` where Ray is not installed, `ClusterError` where there is no cluster.
    """
    if address and Path(address).exists():
        message = "it is a file, and stands where --ray takes an address: put --ray at the end, or write --ray=ADDRESS"
        raise UsageError(message, subject=address)
    with ExitStack() as leaving:
        leaving.enter_context(_environment(_QUIET if address else _QUIET | _ALONE | _locked()))
        ray = _imported()
        where = {"address": address}
        if not address:
            from averment.inference.sessions import cores

            workers = workers or cores()
            where = _here(workers, leaving.enter_context(_room()))
        leaving.callback(ray.shutdown)
        try:
            with _hushed():
                ray.init(**where, log_to_driver=False, logging_level=logging.CRITICAL)
        except (ConnectionError, ValueError, RuntimeError, AssertionError) as error:
            message = f"no Ray cluster is to be had: {(str(error) or type(error).__name__).splitlines()[0]}"
            raise ClusterError(message, subject=address or None) from error
        if not address and ray.util.get_node_ip_address() != _HOST:
            message = "Ray was imported before, and would listen to the whole network: join a cluster by its address"
            raise ClusterError(message)
        _settle(ray)
        yield workers or max(1, int(ray.cluster_resources().get("CPU", 1)))


def _locked() -> dict[str, str]:
    """Make a password for a cluster: others on this machine reach 127.0.0.1 too, and Ray runs what it is sent."""
    return {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}


def _here(workers: int, room: str) -> dict[str, Any]:
    return {
        "address": "local",
        "num_cpus": workers,
        "num_gpus": 0,
        "include_dashboard": False,
        "object_store_memory": _STORE * (1 + workers // 2),
        "_node_ip_address": _HOST,
        "_temp_dir": room,
    }


def _room() -> tempfile.TemporaryDirectory[str]:
    """Make a folder for the files of a cluster, with a short path: that of a socket in it has at most 107 bytes."""
    short = "/tmp" if os.access("/tmp", os.W_OK) else None  # noqa: S108
    return tempfile.TemporaryDirectory(prefix="averment-", dir=short, ignore_cleanup_errors=True)


@contextmanager
def _environment(wanted: dict[str, str]) -> Iterator[None]:
    """Set variables, which the processes of a cluster inherit, for a while."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep what compiled code writes to standard error off the screen: Ray says that it will say nothing."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _imported() -> Any:  # noqa: ANN401  (Ray has no types of its own)
    try:
        import ray
        import ray.data
    except ImportError as error:
        message = 'Ray needs another package: pip install "averment[corpus,ray]"'
        raise UsageError(message) from error
    return ray


def _settle(ray: Any) -> None:  # noqa: ANN401
    """Let Ray Data say nothing, and pass on each row as it comes: a block is full with one."""
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.target_max_block_size = 1
