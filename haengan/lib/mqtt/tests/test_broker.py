"""Addresses of brokers: what can be written, and that no password comes out."""

import pytest

from haengan.lib.mqtt import broker
from haengan.lib.mqtt.broker import Broker, WrongBroker


def test_an_address_says_where_and_who():
    assert broker.of("mqtt://watch:a%40b@10.0.0.1:1884") == Broker("10.0.0.1", 1884, "watch", "a@b")


def test_a_tls_address_names_its_files():
    found = broker.of("mqtts://one.example?ca=/etc/ca.pem&certificate=/etc/me.pem")

    assert (found.port, found.tls, found.ca, found.certificate) == (8883, True, "/etc/ca.pem", "/etc/me.pem")


def test_several_brokers_stand_beside_each_other():
    assert [one.name for one in broker.several("mqtt://a, mqtt://b:1884")] == ["a:1883", "b:1884"]


@pytest.mark.parametrize(
    "wrong", ["", "a:1883", "http://a", "mqtt://", "mqtt://me:secret@a:99999", "mqtts://me:secret@a?certifcate=x"]
)
def test_a_wrong_address_is_refused_without_its_password(wrong):
    with pytest.raises(WrongBroker) as told:
        broker.of(wrong)

    assert "secret" not in str(told.value)
