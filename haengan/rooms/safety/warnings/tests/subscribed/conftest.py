"""Four districts, the house's keys, and a post office that keeps its mail in a folder."""

import email
import email.policy
import re

import pytest
from django.utils import timezone

from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.channels.mail import Folder
from haengan.kernel.dispatch.rules import Channel, World
from haengan.kernel.dispatch.sending.people import PeoplePost
from haengan.rooms.safety.warnings.tests.warned.conftest import districts  # noqa: F401  # a fixture


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DISPATCH_KEYS = tmp_path / "keys"
    settings.HAENGAN_PUBLIC_URL = "https://city.example"
    keys.make_push()


@pytest.fixture
def post(tmp_path):
    """Delivers what is due by mail and gives the letters, oldest first."""
    folder = tmp_path / "mail"

    def deliver():
        PeoplePost(Channel.MAIL, World.LIVE, Folder(folder, "warn@city.example")).once(timezone.now())
        files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns) if folder.exists() else []
        return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]

    return deliver


@pytest.fixture
def code(post):
    """The six digits in the newest letter."""
    return lambda: re.search(r"\b\d{6}\b", post()[-1].get_content()).group()
