"""The files of a model: checked against their digests before anything of them is used.

A model folder holds graphs, a file of settings, and `SHA256SUMS` over all that the model is made of (some of it beside
the folder: models share one tokenizer), in the format that `sha256sum --check` reads. Its own digest names the model.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from averment.errors import ModelError

SHIPPED: Final = Path(__file__).parents[1] / "models"
SUMS: Final = "SHA256SUMS"
FILES: Final = ("encoder.onnx", "reader.json", "roles.onnx", "tokenizer.json")

_Settings = TypeVar("_Settings")


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What decoding needs beside the weights.

    `window` and `overlap` in word pieces; `threshold` on the probability of a cue; `transitions` between role tags,
    from-to; `calibration` (slope, offset) turns the log-odds of a cue into those of a right attribution (Platt 1999).
    """

    window: int
    overlap: int
    threshold: float
    transitions: list[list[float]]
    calibration: tuple[float, float]


class ModelFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The checked bytes of a model and its name, `sha256:` and 64 hex digits."""

    digest: str
    encoder: bytes
    roles: bytes
    tokenizer: bytes
    settings: Settings


def read_model(folder: Path = SHIPPED) -> ModelFiles:
    """Read and check the files of the reader. Raises `ModelError` where one is missing or is not what it was."""
    digest, found = read_files(folder, FILES)
    return ModelFiles(
        digest=digest,
        encoder=found["encoder.onnx"],
        roles=found["roles.onnx"],
        tokenizer=found["tokenizer.json"],
        settings=settings_in(folder / "reader.json", found["reader.json"], Settings),
    )


def model_digest(folder: Path = SHIPPED) -> str:
    """Give the name of a model without reading it; its files are checked when it is loaded. Raises `ModelError`."""
    try:
        return f"sha256:{hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()}"
    except OSError as error:
        message = f"the model cannot be read: {error.strerror}"
        raise ModelError(message, subject=str(error.filename)) from error


def read_files(folder: Path, needed: tuple[str, ...]) -> tuple[str, dict[str, bytes]]:
    """Read the files that `SHA256SUMS` lists and those that are needed; give the model's name, and their bytes by name.

    Raises `ModelError` where one is missing, is not listed, or is not what it was.
    """
    try:
        sums = (folder / SUMS).read_bytes()
        found = {name: (folder / name).read_bytes() for name in sorted({*needed, *_listed(sums)})}
    except OSError as error:
        message = f"the model cannot be read: {error.strerror}"
        raise ModelError(message, subject=str(error.filename)) from error
    if sums != checksums(found):
        message = "the model's files do not match their SHA256SUMS"
        raise ModelError(message, subject=str(folder))
    return f"sha256:{hashlib.sha256(sums).hexdigest()}", found


def _listed(sums: bytes) -> list[str]:
    return [
        found.decode("ascii") for found in re.findall(rb"^[0-9a-f]{64}  ([\w./-]+)$", sums, re.MULTILINE | re.ASCII)
    ]


def settings_in(path: Path, data: bytes, kind: type[_Settings]) -> _Settings:
    """Decode the settings of a model. Raises `ModelError` where they are of another form."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as error:
        message = f"the settings of the model cannot be used: {error}"
        raise ModelError(message, subject=str(path)) from error


def checksums(files: dict[str, bytes]) -> bytes:
    """Give the lines of `SHA256SUMS` for files by name."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode("ascii")
