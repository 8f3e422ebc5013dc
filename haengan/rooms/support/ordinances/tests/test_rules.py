import pytest

from haengan.rooms.support.ordinances.rules import Step, following


@pytest.mark.parametrize(
    ("case", "kind", "proposer", "step", "may", "may_not"),
    [
        (
            "the mayor's draft is reviewed before the council sees it",
            "ordinance",
            "mayor",
            "opened",
            "reviewed",
            "submitted",
        ),
        ("a councillor's goes to the council directly", "ordinance", "council", "opened", "submitted", "passed"),
        ("a rule needs no council", "rule", "mayor", "reviewed", "promulgated", "submitted"),
        ("a rule is reviewed first", "rule", "mayor", "announced", "reviewed", "promulgated"),
        ("a directive is issued at once", "directive", "mayor", "opened", "promulgated", "passed"),
        ("what was sent back waits for the council", "ordinance", "mayor", "objected", "passed_again", "promulgated"),
        ("what lapsed is settled and then promulgated", "ordinance", "mayor", "confirmed", "promulgated", "objected"),
        (
            "a draft is withdrawn before the council passes it",
            "ordinance",
            "mayor",
            "submitted",
            "withdrawn",
            "received",
        ),
        ("not after", "ordinance", "mayor", "passed", "received", "withdrawn"),
    ],
)
def test_which_steps_may_follow(case, kind, proposer, step, may, may_not):
    found = following(kind, step, proposer=proposer)
    assert Step(may) in found, case
    assert Step(may_not) not in found, case
