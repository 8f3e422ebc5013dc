from haengan.kernel.access import queries as access
from haengan.kernel.people.models import Official


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_matrix_names_who_has_a_duty_and_where_nobody_has(kim, lee, give, desk):
    give(lee, "support.personnel.keep")

    page = text(desk(kim).get("/office/duties/"))

    assert "Lee Garam" in page
    assert "nobody" in page


def test_a_duty_lists_the_acts_it_covers(kim, desk):
    assert "organisation.restructurings.enact" in text(desk(kim).get("/office/duties/support.organisation.keep/"))


def test_an_unknown_duty_does_not_exist(kim, desk):
    assert desk(kim).get("/office/duties/no.such.duty/").status_code == 404


def test_who_may_give_duties_changes_what_a_post_carries(kim, lee, give, desk, city):
    give(kim, "support.duties.give")
    browser = desk(kim)

    answer = browser.post(
        f"/office/duties/posts/{city.posts['autonomy']}", {"duties": ["house.norms.keep"], "from_on": "2026-01-01"}
    )

    assert answer.status_code == 302
    assert access.may(Official.objects.get(pk=lee.pk), "norms.overrides.set")


def test_others_cannot_give_duties_to_themselves(lee, desk, city):
    answer = desk(lee).post(
        f"/office/duties/posts/{city.posts['autonomy']}", {"duties": ["house.norms.keep"], "from_on": "2026-01-01"}
    )

    assert answer.status_code == 403
    assert not access.may(Official.objects.get(pk=lee.pk), "norms.overrides.set")
