"""Sending over real brokers, a real message centre, a real mail server and a real push service on loopback."""

import asyncio
import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
import pytest
import smpp34
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from haengan.kernel.dispatch import keys, queries
from haengan.kernel.dispatch.channels import mail, push, smpp
from haengan.kernel.dispatch.channels.carrier import Letter
from haengan.kernel.dispatch.models import Delivery, Evidence, Subscription
from haengan.kernel.dispatch.rules import Channel, World
from haengan.kernel.dispatch.sending import sweeping
from haengan.kernel.dispatch.sending.people import PeoplePost

pytestmark = pytest.mark.django_db


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def in_a_thread(walk):
    """Run a coroutine function with a stop event in a loop of its own."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    stop = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(walk(ready, stop)), daemon=True)
    thread.start()
    assert ready.wait(10)
    yield
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)


class MessageCentre:
    """A real SMPP 3.4 server: takes what comes, refuses numbers that end in 0000, sends a receipt for each."""

    def __init__(self):
        self.port, self.came, self.receipts = free_port(), [], []

    async def walk(self, ready, stop):
        server = smpp34.Server(host="127.0.0.1", port=self.port, system_id="Centre")
        await server.start()
        ready.set()
        sessions = {}
        ending = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            event = asyncio.ensure_future(server.next())
            await asyncio.wait({event, ending}, return_when=asyncio.FIRST_COMPLETED)
            if not event.done():
                event.cancel()
                break
            told = event.result()
            if isinstance(told, smpp34.Esme):
                sessions[told.session_id] = told
            elif isinstance(told, smpp34.SubmitSmEvent):
                await self.submitted(told, sessions[told.session_id])
        for receipt in self.receipts:
            receipt.cancel()
        await server.stop()

    async def submitted(self, told, session):
        if told.destination_addr.endswith("0000"):
            told.reject(smpp34.ESME_RINVDSTADR)
            return
        self.came.append((told.destination_addr, told.esm_class, told.short_message))
        name = f"m{len(self.came)}"
        told.accept(message_id=name)
        text = f"id:{name} sub:001 dlvrd:001 submit date:2607010900 done date:2607010900 stat:DELIVRD err:000 text:".encode()
        self.receipts.append(asyncio.ensure_future(self.receipt(told, session, text)))  # nobody may be there to take it

    async def receipt(self, told, session, text):
        with suppress(smpp34.SmppError):  # the other end may have hung up by now
            await session.deliver_sm(
                source_addr=told.destination_addr, destination_addr=told.source_addr, esm_class=4, short_message=text
            )


@pytest.fixture
def centre():
    made = MessageCentre()
    with in_a_thread(made.walk):
        yield made


@pytest.fixture
def sms(centre):
    carrier = smpp.Sms(smpp.centre(f"smpp://city:secret@127.0.0.1:{centre.port}/1588"))
    yield carrier
    carrier.close()


def test_a_text_goes_to_the_message_centre_in_joined_parts(sms, centre):
    outcome = sms.carry([Letter("010-1234-5678", "", "가" * 157)])[0]

    assert outcome.taken
    assert [number for number, _esm, _text in centre.came] == ["01012345678"] * 3
    assert all(esm == 0x40 for _number, esm, _text in centre.came)
    assert "".join(text[6:].decode("utf-16-be") for _n, _e, text in centre.came) == "가" * 157


def test_a_number_that_does_not_exist_is_hopeless_and_holds_up_nobody(sms):
    refused, taken = sms.carry([Letter("010-1234-0000", "", "가"), Letter("010-1234-5678", "", "가")])

    assert (refused.taken, refused.hopeless, taken.taken) == (False, True, True)


def test_an_sms_is_sent_and_its_receipt_is_evidence(queue, subscriber, sms, centre, now):
    post = PeoplePost(Channel.SMS, World.LIVE, sms)
    subscription = subscriber()
    Delivery.objects.update(due_at=None)
    message = queue(subscriptions=[subscription])

    assert post.once(now) == 1
    end = time.monotonic() + 5
    while Delivery.objects.get(message=message).state != "received" and time.monotonic() < end:
        post.once(now)

    assert [one.source for one in queries.evidence(message)][0] == "try 1"
    assert Delivery.objects.get(message=message).state == "received"
    assert centre.came[-1][2].decode("utf-16-be") == "강물이 불어납니다."


def test_the_confirmation_carries_the_code_and_no_table_does(subscriber, sms, centre, now):
    from haengan.kernel.dispatch import codes

    subscription = subscriber()
    PeoplePost(Channel.SMS, World.LIVE, sms).once(now)

    assert codes.code_of(subscription) in centre.came[0][2].decode("utf-16-be")
    assert codes.code_of(subscription) not in json.dumps(list(Delivery.objects.values("message__wording")))


class Inbox:
    def __init__(self):
        self.came = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.came.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


@pytest.fixture
def inbox():
    handler, port = Inbox(), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.port = port
    yield handler
    controller.stop()


def test_mail_is_taken_by_a_server_and_a_refused_address_is_hopeless(inbox):
    carrier = mail.Mail(mail.Server("127.0.0.1", inbox.port, "city@example.org"))
    letters = [
        Letter("nobody@example.org", "제목", "글"),
        Letter("kim@example.org", "호우 경보", "대피하세요", unsubscribe="https://city.example/u/1"),
    ]
    refused, taken = carrier.carry(letters)

    assert (refused.taken, refused.hopeless, taken.taken) == (False, True, True)
    assert inbox.came[0][0] == ["kim@example.org"]
    assert b"List-Unsubscribe: <https://city.example/u/1>" in inbox.came[0][1]


class PushService:
    """Decrypts what comes as a browser would; an address that ends in gone is gone."""

    def __init__(self):
        self.came, self.secret, self.auth = [], ec.generate_private_key(ec.SECP256R1()), b"0123456789abcdef"
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path.endswith("gone"):
                    self.send_response(410)
                else:
                    plain = http_ece.decrypt(body, private_key=service.secret, auth_secret=service.auth)
                    service.came.append((self.headers, json.loads(plain)))
                    self.send_response(201)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self, path="one"):
        point = self.secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        import base64

        told = {
            name: base64.urlsafe_b64encode(raw).decode().rstrip("=")
            for name, raw in (("p256dh", point), ("auth", self.auth))
        }
        return json.dumps({"endpoint": f"http://127.0.0.1:{self.server.server_port}/{path}", "keys": told})


@pytest.fixture
def service():
    made = PushService()
    yield made
    made.server.shutdown()


@pytest.fixture
def pushing():
    keys.make_push()
    made = push.Push(str(keys.push_file()), "city@example.org", ["127.0.0.1"])
    yield made
    made.close()


def test_a_push_is_encrypted_signed_and_read_by_the_browser(service, pushing):
    outcome = pushing.carry([Letter(service.address(), "호우 경보", "대피하세요", 600)])[0]

    headers, told = service.came[0]
    assert outcome.taken
    assert told == {"title": "호우 경보", "body": "대피하세요", "unsubscribe": ""}
    assert headers["TTL"] == "600"
    assert headers["Authorization"].startswith("vapid ")


def test_an_address_that_is_gone_ends_its_subscription(service, pushing, subscriber, queue, now):
    subscription = subscriber("push", service.address("gone"))
    Delivery.objects.update(due_at=None)
    message = queue(subscriptions=[subscription], wording={"speech": {"ko": "가"}, "push": {"ko": "대피"}})
    PeoplePost(Channel.PUSH, World.LIVE, pushing).once(now)

    assert Subscription.objects.get(pk=subscription.pk).why_ended == "address gone"
    assert Delivery.objects.get(message=message).state == "failed"


@pytest.mark.parametrize("endpoint", ["https://evil.example/x", "http://169.254.169.254/latest", "ftp://127.0.0.1/x"])
def test_a_push_address_elsewhere_is_not_called(endpoint):
    told = json.dumps({"endpoint": endpoint, "keys": {"p256dh": "x", "auth": "y"}})
    with pytest.raises(push.NoAddress):
        push.address(told, ["push.services.mozilla.com", "127.0.0.2"])


class Away:
    name = "away"

    def carry(self, letters):
        raise ConnectionRefusedError

    def receipts(self):
        return []

    def close(self):
        pass


def test_a_carrier_that_is_away_is_tried_again_later_and_fails_in_the_end(queue, subscriber, now):
    subscription = subscriber()
    Delivery.objects.update(due_at=None)
    message = queue(subscriptions=[subscription])
    post, when = PeoplePost(Channel.SMS, World.LIVE, Away()), now
    for _try in range(6):
        assert post.once(when) == 1
        assert post.once(when) == 0
        when += timedelta(minutes=4)

    assert Delivery.objects.get(message=message).state == "failed"
    assert Evidence.objects.filter(delivery__message=message).count() == 6
    assert not post.once(when)


def test_the_drill_has_no_live_carrier_and_says_so(queue, subscriber, now):
    subscription = subscriber()
    message = queue(subscriptions=[subscription], world=World.DRILL)
    PeoplePost(Channel.SMS, World.DRILL, None).once(now)

    assert Delivery.objects.get(message=message).state == "failed"
    assert "no carrier" in Evidence.objects.get(delivery__message=message).note


def test_an_ended_subscription_is_told_nothing_more(queue, subscriber, sms, centre, now):
    from haengan.kernel.dispatch import codes
    from haengan.kernel.dispatch.actions import subscriptions
    from tests.cast import HOUSE

    subscription = subscriber()
    Delivery.objects.update(due_at=None)
    message = queue(subscriptions=[subscription])
    subscriptions.leave(token=codes.token_of(subscription), now=now, actor=HOUSE)
    PeoplePost(Channel.SMS, World.LIVE, sms).once(now)

    assert Delivery.objects.get(message=message).state == "failed"
    assert not centre.came


def test_a_silent_terminal_is_told_by_its_modem_after_some_tries(queue, terminal, sms, centre, now):
    message = queue(terminals=[terminal("siren-1", sim="010-9999-1111"), terminal("siren-2")])
    Delivery.objects.update(attempts=3, state="sent")

    assert sweeping.second_path(now) == 1
    assert sweeping.second_path(now) == 0
    PeoplePost(Channel.SMS, World.LIVE, sms).once(now)

    assert centre.came[0][0] == "01099991111"
    assert Delivery.objects.get(message=message, channel="sms").terminal.number == "siren-1"


def test_what_is_over_expires_and_is_never_sent(queue, terminal, subscriber, sms, centre, now):
    message = queue(terminals=[terminal("siren-1")])
    later = now + timedelta(hours=2)
    assert sweeping.expire(later) == 1
    assert sweeping.expire(later) == 0

    assert queries.progress(message).by_state["expired"] == 1
    assert queries.unreached(message) == [(None, 1, 1)]
