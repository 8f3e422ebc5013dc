"""Duties over the floors below, which cannot declare their own, and what every official may see of the house."""

from __future__ import annotations

from django.db.models import Q

from haengan.kernel.access.declare import Duty, opens
from haengan.kernel.acts.running import Actor
from haengan.kernel.organisation.models import (
    Appointment,
    Deputy,
    Post,
    PostVersion,
    Restructuring,
    Unit,
    UnitVersion,
)
from haengan.kernel.people.models import Consent, ContactPoint, Official, Resident
from haengan.kernel.places.models import District, DistrictVersion, Site, Succession

PERSONNEL = Duty(
    "support.personnel.keep",
    ko="인사 관리",
    en="Personnel desk",
    acts=("people.officials.*", "people.accounts.*", "organisation.appointments.*", "organisation.deputies.*"),
    sees=(
        "kernel_people.Official",
        "kernel_people.Rank",
        "kernel_organisation.Appointment",
        "kernel_organisation.Deputy",
    ),
)
DUTIES = Duty("support.duties.give", ko="직무 권한 부여", en="Giving duties to posts", acts=("access.duties.*",))
ORGANISATION = Duty(
    "support.organisation.keep",
    ko="조직 관리",
    en="Organisation desk",
    acts=("organisation.charts.*", "organisation.units.*", "organisation.restructurings.*"),
    sees=("kernel_organisation.*",),
)
PLACES = Duty(
    "support.places.keep",
    ko="행정구역 관리",
    en="Districts and boundaries",
    acts=("places.*",),
    sees=("kernel_places.*",),
)
RESIDENTS = Duty(
    "house.residents.keep",
    ko="주민 정보 관리",
    en="Keeping residents' data",
    acts=("people.residents.*", "people.contacts.*", "people.consents.*"),
    sees=("kernel_people.Resident", "kernel_people.ContactPoint", "kernel_people.Consent", "kernel_people.Withdrawal"),
)
FIGURES = Duty(
    "house.figures.enter",
    ko="지표 기재",
    en="Entering figures",
    acts=("kernel.figures.enter", "kernel.figures.retract", "kernel.figures.close"),
    sees=("kernel_figures.Entered", "kernel_figures.Retraction", "kernel_figures.Freeze"),
)
FREEZES = Duty(
    "house.figures.freeze",
    ko="지표 확정",
    en="Freezing figures",
    acts=("kernel.figures.freeze", "kernel.figures.close"),
    sees=("kernel_figures.Freeze",),
)
SIGN_IN = Duty(
    "digital.sign_in.guard",
    ko="접속 보안 관리",
    en="Security desk: closed accounts and sessions",
    acts=("access.locks.lift", "access.sessions.end"),
    sees=("kernel_access.Lock",),
)
EVERYONE = Duty(
    "house.official",
    ko="모든 공무원",
    en="Every official",
    acts=("organisation.deputies.stand_in",),
    everyone=True,
)


def everything(actor: Actor) -> Q:
    return Q()


for seen in (Official, Unit, UnitVersion, Post, PostVersion, Appointment, Deputy):
    opens(seen)(everything)
for public in (District, DistrictVersion, Succession, Site):
    opens(public, by=("official", "resident", "anyone"))(everything)


@opens(Restructuring)
def enacted(actor: Actor) -> Q:
    return Q(state=Restructuring.State.ENACTED)


@opens(Resident, by=("resident",))
def oneself(actor: Actor) -> Q:
    return Q(key=actor.key)


@opens(Consent, by=("resident",))
@opens(ContactPoint, by=("resident",))
def ones_own(actor: Actor) -> Q:
    return Q(resident__key=actor.key)
