"""Vectors and stances: the same numbers for the same text, whatever runs beside it; a damaged model is refused."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from averment import api
from averment.errors import ModelError
from averment.inference import OnnxWeighingModel, load_weighing_model
from averment.inference.shipped import SUMS, checksums
from averment.inference.weighing import SETTINGS, TOKENIZER
from tests.inference.tiny import SIZE, graph, seal, write_tiny

WORDS = st.text(alphabet="abcdefg 0123é’\n", max_size=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a tiny model."""
    return write_tiny(tmp_path_factory.mktemp("models") / "weighing")


@pytest.fixture(scope="module")
def model(folder: Path) -> OnnxWeighingModel:
    """Give a tiny model on one thread."""
    return load_weighing_model(folder, threads=1)


@pytest.fixture(scope="module")
def wide(folder: Path) -> OnnxWeighingModel:
    """Give the same model on three threads."""
    return load_weighing_model(folder, threads=3)


@given(texts=st.lists(WORDS, max_size=80))
def test_vectors_depend_on_the_text_alone(model: OnnxWeighingModel, wide: OnnxWeighingModel, texts: list[str]) -> None:
    """Alone or together, in any order, repeated, on any number of threads: the same bits, of length 1."""
    alone = [model.embed([text])[0] for text in texts]
    together = wide.embed([*texts, *reversed(texts)])
    assert together.dtype == np.float32
    assert together.shape == (2 * len(texts), SIZE)
    assert np.array_equal(together, np.array([*alone, *reversed(alone)]).reshape(-1, SIZE))
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-6)


@given(pairs=st.lists(st.tuples(WORDS, WORDS), max_size=80))
def test_stances_depend_on_the_pair_alone(
    model: OnnxWeighingModel, wide: OnnxWeighingModel, pairs: list[tuple[str, str]]
) -> None:
    """Alone or together, in any order, repeated, on any number of threads: the same bits, each row summing to 1."""
    alone = [model.stances([pair])[0] for pair in pairs]
    together = wide.stances([*reversed(pairs), *pairs])
    assert np.array_equal(together, np.array([*reversed(alone), *alone]).reshape(-1, 4))
    assert np.allclose(together.sum(1), 1, atol=1e-6)
    assert (together >= 0).all()


def test_a_pair_is_not_its_reverse(model: OnnxWeighingModel) -> None:
    """Which of the two is the proposition matters."""
    first, second = model.stances([("the bridge fell", "nobody was hurt"), ("nobody was hurt", "the bridge fell")])
    assert not np.allclose(first, second)


def test_equal_texts_are_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand copies of a sentence cost as much as one."""
    model = load_weighing_model(folder, threads=2)
    read: list[str] = []
    alone = model._vector

    def counted(text: str) -> NDArray[np.float32]:
        read.append(text)
        return alone(text)

    monkeypatch.setattr(model, "_vector", counted)
    found = model.embed(["The bridge fell."] * 1000 + ["Nobody was hurt."])
    assert sorted(read) == ["Nobody was hurt.", "The bridge fell."]
    assert (found[:1000] == found[0]).all()


def test_the_case_of_letters_is_not_looked_at(model: OnnxWeighingModel) -> None:
    """The vocabulary is of small letters: a headline in capitals has the vector of the sentence."""
    first, second = model.embed(["THE BRIDGE FELL", "the bridge fell"])
    assert np.array_equal(first, second)


def test_a_long_text_is_read_to_its_limit(model: OnnxWeighingModel) -> None:
    """What comes after the most word pieces changes nothing; what comes within them does."""
    head = "one two three four five six seven eight nine ten eleven twelve one two"
    whole, cut, other = model.embed([head + " three" * 5000, head, head[:-3] + "six"])
    assert np.array_equal(whole, cut)
    assert not np.array_equal(cut, other)


@pytest.mark.parametrize("long", ["proposition", "statement", "both"])
def test_of_a_long_pair_the_end_is_cut(model: OnnxWeighingModel, long: str) -> None:
    """However long either is, both are looked at."""
    proposition = "the bridge fell" + " again" * 3000 * (long != "statement")
    statement = "nobody was hurt" + " again" * 3000 * (long != "proposition")
    base, changed_first, changed_second, longer = model.stances(
        [
            (proposition, statement),
            ("a " + proposition, statement),
            (proposition, "a " + statement),
            (proposition + " six" * (long != "statement"), statement + " six" * (long != "proposition")),
        ]
    )
    assert not np.array_equal(base, changed_first)
    assert not np.array_equal(base, changed_second)
    assert np.array_equal(base, longer)


@pytest.mark.parametrize("text", ["", " ", "\x00" * 50, "\udcff", "[SEP] [CLS]", "\u202e\u0627\u0644\u0639", "🕊️" * 600])
def test_odd_texts_have_numbers(model: OnnxWeighingModel, text: str) -> None:
    """Nothing, half a character, marks of the model's own: numbers come of them, never an error."""
    assert np.isfinite(model.embed([text])).all()
    assert np.isfinite(model.stances([(text, "x"), ("x", text), (text, text)])).all()


