import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.people.rules import Anyone
from haengan.site import errors


@pytest.fixture
def request_of_someone():
    request = RequestFactory().get("/")
    request.actor = Anyone()
    return request


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (Refused("The hall is taken.", remedy="Choose another day."), 422),
        (Stale("Changed meanwhile.", mine=1, now=2), 409),
    ],
)
def test_a_refused_act_becomes_a_page_with_its_reason(request_of_someone, refusal, status):
    answer = errors.Refusals(lambda _request: HttpResponse()).process_exception(request_of_someone, refusal)

    assert answer.status_code == status
    assert refusal.message in answer.content.decode()


def test_other_failures_are_left_alone(request_of_someone):
    assert errors.Refusals(lambda _request: HttpResponse()).process_exception(request_of_someone, ValueError()) is None


def test_the_page_of_a_failure_stands_without_request_data():
    answer = errors.failed(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "<h1>" in answer.content.decode()


@pytest.mark.django_db
def test_an_expired_form_says_what_to_do():
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = client.post("/account/login/", {"login": "kim", "password": "x"})

    assert answer.status_code == 403
    assert "send the form once more" in answer.content.decode()
