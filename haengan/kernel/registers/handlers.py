"""What the API's operations do: fetch in scope, call one query or act, answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from haengan.kernel.registers import (
    answers,
    conflict,
    export_pages,
    histories,
    intake,
    listing,
    paging,
    permission,
    schemas,
    sending,
    writing,
    wrongs,
)
from haengan.kernel.registers.declare import Register, Step
from haengan.kernel.registers.problems import BadQuestion, NeedsHeader
from haengan.kernel.registers.upkeep import once

LONGEST_KEY = 80


class Handlers:
    """Of one register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.one = schemas.item(register)
        self.page = schemas.page(register, self.one)

    def listed(self, request: HttpRequest, **_asked: Any) -> HttpResponse:
        """What fits the question, page by page."""
        asked, names = self._asked(request)
        try:
            found = listing.find(asked, partial(answers.related, self.register))
        except paging.NotACursor as wrong:
            message, remedy = _("This place in the list is no longer known."), _("Begin again without a cursor.")
            raise BadQuestion([wrongs.Wrong("cursor", asked.cursor[:80], message, remedy)]) from wrong
        reveal = self._reveal(asked.actor, found.page.rows, names)
        items = [answers.record(self.register, row, reveal=reveal, names=names) for row in found.page.rows]
        told = {
            "items": items,
            "next": found.page.next or None,
            "previous": found.page.previous or None,
            "count": found.count,
            "more": found.more,
        }
        return _json(self.page, told)

    def export(self, request: HttpRequest, **_asked: Any) -> FileResponse:
        """What fits the question, as a CSV file in UTF-8 with a byte-order mark."""
        actor = permission.reader(request, self.register)
        asked = listing.ask(self.register, request.GET, actor=actor, sized_by="limit")
        if not asked.good:
            raise BadQuestion(asked.wrongs)
        return export_pages.taken(asked, format="csv")

    def read(self, request: HttpRequest, key: str) -> HttpResponse:
        """One record."""
        actor = permission.reader(request, self.register)
        return self._told(permission.record(self.register, actor, key), actor)

    def history(self, request: HttpRequest, key: str) -> HttpResponse:
        """Who did what to it, when and why; newest first."""
        actor = permission.reader(request, self.register)
        found = permission.record(self.register, actor, key)
        told = histories.of(self.register, found, reveal=permission.reveals(actor, self.register))
        entries = [{**vars(line), "changes": [vars(change) for change in line.changes]} for line in told]
        return _json(schemas.History, {"items": entries})

    def enter(self, request: HttpRequest, data: Any, idempotency_key: str = "") -> HttpResponse:
        """A new record. The same request with the same Idempotency-Key is answered again, not done again."""
        actor = permission.reader(request, self.register)
        sent = data.model_dump(exclude_unset=True)
        blank = writing.form_of(self.register, actor=actor)
        given = conflict.data_of(blank)
        for name, value in answers.data(blank, sent).lists():
            given.setlist(name, value)
        form = writing.form_of(self.register, given, actor=actor)
        return self._once(
            request, actor, idempotency_key, lambda: writing.add(self.register, form, actor=actor), status=201
        )

    def correct(self, request: HttpRequest, key: str, data: Any, if_match: str = "") -> HttpResponse:
        """Change what is sent; the rest stays. If-Match carries the revision that you saw."""
        actor = permission.reader(request, self.register)
        found = permission.record(self.register, actor, key)
        revision = _revision(if_match)
        sent = data.model_dump(exclude_unset=True)
        reason = str(sent.pop("reason", None) or "") if "reason" not in _fields(self.register) else ""
        given = conflict.data_of(writing.form_of(self.register, actor=actor, record=found))
        form = writing.form_of(self.register, given, actor=actor, record=found)
        for name, value in answers.data(form, sent).lists():
            given.setlist(name, value)
        changed = writing.change(self.register, form, found, revision=revision, actor=actor, reason=reason)
        return self._told(self._again(changed or found, actor), actor)

    def retract(
        self, request: HttpRequest, key: str, data: Any, if_match: str = "", idempotency_key: str = ""
    ) -> HttpResponse:
        """Withdraw a mistaken record with a reason; nothing is deleted."""
        assert self.register.retract is not None
        form = sending.ReasonForm(data.model_dump(exclude_unset=True))
        return self._act(request, key, self.register.retract, form, if_match=if_match, token=idempotency_key)

    def step(self, step: Step) -> Callable[..., HttpResponse]:
        def do(
            request: HttpRequest, key: str, data: Any, if_match: str = "", idempotency_key: str = ""
        ) -> HttpResponse:
            actor = permission.reader(request, self.register)
            found = permission.record(self.register, actor, key)
            sent = data.model_dump(exclude_unset=True)
            form = writing.step_form(
                step, answers.data(writing.step_form(step, actor=actor, record=found), sent), actor=actor, record=found
            )
            if writing.takes(step.action, "reason") and "reason" not in form.fields:
                form.fields["reason"] = sending.reason_field(required=writing.must_have_reason(step.action))
                form.data["reason"] = sent.get("reason") or ""
            return self._act(request, key, step.action, form, if_match=if_match, token=idempotency_key)

        do.__doc__ = str(step.label)
        return do

    def _act(
        self, request: HttpRequest, key: str, action: Any, form: forms.BaseForm, *, if_match: str, token: str
    ) -> HttpResponse:
        actor = permission.reader(request, self.register)
        found = permission.record(self.register, actor, key)
        about: dict[str, Any] = {"key": key, "revision": _revision(if_match)}

        def do() -> Any:
            """A step may make another thing; what is told is the record it was done to."""
            done = writing.do(action, form, actor=actor, **about)
            return done if isinstance(done, self.register.model) else found

        return self._once(request, actor, token, do, status=200)

    def _once(
        self, request: HttpRequest, actor: Any, token: str, do: Callable[[], Any], *, status: int
    ) -> HttpResponse:
        if not token or len(token) > LONGEST_KEY:
            remedy = _("Send a random text of up to 80 signs, a new one for each new request.")
            raise NeedsHeader("Idempotency-Key", 400, remedy)

        def done() -> once.Answered:
            answer = self._told(self._again(do(), actor), actor)
            return once.Answered(status, answer.headers["ETag"], answer.content)

        answered = once.only(
            scope=f"{actor.key}:api:{request.method}:{request.path}",
            token=token,
            asked=once.digest(request.method, request.path, request.body, request.headers.get("If-Match", "")),
            now=timezone.now(),
            do=done,
        )
        response = HttpResponse(answered.body, status=answered.status, content_type="application/json")
        response.headers["ETag"] = answered.location
        if answered.again:
            response.headers["Idempotent-Replayed"] = "true"
        return response

    def _again(self, thing: Any, actor: Any) -> Any:
        """The record as the list's query reads it; an act may have moved it out of the actor's sight, then as it is."""
        return listing.in_scope(self.register, actor).filter(key=thing.key).first() or thing

    def _told(self, found: Any, actor: Any) -> HttpResponse:
        reveal = self._reveal(actor, [found], ())
        response = _json(self.one, answers.record(self.register, found, reveal=reveal))
        response.headers["ETag"] = f'"{found.revision}"'
        return response

    def _asked(self, request: HttpRequest) -> tuple[listing.Ask, list[str]]:
        """The checked question, and the fields that are wanted (all where none are named)."""
        actor = permission.reader(request, self.register)
        params = QueryDict(mutable=True)
        params.update(request.GET)
        names = [name for name in "".join(params.pop("fields", [])).split(",") if name]
        asked = listing.ask(self.register, params, actor=actor, sized_by="limit")
        known = schemas.output_names(self.register)
        unknown = [wrongs.unknown_field(name, known) for name in names if name not in known]
        if asked.wrongs or unknown:
            raise BadQuestion([*asked.wrongs, *unknown])
        return asked, names

    def _reveal(self, actor: Any, rows: Any, names: Any) -> bool:
        reveal = permission.reveals(actor, self.register)
        shown = answers.personal(self.register, reveal=reveal, names=names)
        intake.read_personal(self.register, rows, actor=actor, columns=shown)
        return reveal


def _json(shape: Any, told: Any) -> HttpResponse:
    body = TypeAdapter(shape).validate_python(told).model_dump_json(exclude_unset=True)
    return HttpResponse(body, content_type="application/json")


def _revision(if_match: str) -> int:
    text = if_match.strip().removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        remedy = _('Read the record and send its revision, as in If-Match: "3".')
        raise NeedsHeader("If-Match", 428, remedy)
    return int(text)


def _fields(register: Register) -> Mapping[str, Any]:
    found: Mapping[str, Any] = getattr(register.form, "base_fields", {})
    return found
