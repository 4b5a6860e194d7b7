"""A time-stamping authority for tests, thrown away with its folder: certificates made here, stamps by `openssl ts`."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key: TypeAlias = ec.EllipticCurvePrivateKey

# no `certs`, no chain: a reply with one certificate, for OpenSSL 3.0 does not sort a set of two
CONFIGURATION = """[tsa]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """Stamps what it is asked to. `root` is the certificate, in PEM, that its own leads to."""

    def __init__(self, folder: Path, *, since: datetime | None = None) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("openssl is not installed: there is nothing to stamp with")
        folder.mkdir()
        self._folder = folder
        begin = since or datetime.now(UTC) - timedelta(days=1)
        root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        valid = begin, begin + timedelta(days=30)
        self.root = _certificate("Root of Halden", root_key, "Root of Halden", root_key, valid)
        own = _certificate("Clock of Halden", key, "Root of Halden", root_key, valid)
        (folder / "own.pem").write_bytes(own)
        (folder / "own.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        (folder / "configuration").write_text(CONFIGURATION)
        (folder / "serial").write_text("01\n")

    def reply(self, query: bytes) -> bytes:
        """Answer a query (DER) as an authority does, now."""
        (self._folder / "query").write_bytes(query)
        command = ["openssl", "ts", "-reply", "-config", "configuration", "-section", "tsa", "-queryfile", "query"]
        command += ["-signer", "own.pem", "-inkey", "own.key", "-out", "reply"]
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True)
        return (self._folder / "reply").read_bytes()


def _certificate(name: str, key: Key, issuer: str, issuer_key: Key, valid: tuple[datetime, datetime]) -> bytes:
    """Make a certificate in PEM: one that may sign others where it is its own issuer, one for time stamping else."""
    builder = x509.CertificateBuilder(
        issuer_name=_name(issuer),
        subject_name=_name(name),
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=valid[0],
        not_valid_after=valid[1],
    ).add_extension(x509.BasicConstraints(ca=name == issuer, path_length=None), critical=True)
    if name != issuer:
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(stamping, critical=True)
    return builder.sign(issuer_key, SHA256()).public_bytes(Encoding.PEM)


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
