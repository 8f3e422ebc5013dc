"""The signature of a message: enveloped XML-DSig (CAP 1.2, 3.3.2.1; W3C XMLDSig 1.1), ECDSA P-256 or RSA with SHA-256.

What is signed is verified at once, with the certificate that everybody else will use. What is verified is given back as it was
signed: whoever reads the rest of the document reads what nobody vouches for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from lxml import etree
from signxml import (  # type: ignore[attr-defined]  # it re-exports without saying so
    CanonicalizationMethod,
    DigestAlgorithm,
    SignatureConfiguration,
    SignatureMethod,
    VerifyResult,
    XMLSigner,
    XMLVerifier,
)

from haengan.rooms.safety.warnings.engine.cap import reading
from haengan.rooms.safety.warnings.engine.cap.words import Forged
from haengan.rooms.safety.warnings.engine.cap.writing import XML

SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
EXPECTED = SignatureConfiguration(
    location="./",
    signature_methods=frozenset({SignatureMethod.ECDSA_SHA256, SignatureMethod.RSA_SHA256}),
    digest_algorithms=frozenset({DigestAlgorithm.SHA256}),
    expect_references=1,
)


@dataclass(frozen=True)
class Verified:
    """Whose certificate it was, and the message that was signed, without its signature."""

    subject: str
    xml: bytes


def sign(xml: bytes, key: bytes, certificate: bytes) -> bytes:
    """Key and certificate in PEM. Raises `Forged` where they do not belong together."""
    root = reading.tree(xml)
    secret = load_pem_private_key(key, password=None)
    method = (
        SignatureMethod.ECDSA_SHA256 if isinstance(secret, ec.EllipticCurvePrivateKey) else SignatureMethod.RSA_SHA256
    )
    signer = XMLSigner(
        signature_algorithm=method,
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
    )
    made = signer.sign(root, key=key, cert=certificate.decode())
    signed = bytes(etree.tostring(made, encoding="UTF-8", xml_declaration=True))
    verify(signed, [certificate])
    return signed


def verify(xml: bytes, trusted: Iterable[bytes]) -> Verified:
    """Against certificates in PEM that the reader trusts. Raises `Forged`, `Malformed`."""
    root = reading.tree(xml)
    if len(root.findall(f".//{SIGNATURE}")) != 1 or root.find(SIGNATURE) is None:
        raise Forged("The message has not exactly one signature, in its root.")
    for certificate in trusted:
        try:
            found = XMLVerifier().verify(xml, x509_cert=certificate.decode(), expect_config=EXPECTED)
        except Exception:  # noqa: S112  # whatever fails in a library of cryptography is no proof; the next one may be it
            continue
        signed = found.signed_xml if isinstance(found, VerifyResult) else None
        if signed is None or signed.tag != f"{XML}alert":
            raise Forged("The signature covers something else than the message.")
        subject = x509.load_pem_x509_certificate(certificate).subject.rfc4514_string()
        return Verified(subject, etree.tostring(signed, encoding="UTF-8", xml_declaration=True))
    raise Forged("No trusted certificate fits the signature.")
