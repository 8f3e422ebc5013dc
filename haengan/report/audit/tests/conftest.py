import pytest
from django.db import transaction

from haengan.report.audit import gathering
from haengan.report.audit.tests import sample


@pytest.fixture(scope="session")
def audit(django_db_setup, django_db_blocker):
    """The sample as plain values, made once; its records are rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = gathering.audit(sample.frozen())
        transaction.set_rollback(True)
    return made
