from haengan.kernel.dispatch.tests.conftest import draft, now, own_keys, queue, says, subscriber, terminal

__all__ = ["draft", "now", "own_keys", "queue", "says", "subscriber", "terminal"]
