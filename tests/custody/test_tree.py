"""The Merkle tree: published vectors, the definition in the RFC, and proofs that nothing changed can pass."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.custody.tree import (
    EMPTY_ROOT,
    Frontier,
    Tree,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

# the vectors of the reference implementation of Certificate Transparency
DATA = [bytes.fromhex(data) for data in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")] + [
    bytes(range(0x60, 0x70))
]
LEAVES = [leaf_hash(data) for data in DATA]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
NODES = {
    "leaf 1": "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "2 to 4": "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "4 to 8": "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    "leaf 4": "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "6 to 8": "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "4 to 6": "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "leaf 0": ROOTS[1],
    "0 to 2": ROOTS[2],
    "0 to 4": ROOTS[4],
}


def hashes(*names: str) -> list[bytes]:
    """Give published hashes by what they are over."""
    return [bytes.fromhex(NODES[name]) for name in names]


def frontier_of(leaves: Sequence[bytes]) -> Frontier:
    """Give the frontier after leaves were appended one by one."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    """The trees over the first 0 to 8 leaves have the published roots, however they are made."""
    root = bytes.fromhex(ROOTS[size])

    assert Tree(LEAVES[:size]).root() == frontier_of(LEAVES[:size]).root() == root
    assert Tree(LEAVES[:size]).root() == root


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [
        (0, 1, []),
        (0, 8, ["leaf 1", "2 to 4", "4 to 8"]),
        (5, 8, ["leaf 4", "6 to 8", "0 to 4"]),
        (2, 3, ["0 to 2"]),
        (1, 5, ["leaf 0", "2 to 4", "leaf 4"]),
    ],
)
def test_inclusion_proofs_are_the_published_ones(index: int, size: int, proof: list[str]) -> None:
    """The published audit paths come out, and verify."""
    made = Tree(LEAVES[:size]).inclusion_proof(index)

    assert made == hashes(*proof)
    assert verify_inclusion(LEAVES[index], index, size, made, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(
    ("old", "new", "proof"),
    [
        (1, 1, []),
        (1, 8, ["leaf 1", "2 to 4", "4 to 8"]),
        (6, 8, ["4 to 6", "6 to 8", "0 to 4"]),
        (2, 5, ["2 to 4", "leaf 4"]),
    ],
)
def test_consistency_proofs_are_the_published_ones(old: int, new: int, proof: list[str]) -> None:
    """The published consistency proofs come out, and verify."""
    made = Tree(LEAVES[:new]).consistency_proof(old)

    assert made == hashes(*proof)
    assert verify_consistency(old, new, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]), made)


def mth(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962 §2.1, word for word, over hashes of leaves."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def split(size: int) -> int:
    """Give the largest power of two smaller than `size`."""
    k = 1
    while k * 2 < size:
        k *= 2
    return k


def path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """RFC 6962 §2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    return [*path(m, leaves[:k]), mth(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: Sequence[bytes], *, whole: bool) -> list[bytes]:
    """RFC 6962 §2.1.2, word for word."""
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole=whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], whole=False), mth(leaves[:k])]


def numbered(size: int) -> list[bytes]:
    """Give as many different leaves."""
    return [leaf_hash(b"%d" % number) for number in range(size)]


@pytest.mark.parametrize("size", [*range(1, 35), 63, 64, 65])
def test_all_proofs_are_those_of_the_definition(size: int) -> None:
    """Every root, audit path and consistency proof is the one that the text of the RFC defines, and verifies."""
    leaves = numbered(size)
    tree, root = Tree(leaves), mth(leaves)

    assert frontier_of(leaves).root() == tree.root() == root
    for index in range(size):
        assert tree.inclusion_proof(index) == path(index, leaves)
        assert verify_inclusion(leaves[index], index, size, path(index, leaves), root)
    for old in range(1, size + 1):
        proof = tree.consistency_proof(old)
        assert proof == subproof(old, leaves, whole=True)
        assert verify_consistency(old, size, mth(leaves[:old]), root, proof)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_frontier_goes_on_from_where_it_was(before: int, after: int) -> None:
    """A frontier kept as size and hashes grows to the same root, and its copy grows alone."""
    leaves = numbered(before + after)
    frontier = Frontier()
    for leaf in leaves[:before]:
        frontier.append(leaf)
    again = Frontier(frontier.size, frontier.copy().hashes)
    for leaf in leaves[before:]:
        again.append(leaf)

    assert again.root() == mth(leaves)
    assert frontier.root() == mth(leaves[:before])


