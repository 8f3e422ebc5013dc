"""Schemathesis asks every operation of both APIs with values that fit its schema and values that do not: no answer is a
failure of the server, and each is one that the schema documents."""

from datetime import timedelta
from importlib import import_module
from itertools import islice

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as how
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from haengan.kernel.access.declare import duties
from haengan.kernel.registers import actions, assembly
from haengan.site import api

EXAMPLES = 8
PARTS = 4
CHECKED = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
THOROUGH = how(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def bearer(kim, give):
    """Headers of a program with the token of an official who holds every duty."""
    give(kim, *(name for name, duty in duties.items() if not duty.everyone))
    now = timezone.now()
    until_on = timezone.localdate(now) + timedelta(days=30)
    _, text = actions.issue(name="fuzz", scope="write", until_on=until_on, now=now, actor=kim)
    return {"Authorization": f"Bearer {text}"}


@pytest.fixture
def application(request, settings, monkeypatch, db):
    """The settings of an application, if anything in it has an API; nobody is told to wait."""
    monkeypatch.setattr(assembly.Throttle, "allow_request", lambda throttle, request: True)
    if not api.routers(request.param):
        pytest.skip(f"nothing in the {request.param} application declares an API")
    theirs = import_module(f"haengan.site.settings.{request.param}")
    for name in ("APPLICATION", "ROOT_URLCONF", "MIDDLEWARE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        setattr(settings, name, getattr(theirs, name))
    return request.param


@pytest.mark.heavy
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("application", ["office", "public"], indirect=True)
def test_every_operation_answers_as_its_schema_says(application, bearer, part):
    headers = bearer if application == "office" else {}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), headers=headers)

    for found in islice(schema.get_all_operations(), part, None, PARTS):
        operation = found.ok()

        @THOROUGH
        @given(case=operation.as_strategy())
        def ask(case):
            case.call_and_validate(headers=headers, checks=CHECKED)

        ask()
