"""Keys, signed notes and heads: a published example, openssl, and no byte that can change unseen."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.custody.checkpoints import Checkpoint, open_checkpoint, origin_of, parse_checkpoint, sign_checkpoint
from averment.custody.keys import Signer, Verifier
from averment.custody.notes import MAX_NOTE, open_note, sign_note, split_note
from averment.errors import DamagedError, StorageError, UsageError

# the example in the documentation of Go's golang.org/x/mod/sumdb/note
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NAME = origin_of("0123456789abcdef0123456789abcdef")
SIGNER = Signer.generate(NAME)
HEAD = Checkpoint(origin=NAME, size=12, root=bytes(range(32)))


def test_a_published_note_opens() -> None:
    """The example of the Go documentation verifies with its key, and its key prints as it was."""
    verifier = Verifier.parse(PETER)

    assert open_note(NOTE.encode(), verifier) == NOTE.partition("\n\n")[0] + "\n"
    assert str(verifier) == PETER
    assert verifier.key_id.hex() == "c74f20a3"


@given(st.integers(0, len(NOTE.encode()) - 1), st.integers(0, 7))
def test_a_changed_byte_of_a_note_is_found(place: int, bit: int) -> None:
    """Any bit of the text or of its only signature can change: the note does not open."""
    changed = bytearray(NOTE.encode())
    changed[place] ^= 1 << bit

    with pytest.raises(DamagedError):
        open_note(bytes(changed), Verifier.parse(PETER))


def test_signatures_of_others_are_passed_over() -> None:
    """A note may carry signatures of keys that are not known, before ours or after; without ours it does not open."""
    text = "a line\n\nand another\n"
    ours, theirs = sign_note(text, SIGNER), sign_note(text, Signer.generate(NAME))
    line = theirs.removeprefix(text.encode() + b"\n")

    assert open_note(ours + line, SIGNER.verifier) == text
    assert open_note(text.encode() + b"\n" + line + ours.removeprefix(text.encode() + b"\n"), SIGNER.verifier) == text
    assert [each.name for each in split_note(ours + line)[1]] == [NAME, NAME]
    with pytest.raises(DamagedError, match="not signed with the key"):
        open_note(theirs, SIGNER.verifier)


def test_each_signature_of_the_key_must_hold() -> None:
    """A good signature does not cover for a bad one of the same key."""
    good, other = sign_note("one\n", SIGNER), sign_note("two\n", SIGNER)

    with pytest.raises(DamagedError, match="does not fit the text"):
        open_note(good + other.removeprefix(b"two\n\n"), SIGNER.verifier)


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"\n\n",
        "\n— a AAAAAAAA\n".encode(),
        "text\n\n— a AAAAAAAA".encode(),
        "text\n\n— a AAAAAA==\n".encode(),
        b"text\n\n- a AAAAAAAA\n",
        "text\n\n— a+b AAAAAAAA\n".encode(),
        "text\n\n— a AAAAAAB=\n".encode(),
        "text\n\n— a AAAA AAAA\n".encode(),
        "te\txt\n\n— a AAAAAAAA\n".encode(),
        "text\r\n\n— a AAAAAAAA\n".encode(),
        b"\xff\n\n\xe2\x80\x94 a AAAAAAAA\n",
        b"a" * MAX_NOTE + "\n\n— a AAAAAAAA\n".encode(),
        b"text\n\n" + "— a AAAAAAAA\n".encode() * 101,
    ],
)
def test_what_is_no_note_is_refused(note: bytes) -> None:
    """The form is held strictly: newlines, the dash, names, base64 of one form, UTF-8, bounds."""
    with pytest.raises(DamagedError):
        split_note(note)


@pytest.mark.parametrize("text", ["", "no newline", "a tab\t\n", "a return\r\n"])
def test_what_can_be_no_note_is_not_signed(text: str) -> None:
    """A text that no verifier would take is refused before it is signed."""
    with pytest.raises(UsageError):
        sign_note(text, SIGNER)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u2003b", "a\x00b"])
def test_a_name_that_no_note_holds_is_no_name(name: str) -> None:
    """Keys are not made under such names, nor read."""
    with pytest.raises(UsageError):
        Signer.generate(name)
    with pytest.raises(DamagedError):
        Verifier.parse(str(Verifier(name=name, public=bytes(32))))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("c74f20a3", "C74F20A3"),
        PETER.replace("+AR", "+AB"),
        PETER[:-4],
        PETER + "\n",
        str(Verifier(name="a", public=bytes(31))),
    ],
)
def test_a_verifier_key_is_read_strictly(text: str) -> None:
    """A key with another id, type, length or form is none."""
    with pytest.raises(DamagedError, match="no verifier key"):
        Verifier.parse(text)


def test_keys_survive_their_files(tmp_path: Path) -> None:
    """What is saved is read again; only the owner may read the private key, and no key is written over another."""
    SIGNER.save(tmp_path)
    again = Signer.load(tmp_path / "private-key.pem", NAME)

    assert again.verifier == SIGNER.verifier == Verifier.from_pem((tmp_path / "key.pub").read_bytes(), NAME)
    assert again.sign(b"a") == SIGNER.sign(b"a")
    assert SIGNER.verifier.verify(b"a", again.sign(b"a"))
    assert not SIGNER.verifier.verify(b"b", again.sign(b"a"))
    assert stat.S_IMODE((tmp_path / "private-key.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "key.pub").stat().st_mode) == 0o644
    with pytest.raises(UsageError, match="a key already"):
        Signer.generate(NAME).save(tmp_path)
    with pytest.raises(StorageError):
        SIGNER.save(tmp_path / "missing")


def test_a_file_that_holds_no_key_is_refused(tmp_path: Path) -> None:
    """No key, a key of another kind, the public one, a link and no file at all each say what is wrong."""
    path = tmp_path / "private-key.pem"
    with pytest.raises(UsageError, match="can be read and checked"):
        Signer.load(path, NAME)
    for data in (b"", b"not a key", SIGNER.verifier.to_pem()):
        path.write_bytes(data)
        with pytest.raises(DamagedError, match="no private key"):
            Signer.load(path, NAME)
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DamagedError, match="link"):
        Signer.load(path, NAME)
    with pytest.raises(DamagedError, match="no public key"):
        Verifier.from_pem(b"not a key", NAME)


def test_openssl_takes_the_keys_and_the_signature(tmp_path: Path) -> None:
    """The signature over the text of a head, raw, verifies with openssl and `key.pub`, and with nothing else."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    SIGNER.save(tmp_path)
    text, (signature,) = split_note(sign_checkpoint(HEAD, SIGNER))
    (tmp_path / "body").write_text(text)
    (tmp_path / "sig").write_bytes(signature.signature)
    command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "key.pub", "-in", "body"]
    command += ["-sigfile", "sig"]

    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "body").write_text(text.replace("12", "13"))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_a_head_survives_its_note() -> None:
    """A signed head opens to what it was, in the form of the specification; extensions of others are kept."""
    signed = sign_checkpoint(HEAD, SIGNER)
    extended = HEAD.text() + "extension of another\n"

    assert open_checkpoint(signed, SIGNER.verifier) == HEAD
    assert re.fullmatch(rf"{NAME}\n12\nAAECAwQF[A-Za-z0-9+/]+=\n\n— {NAME} [A-Za-z0-9+/]+=\n", signed.decode())
    assert parse_checkpoint(extended).extensions == ("extension of another",)
    assert parse_checkpoint(extended).text() == extended


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n12\n", "\n012\n"),
        ("\n12\n", "\n+12\n"),
        ("\n12\n", "\n12 \n"),
        ("\n12\n", "\n-1\n"),
        ("\n12\n", "\n١٢\n"),
        ("\n12\n", "\n9223372036854775808\n"),
        ("\n12\n", "\n"),
        ("=\n", "\n"),
        ("=\n", "=\n\n"),
        ("=\n", "=\n\nextension\n"),
        ("=\n", "="),
        ("AAEC", "AA EC"),
        ("AAEC", "AAECAAEC"),
        ("8=\n", "9=\n"),
        (NAME, ""),
        (NAME, "a b"),
    ],
)
def test_a_head_has_one_form(old: str, new: str) -> None:
    """Leading zeros, other digits, loose base64, empty lines, other lengths and names are refused."""
    text = HEAD.text()
    assert old in text

    with pytest.raises(DamagedError):
        parse_checkpoint(text.replace(old, new))


def test_a_head_of_another_log_is_refused() -> None:
    """The key of a case signs heads of that case and of no other."""
    other = Checkpoint(origin=origin_of("f" * 32), size=1, root=bytes(32))

    with pytest.raises(DamagedError, match="another log"):
        open_checkpoint(sign_checkpoint(other, SIGNER), SIGNER.verifier)
