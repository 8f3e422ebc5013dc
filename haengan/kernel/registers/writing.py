"""The one way from an input to an act, shared by the pages, the import and the API."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.norms import queries as norms
from haengan.kernel.registers import wrongs
from haengan.kernel.registers.declare import Action, Register, Step
from haengan.lib.calendar.workdays import FIRST_YEAR, LAST_YEAR, YearUnknown


def form_of(
    register: Register,
    data: Mapping[str, Any] | None = None,
    *,
    actor: Any,
    record: Any = None,
    files: Any = None,
    initial: Mapping[str, Any] | None = None,
) -> forms.BaseForm:
    """The register's form for a new record or, given one, for its change. The record itself is never touched."""
    if register.form is None:
        raise LookupError(f"register {register.name!r} has no form")
    return _made(register.form, data, actor=actor, record=record, files=files, initial=initial or {})


def step_form(step: Step, data: Mapping[str, Any] | None = None, *, actor: Any, record: Any, files: Any = None) -> Any:
    return _made(step.form or forms.Form, data, actor=actor, record=record, files=files, initial={})


def _made(
    form: type[forms.BaseForm], data: Any, *, actor: Any, record: Any, files: Any, initial: Mapping[str, Any]
) -> forms.BaseForm:
    given: dict[str, Any] = {"data": data, "files": files, "initial": dict(initial)}
    takes = inspect.signature(form.__init__).parameters
    if "actor" in takes:
        given["actor"] = actor
    if issubclass(form, forms.BaseModelForm):
        if record is not None and isinstance(record, form._meta.model):
            given["instance"] = copy.copy(record)
        elif record is not None and "record" in takes:
            given["record"] = record
    elif record is not None:
        given["initial"] = {**values(form.base_fields, record), **initial}  # type: ignore[attr-defined]  # metaclass
        if "record" in takes:
            given["record"] = record
    return form(**given)


def values(fields: Mapping[str, forms.Field], record: models.Model) -> dict[str, Any]:
    """What `record` holds for the fields of a plain form, as their initial values."""
    plain = model_to_dict(record)
    return {name: plain.get(name, getattr(record, name, None)) for name in fields if hasattr(record, name)}


def add(register: Register, form: forms.BaseForm, *, actor: Any, reason: str = "") -> Any:
    """The new record; raises `Invalid`, `Refused`."""
    assert register.add is not None
    return do(register.add, form, actor=actor, reason=reason)


def change(
    register: Register, form: forms.BaseForm, record: Any, *, revision: int, actor: Any, reason: str = ""
) -> Any:
    """The changed record; raises `Invalid`, `Stale`, `Refused`."""
    assert register.change is not None
    return do(register.change, form, actor=actor, reason=reason, key=record.key, revision=revision)


def do(action: Action, form: forms.BaseForm, *, actor: Any, reason: str = "", **about: Any) -> Any:
    """Call `action` with the form's cleaned data, and with `today` or `now` where it asks for them. A refusal that names a
    field is also set on the form."""
    if not form.is_valid():
        raise wrongs.Invalid(wrongs.of_form(form))
    if reason and takes(action, "reason"):
        about["reason"] = reason
    if takes(action, "today") and "today" not in form.cleaned_data:
        about["today"] = timezone.localdate()
    if takes(action, "now") and "now" not in form.cleaned_data:
        about["now"] = timezone.now()
    try:
        return act(lambda: action(**form.cleaned_data, **about, actor=actor), of=form)
    except Stale:
        raise
    except Refused as refused:
        _set_on(form, refused)
        raise


def act(run: Callable[[], Any], *, of: forms.BaseForm | None = None) -> Any:
    """Run an act; what the database itself forbids, or no calendar knows, comes out as a refusal that says so."""
    try:
        with transaction.atomic():
            return run()
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages), field=_first_field(wrong)) from wrong
    except IntegrityError as wrong:
        raise Refused(*_forbidden(wrong, of)) from wrong
    except YearUnknown as wrong:
        message = _("Working days are known from %(first)s to %(last)s only; no term can be reckoned here.")
        told = message % {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise Refused(told, remedy=_("Check the year of each day.")) from wrong
    except norms.NotThen as wrong:
        told = _("A day lies before the rule that sets its term.")
        raise Refused(told, remedy=_("Check the year of each day.")) from wrong


def takes(action: Action, name: str) -> bool:
    parameters = inspect.signature(action).parameters
    return name in parameters


def must_have_reason(action: Action) -> bool:
    parameter = inspect.signature(action).parameters.get("reason")
    return parameter is not None and parameter.default is inspect.Parameter.empty


def _set_on(form: forms.BaseForm, refused: Refused) -> None:
    error = ValidationError(str(refused.message), code=refused.code)
    error.remedy = str(refused.remedy)  # type: ignore[attr-defined]  # carried to `wrongs`
    name = refused.field if refused.field in form.fields else NON_FIELD_ERRORS
    if name != NON_FIELD_ERRORS or not form.has_error(NON_FIELD_ERRORS):
        form.add_error(None if name == NON_FIELD_ERRORS else name, error)


def _first_field(wrong: ValidationError) -> str:
    named = getattr(wrong, "error_dict", {})
    return next((name for name in named if name != NON_FIELD_ERRORS), "")


def _forbidden(wrong: IntegrityError, form: forms.BaseForm | None) -> tuple[str]:
    """Words for a broken constraint: its own, if the model declares them."""
    told = str(wrong)
    model = getattr(getattr(form, "_meta", None), "model", None)
    for constraint in model._meta.constraints if model else ():
        if constraint.name and constraint.name in told:
            return (str(constraint.get_violation_error_message()),)
    if "overlap" in told or "exclusion constraint" in told:
        return (_("This period overlaps one that is already entered. Check the dates of both."),)
    if "unique" in told.lower():
        return (_("There is already such an entry. Look for it and correct that one."),)
    return (_("The database refuses this entry, because it breaks a rule of the register. Check the values."),)
