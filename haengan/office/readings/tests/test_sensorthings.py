"""The HTTP door, asked by hand and by FROST's own client, which other hands wrote."""

import base64
import json
from datetime import timedelta
from urllib.parse import quote, urlencode

import frost_sta_client as frost
import pytest
from django.test import Client
from django.utils import timezone
from frost_sta_client.service.auth_handler import AuthHandler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haengan.kernel.readings import actions
from haengan.kernel.readings.models import Reading
from haengan.kernel.readings.taking import Given, take
from haengan.kernel.readings.tests.conftest import gauge, series  # noqa: F401  # fixtures

ROOT = "/office/readings/sensorthings/v1.1"


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def rain(series, house, now):  # noqa: F811
    """A series R1 with ten minutes of readings, another W1, and the key of R1's station."""
    one = series("R1", measures="rainfall", how="increment", unit="mm")
    series("W1")
    take(
        [Given("R1", now - timedelta(minutes=minute), float(minute)) for minute in range(10, 0, -1)]
        + [Given("W1", now, 1.5)],
        door="mqtt",
        now=now,
    )
    _key, text = actions.issue_key(
        equipment=one.equipment, until_on=now.date() + timedelta(days=30), now=now, actor=house
    )
    one.token = text
    return one


def asking(token):
    browser = Client(headers={"authorization": f"Bearer {token}"})

    def ask(path, query="", body=None, method=""):
        address = f"{ROOT}/{path}" + (f"?{query}" if query else "")
        if body is None and not method:
            answer = browser.get(address)
        else:
            answer = browser.generic(method or "POST", address, json.dumps(body), content_type="application/json")
        found = json.loads(answer.content) if answer.content.startswith((b"{", b"[")) else answer.content.decode()
        return answer.status_code, found

    return ask


def test_whoever_brings_no_key_is_asked_for_one(db):
    answer = Client().get(f"{ROOT}/Things")
    assert answer.status_code == 401
    assert "Bearer" in answer.headers["WWW-Authenticate"]
    for token in ("hs_wrong", "hg_wrong", "x"):
        assert asking(token)("Things")[0] == 401


def test_a_station_sees_its_own_series_alone(rain):
    ask = asking(rain.token)
    streams = ask("Datastreams")[1]["value"]
    assert [one["@iot.id"] for one in streams] == [rain.key]
    assert len(ask("Things")[1]["value"]) == 1


def test_a_revoked_key_opens_nothing(rain, house, now):
    key = rain.equipment.station_keys.get()
    actions.revoke_key(key=key.key, revision=key.revision, now=now, actor=house)
    assert asking(rain.token)("Things")[0] == 401


def test_observations_are_filtered_ordered_counted_and_paged(rain):
    ask = asking(rain.token)
    path = f"Datastreams('{rain.key}')/Observations"
    status, found = ask(path, "$filter=result gt 3 and result le 8&$orderby=result desc&$top=2&$count=true")
    assert status == 200
    assert ([one["result"] for one in found["value"]], found["@iot.count"]) == ([8.0, 7.0], 5)
    onward = found["@iot.nextLink"].partition("/v1.1/")[2].partition("?")
    assert [one["result"] for one in ask(onward[0], onward[2])[1]["value"]] == [6.0, 5.0]


def test_things_are_expanded_down_to_their_latest(rain):
    query = "$expand=Locations,Datastreams($expand=ObservedProperty,Observations($top=1;$orderby=phenomenonTime desc);$select=name)"
    status, found = asking(rain.token)("Things", query)
    assert status == 200
    (thing,) = found["value"]
    (stream,) = thing["Datastreams"]
    assert [one["result"] for one in stream["Observations"]] == [1.0]
    assert stream["ObservedProperty"]["@iot.id"] == "rainfall"
    assert thing["Locations"][0]["location"]["coordinates"] == [126.8, 37.7]
    assert "unitOfMeasurement" not in stream


