"""What was typed after `averment read`, as inputs in order: files, the reports in a folder, standard input.

In: the arguments. Out: `Input`s, none of them opened yet. What cannot be read is an input too: it raises when loaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import Final

from averment.api import Input, input_of
from averment.cli.folders import files_below
from averment.errors import InputTooLargeError, MissingInputError
from averment.scale.inputs.folders import REPORTS

STANDARD_INPUT: Final = "(standard input)"


def inputs(arguments: Iterable[str]) -> Iterator[Input]:
    """Give what the arguments stand for, in the order typed; the files of a folder in the order of their paths."""
    for argument in arguments:
        if argument == "-":
            yield Input(STANDARD_INPUT, _standard_input)
        elif os.path.isdir(argument):  # noqa: PTH112  # False, not an error, for a name with a NUL in it
            yield from _folder(argument)
        else:
            yield input_of(argument)


def _folder(folder: str) -> Iterator[Input]:
    """Give the reports in a folder and in those below it."""
    nothing = f"this folder holds no report ({', '.join(REPORTS)})"
    return map(input_of, files_below(folder, lambda name: name.lower().endswith(REPORTS), nothing))


def _standard_input() -> bytes:
    from averment.capture import MAX_BYTES

    if sys.stdin is None:
        message = "it is closed"
        raise MissingInputError(message)
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: closed since we started
        message = "it cannot be read"
        raise MissingInputError(message) from error
    if len(data) > MAX_BYTES:
        message = f"it is larger than {MAX_BYTES:,} bytes"
        raise InputTooLargeError(message)
    return data
