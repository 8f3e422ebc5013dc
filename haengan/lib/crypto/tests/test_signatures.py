from haengan.lib.crypto import signatures

KEY = signatures.new_key()


def test_what_was_signed_verifies_and_anything_else_does_not():
    signed = signatures.sign(KEY, b"a letter")
    public = signatures.public_of(KEY)

    assert signatures.verifies(public, b"a letter", signed)
    assert not signatures.verifies(public, b"a Letter", signed)
    assert not signatures.verifies(signatures.public_of(signatures.new_key()), b"a letter", signed)
    assert not signatures.verifies(public, b"a letter", "nonsense")


def test_the_published_test_vector_verifies():
    """RFC 8032, 7.1, TEST 2."""
    private = "TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs="
    assert signatures.public_of(private) == "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="
    assert signatures.sign(private, b"\x72") == (
        "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA=="
    )
