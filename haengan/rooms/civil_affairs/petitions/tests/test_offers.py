"""What is said elsewhere becomes a petition that waits to be received."""

from datetime import date

from haengan.kernel.offers import asking
from haengan.kernel.offers.agreements import OPEN_PETITION, Voiced
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.rules.states import State


def test_an_official_of_another_system_hands_a_word_over(lee, offer):
    offer("noise", kind="other")
    origin = ("autonomy_townhalls.opinion", "key", "이동시장실 1")
    voiced = Voiced("농로 확장", "농로를 넓혀 주십시오.", date(2026, 11, 20), origin, "홍길동")

    key = asking.ask(OPEN_PETITION, voiced, actor=lee)

    petition = Petition.objects.get(key=key)
    assert (petition.state, petition.channel, petition.origin_title) == (State.ARRIVED, "offer", "이동시장실 1")
