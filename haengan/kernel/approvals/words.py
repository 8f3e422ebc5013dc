"""Codes of papers with the words for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.approvals.rules import Answer, Direction, Disclosure, Role, State, Via
from haengan.kernel.tables.bilingual import Names, choices

STATES = [
    (State.DRAFT.value, _("being drafted")),
    (State.CIRCULATING.value, _("in approval")),
    (State.RETURNED.value, _("returned")),
    (State.APPROVED.value, _("approved")),
    (State.DISCARDED.value, _("discarded")),
]
ROLES = [
    (Role.REVIEW.value, _("review")),
    (Role.COOPERATE.value, _("cooperation")),
    (Role.APPROVE.value, _("approval")),
]
ANSWERS = [
    (Answer.SIGNED.value, _("signed")),
    (Answer.RETURNED.value, _("returned")),
    (Answer.PASSED_OVER.value, _("passed over")),
]
DIRECTIONS = [
    (Direction.PRODUCED.value, _("produced here")),
    (Direction.RECEIVED.value, _("came in")),
]
CAPACITY_NAMES: Names = {
    Via.OWN.value: ("본인", "as holder of the post"),
    Via.ACTING.value: ("직무대리", "as acting head"),
    Via.DEPUTY.value: ("대결", "as deputy"),
}
DISCLOSURE_NAMES: Names = {
    Disclosure.OPEN.value: ("대국민 공개", "open to the public"),
    Disclosure.PARTLY.value: ("부분 공개", "open in part"),
    Disclosure.CLOSED.value: ("비공개", "closed to the public"),
}
CHANNEL_NAMES: Names = {
    "network": ("전자문서", "electronic document"),
    "mail": ("전자우편", "e-mail"),
    "post": ("우편", "post"),
    "registered": ("등기우편", "registered post"),
    "fax": ("팩스", "fax"),
    "hand": ("인편", "by hand"),
}
CAPACITIES, DISCLOSURES, CHANNELS = choices(CAPACITY_NAMES), choices(DISCLOSURE_NAMES), choices(CHANNEL_NAMES)
