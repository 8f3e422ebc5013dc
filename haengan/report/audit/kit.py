"""The auditor's kit: one zip with everything that counting an edition again needs, a list of hashes, and its signature."""

from __future__ import annotations

import hashlib
from importlib import resources

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from haengan.lib.documents import archive, html
from haengan.report.audit import package, sheets
from haengan.report.audit.model import Audit
from haengan.report.xbrl import package as xbrl

HASHES = "HASHES.sha256"
SIGNATURE = "HASHES.sha256.sig"
PUBLIC_KEY = "public-key.pem"
README = {"ko": "README.ko.md", "en": "README.en.md"}


def packed(audit: Audit, key: Ed25519PrivateKey) -> bytes:
    """The same edition and key give the same bytes."""
    held = _files(audit)
    told = "".join(f"{hashlib.sha256(held[name]).hexdigest()}  {name}\n" for name in sorted(held)).encode()
    signed = {HASHES: told, SIGNATURE: key.sign(told), PUBLIC_KEY: public(key.public_key())}
    folder = f"{audit.stem}-kit"
    return archive.pack(
        {f"{folder}/{name}": content for name, content in (held | signed).items()}, first=f"{folder}/{README['ko']}"
    )


def public(key: Ed25519PublicKey) -> bytes:
    """With which anyone verifies the signature, as PEM."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form)


def _files(audit: Audit) -> dict[str, bytes]:
    made = [*sheets.of_values(audit), *sheets.of_evidence(audit)]
    pages = {
        f"report/{audit.stem}-{language}.html": html.page(document).encode()
        for language, document in audit.documents.items()
    }
    return {
        **{name: _readme(audit, language) for language, name in README.items()},
        "check.py": _shipped("check.py"),
        **pages,
        **{f"data/{name}": content for name, content in package.files(audit, made).items()},
        **{f"xbrl/{name}": content for name, content in xbrl.files(audit).items()},
    }


def _readme(audit: Audit, language: str) -> bytes:
    told = _shipped(f"readme/{README[language]}").decode()
    return told.format(
        title=audit.title_ko if language == "ko" else audit.title_en,
        organisation=audit.organisation_ko if language == "ko" else audit.organisation_en,
        year=audit.year,
        number=audit.number,
        base_on=audit.base_on,
        frozen_at=f"{audit.frozen_at:%Y-%m-%d %H:%M:%S%z}",
        digest=audit.digest,
        stem=audit.stem,
    ).encode()


def _shipped(name: str) -> bytes:
    return resources.files("haengan.report.audit").joinpath(name).read_bytes()
