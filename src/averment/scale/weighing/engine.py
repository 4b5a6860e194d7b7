"""DuckDB as weighing uses it: what sorts, joins and counts over Parquet, within a limit of memory, without a network.

In: a folder for what does not fit into memory, limits. Out: a connection. No extension is looked for or loaded: those
that read Parquet are part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from averment.errors import CorpusError, UsageError

LEAST: Final = 64 * 2**20
"""Bytes that DuckDB needs to sort anything."""


def needs_duckdb() -> None:
    """Check that corpora can be weighed. Raises `UsageError` that says what to install."""
    try:
        import duckdb
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        message = 'weighing a corpus needs other packages: pip install "averment[corpus]"'
        raise UsageError(message) from error
    del duckdb


@contextmanager
def engine(temporary: Path, memory: int, threads: int) -> Iterator[Any]:
    """Open DuckDB with so many bytes of memory; what is more goes to files in `temporary`. Raises `CorpusError`."""
    needs_duckdb()
    import duckdb

    temporary.mkdir(parents=True, exist_ok=True)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "memory_limit": f"{max(LEAST, memory) // 2**20}MiB",
        "temp_directory": str(temporary),
        "threads": str(threads),
    }
    connection = duckdb.connect(":memory:", config=settings)
    try:
        connection.execute("SET enable_progress_bar = false")
        yield connection
    except duckdb.OutOfMemoryException as error:
        message = "there is not enough memory for it: give it more with --memory"
        raise CorpusError(message) from error
    except duckdb.Error as error:
        message = f"its tables cannot be read, or there is no room on the disk: {str(error).partition(chr(10))[0]}"
        raise CorpusError(message) from error
    finally:
        connection.close()


def tables(paths: Iterable[Path]) -> str:
    """Give what stands for some Parquet files in a query."""
    return f"read_parquet([{', '.join(map(quoted, paths))}])"


def quoted(path: Path) -> str:
    """Give a path as it is written in a query."""
    return "'" + str(path).replace("'", "''") + "'"
