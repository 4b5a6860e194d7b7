"""The files of a model: checked against their digests before anything of them is used.

A model folder holds `encoder.onnx`, `roles.onnx`, `tokenizer.json`, `reader.json` (what decoding needs) and
`SHA256SUMS` over them, in the format that `sha256sum --check` reads. The digest of `SHA256SUMS` names the model.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import msgspec

from averment.errors import ModelError

SHIPPED: Final = Path(__file__).parents[1] / "models"
SUMS: Final = "SHA256SUMS"
FILES: Final = ("encoder.onnx", "reader.json", "roles.onnx", "tokenizer.json")


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
    """Read and check the files of a model. Raises `ModelError` where one is missing or is not what it was."""
    try:
        sums = (folder / SUMS).read_bytes()
        found = {name: (folder / name).read_bytes() for name in FILES}
    except OSError as error:
        message = f"the model cannot be read: {error.strerror}"
        raise ModelError(message, subject=str(error.filename)) from error
    if sums != checksums(found):
        message = "the model's files do not match their SHA256SUMS"
        raise ModelError(message, subject=str(folder))
    try:
        settings = msgspec.json.decode(found["reader.json"], type=Settings)
    except msgspec.DecodeError as error:
        message = f"the settings of the model cannot be used: {error}"
        raise ModelError(message, subject=str(folder / "reader.json")) from error
    return ModelFiles(
        digest=f"sha256:{hashlib.sha256(sums).hexdigest()}",
        encoder=found["encoder.onnx"],
        roles=found["roles.onnx"],
        tokenizer=found["tokenizer.json"],
        settings=settings,
    )


def checksums(files: dict[str, bytes]) -> bytes:
    """Give the lines of `SHA256SUMS` for files by name."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode("ascii")
