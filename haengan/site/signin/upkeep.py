"""What the sign-in library keeps of a single sign-on, all of it made anew at the next sign-in from the staff number; and
the secrets of second factors, sealed again when the key changes."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from haengan.kernel.tables.upkeep import Done
from haengan.lib import crypto
from haengan.lib.crypto.ring import Ring

ABOUT = b"signin:authenticator"


def cut_down(social: Any) -> str:
    """Of what the city's sign-on tells, only the staff number stays; given back, empty where it is not told."""
    told = social.account.extra_data
    claims = {**told, **told.get("id_token", {}), **told.get("userinfo", {})}
    number = str(claims.get(settings.SINGLE_SIGN_ON_CLAIM) or "")
    social.account.extra_data = {settings.SINGLE_SIGN_ON_CLAIM: number}
    if social.is_existing:
        social.account.save(update_fields=["extra_data"])
    return number


def link(request: HttpRequest, social: Any, account: Any) -> None:
    """At the first time: the library remembers to which account the sign-on belongs."""
    social.connect(request, account)


class Factors:
    """Secrets of authenticators: sealed texts in the library's own column, a few an official."""

    name = "mfa.Authenticator.data"

    def under(self, key: str) -> int:
        return sum(by == key for _row, _part, by in self._all())

    def strangers(self, known: Sequence[str]) -> set[str]:
        return {by for _row, _part, by in self._all()} - set(known)

    def again(self, ring: Ring) -> Iterator[Done]:
        """Compare and swap, as everywhere."""
        for row, part, by in self._all():
            if by == ring.current:
                continue
            try:
                plain = ring.cipher.open(base64.b64decode(row.data[part]), ABOUT)
            except crypto.Unreadable:
                yield Done(closed=1)
                continue
            new = row.data | {part: base64.b64encode(ring.cipher.seal(plain, ABOUT)).decode()}
            yield Done(Authenticator.objects.filter(pk=row.pk, data=row.data).update(data=new))

    def _all(self) -> Iterator[tuple[Authenticator, str, str]]:
        """Each sealed text with the name of its key."""
        for row in Authenticator.objects.order_by("pk").iterator():
            for part in ("secret", "seed"):
                try:
                    value = base64.b64decode(row.data.get(part, ""), validate=True)
                except (binascii.Error, ValueError):
                    continue
                if value[:1] == crypto.VERSION:
                    yield row, part, crypto.Cipher.sealed_by(value)