def test_addresses_lead_to_entities_properties_and_values(rain):
    ask = asking(rain.token)
    thing = ask(f"Datastreams('{rain.key}')/Thing")[1]
    assert ask(f"Things('{thing['@iot.id']}')/Datastreams('{rain.key}')/name")[1] == {"name": "수위 R1"}
    assert ask(f"Datastreams('{rain.key}')/name/$value")[1] == "수위 R1"
    assert ask(f"Datastreams('{rain.key}')/Observations/$ref", "$top=1")[1]["value"][0].keys() == {"@iot.selfLink"}
    assert ask("Datastreams('2222222222222222')")[0] == ask("Nonsense")[0] == ask("Datastreams/x/y")[0] == 404


def test_all_observations_of_all_times_are_not_read_at_once(rain):
    ask = asking(rain.token)
    status, found = ask("Observations")
    assert (status, found["errors"][0]["field"]) == (400, "$filter")
    for where in (
        f"Datastream/id eq '{rain.key}'",
        "phenomenonTime gt 2026-01-01T00:00:00Z",
        "Datastream/Thing/name ne 'x' and phenomenonTime ge 2026-01-01T00:00:00Z",
    ):
        status, found = ask("Observations", f"$filter={where}&$top=3")
        assert (status, len(found["value"])) == (200, 3)


def test_an_observation_is_taken_and_again_is_the_same(rain, now):
    ask = asking(rain.token)
    body = {"phenomenonTime": now.isoformat(), "result": 4.5, "Datastream": {"@iot.id": rain.key}}
    first, again = ask("Observations", body=body), ask("Observations", body=body)
    assert first[0] == again[0] == 201
    assert first[1]["@iot.id"] == again[1]["@iot.id"]
    assert Reading.objects.filter(series=rain, value=4.5).count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"result": "4.5"}, "result"),
        ({"phenomenonTime": "yesterday"}, "phenomenonTime"),
        ({"phenomenonTime": "2020-01-01T00:00:00Z"}, "phenomenonTime"),
        ({"Datastream": {"@iot.id": "elsewhere"}}, "Datastream"),
        ({"reslut": 1}, "reslut"),
    ],
)
def test_what_cannot_be_taken_says_field_and_remedy(rain, now, change, field):
    body = {"phenomenonTime": now.isoformat(), "result": 4.5, "Datastream": {"@iot.id": rain.key}, **change}
    before = Reading.objects.count()
    status, found = asking(rain.token)("Observations", body=body)
    assert (status, found["errors"][0]["field"]) == (422, field)
    assert found["errors"][0]["remedy"]
    assert Reading.objects.count() == before


def test_a_station_cannot_write_for_another(rain, now):
    other = Reading.objects.get(value=1.5).series
    body = {"phenomenonTime": now.isoformat(), "result": 9, "Datastream": {"@iot.id": other.key}}
    assert asking(rain.token)("Observations", body=body)[0] == 422
    assert not Reading.objects.filter(series=other, value=9).exists()


def test_arrays_are_taken_row_by_row(rain, now):
    rows = [[now.isoformat(), 1.25], ["never", 2], [now.isoformat()], [(now + timedelta(days=1)).isoformat(), 3]]
    body = [{"Datastream": {"@iot.id": rain.key}, "components": ["phenomenonTime", "result"], "dataArray": rows}]
    status, found = asking(rain.token)("CreateObservations", body=body)
    assert status == 201
    assert [one.startswith("error") for one in found] == [False, True, True, True]
    arrays = asking(rain.token)(f"Datastreams('{rain.key}')/Observations", "$resultFormat=dataArray&$top=2")[1]["value"]
    assert (arrays[0]["dataArray@iot.count"], arrays[0]["components"][2]) == (2, "result")


