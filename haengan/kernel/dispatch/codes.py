"""Confirmation codes and unsubscribe links. Neither is stored: both are made from the house's secret and the subscription."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

from haengan.kernel.dispatch.models import Subscription

SIGNER = Signer(salt="haengan.dispatch.unsubscribe")
CONFIRMING = Signer(salt="haengan.dispatch.confirm")


def code_of(subscription: Subscription) -> str:
    """Six digits that belong to this subscription and the moment it was asked for."""
    told = f"{subscription.key}:{subscription.asked_at.isoformat()}"
    digest = salted_hmac("haengan.dispatch.code", told, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"


def fits(subscription: Subscription, code: str) -> bool:
    return hmac.compare_digest(code_of(subscription).encode(), code.strip().encode())


def confirming(subscription: Subscription) -> str:
    """What stands in a link that confirms it, where a code has no page to be typed into."""
    return CONFIRMING.sign(subscription.key)


def key_to_confirm(token: str) -> str:
    """Empty where the token is not ours."""
    try:
        return CONFIRMING.unsign(token)
    except BadSignature:
        return ""


def token_of(subscription: Subscription) -> str:
    """What stands in the unsubscribe link: it ends this subscription and no other, for ever."""
    return SIGNER.sign(subscription.key)


def key_in(token: str) -> str:
    """Empty where the token is not ours."""
    try:
        return SIGNER.unsign(token)
    except BadSignature:
        return ""


def link_of(subscription: Subscription) -> str:
    """Empty while the city has named no public address."""
    base = str(settings.HAENGAN_PUBLIC_URL).rstrip("/")
    return f"{base}/unsubscribe/{token_of(subscription)}" if base else ""
