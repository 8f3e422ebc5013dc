"""A house in a process of its own: `house_process.py VERB`; tells what it did as one line of JSON."""
# ruff: noqa: E402  # Django is set up before its models are imported

import io
import json
import sys
from datetime import date

import django

django.setup()

from django.contrib.sessions.models import Session
from django.core.files.base import File as Given
from django.db import connection
from django.utils import timezone

from haengan.kernel.acts.running import System
from haengan.kernel.files import actions as files
from haengan.kernel.files import queries
from haengan.kernel.journal import queries as journal
from haengan.kernel.journal import upkeep as sealing
from haengan.kernel.people.models import Official
from haengan.site import migrating
from haengan.site.commands import founding

HOUSE = System("haengan.tests")
TEXT = "첨부한 글\n".encode() * 100_000


def build():
    migrating.migrate()
    kim = founding.open_city(
        "가람시",
        "Garam",
        number="1001",
        name="김하늘",
        grade="5",
        password="a-long-enough-secret",
        today=date(2026, 1, 2),
    )
    upload = Given(io.BytesIO(TEXT), name="글.txt")
    kept = files.keep(upload, actor=HOUSE)
    files.attach(kept, thing_type="kernel_people.official", thing_key=kim.key, thing_title="김하늘", actor=HOUSE)
    Session.objects.create(session_key="old", session_data="x", expire_date=timezone.now())
    sealing.seal(now=timezone.now())
    return look()


def look():
    held = queries.held().first()
    return {
        "line": journal.last_number(),
        "sealed": journal.sealed_lines(),
        "officials": list(Official.objects.values_list("name_ko", flat=True)),
        "upload": b"".join(queries.content(held)) == TEXT,
        "sessions": Session.objects.count(),
        "annex": "annex_shed" in connection.introspection.table_names(),
    }


def act_on():
    """Something more is recorded and sealed."""
    files.keep(Given(io.BytesIO(TEXT), name="more.txt"), actor=HOUSE)
    sealing.seal(now=timezone.now())
    return look()


sys.stdout.write(json.dumps(globals()[sys.argv[1]]()))
