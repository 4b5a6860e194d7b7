"""What runs in the process of a parser: it gives up all it does not need, then parses one file.

In: the descriptors of a file and of a pipe, what is known of the file. Out: frames on the pipe (`wire`), an exit code.
Nothing of the file is looked at before the process is confined, not even to tell its format.
"""

from __future__ import annotations

import mmap
import os
import signal
import sys
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, NoReturn, TypeAlias

from averment.capture import formats
from averment.capture.found import Wanted
from averment.capture.kinds import SNIFFED, is_html
from averment.capture.sandbox import confine, landlock, wire
from averment.errors import InputError, MalformedInputError, ParserLimitError, UnforeseenInputError

if TYPE_CHECKING:
    from averment.capture.formats import Format, Parser
    from averment.capture.found import Bytes, Found, Given
    from averment.capture.sandbox.wire import Setup

Needed: TypeAlias = "Format | Literal['page']"
"""What a file needs to be loaded: its format's modules; for HTML more than for other text."""

NEEDED: Final[tuple[Needed, ...]] = (*formats.MODULES, "page")
LOAD: Final = 64
"""With the exit code `LOAD` and more a process asks for `NEEDED[code - LOAD]` to be loaded before it is forked."""

_HELD: Final = 16 * 2**20  # bytes of a file that is read; a larger one is mapped
_OUT_OF_MEMORY: Final = wire.encode_failure(ParserLimitError.__name__, "its parser needed more memory than it may have")

parsers: dict[Format, Parser] = {}
"""The parsers that were loaded so far, here or in the nursery that this process was forked from."""


class Work(NamedTuple):
    """One file: descriptors of it and of the pipe for what is found, an own empty folder, and what is known or wanted.

    `rules` is the descriptor of what may be seen (`landlock`), where that is bounded so.
    """

    file: int
    results: int
    folder: str
    asked: Given | Wanted
    rules: int | None


def run(work: Work, setup: Setup, loaded: set[Needed], nursery: int) -> NoReturn:
    """Parse one file in this process, which was forked for it from the process `nursery`, and end it."""
    code = 1
    try:
        _leave(work, nursery)
        size = os.fstat(work.file).st_size
        confine.bound(setup.limits, mapped=size)
        confine.harden()
        hidden = work.rules is None or landlock.put_on(work.rules)
        if hidden and (not setup.filtered or confine.filter_calls()):
            code = _answer(work, setup, loaded, size)
    finally:
        os._exit(code)


def parser(form: Format, setup: Setup) -> Parser:
    """Load the parser of a format: ours, or the one that the setup has in its place."""
    if form not in parsers:
        parsers[form] = _from_file(setup.parsers[form]) if form in setup.parsers else formats.parser(form)
    return parsers[form]


def _leave(work: Work, nursery: int) -> None:
    """Let go of the nursery: its session, its signals, its folder, its descriptors."""
    confine.die_with(nursery)
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(work.folder)
    kept = sorted({0, 1, 2, work.file, work.results} | ({work.rules} if work.rules else set()))
    for first, after in zip(kept, [*kept[1:], 1 << 16], strict=True):
        os.closerange(first + 1, after)


def _answer(work: Work, setup: Setup, loaded: set[Needed], size: int) -> int:
    """Write what is found, then the end or an error; give the exit code."""
    try:
        data = _bytes(work.file, size)
        form = formats.format_of(data)
        needed = _needed(data, form)
        if needed not in loaded:
            return LOAD + NEEDED.index(needed)
        if isinstance(work.asked, Wanted):
            _write_drawn(work.results, data, form, work.asked)
        else:
            for found in parser(form, setup)(data, work.asked):
                _write_found(work.results, found)
        last = wire.END
    except MemoryError:
        last = _OUT_OF_MEMORY
    except InputError as error:
        last = wire.encode_failure(type(error).__name__, error.message)
    except Exception as error:  # noqa: BLE001  (whatever a parser raises must not be taken for its death)
        message = f"the program failed on it ({type(error).__name__}: {error})"
        last = wire.encode_failure(UnforeseenInputError.__name__, message)
    _write(work.results, last)
    return 0


def _bytes(file: int, size: int) -> Bytes:
    return mmap.mmap(file, size, access=mmap.ACCESS_READ) if size > _HELD else os.pread(file, size, 0)


def _needed(data: Bytes, form: Format) -> Needed:
    return "page" if form == "text" and is_html(data[:SNIFFED].decode("latin-1")) else form


def _write_found(results: int, found: Found) -> None:
    head, body = wire.encode_found(found)
    _write(results, head)
    _write(results, body)


def _write_drawn(results: int, data: Bytes, form: Format, wanted: Wanted) -> None:
    if form != "pdf":
        message = "it is no PDF, and has no pages to look at"
        raise MalformedInputError(message)
    from averment.capture.pdf.picture import picture

    head, body = wire.encode_drawn(picture(data[:], wanted))
    _write(results, head)
    _write(results, body)


def _write(results: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(results, rest) :]


def _from_file(path: str) -> Parser:
    spec = spec_from_file_location("averment_parser_in_place", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    found: Parser = module.parse
    return found
