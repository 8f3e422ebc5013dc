"""`haengan found`: the first unit, post and official of a new installation; everything after them goes through the pages."""

from __future__ import annotations

from datetime import date

import typer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from haengan.kernel.access import actions as access
from haengan.kernel.acts.running import Refused, System, batch
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import queries as organised
from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Official

HOUSE = System("haengan.found")
DUTIES = ("support.duties.give", "support.organisation.keep", "support.personnel.keep")
out = Console(soft_wrap=True, highlight=False)


def found(
    city: str = typer.Option(prompt="Name of the city in Korean", help="Its name in Korean, such as 가람시."),
    city_en: str = typer.Option(prompt="Name of the city in English", help="Its name in English."),
    number: str = typer.Option(prompt="Staff number of the first official", help="Also the sign-in name."),
    name: str = typer.Option(prompt="Name of the first official", help="In Korean."),
    grade: str = typer.Option("5", help="Grade of the first official."),
    password: str = typer.Option(
        prompt=True, hide_input=True, confirmation_prompt=True, help="At first sign-in a second factor is set up."
    ),
) -> None:
    """Open the city, its first post and the account that may give duties to others. Example: haengan found --city 가람시"""
    today = timezone.localdate()
    try:
        open_city(city, city_en, number=number, name=name, grade=grade, password=password, today=today)
    except Refused as refused:
        out.print(f"{refused.message} {refused.remedy}".strip(), markup=False)
        raise typer.Exit(1) from refused
    out.print(
        _("%(city)s stands. %(name)s signs in as %(number)s, draws the organisation and gives duties to posts.")
        % {"city": city, "name": name, "number": number},
        markup=False,
    )


def open_city(city: str, city_en: str, *, number: str, name: str, grade: str, password: str, today: date) -> Official:
    """All or nothing, and only where nothing stands yet. Raises `Refused`."""
    if organised.tree(today) or Official.objects.exists():
        raise Refused(_("The city stands already."), remedy=_("Sign in, or ask whoever may give duties."))
    with transaction.atomic(), batch():
        opening = organisation.opening
        root = opening("open_unit", name_ko=city, name_en=city_en, kind="city", seat="head_office")
        post = opening(
            "open_post", unit=root.target, title_ko="시스템 관리", title_en="Keeper of the house", grades=(grade,)
        )
        organisation.change(planned=[root, post], from_on=today, actor=HOUSE)
        account = people.open_account(login=number, password=password, actor=HOUSE)
        official = people.register(
            number=number, name_ko=name, grade=grade, from_on=today, account=account, actor=HOUSE
        )
        organisation.appoint(official=official.key, post=post.target, from_on=today, actor=HOUSE)
        access.give(post=post.target, duties=DUTIES, from_on=today, actor=HOUSE)
    return official