def mutations(proof: list[bytes], draw: st.DataObject) -> list[bytes]:
    """Change a proof: a bit, the order, one less, one more."""
    changed = list(proof)
    kind = draw.draw(st.sampled_from(["bit", "less", "more", "double", "swap"] if proof else ["more"]))
    place = draw.draw(st.integers(0, max(0, len(proof) - 1)))
    if kind == "bit":
        bit = draw.draw(st.integers(0, 255))
        changed[place] = (int.from_bytes(proof[place], "big") ^ (1 << bit)).to_bytes(32, "big")
    elif kind == "less":
        del changed[place]
    elif kind == "more":
        changed.insert(place, draw.draw(st.binary(min_size=32, max_size=32)))
    elif kind == "double":
        changed.insert(place, proof[place])
    else:
        changed[place], changed[-1] = changed[-1], changed[place]
    return changed


@given(st.integers(1, 70), st.data())
def test_no_changed_inclusion_proof_verifies(size: int, data: st.DataObject) -> None:
    """A proof with a bit, a hash, the order or its place changed does not verify."""
    leaves = numbered(size)
    index = data.draw(st.integers(0, size - 1))
    root, proof = mth(leaves), path(index, leaves)
    changed = mutations(proof, data)
    other = data.draw(st.integers(-1, size + 1))

    assert changed == proof or not verify_inclusion(leaves[index], index, size, changed, root)
    assert other == index or not verify_inclusion(leaves[index], other, size, proof, root)
    assert not verify_inclusion(leaf_hash(b"another"), index, size, proof, root)
    assert not verify_inclusion(leaves[index], index, size, proof, EMPTY_ROOT)


@given(st.integers(1, 70), st.data())
def test_no_changed_consistency_proof_verifies(size: int, data: st.DataObject) -> None:
    """A proof with a bit, a hash or the order changed, or for other roots, does not verify."""
    leaves = numbered(size)
    old = data.draw(st.integers(1, size))
    old_root, root = mth(leaves[:old]), mth(leaves)
    proof = subproof(old, leaves, whole=True)
    changed = mutations(proof, data)

    assert changed == proof or not verify_consistency(old, size, old_root, root, changed)
    assert not verify_consistency(old, size, EMPTY_ROOT, root, proof)
    assert not verify_consistency(old, size, old_root, EMPTY_ROOT, proof)
    assert not verify_consistency(size + 1, size, root, root, proof)


def test_the_empty_tree_is_a_prefix_of_every_tree() -> None:
    """Its proof is empty; a proof that is not, or another root, does not verify."""
    root = mth(LEAVES)

    assert Tree(LEAVES).consistency_proof(0) == []
    assert verify_consistency(0, 8, EMPTY_ROOT, root, [])
    assert not verify_consistency(0, 8, root, root, [])
    assert not verify_consistency(0, 8, EMPTY_ROOT, root, [root])
    assert not verify_consistency(8, 8, root, mth(LEAVES[:7]), [])
    assert not verify_consistency(4, 8, mth(LEAVES[:4]), root, [])
    assert not verify_consistency(3, 8, mth(LEAVES[:3]), root, [])


@pytest.mark.parametrize("index", [-1, 8])
def test_what_is_not_in_the_tree_has_no_proof(index: int) -> None:
    """There is no proof for a leaf, or of a prefix, that is not there; and no frontier that is none."""
    with pytest.raises(IndexError, match="no leaf"):
        Tree(LEAVES).inclusion_proof(index)
    with pytest.raises(IndexError, match="no prefix"):
        Tree(LEAVES).consistency_proof(-1 if index < 0 else 9)
    with pytest.raises(ValueError, match="complete subtrees"):
        Frontier(3, [b""])
