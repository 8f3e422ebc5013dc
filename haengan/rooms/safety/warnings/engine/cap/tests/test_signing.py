"""Signatures: of the right key, over the whole message, and nothing smuggled beside it."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from lxml import etree

from haengan.rooms.safety.warnings.engine.cap import reading, signing, writing
from haengan.rooms.safety.warnings.engine.cap.tests.messages import alert
from haengan.rooms.safety.warnings.engine.cap.words import Forged

DS = "{http://www.w3.org/2000/09/xmldsig#}"


def pair(name="city", secret=None):
    secret = secret or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(secret.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(secret, hashes.SHA256())
    )
    key = secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key, made.public_bytes(Encoding.PEM)


CITY, STRANGER = pair("city"), pair("stranger")
SIGNED = signing.sign(writing.xml(alert()), *CITY)


@pytest.mark.parametrize("secret", [None, rsa.generate_private_key(65537, 2048)], ids=["ecdsa", "rsa"])
def test_what_is_signed_is_verified_and_reads_as_it_was(secret):
    own = pair("own", secret)
    signed = signing.sign(writing.xml(alert()), *own)

    found = signing.verify(signed, [STRANGER[1], own[1]])

    assert found.subject == "CN=own"
    assert reading.read(found.xml) == alert()
    assert reading.read(signed) == alert()


def test_a_stranger_s_signature_proves_nothing():
    with pytest.raises(Forged):
        signing.verify(SIGNED, [STRANGER[1]])
    with pytest.raises(Forged):
        signing.verify(writing.xml(alert()), [CITY[1]])


def test_a_key_that_does_not_fit_its_certificate_signs_nothing():
    with pytest.raises(Forged):
        signing.sign(writing.xml(alert()), CITY[0], STRANGER[1])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Actual", b"Exercise"),
        (b"<msgType>Alert", b"<msgType>Cancel"),
        ("강변동".encode(), "산골동".encode()),
        (b"37.7", b"38.7"),
    ],
)
def test_a_word_changed_after_signing_is_found(old, new):
    assert old in SIGNED
    with pytest.raises(Forged):
        signing.verify(SIGNED.replace(old, new), [CITY[1]])


def test_a_message_wrapped_around_the_signed_one_is_refused():
    """The signature is whole, but what a careless reader would read is another message."""
    inner = etree.fromstring(SIGNED)
    signature = inner.find(f"{DS}Signature")
    evil = etree.fromstring(writing.xml(alert(identifier="evil")))
    inner.remove(signature)
    evil.append(inner)
    evil.append(signature)

    with pytest.raises(Forged):
        signing.verify(etree.tostring(evil), [CITY[1]])


def test_a_second_signature_is_refused():
    root = etree.fromstring(SIGNED)
    root.append(etree.fromstring(etree.tostring(root.find(f"{DS}Signature"))))

    with pytest.raises(Forged):
        signing.verify(etree.tostring(root), [CITY[1]])
