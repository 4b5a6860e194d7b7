"""The keys of a case: Ed25519, as PEM for openssl and as the verifier keys of C2SP signed-note.

In: the name of a key, files of a case. Out: `Signer`, which holds the private key, and `Verifier`, which does not.
A verifier key is `name+<8 hex>+<base64>`, see https://c2sp.org/signed-note.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from averment.custody.files import read_file, storing, write_new
from averment.errors import DamagedError, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PUBLIC_FILE = "key.pub"
PRIVATE_FILE = "private-key.pem"
ED25519 = b"\x01"
"""The type of a key and its signatures in C2SP signed-note."""
MAX_PEM = 1 << 16


class Verifier(msgspec.Struct, frozen=True, kw_only=True):
    """The public key that heads are checked with. `name` has no space and no plus; `public` is 32 bytes."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Give the four bytes that a signature line names its key by."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """Give the verifier key of C2SP signed-note."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> Verifier:
        """Read a verifier key; `DamagedError` where it is none, or none of Ed25519."""
        name, _, rest = text.partition("+")
        _, _, encoded = rest.partition("+")
        try:
            data = strict_base64(encoded)
        except ValueError:
            data = b""
        verifier = cls(name=name, public=data[1:])
        if not is_key_name(name) or len(data) != 33 or str(verifier) != text:  # noqa: PLR2004  # the type and 32 bytes
            message = "this is no verifier key of Ed25519"
            raise DamagedError(message, subject=text[:100])
        return verifier

    @classmethod
    def from_pem(cls, data: bytes, name: str) -> Verifier:
        """Read a PEM SubjectPublicKeyInfo, as `key.pub` of a case is; `DamagedError` where it is none of Ed25519."""
        from cryptography.exceptions import InternalError, UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.serialization import load_pem_public_key

        try:
            key = load_pem_public_key(data)
        except (ValueError, UnsupportedAlgorithm, InternalError):
            key = None
        if not isinstance(key, Ed25519PublicKey):
            message = "this is no public key of Ed25519 in PEM"
            raise DamagedError(message, subject=name)
        return cls(name=name, public=key.public_bytes_raw())

    def to_pem(self) -> bytes:
        """Give the key as `openssl pkeyutl -pubin -inkey` takes it."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        key = Ed25519PublicKey.from_public_bytes(self.public)
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Tell whether the signature (64 bytes, RFC 8032) is this key's over the message. About 0.1 ms."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


class Signer:
    """The private key of a case. It is written once, with mode 0600, and leaves the folder of the case never."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self.name = name
        self._key = key
        self.verifier = Verifier(name=name, public=key.public_key().public_bytes_raw())

    @classmethod
    def generate(cls, name: str) -> Signer:
        """Make a new key. `UsageError` where the name cannot stand in a signed note."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        if not is_key_name(name):
            message = "the name of a key may hold no space, no plus and no control character"
            raise UsageError(message, subject=name)
        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def load(cls, path: Path, name: str) -> Signer:
        """Read `private-key.pem`. `UsageError` where there is none: a sealed copy cannot be written to."""
        from cryptography.exceptions import InternalError, UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            key = load_pem_private_key(read_file(path, MAX_PEM), password=None)
        except FileNotFoundError as error:
            message = "the private key is not here: a copy of a case without it can be read and checked, not added to"
            raise UsageError(message, subject=str(path)) from error
        except (ValueError, TypeError, UnsupportedAlgorithm, InternalError):
            key = None
        if not isinstance(key, Ed25519PrivateKey):
            message = "this is no private key of Ed25519 in PEM"
            raise DamagedError(message, subject=str(path))
        return cls(name, key)

    def save(self, folder: Path) -> None:
        """Write both keys into the folder of a case. `UsageError` where one is there already."""
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        private = self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        files = ((PRIVATE_FILE, private, 0o600), (PUBLIC_FILE, self.verifier.to_pem(), 0o644))
        for name, data, mode in files:
            with storing(str(folder / name)):
                try:
                    write_new(folder / name, data, mode)
                except FileExistsError as error:
                    message = "there is a key already"
                    raise UsageError(message, subject=str(folder / name)) from error

    def sign(self, message: bytes) -> bytes:
        """Sign with Ed25519 (RFC 8032): 64 bytes, the same for the same message."""
        return self._key.sign(message)


def is_key_name(name: str) -> bool:
    """Tell whether a name may stand in a signed note: not empty, no space, no plus, nothing that is not printed."""
    return bool(name) and name.isprintable() and not any(character.isspace() or character == "+" for character in name)


def strict_base64(text: str) -> bytes:
    """Decode base64 of which there is one form only; ValueError for any other, so that no byte can change unseen."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, UnicodeError) as error:
        message = "not base64"
        raise ValueError(message) from error
    if base64.b64encode(data).decode() != text:
        message = "base64 in another form than the one it is written in"
        raise ValueError(message)
    return data
