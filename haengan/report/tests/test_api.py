import pytest

from haengan.kernel.registers.tests.test_api import Program, token

pytestmark = pytest.mark.django_db
AWARDS = "/api/v1/report/awards/"


@pytest.mark.parametrize("asked", [("POST", AWARDS), ("POST", AWARDS + "nokey/retract")])
def test_who_sees_awards_but_may_not_write_them_is_not_told_what_the_input_lacks(asked, clerk_without_duties):
    program = Program(token(clerk_without_duties))
    assert program("GET", AWARDS).status_code == 200
    assert program(*asked, {}).status_code == 403
