"""The GeoReport v2 server by its own words: what is read, what is filed, what is refused."""

import json

import pytest
from django.core.handlers.wsgi import WSGIHandler
from georeport import GeoReport
from lxml import etree

from haengan.kernel.acts.running import Refused
from haengan.rooms.civil_affairs.petitions.actions import doors, kinds, publishing, receiving
from haengan.rooms.civil_affairs.petitions.engine.questions.tests.test_questions import LAMP
from haengan.rooms.civil_affairs.petitions.intake import filing as intake
from haengan.rooms.civil_affairs.petitions.models.doors import ApiClient, Forwarding
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.rules.states import State
from haengan.rooms.civil_affairs.petitions.tests import georeport
from haengan.rooms.civil_affairs.petitions.tests.conftest import MORNING, fresh

pytestmark = pytest.mark.django_db
V2 = "/open311/v2"


@pytest.fixture
def key(jung, give):
    give(jung, "civil_affairs.petitions.doors")
    return doors.let_in(name="city app", contact="app@example.org", actor=jung)[1]


@pytest.fixture
def road(offer):
    return offer("road", kind="other", period="5d", questions=LAMP)


@pytest.fixture
def post(citizen, key, road):
    def one(form="json", **told):
        base = {
            "api_key": key,
            "service_code": "road",
            "lat": "37.40",
            "long": "127.00",
            "description": "보도가 깨졌어요",
        }
        base = {**base, "attribute[dark]": "off", "attribute[since]": "2026-11-20", "email": "a@example.org", **told}
        return citizen.post(f"{V2}/requests.{form}", {name: value for name, value in base.items() if value is not None})

    return one


@pytest.fixture
def shown(receive, clerk):
    petition = receive(public=True, lon=127.00123, lat=37.40123)
    told = {"public_title": "가로등이 꺼졌어요", "public_text": "어둡습니다", "now": MORNING, "actor": clerk}
    return publishing.publish(key=petition.key, revision=petition.revision, **told)


def test_services_are_listed_in_both_formats(citizen, road):
    rows = citizen.get(f"{V2}/services.json").json()
    tree = etree.fromstring(citizen.get(f"{V2}/services.xml").content)

    assert rows[0]["service_code"] == "road"
    assert (rows[0]["metadata"], rows[0]["type"]) == (True, "realtime")
    assert tree.findtext("service/metadata") == "true"


def test_a_definition_has_the_kind_s_questions(citizen, road):
    told = citizen.get(f"{V2}/services/road.json").json()
    by_code = {one["code"]: one for one in told["attributes"]}
    assert (by_code["dark"]["datatype"], by_code["dark"]["required"]) == ("singlevaluelist", True)
    assert by_code["dark"]["values"][0] == {"key": "off", "name": "Off"}

    tree = etree.fromstring(citizen.get(f"{V2}/services/road.xml").content)
    assert tree.findtext("attributes/attribute[2]/values/value[1]/key") == "off"


def test_what_a_client_files_arrives_with_its_number(post):
    rows = post().json()

    petition = Petition.objects.get()
    assert rows[0]["service_request_id"] == petition.number
    assert (petition.state, petition.channel, petition.told["dark"]) == (State.ARRIVED, "open311", "off")


def test_what_must_be_received_first_gives_a_token(citizen, post, lamp, clerk):
    token = post(service_code="lamp").json()[0]["token"]
    assert citizen.get(f"{V2}/tokens/{token}.json").json() == [{"token": token, "service_request_id": ""}]

    petition = Petition.objects.get()
    receiving.receive(key=petition.key, revision=petition.revision, now=petition.filed_at, actor=clerk)
    answer = citizen.get(f"{V2}/tokens.json?token_id={token}").json()
    assert answer == [{"token": token, "service_request_id": petition.number}]


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        ({"api_key": None}, 401, "api_key"),
        ({"api_key": "wrong"}, 403, "api_key"),
        ({"service_code": None}, 400, "service_code"),
        ({"service_code": "moon"}, 404, "service_code"),
        ({"lat": None}, 400, "long"),
        ({"lat": "north"}, 400, "lat"),
        ({"lat": None, "long": None}, 400, "address_string"),
        ({"attribute[dark]": None}, 400, "attribute[dark]"),
        ({"attribute[dark]": "green"}, 400, "told.dark"),
        ({"description": "가" * 4001}, 400, "description"),
    ],
)
def test_what_is_wrong_is_told_with_its_code_and_nothing_is_kept(post, told, status, words):
    for form in ("json", "xml"):
        answer = post(form, **told)
        assert answer.status_code == status
        if form == "json":
            assert answer.json()[0]["code"] == status
            assert words in answer.json()[0]["description"]
        else:
            assert words in etree.fromstring(answer.content).findtext("error/description")
    assert not Petition.objects.exists()


