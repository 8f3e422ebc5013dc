"""What may be chosen, with the words people read."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from haengan.kernel.dispatch.rules import Channel, State, World

WORLDS = [(World.LIVE.value, _("live")), (World.DRILL.value, _("drill"))]
CHANNELS = [
    (Channel.SMS.value, _("SMS")),
    (Channel.TERMINAL.value, _("terminal")),
    (Channel.MAIL.value, _("e-mail")),
    (Channel.PUSH.value, _("web push")),
    (Channel.CALL.value, _("call list")),
]
TO_PEOPLE = [(code, label) for code, label in CHANNELS if code in {"sms", "mail", "push"}]
TO_OFFICIALS = [(code, label) for code, label in CHANNELS if code in {"sms", "mail"}]
STATES = [
    (State.QUEUED.value, _("queued")),
    (State.SENT.value, _("sent")),
    (State.RECEIVED.value, _("arrived")),
    (State.VALIDATED.value, _("validated")),
    (State.DONE.value, _("done")),
    (State.FAILED.value, _("failed")),
    (State.EXPIRED.value, _("expired")),
]
ENDS = [("800", _("it has sounded")), ("810", _("it has failed"))]
LANGUAGES = [
    ("ko", _("Korean language")),
    ("en", _("English language")),
    ("zh", _("Chinese")),
    ("vi", _("Vietnamese")),
    ("th", _("Thai")),
    ("ja", _("Japanese")),
]
WAYS = [
    ("tone", _("siren tone")),
    ("clip", _("stored announcement")),
    ("speech", _("spoken text")),
    ("text", _("shown text")),
    ("silent", _("silent test")),
]
IDENTITY = RegexValidator(r"^[a-z0-9][a-z0-9-]{0,39}$", _("Small Latin letters, digits and hyphens, at most 40."))
PUBLIC_KEY = RegexValidator(r"^[0-9a-f]{64}$", _("A public key has 64 hexadecimal digits."))
