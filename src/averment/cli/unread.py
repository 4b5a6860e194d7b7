"""What could not be read: a line on standard error each, and an object in the file of `--report`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from averment import errors
from averment.cli.failures import line, say
from averment.errors import AvermentError, InputError, UsageError
from averment.scale.inputs.unread import error_row
from averment.values import Addition, to_json

Log: TypeAlias = Callable[[str, AvermentError], None]


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """One file that could not be read: which, the kind of error, what is wrong with it and what to do."""

    format: Literal["averment.failure/1"] = "averment.failure/1"
    file: str
    error: str
    message: str
    advice: str


@contextmanager
def unread_log(path: str | None) -> Iterator[Log]:
    """Give what to call with each failure. The file is there, empty, even where everything could be read."""
    if path is None:
        yield lambda _, error: say(line(error))
        return
    try:
        with Path(path).open("wb", buffering=0) as file:

            def log(name: str, error: AvermentError) -> None:
                say(line(error))
                file.write(to_json(_failure(name, error)) + b"\n")

            yield log
    except (OSError, ValueError) as error:
        message = f"the report cannot be written: {getattr(error, 'strerror', None) or error}"
        raise UsageError(message, subject=path) from error


def error_of(addition: Addition) -> AvermentError | None:
    """Give what went wrong with an added file as the error that it was; `None` where nothing did."""
    if addition.error is None:
        return None
    named = getattr(errors, addition.error, None)
    kind = named if isinstance(named, type) and issubclass(named, AvermentError) else InputError
    return kind(addition.message or "it could not be read", subject=addition.name)


def _failure(name: str, error: AvermentError) -> Failure:
    row = error_row(name, error)
    return Failure(file=row.name, error=row.error, message=row.message, advice=row.advice)