def test_only_what_is_public_is_read_and_its_place_is_rounded(citizen, shown, receive):
    hidden = receive(contact="010-7777-8888")
    rows = citizen.get(f"{V2}/requests.json?start_date=2026-11-01T00:00:00Z").json()

    assert [one["service_request_id"] for one in rows] == [shown.number]
    assert (rows[0]["lat"], rows[0]["long"]) == (shown.shown_lat, shown.shown_lon)
    assert citizen.get(f"{V2}/requests/{hidden.number}.json").status_code == 404
    assert "010-" not in json.dumps(rows)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("status=open", 1),
        ("status=closed", 0),
        ("service_code=lamp", 1),
        ("service_code=road,other", 0),
        ("start_date=2026-11-24T00:00:00%2B09:00", 0),
        ("end_date=2026-11-22T00:00:00%2B09:00", 0),
        ("page=2", 0),
    ],
)
def test_filters_narrow(citizen, shown, asked, found):
    more = "" if "start_date" in asked else "&start_date=2026-01-01T00:00:00Z"

    assert len(citizen.get(f"{V2}/requests.json?{asked}{more}").json()) == found


@pytest.mark.parametrize(
    "asked",
    [
        "status=lost",
        "start_date=yesterday",
        "page=0",
        "page_size=5000",
        "start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z",
    ],
)
def test_filters_that_cannot_be_read_are_refused(citizen, asked):
    assert citizen.get(f"{V2}/requests.json?{asked}").status_code == 400


def test_updates_tell_what_happened_and_a_client_adds_to_its_own(citizen, shown, post, key):
    rows = citizen.get(f"{V2}/servicerequestupdates.json").json()
    assert {row["service_request_id"] for row in rows} == {shown.number}

    number = post().json()[0]["service_request_id"]
    told = {"api_key": key, "service_request_id": number, "description": "더 커졌어요"}
    assert citizen.post(f"{V2}/servicerequestupdates.json", told).status_code == 201
    other = citizen.post(f"{V2}/servicerequestupdates.json", {**told, "service_request_id": shown.number})
    assert other.status_code == 404


def test_discovery_names_the_server(citizen):
    told = citizen.get("/open311/discovery.json").json()

    assert told["endpoints"][0]["url"].endswith("/open311/v2")


@pytest.fixture
def live_public(citizen, live_server):
    """The citizens' application on a port of its own."""
    server = live_server.thread.httpd
    before = server.get_app()
    server.set_app(WSGIHandler())
    yield live_server.url
    server.set_app(before)


@pytest.mark.django_db(transaction=True)
def test_a_petition_is_passed_on_to_another_city_s_server(live_public, file, clerk, key, road, jung, house):
    """The other city is this very house behind a real port: filed there with its key, told back with its number."""
    petition = file(contact="hong@example.org", reply="mail", lon=127.0, lat=37.4)
    service = petition.service
    there = doors.name_endpoint(name="다른 시", url=f"{live_public}{V2}", jurisdiction="", api_key=key, actor=jung)
    told = {"endpoint": there, "service_code": "other", "reason": "그 시의 도로", "now": MORNING, "actor": clerk}
    kinds.offer(code="other", name_ko="기타", name_en="Other", kind="other", from_on=service.from_on, actor=house)
    doors.forward(key=petition.key, revision=petition.revision, **told)
    row = Forwarding.objects.get()
    assert (fresh(petition).state, row.state) == (State.PASSED_ON, "queued")

    intake.forwarded(row.key, now=MORNING, actor=house)

    row.refresh_from_db()
    other = Petition.objects.exclude(pk=petition.pk).get()
    assert (row.state, row.number) == ("numbered", other.number)
    assert petition.text in other.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_an_existing_client_reads_it(live_public, key, road, shown, form):
    """PyPI's `georeport`, over a real port."""
    client = GeoReport(f"{live_public}{V2}", output_format=form)

    assert {one["service_code"] for one in client.get_service_list()} == {"road", "lamp"}
    assert client.get_service_definition("road")["service_code"] == "road"
    found = client.get_service_requests(start_date="2026-11-01T00:00:00Z")
    rows = found if isinstance(found, list) else [found]
    assert shown.number in {one["service_request_id"] for one in rows}
    assert client.get_service_request(shown.number)["service_code"] == "lamp"


