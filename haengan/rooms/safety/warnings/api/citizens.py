"""What is public for everyone: warnings in force, subscriptions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.actions import subscriptions
from haengan.kernel.registers import wrongs
from haengan.kernel.registers.problems import Problem
from haengan.rooms.safety.warnings.actions import subscribing
from haengan.rooms.safety.warnings.forms.subscribing import ChoiceForm, SubscribeForm
from haengan.rooms.safety.warnings.queries import published
from haengan.rooms.safety.warnings.queries import subscribing as subscribed
from haengan.rooms.safety.warnings.queries import warned as queries

public = Router(tags=["safety.warnings"])


class WarningOut(Schema):
    key: str
    number: str
    identifier: str
    kind: str
    cause: str
    level: str
    state: str
    headline: str
    text: str
    instruction: str
    sent_at: datetime
    expires_at: datetime
    ended_at: datetime | None


@public.get("", response=list[WarningOut], summary="Warnings in force and lately ended", operation_id="warnings")
def warnings(request: HttpRequest) -> Any:
    """Newest first, in the language asked for; the signed CAP message stands beside each on the public site."""
    return [published.plain(row) for row in queries.public(timezone.now())[:100]]


class Choice(Schema):
    languages: list[str] = Field(description="ko, en", max_length=10)
    districts: list[str] = Field(default=[], description="Keys of districts; none for the whole city", max_length=200)


class Ask(Choice):
    channel: str = Field(description="sms, mail or push", max_length=8)
    address: str = Field(max_length=2000, description="Number, mail address, or a browser's push subscription as JSON")


class Code(Schema):
    code: str = Field(max_length=12)


class Asked(Schema):
    key: str = Field(description="Under which the code is confirmed")


class Confirmed(Schema):
    token: str = Field(description="Shows, changes and ends the subscription; every message carries it")


class SubscriptionOut(Schema):
    channel: str
    languages: list[str]
    districts: list[str]
    confirmed_at: datetime | None
    ended_at: datetime | None


class Offer(Schema):
    """What may be chosen."""

    districts: dict[str, str]
    languages: list[str]
    vapid: str = Field(description="The key to subscribe to web push with (RFC 8292); empty where push is not set up")


NOT_SO: dict[Any, Any] = {409: Problem, 404: Problem}


@public.get("/subscriptions/offer", response=Offer, summary="What may be subscribed to", operation_id="warnings_offer")
def offer(request: HttpRequest) -> Any:
    form = ChoiceForm()
    named: Any = form.fields
    return {
        "districts": dict(named["districts"].choices),
        "languages": [code for code, _label in named["languages"].choices],
        "vapid": keys.push_public(),
    }


@public.post(
    "/subscriptions/",
    response={202: Asked, **NOT_SO},
    summary="Ask to be told of warnings: a code is sent to the address",
    operation_id="warnings_subscribe",
)
def subscribe(request: HttpRequest, told: Ask) -> Any:
    """The answer is the same whether or not the address is known and whether or not a code could be sent."""
    return Status(202, {"key": subscribing.asked(request, _clean(SubscribeForm(told.dict())))})


@public.post(
    "/subscriptions/{key}/confirm",
    response={200: Confirmed, **NOT_SO},
    summary="Prove that the address is one's own",
    operation_id="warnings_confirm",
)
def confirm(request: HttpRequest, key: str, told: Code) -> Any:
    return {"token": subscribing.confirmed(request, key, told.code)}


@public.get(
    "/subscriptions/{token}",
    response={200: SubscriptionOut, 404: Problem},
    summary="One's own subscription",
    operation_id="warnings_subscription",
)
def subscription(request: HttpRequest, token: str) -> Any:
    return _told(token)


@public.put(
    "/subscriptions/{token}",
    response={200: SubscriptionOut, **NOT_SO},
    summary="Other languages or districts",
    operation_id="warnings_change_subscription",
)
def change(request: HttpRequest, token: str, told: Choice) -> Any:
    _told(token)
    subscriptions.change(
        token=token,
        now=timezone.now(),
        actor=request.actor,  # type: ignore[attr-defined]  # set by the site
        **_clean(ChoiceForm(told.dict())),
    )
    return _told(token)


@public.delete(
    "/subscriptions/{token}",
    response={200: SubscriptionOut, **NOT_SO},
    summary="End the subscription; twice is no harm",
    operation_id="warnings_end_subscription",
)
def end(request: HttpRequest, token: str) -> Any:
    _told(token)
    subscriptions.leave(token=token, now=timezone.now(), actor=request.actor)  # type: ignore[attr-defined]  # set by the site
    return _told(token)


def _told(token: str) -> dict[str, Any]:
    found = dispatch.subscription(token)
    if found is None:
        raise Http404
    told = subscribed.told(found)
    shown = {name: getattr(told, name) for name in ("channel", "languages", "confirmed_at", "ended_at")}
    return {**shown, "districts": told.keys}


def _clean(form: ChoiceForm) -> dict[str, Any]:
    if not form.is_valid():
        raise wrongs.Invalid(wrongs.of_form(form))
    return form.cleaned_data
