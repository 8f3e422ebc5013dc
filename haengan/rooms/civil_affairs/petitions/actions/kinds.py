"""Kinds of petitions, texts of law as they read from a day on, answer templates that pin them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.rooms.civil_affairs.petitions.models.course import Pin
from haengan.rooms.civil_affairs.petitions.models.kinds import Article, Service, Template
from haengan.rooms.civil_affairs.petitions.queries import asked


@act("civil_affairs.petitions.service.offer", by=("official", "system"))
def offer(*, actor: Actor, **told: Any) -> Service:
    """A kind of petition that people may choose."""
    asked.refuse_malformed(told.get("questions") or {})
    return Service.objects.create(**told)


@act("civil_affairs.petitions.service.change", by=("official", "system"))
def change(*, key: str, revision: int, actor: Actor, reason: str = "", **told: Any) -> Service:
    """Petitions filed before keep their kind and their clock."""
    service = access.take(actor, Service, key, revision)
    asked.refuse_malformed(told.get("questions") or {})
    for name, value in told.items():
        setattr(service, name, value)
    service.save()
    return service


@act("civil_affairs.petitions.article.enter", by=("official", "system"))
def enter(*, law: str, number: str, text: str, from_on: date, actor: Actor, source: str = "") -> Article:
    """As it reads from that day on; a text that stands until then must be amended instead."""
    if Article.objects.filter(law=law, number=number, until_on=None).exists():
        raise Refused(
            _("%(law)s %(number)s is kept already.") % {"law": law, "number": number},
            field="number",
            remedy=_("Open it and enter how it reads now."),
        )
    return Article.objects.create(law=law, number=number, text=text.strip(), from_on=from_on, source=source)


@act("civil_affairs.petitions.article.amend", by=("official", "system"))
def amend(*, key: str, revision: int, text: str, from_on: date, actor: Actor, reason: str = "") -> Article:
    """It reads otherwise from that day on: what pins the old text is listed then."""
    before = _standing(actor, key, revision)
    if from_on <= before.from_on:
        raise Refused(_("It reads so since %(day)s; choose a later day.") % {"day": before.from_on}, field="from_on")
    if text.strip() == before.text:
        raise Refused(_("That is the same text."), field="text")
    before.until_on = from_on
    before.save()
    return Article.objects.create(
        law=before.law, number=before.number, text=text.strip(), from_on=from_on, source=before.source
    )


@act("civil_affairs.petitions.article.repeal", by=("official", "system"))
def repeal(*, key: str, revision: int, until_on: date, actor: Actor, reason: str) -> Article:
    article = _standing(actor, key, revision)
    if until_on <= article.from_on:
        raise Refused(_("It stands since %(day)s; choose a later day.") % {"day": article.from_on}, field="until_on")
    article.until_on = until_on
    article.save()
    return article


@act("civil_affairs.petitions.template.write", by=("official", "system"))
def write(*, actor: Actor, articles: Sequence[Article] = (), **told: Any) -> Template:
    template = Template.objects.create(**told)
    _pin(template, articles)
    return template


@act("civil_affairs.petitions.template.change", by=("official", "system"))
def rewrite(
    *, key: str, revision: int, actor: Actor, articles: Sequence[Article] = (), reason: str = "", **told: Any
) -> Template:
    template = access.take(actor, Template, key, revision)
    for name, value in told.items():
        setattr(template, name, value)
    template.save()
    _pin(template, articles)
    return template


@act("civil_affairs.petitions.template.end")
def end(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Template:
    template = access.take(actor, Template, key, revision)
    if template.ended_on is not None:
        raise Refused(_("It is no longer used already."))
    template.ended_on = today
    template.save()
    return template


def _standing(actor: Actor, key: str, revision: int) -> Article:
    article = access.take(actor, Article, key, revision)
    if article.until_on is not None:
        raise Refused(_("A later text has taken its place."), remedy=_("Open the newest one."))
    return article


def _pin(template: Template, articles: Sequence[Article]) -> None:
    wanted = {article.pk: article for article in articles}
    for pin in Pin.objects.filter(template=template):
        if wanted.pop(pin.article_id, None) is None:
            pin.delete()
    for article in wanted.values():
        Pin.objects.create(article=article, template=template)
