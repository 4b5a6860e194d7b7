"""Articles to the tags that the network learns. Every text here is invented."""

import random

import numpy as np
import pytest
from tokenizers import Tokenizer

from averment.evaluation import GoldAttribution
from averment.inference.decoding import ranges
from averment.inference.network import POLNEAR, ROLE_TAGS
from averment.inference.shipped import SHIPPED
from averment.inference.tokens import load_tokenizer
from training.corpus import Article
from training.windows import cut, prepare

TEXT = "Ada Voss said nobody, as Oru Dask put it, had left. " * 12


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Give the shipped tokenizer."""
    return load_tokenizer((SHIPPED / "tokenizer.json").read_bytes())


def golds() -> tuple[GoldAttribution, ...]:
    """Mark the outer statement of every sentence: its content holds the words of the inner one."""
    step = len(TEXT) // 12
    return tuple(
        GoldAttribution(
            id=f"a{i}",
            cue=((at + 9, at + 13),),
            source=((at, at + 8),),
            content=((at + 14, at + 50), (at + 14, at + 20)),
        )
        for i, at in enumerate(range(0, len(TEXT), step))
    )


def test_windows_cover_an_article_once_and_tag_what_they_hold(tokenizer: Tokenizer) -> None:
    """Windows follow each other without overlap; every cue inside one is tagged, with its roles in it."""
    article = prepare(tokenizer, Article("a", TEXT, POLNEAR, (golds(),)))
    for seed in range(5):
        windows = list(cut(article, random.Random(seed), 40))
        assert sum(len(w.tokens) for w in windows) == len(article.tokens)
        for window in windows:
            assert (window.cue_tags == 1).sum() == len(window.anchors) == len(window.roles)
            for (start, end), row in zip(window.anchors, window.roles, strict=True):
                assert window.cue_tags[start:end].tolist() == [1] + [2] * (end - start - 1)
                text = [TEXT[s:e] for s, e in zip(window.tokens.start, window.tokens.end, strict=True)]
                assert text[start:end] == ["said"]
                for a, b in ranges(row.astype(np.int8), ROLE_TAGS)["source"]:
                    assert "Ada Voss".endswith(TEXT[window.tokens.start[a] : window.tokens.end[b - 1]])


def test_a_role_cut_in_two_by_another_begins_anew(tokenizer: Tokenizer) -> None:
    """`I-x` follows nothing but `x`: the decoder could not give such a path, so no path is trained that has one."""
    text = "He said the aide, Oru, left."
    gold = GoldAttribution(id="a1", cue=((3, 7),), source=((18, 21),), content=((8, 27),))
    (window,) = cut(prepare(tokenizer, Article("a", text, POLNEAR, ((gold,),))), random.Random(0), 1000)
    tags = window.roles[0].tolist()
    assert all(a in {b, b - 1} for a, b in zip([0, *tags], tags, strict=False) if b and b % 2 == 0)
    assert len(ranges(window.roles[0].astype(np.int8), ROLE_TAGS)["content"]) == 2


def test_attributions_of_one_cue_share_its_roles(tokenizer: Tokenizer) -> None:
    """Two acts of one verb are one row of tags with both contents; one without a cue has none."""
    text = "He said it rained and it snowed."
    one = GoldAttribution(id="a1", cue=((3, 7),), source=((0, 2),), content=((8, 17),))
    two = GoldAttribution(id="a2", cue=((3, 7),), source=((0, 2),), content=((22, 31),))
    bare = GoldAttribution(id="a3", cue=(), source=((0, 2),), content=((8, 17),))
    (window,) = cut(prepare(tokenizer, Article("a", text, POLNEAR, ((one, two, bare),))), random.Random(0), 1000)
    assert len(window.anchors) == 1
    assert len(ranges(window.roles[0].astype(np.int8), ROLE_TAGS)["content"]) == 2
