import json

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals import queries, seals, signers
from haengan.kernel.approvals.actions import letters
from haengan.kernel.approvals.models import Seal, Sending
from haengan.kernel.approvals.tests.conftest import HOUSE, NOW, deputise, sign
from haengan.lib.crypto import signatures


def send(paper, actor):
    return letters.send(key=paper.key, revision=paper.revision, channel="network", now=NOW, actor=actor)


def test_nothing_is_sent_before_its_approval(letter, kim, seal):
    with pytest.raises(Refused, match="only an approved one"):
        send(letter(), kim)
    assert not Sending.objects.exists()


def test_nothing_is_sent_without_a_registered_seal(letter, kim, head):
    with pytest.raises(Refused, match="No electronic seal"):
        send(sign(letter(), head), kim)


def test_what_is_sent_is_sealed_and_anyone_can_verify_it(letter, kim, head, seal):
    sending = send(sign(letter(), head), kim)
    told = json.loads(sending.content)

    assert signatures.verifies(seal.public_key, sending.content.encode(), sending.signature)
    assert (told["number"], told["document"]["title"]) == ("행정지원과-1", "자료 제출 요청")
    assert queries.sent(sending.code.replace("-", " ").upper()) == sending


def test_an_altered_letter_does_not_verify(letter, kim, head, seal):
    sending = send(sign(letter(), head), kim)
    sending.content = sending.content.replace("양평군수", "양평군민")

    assert not seals.holds(sending)


def test_a_seal_that_stands_in_the_database_alone_is_not_believed(letter, kim, head, seal):
    sending = send(sign(letter(), head), kim)
    forged = signatures.new_key()
    sending.seal.public_key, sending.signature = (
        signatures.public_of(forged),
        signatures.sign(forged, sending.content.encode()),
    )

    assert not seals.holds(sending)


def test_a_retired_seal_seals_nothing_and_still_verifies(letter, kim, head, seal, give):
    sending = send(sign(letter(), head), kim)
    give(kim, "house.seals.keep")
    letters.retire_seal(key=seal.key, revision=seal.revision, reason="분실", now=NOW, actor=kim)

    with pytest.raises(Refused, match="No electronic seal"):
        send(sign(letter(title="둘째"), head), kim)
    assert seals.holds(Sending.objects.get(pk=sending.pk))
    assert Seal.objects.get().retired_on is not None


def test_the_key_file_is_its_owners_alone(seal, settings):
    assert settings.HAENGAN_SEAL.stat().st_mode & 0o777 == 0o600
    assert "private" not in repr(Seal.objects.values_list()[0])


def test_a_letter_is_sent_once_and_by_its_own_division(letter, kim, head, lee, seal, city):
    paper = sign(letter(cooperation=[city.posts["autonomy"]]), lee, role="cooperate")
    paper = sign(paper, head)
    with pytest.raises(Refused, match="records desk"):
        send(paper, lee)
    send(paper, kim)
    paper.refresh_from_db()
    with pytest.raises(Refused, match="sent already"):
        send(paper, kim)


def test_a_deputy_of_a_delegated_approver_stands_behind_the_mark(letter, lee, head, city):
    """시행규칙 제7조제3항 후단: 전결 in the approver's field, 대결 and the name in the deputy's."""
    paper = letter()
    deputise(lee, city.posts["support_head"])
    sign(paper, lee)
    drafter, approver, deputy = signers.of(queries.current(paper))

    assert (drafter.name_ko, approver.mark, approver.name_ko) == ("김하늘", "전결", "")
    assert (deputy.mark, deputy.name_ko, deputy.ko) == ("대결", "이가람", "주무관")


def test_seals_made_in_one_second_have_keys_of_their_own(seal):
    for number in range(20):
        made = letters.register_seal(name_ko=f"직인 {number}", name_en="", now=NOW, actor=HOUSE, reason="worn out")
    assert seals.is_here(made)
    assert Seal.objects.count() == 21
