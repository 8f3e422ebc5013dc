"""The MQTT brokers of gauges and terminals; none until the city names them."""

from __future__ import annotations

import os

from haengan.lib.mqtt import broker
from haengan.site.settings import wrong

MQTT = os.environ.get("HAENGAN_MQTT", "")

try:
    broker.several(MQTT)
except broker.WrongBroker as why:
    raise wrong.WrongSetting(f"HAENGAN_MQTT: {why}") from None
