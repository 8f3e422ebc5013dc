import pytest

ADDRESSES = ("/office/search/?q=%00", "/office/journal/?q=%00", "/office/followups/%00/", "/files/%00", "/figures/%00/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_null_character_in_an_address_is_refused(address, desk, kim):
    assert desk(kim).get(address).status_code == 400


def test_a_null_character_in_a_form_is_refused(citizen):
    told = {"number": "2023-0001", "code": "a\x00b"}
    answer = citizen.post("/autonomy/townhalls/request/look-up/", told)
    assert answer.status_code == 400
    assert "“code”" in answer.content.decode()


def test_a_program_is_told_which_value_holds_the_null_character(desk, kim):
    answer = desk(kim).get("/api/v1/support/trainings/cohorts/?q=a%00b")

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert [one["field"] for one in answer.json()["errors"]] == ["q"]


def test_a_form_of_more_than_ten_megabytes_is_told_how_much_is_taken(citizen):
    answer = citizen.post("/autonomy/townhalls/request/look-up/", {"number": "가" * 4_000_000, "code": "a"})
    assert answer.status_code == 413
    assert "10 MB" in answer.content.decode()