def test_no_texts_no_numbers(model: OnnxWeighingModel) -> None:
    """An empty batch is fine, and has the shape of any other."""
    assert model.embed([]).shape == (0, SIZE)
    assert model.stances([]).shape == (0, 4)


def test_one_graph_or_two(model: OnnxWeighingModel, tmp_path: Path) -> None:
    """Whether one graph serves both uses or each has its own, the same graphs give the same numbers."""
    two = load_weighing_model(write_tiny(tmp_path / "weighing", two=True))
    assert np.array_equal(two.embed(["The bridge fell."]), model.embed(["The bridge fell."]))
    assert np.array_equal(two.stances([("It fell.", "It did.")]), model.stances([("It fell.", "It did.")]))
    assert two.digest != model.digest


@pytest.mark.parametrize("name", ["a.onnx", SETTINGS, TOKENIZER, SUMS])
def test_a_changed_byte_is_found(tmp_path: Path, name: str) -> None:
    """One flipped bit in any file, the tokeniser beside the folder too, is an error that names the folder."""
    folder = write_tiny(tmp_path / "weighing")
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(ModelError) as raised:
        load_weighing_model(folder)
    assert str(folder) in str(raised.value.subject)


@pytest.mark.parametrize("name", ["a.onnx", SETTINGS, TOKENIZER, SUMS])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    """The error says which file is gone."""
    folder = write_tiny(tmp_path / "weighing")
    (folder / name).unlink()
    with pytest.raises(ModelError) as raised:
        load_weighing_model(folder)
    assert str(raised.value.subject).endswith(name)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({SETTINGS: b'{"text": "wide"}'}, "settings"),
        ({SETTINGS: b'{"embeds":"c.onnx","judges":"a.onnx","text":16,"pair":48,"temperature":1}'}, "c.onnx"),
        ({"a.onnx": graph("vector")}, "stance"),
        ({"a.onnx": b"no graph"}, "cannot be loaded"),
    ],
)
def test_files_that_make_no_sense_are_an_error(tmp_path: Path, files: dict[str, bytes], message: str) -> None:
    """Files with right digests that make no model are refused, not guessed at."""
    folder = write_tiny(tmp_path / "weighing")
    whole = {name: (folder / name).read_bytes() for name in ("a.onnx", SETTINGS, TOKENIZER)}
    seal(folder, whole | files)
    with pytest.raises(ModelError, match=message):
        load_weighing_model(folder)


def test_the_digest_covers_the_tokeniser(tmp_path: Path) -> None:
    """Another tokeniser makes another model: its digest is not the same."""
    folder = write_tiny(tmp_path / "weighing")
    before = load_weighing_model(folder).digest
    names = ("a.onnx", SETTINGS, TOKENIZER)
    files = {name: (folder / name).read_bytes() for name in names}
    tokenizer = msgspec.json.decode(files[TOKENIZER])
    files[TOKENIZER] = msgspec.json.encode(tokenizer | {"added_tokens": tokenizer["added_tokens"][:1]})
    seal(folder, files)
    assert load_weighing_model(folder).digest != before
    assert (folder / SUMS).read_bytes() == checksums(files)


def test_the_shipped_one_is_loaded_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for it, from any thread, has the same model; another number of threads is another one."""
    loads: list[int | None] = []

    def load(*, threads: int | None) -> OnnxWeighingModel:
        loads.append(threads)
        return load_weighing_model(folder, threads=threads)

    api._load_weigher.cache_clear()
    monkeypatch.setattr("averment.inference.load_weighing_model", load)
    with ThreadPoolExecutor(4) as pool:
        models = list(pool.map(api.load_weigher, [None, 1] * 4))
    api._load_weigher.cache_clear()

    assert sorted(loads, key=str) == [1, None]
    assert len({id(model) for model in models}) == 2
