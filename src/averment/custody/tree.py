"""The Merkle tree over the entries of a log: roots, and proofs that an entry, or an earlier log, is in it.

In: hashes of leaves (`leaf_hash` of each entry's bytes). Out: roots and proofs, 32 bytes a hash, SHA-256.
Rules: RFC 6962 §2.1; the checks of proofs are those of RFC 9162 §2.1.3.2 and §2.1.4.2.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

EMPTY_ROOT = hashlib.sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash the bytes of an entry. The prefix keeps a leaf from being taken for a node."""
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into their parent."""
    return hashlib.sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the complete subtrees of a growing tree, the largest first: all that its root needs, O(log n).

    `hashes` are as many as `size` has bits that are set; ValueError where they are not.
    """

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        if size < 0 or size.bit_count() != len(hashes):
            message = f"a tree of {size} leaves does not have {len(hashes)} complete subtrees"
            raise ValueError(message)
        self.size = size
        self.hashes = list(hashes)

    def append(self, leaf: bytes) -> None:
        """Add the hash of a leaf: one hash of a node on average."""
        full = self.size
        while full & 1:
            leaf = node_hash(self.hashes.pop(), leaf)
            full >>= 1
        self.hashes.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Give the root over all leaves so far, at most 63 hashes of nodes."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = node_hash(left, root)
        return root

    def copy(self) -> Frontier:
        """Give one that grows on its own."""
        return Frontier(self.size, self.hashes)


class Tree:
    """A whole tree in memory (about 150 bytes a leaf), for many proofs: making one is O(n), each proof O(log n).

    A node without a sibling stands again one level up, so that the root of every subtree of RFC 6962 is a node.
    """

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.size = len(leaves)
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            self._levels.append(_parents(self._levels[-1]))

    def root(self) -> bytes:
        """Give the root over all leaves."""
        return self._levels[-1][0] if self.size else EMPTY_ROOT

    def inclusion_proof(self, index: int) -> list[bytes]:
        """Give the audit path of a leaf, from the leaf up (RFC 6962 §2.1.1). IndexError where there is no such leaf."""
        if not 0 <= index < self.size:
            message = f"there is no leaf {index} in a tree of {self.size}"
            raise IndexError(message)
        return self._siblings(0, index)

    def consistency_proof(self, old_size: int) -> list[bytes]:
        """Prove that the tree of the first `old_size` leaves is a prefix (RFC 6962 §2.1.2).

        Empty for the empty tree and for the same. IndexError where the old tree would be the larger.
        """
        if not 0 <= old_size <= self.size:
            message = f"a tree of {self.size} leaves has no prefix of {old_size}"
            raise IndexError(message)
        if old_size in {0, self.size}:
            return []
        level, node = 0, old_size - 1
        while node & 1:
            level, node = level + 1, node >> 1
        begin = [self._levels[level][node]] if node else []
        return begin + self._siblings(level, node)

    def _siblings(self, level: int, node: int) -> list[bytes]:
        found: list[bytes] = []
        for nodes in self._levels[level:-1]:
            if node ^ 1 < len(nodes):
                found.append(nodes[node ^ 1])
            node >>= 1
        return found


def _parents(nodes: list[bytes]) -> list[bytes]:
    parents = [node_hash(nodes[left], nodes[left + 1]) for left in range(0, len(nodes) - 1, 2)]
    return parents + nodes[-1:] if len(nodes) & 1 else parents


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the leaf with this hash is number `index` of the tree with this size and root (§2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            result = node_hash(sibling, result)
            node, last = _up(node, last)
        else:
            result = node_hash(result, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and result == root


def verify_consistency(old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the old tree is a prefix of the new one (§2.1.4.2). The empty tree is a prefix of every tree."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size in {0, new_size}:
        return not proof and old_root == (new_root if old_size else EMPTY_ROOT)
    path = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    if not path:
        return False
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            node, last = _up(node, last)
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def _up(node: int, last: int) -> tuple[int, int]:
    """Climb past the levels where the node has no sibling."""
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last
