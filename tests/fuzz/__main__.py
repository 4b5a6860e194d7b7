"""`python -m tests.fuzz FORMAT SECONDS`: look for bytes that a parser does not stand.

A finding is anything but an `InputError`; a document whose parts do not lie within its text; an input that takes more
than ten seconds or two gigabytes; any attempt to write a file, to start a process or to open a connection. The bytes
of a finding are left in `.fuzz/FORMAT/`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final

import atheris

with atheris.instrument_imports(include=["averment.capture", "docx", "warcio", "email", "zipfile"]):
    from averment.capture import formats
    from averment.capture.found import Given, Made
    from averment.errors import InputError
    from tests.fuzz.seeds import FORMATS, PACKED, seeds

FOLDER: Final = Path(".fuzz")
_FORBIDDEN: Final = ("os.mkdir", "os.remove", "os.rename", "os.symlink", "os.link", "socket.", "subprocess.", "os.exec")
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main() -> None:
    """Make the corpus, and fuzz until the time is up."""
    form, limit = sys.argv[1], sys.argv[2]
    corpus = FOLDER / form / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(form)):
        (corpus / f"seed-{number}").write_bytes(seed)
    parse, packed = formats.parser(FORMATS[form]), PACKED.get(form, bytes)
    consume(parse, packed(seeds(form)[0]))  # what is imported and read once is so before the guard stands
    options = [f"-max_total_time={limit}", "-timeout=10", "-rss_limit_mb=2048", f"-artifact_prefix={FOLDER / form}/"]
    atheris.Setup([sys.argv[0], str(corpus), *options, "-max_len=65536"], lambda data: guarded(parse, packed(data)))
    sys.addaudithook(forbid)
    atheris.Fuzz()


def guarded(parse: formats.Parser, data: bytes) -> None:
    """Parse one input under the guard."""
    global _guarding  # noqa: PLW0603  # a hook of the interpreter cannot be taken off again
    _guarding = True
    try:
        consume(parse, data)
    finally:
        _guarding = False


def consume(parse: formats.Parser, data: bytes) -> None:
    """Parse one input to its end; an `InputError` is an answer."""
    try:
        for found in parse(data, Given(name="fuzz")):
            if isinstance(found, Made):
                _check(found)
    except InputError:
        return


def _check(made: Made) -> None:
    text, before = made.capture.document.text, 0
    text.encode()
    for segment in made.capture.document.segments:
        start, end = segment.span
        assert before <= start < end <= len(text), segment
        before = end


_guarding = False


def forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what no parser may do."""
    if not _guarding:
        return
    if event.startswith(_FORBIDDEN) or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES):
        message = f"a parser tried {event} {arguments!r:.200}"
        raise RuntimeError(message)


if __name__ == "__main__":
    main()
