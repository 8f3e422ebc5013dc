"""How messages leave the house: brokers and carriers, live and drill apart."""

from __future__ import annotations

import os

from haengan.lib.mqtt import broker
from haengan.site.settings import wrong
from haengan.site.settings.web import HOME

DISPATCH_KEYS = os.environ.get("HAENGAN_DISPATCH_KEYS", HOME / "dispatch-keys")
CAP_SENDER = os.environ.get("HAENGAN_CAP_SENDER", "haengan.example")
BROKERS = {"live": os.environ.get("HAENGAN_MQTT", ""), "drill": os.environ.get("HAENGAN_MQTT_DRILL", "")}
SMS = {"live": os.environ.get("HAENGAN_SMS", ""), "drill": os.environ.get("HAENGAN_SMS_DRILL", "")}
DEADMAN_MAIL = os.environ.get("HAENGAN_DEADMAN_MAIL", "")
DEADMAN_TO = os.environ.get("HAENGAN_DEADMAN_TO", "")
PUSH_HOSTS = (
    os.environ.get(
        "HAENGAN_PUSH_HOSTS",
        "fcm.googleapis.com push.services.mozilla.com push.apple.com notify.windows.com",
    )
    .replace(",", " ")
    .split()
)

try:
    for _addresses in BROKERS.values():
        broker.several(_addresses)
except broker.WrongBroker as _why:
    raise wrong.WrongSetting(f"HAENGAN_MQTT, HAENGAN_MQTT_DRILL: {_why}") from None
for _address in filter(None, SMS.values()):
    if not _address.startswith(("smpp://", "smpps://")) or "@" not in _address:
        raise wrong.WrongSetting("HAENGAN_SMS, HAENGAN_SMS_DRILL: write smpp://system:password@host:port/sender.")