def test_a_batch_mixes_questions_and_observations(rain, now):
    body = {
        "requests": [
            {"id": "1", "method": "get", "url": "Datastreams?$top=1"},
            {"id": "2", "method": "post", "url": f"Datastreams('{rain.key}')/Observations", "body": {"result": 7.5}},
            {"id": "3", "method": "post", "url": "Observations", "body": {"result": 7.5}},
            {"id": "4", "method": "delete", "url": f"Datastreams('{rain.key}')"},
        ]
    }
    status, found = asking(rain.token)("$batch", body=body)
    assert (status, [one["status"] for one in found["responses"]]) == (200, [200, 201, 422, 405])


def test_nothing_is_changed_or_deleted(rain):
    for method in ("PUT", "PATCH", "DELETE"):
        assert asking(rain.token)(f"Datastreams('{rain.key}')", body={}, method=method)[0] == 405


def test_a_page_costs_the_same_questions_whatever_its_length(rain, django_assert_max_num_queries):
    ask = asking(rain.token)
    ask("Things")
    with django_assert_max_num_queries(9):
        ask(f"Datastreams('{rain.key}')/Observations", "$top=10&$count=true")


options = st.dictionaries(
    st.sampled_from(["$filter", "$expand", "$orderby", "$select", "$top", "$skip", "$count", "$resultFormat"]),
    st.text(max_size=30)
    | st.sampled_from(
        [
            "result gt 3",
            "Datastream/id eq 'x'",
            "phenomenonTime gt 2026-01-01T00:00:00Z",
            "name eq 'x'",
            "Observations",
            "Datastreams/Thing",
            "Datastreams(Observations)",
            "FeatureOfInterest",
            "result desc",
            "name",
            "1",
            "Thing/name asc",
            "true",
            "dataArray",
            "id",
            "length(name) gt 2",
            "result",
        ]
    ),
    max_size=3,
)
paths = st.sampled_from(
    [
        "",
        "Things",
        "Datastreams",
        "Observations",
        "Locations",
        "HistoricalLocations",
        "Sensors",
        "ObservedProperties",
        "FeaturesOfInterest",
        "Datastreams('KEY')/Observations",
        "Datastreams('KEY')",
    ]
) | st.text(max_size=20)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=paths, asked=options)
def test_no_address_and_no_query_does_harm(rain, path, asked):
    status, _found = asking(rain.token)(quote(path.replace("KEY", rain.key), safe="/()'$"), urlencode(asked, safe="$"))
    assert status in {200, 204, 400, 404}


def test_frosts_own_client_reads_and_writes(rain, live_server, now):
    service = frost.SensorThingsService(f"{live_server.url}{ROOT}", auth_handler=AuthHandler("station", rain.token))
    (thing,) = service.things().query().expand("Locations").list().entities
    assert thing.locations.entities[0].location["coordinates"] == [126.8, 37.7]
    stream = service.datastreams().find(rain.key)
    found = stream.get_observations().query().filter("result gt 3").orderby("phenomenonTime", "asc").top(3).list()
    assert len(list(found)) == 7

    service.create(frost.Observation(result=5.25, phenomenon_time=now.isoformat(), datastream=stream))
    document, array = (
        frost.model.ext.data_array_document.DataArrayDocument(),
        frost.model.ext.data_array_value.DataArrayValue(),
    )
    array.datastream, properties = stream, array.Property
    array.components = {properties.PHENOMENON_TIME, properties.RESULT}
    array.add_observation(frost.Observation(result=6.25, phenomenon_time=(now - timedelta(seconds=30)).isoformat()))
    document.add_data_array_value(array)
    service.observations().create(document)
    assert set(Reading.objects.filter(series=rain, value__in=[5.25, 6.25]).values_list("value", flat=True)) == {
        5.25,
        6.25,
    }


def test_basic_authentication_carries_the_key_as_password(rain):
    told = base64.b64encode(f"anything:{rain.token}".encode()).decode()
    assert Client(headers={"authorization": f"Basic {told}"}).get(f"{ROOT}/Things").status_code == 200
    assert Client(headers={"authorization": "Basic !!"}).get(f"{ROOT}/Things").status_code == 401
