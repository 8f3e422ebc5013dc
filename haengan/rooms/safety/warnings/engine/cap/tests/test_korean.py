from dataclasses import replace
from datetime import timedelta

import pytest

from haengan.rooms.safety.warnings.engine.cap import checking, korean, reading, writing
from haengan.rooms.safety.warnings.engine.cap.model import MsgType, Scope, Status
from haengan.rooms.safety.warnings.engine.cap.tests.messages import SENT, alert

LATER = SENT + timedelta(seconds=2)
DRESSED = korean.dress(
    alert(), cause="heavy_rain", severe=True, codes=("4148000000",), text="대피하십시오.", priority="1"
)


def test_a_dressed_message_is_sound_both_by_the_standard_and_by_the_profile():
    assert korean.problems(DRESSED) == checking.problems(DRESSED) == []
    assert reading.read(writing.xml(DRESSED)) == DRESSED
    assert DRESSED.codes == ("대한민국정부1.0",)
    assert ("TTAS.KO-07.0046/R5 재난 종류 코드", "HRW") in DRESSED.infos[0].event_codes


def test_a_plain_message_lacks_what_the_profile_asks():
    assert [one.where for one in korean.problems(alert())] == [
        "code",
        "info[0].eventCode.valueName",
        "info[1].eventCode.valueName",
    ]


@pytest.mark.parametrize(
    ("code", "stage", "passed", "kind"),
    [(code, code, True, MsgType.ACK) for code in ("000", "200", "400", "600", "800")]
    + [(code, f"{code[0]}00", False, MsgType.ERROR) for code in ("010", "210", "410", "610", "810")],
)
def test_each_stage_and_its_error_twin_is_an_answer_that_reads_back(code, stage, passed, kind):
    answer = korean.acknowledge(DRESSED, code, identifier="t-1", sender="siren-1", sent=LATER)
    read = reading.read(writing.xml(answer))

    assert (read.msg_type, read.status, read.scope) == (kind, Status.SYSTEM, Scope.PRIVATE)
    assert korean.stage_of(read) == (stage, passed)
    assert korean.problems(read) == []
    assert read.references == (DRESSED.reference,)


def test_a_code_that_is_none_is_no_stage():
    with pytest.raises(KeyError):
        korean.acknowledge(DRESSED, "900", identifier="t-1", sender="siren-1", sent=LATER)
    with pytest.raises(ValueError, match="no staged answer"):
        korean.stage_of(replace(korean.acknowledge(DRESSED, "000", identifier="t", sender="s", sent=LATER), note="900"))
