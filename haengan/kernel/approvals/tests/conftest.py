"""A division with a head and a bureau with a director; `kim` drafts, `lee` of another division cooperates."""

from datetime import UTC, datetime, timedelta

import pytest

from haengan.kernel.approvals import queries
from haengan.kernel.approvals.actions import drafting, letters, signing
from haengan.kernel.approvals.models import Paper, Step
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.people import actions as people
from tests.cast import FOUNDED, HOUSE

NOW = datetime.now(UTC)


def headed(city, division, *, number, name_ko, name_en):
    post = organisation.opening(
        "open_post", unit=city.units[division], title_ko="과장", title_en="Head", grades=("5",), head=True
    )
    organisation.change(planned=[post], from_on=FOUNDED, actor=HOUSE)
    official = people.register(
        number=number, name_ko=name_ko, name_en=name_en, grade="5", from_on=FOUNDED, actor=HOUSE, invented=True
    )
    organisation.appoint(official=official.key, post=post.target, from_on=FOUNDED, actor=HOUSE)
    city.posts[f"{division}_head"] = post.target
    return official


@pytest.fixture
def head(city):
    """Heads the division in which kim works."""
    return headed(city, "support", number="2001", name_ko="오과장", name_en="Oh Gwajang")


@pytest.fixture
def letter(kim, head, director):
    """``letter(title=…)``: a letter that kim has drafted and submitted."""

    def made(**more):
        told = {"title": "자료 제출 요청", "body": "1. 관련: 없음", "recipients": "양평군수", "kind": "letter"}
        paper = drafting.draft(**{**told, **more}, now=NOW, actor=kim)
        drafting.submit(key=paper.key, revision=paper.revision, now=NOW, actor=kim)
        return Paper.objects.get(pk=paper.pk)

    return made


@pytest.fixture
def seal(db):
    return letters.register_seal(name_ko="가람시장의인", name_en="Seal of the Mayor", now=NOW, actor=HOUSE)


def step(paper, role="approve"):
    return Step.objects.get(version=queries.current(paper), role=role)


def sign(paper, actor, role="approve", **more):
    found = step(paper, role)
    told = {"key": paper.key, "digest": found.version.digest, "now": NOW, **more}
    signing.approve(**told, actor=actor)
    return Paper.objects.get(pk=paper.pk)


def deputise(official, post, *, days=3):
    today = NOW.astimezone().date()
    return organisation.deputise(
        post=post,
        official=official.key,
        from_on=today - timedelta(days=1),
        until_on=today + timedelta(days=days),
        actor=HOUSE,
    )


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    """Seals of a test stay with the test."""
    settings.HAENGAN_SEAL = tmp_path / "seal.json"
