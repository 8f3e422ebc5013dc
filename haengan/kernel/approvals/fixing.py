"""What a version holds: everything that is signed, in one canonical text."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals import queries, rules
from haengan.kernel.approvals.declare import Effect
from haengan.kernel.approvals.models import Paper, Version
from haengan.kernel.approvals.rules import Planned
from haengan.kernel.files import queries as files
from haengan.kernel.organisation import queries as organisation


def told(paper: Paper, line: list[Planned], today: date, *, number: int) -> dict[str, Any]:
    """The content of the version of that number, submitted on that day."""
    return {
        "paper": paper.key,
        "version": number,
        "kind": paper.kind,
        "title": paper.title,
        "body": paper.body,
        "recipients": paper.recipient_list,
        "through": paper.through,
        "division": _division(paper, today),
        "drafter": _drafter(paper, today),
        "attachments": attachments(paper),
        "answers": paper.answers.number.text if paper.answers else "",
        "subject": _subject(paper),
        "arguments": paper.arguments,
        "effect": says(paper),
        "record_class": paper.record_class,
        "retention": queries.retention_of(paper.record_class, today),
        "disclosure": paper.disclosure,
        "withheld": paper.withheld,
        "line": _line(line, today),
    }


def attachments(paper: Paper) -> list[dict[str, Any]]:
    found = files.attached(paper._meta.label_lower, paper.key)
    return [
        {"file": a.file.key, "name": a.file.name, "size": a.file.size, "digest": a.file.digest, "attachment": a.key}
        for a in found
    ]


def says(paper: Paper) -> list[str]:
    """What final approval will do, in Korean, as it is signed."""
    effect = paper.known_kind.effect
    if effect is None:
        return []
    with override("ko"):
        return [str(line) for line in effect.says(subject(paper, effect), paper.arguments)]


def refuse_moved(version: Version) -> None:
    """The bound record is no longer what the version was written about."""
    paper, effect = version.paper, version.paper.known_kind.effect
    if effect is None:
        return
    then = queries.content(version)["subject"]["state"]
    if effect.state(subject(paper, effect), paper.arguments) != then:
        raise Refused(
            _("%(thing)s has changed since this paper was submitted, so it cannot be signed any more.")
            % {"thing": paper.subject_title},
            remedy=_("Return it, or let the drafter take it back and submit it anew."),
        )


def refuse_altered(version: Version) -> None:
    """The stored text no longer fits its hash: someone has been at the table itself."""
    if rules.digest(version.content) != version.digest:
        raise Refused(
            _("The stored text does not fit its hash. Nothing can be signed."), remedy=_("Call the administrator.")
        )


def subject(paper: Paper, effect: Effect) -> Any:
    found = effect.subject._default_manager.filter(key=paper.subject_key).first()
    if found is None:
        raise Refused(_("What this paper is about is no longer on record."), remedy=_("Discard the paper."))
    return found


def _subject(paper: Paper) -> dict[str, str] | None:
    effect = paper.known_kind.effect
    if effect is None:
        return None
    found = subject(paper, effect)
    state = effect.state(found, paper.arguments)
    return {"type": paper.subject_type, "key": paper.subject_key, "title": paper.subject_title, "state": state}


def _division(paper: Paper, today: date) -> dict[str, str]:
    version = organisation.unit_on(paper.division, today)
    names = (version.name_ko, version.name_en) if version else (str(paper.division), "")
    return {"key": paper.division.key, "ko": names[0], "en": names[1]}


def _drafter(paper: Paper, today: date) -> dict[str, str]:
    held = organisation.posts_of(paper.drafter, today)
    post = held[0] if held else None
    return {
        "key": paper.drafter.key,
        "name_ko": paper.drafter.name_ko,
        "name_en": paper.drafter.name_en,
        "post_ko": post.title_ko if post else "",
        "post_en": post.title_en if post else "",
    }


def _line(line: list[Planned], today: date) -> list[dict[str, Any]]:
    titles = {
        post.post.key: post for post in organisation.posts(today).filter(post__key__in=[step.post for step in line])
    }
    return [
        {
            "position": step.position,
            "role": step.role.value,
            "post": step.post,
            "ko": titles[step.post].title_ko,
            "en": titles[step.post].title_en,
            "delegated": step.delegated,
        }
        for step in line
    ]