def test_another_jurisdiction_is_not_here(citizen, settings, road):
    settings.HAENGAN_JURISDICTION = "garam.example"

    assert citizen.get(f"{V2}/services.json?jurisdiction_id=garam.example").status_code == 200
    assert citizen.get(f"{V2}/services.json?jurisdiction_id=elsewhere.example").status_code == 404


def test_a_server_that_is_away_is_tried_again_and_one_that_refuses_is_not(file, clerk, jung, give, house):
    give(jung, "civil_affairs.petitions.doors")
    petition = file()
    there = doors.name_endpoint(name="다른 시", url="http://127.0.0.1:1/open311/v2", jurisdiction="", actor=jung)
    doors.forward(
        key=petition.key,
        revision=petition.revision,
        endpoint=there,
        service_code="road",
        reason="그 시의 도로",
        now=MORNING,
        actor=clerk,
    )
    row = Forwarding.objects.get()

    intake.forwarded(row.key, now=MORNING, actor=house)

    row.refresh_from_db()
    assert (row.state, row.tries) == ("queued", 1)


def test_a_client_that_is_shut_out_files_no_more(post, jung):
    row = ApiClient.objects.get()
    doors.shut_out(key=row.key, revision=row.revision, reason="그만둠", now=MORNING, actor=jung)

    assert post().status_code == 403
    with pytest.raises(Refused):
        doors.shut_out(key=row.key, revision=row.revision + 1, reason="그만둠", now=MORNING, actor=jung)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_is_not_answered_is_said_in_the_format_that_was_asked_for(citizen, form):
    answer = citizen.delete(f"/open311/v2/requests.{form}")
    assert answer.status_code == 405
    assert answer["Content-Type"].startswith(f"application/{form}") or answer["Content-Type"].startswith(f"text/{form}")
    assert "405" in answer.content.decode()


def test_a_page_of_another_site_may_ask_first_whether_it_may_file(citizen):
    answer = citizen.options("/open311/v2/requests.json", headers={"Origin": "https://app.example"})
    assert answer.status_code == 204
    assert "POST" in answer["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("page", ["0" * 20 + "9" * 40, "9" * 5000, "-1", "1e3"])
def test_a_page_that_is_no_number_is_a_fault(citizen, page):
    assert citizen.get(f"/open311/v2/requests.json?page={page}").status_code == 400


def told_alike(row, answer, path=""):
    """Where XML says something else than JSON: by the specification both have the same names and values."""
    if isinstance(answer, dict):
        for name, value in answer.items():
            found = row.find(name)
            assert found is not None, f"{path}/{name} is missing in XML"
            told_alike(found, value, f"{path}/{name}")
    elif isinstance(answer, list):
        assert len(row) == len(answer), path
        for place, (each, value) in enumerate(zip(row, answer, strict=True)):
            told_alike(each, value, f"{path}[{place}]")
    else:
        said = "" if answer is None else str(answer).lower() if isinstance(answer, bool) else str(answer)
        assert (row.text or "") == said, path


def test_answers_fit_the_published_schemas_and_xml_says_the_same(citizen, post, shown, road):
    number = post().json()[0].get("service_request_id") or shown.number
    asked = {
        "services": ("services", "services"),
        "definition": ("services/road", "definition"),
        "requests": ("requests", "requests"),
        "one": (f"requests/{shown.number}", "requests"),
    }
    assert number
    for name, (path, which) in asked.items():
        answer = citizen.get(f"{V2}/{path}.json").json()
        assert answer, name
        assert georeport.wrongs(answer, which) == [], name
        told_alike(etree.fromstring(citizen.get(f"{V2}/{path}.xml").content), answer)


def test_a_schema_that_is_broken_is_told():
    assert georeport.wrongs([{"service_request_id": 7, "status": "half"}], "requests") != []
    row = {"service_request_id": "1", "status": "open", "service_code": "a", "requested_datetime": "yesterday"}
    assert [one.split(":")[0] for one in georeport.wrongs([row], "requests")] == ["$[0].requested_datetime"]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_cannot_be_read_is_refused_in_the_format_that_was_asked_for(post, citizen, form):
    for answer, status, said in (
        (post(form, description="a\x00b"), 400, "description holds a null character"),
        (citizen.get(f"{V2}/requests.{form}?status=%00"), 400, "status holds a null character"),
        (post(form, description="가" * 4_000_000), 413, "larger than 10 MB"),
        (post(form, description="가" * 200_000), 400, "description"),
    ):
        assert (answer.status_code, form in answer["Content-Type"]) == (status, True)
        assert said in answer.content.decode()
