"""The files of the model are checked before they are used."""

import shutil
from pathlib import Path

import pytest

from averment.errors import ModelError
from averment.inference.shipped import SHIPPED, SUMS, checksums, read_model


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the shipped model."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


def test_the_shipped_model_is_whole() -> None:
    """The package's own model passes its own check and has a name."""
    assert read_model().digest.startswith("sha256:")


@pytest.mark.parametrize("name", ["encoder.onnx", "roles.onnx", "tokenizer.json", "reader.json"])
def test_a_changed_byte_is_found(copy: Path, name: str) -> None:
    """One flipped bit in any file is an error that names the folder."""
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    with pytest.raises(ModelError, match="do not match"):
        read_model(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    """The error says which file is gone."""
    (copy / "roles.onnx").unlink()
    with pytest.raises(ModelError, match=r"roles\.onnx"):
        read_model(copy)


def test_settings_that_make_no_sense_are_an_error(copy: Path) -> None:
    """Settings with right digests but wrong content are refused, not guessed at."""
    (copy / "reader.json").write_text('{"window": "wide"}')
    files = {n: (copy / n).read_bytes() for n in ("encoder.onnx", "roles.onnx", "tokenizer.json", "reader.json")}
    (copy / SUMS).write_bytes(checksums(files))
    with pytest.raises(ModelError, match="settings"):
        read_model(copy)
