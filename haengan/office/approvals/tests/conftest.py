from haengan.kernel.approvals.tests.conftest import head, letter, own_keys, seal

__all__ = ["head", "letter", "own_keys", "seal"]
