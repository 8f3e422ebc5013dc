"""The API of a register: the same queries, the same form, the same acts as its pages."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.params import functions as source

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.registers import permission, problems, schemas, sending, writing
from haengan.kernel.registers.declare import Register
from haengan.kernel.registers.handlers import Handlers
from haengan.kernel.registers.problems import Problem

READING = (400, 401, 403, 404, 429)
WRITING = (400, 401, 403, 404, 409, 412, 413, 422, 428, 429)


def router(register: Register) -> Router:
    return Routes(register).router


class Routes:
    """Builds the operations of one register. Handlers get their typed parameters by `_shaped`."""

    def __init__(self, register: Register) -> None:
        self.register, self.router = register, Router(tags=[register.name])
        self.router.add_decorator(self._refusing_first, mode="view")
        self.do = Handlers(register)
        self._reading()
        self._writing()

    def _refusing_first(self, run: Callable[..., Any]) -> Callable[..., Any]:
        """What is wrong with a request is told only to those who may see the register, and do what they ask for."""

        @wraps(run)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            response = run(request, *args, **kwargs)
            if response.status_code in {400, 422, 428} and hasattr(request, "auth"):
                try:
                    self._must(permission.reader(request, self.register), request)
                except (PermissionDenied, NotPermitted) as denied:
                    return problems.HANDLERS[type(denied)](request, denied)
            return response

        return answered

    def _must(self, actor: Any, request: HttpRequest) -> None:
        """Raises NotPermitted, which names the missing duty, where the actor may not do the act of this operation."""
        register, last = self.register, request.path.rstrip("/").rsplit("/", 1)[-1]
        by_name = {step.name: step.action for step in register.steps} | {"retract": register.retract}
        asked = {"POST": by_name.get(last, register.add), "PATCH": register.change}.get(request.method or "")
        refusal = permission.refusal_of(actor, asked) if asked else None
        if refusal is not None:
            raise refusal

    def _reading(self) -> None:
        asked, one = schemas.question(self.register), self.do.one
        self._operation("/", "GET", "list", self.do.listed, {200: self.do.page}, query=asked)
        if self.register.export:
            self._operation("/export.csv", "GET", "export", self.do.export, {200: None}, query=asked)
        self._operation("/{key}", "GET", "read", self.do.read, {200: one})
        self._operation("/{key}/history", "GET", "history", self.do.history, {200: schemas.History})

    def _writing(self) -> None:
        register, one = self.register, self.do.one
        if register.add:
            shape = schemas.entering(register)
            self._operation("/", "POST", "enter", self.do.enter, {201: one}, body=shape, once=True)
        if register.change:
            shape = schemas.changing(register)
            self._operation("/{key}", "PATCH", "correct", self.do.correct, {200: one}, body=shape, match=True)
        if register.retract:
            shape = schemas.stepping(register, "retract", sending.ReasonForm, reason=True)
            self._act("retract", self.do.retract, shape)
        for step in filter(lambda step: step.api, register.steps):
            shape = schemas.stepping(register, step.name, step.form, reason=writing.takes(step.action, "reason"))
            self._act(step.name, self.do.step(step), shape)

    def _act(self, name: str, handler: Callable[..., Any], shape: type[Schema]) -> None:
        self._operation(
            f"/{{key}}/{name}", "POST", name, handler, {200: self.do.one}, body=shape, match=True, once=True
        )

    def _operation(
        self,
        path: str,
        method: str,
        name: str,
        handler: Callable[..., Any],
        answered: Mapping[int, Any],
        *,
        body: type[Schema] | None = None,
        query: type[Schema] | None = None,
        match: bool = False,
        once: bool = False,
    ) -> None:
        answers = {**answered, **dict.fromkeys(WRITING if body else READING, Problem)}
        self.router.add_api_operation(
            path,
            [method],
            _shaped(handler, key="{key}" in path, body=body, query=query, match=match, once=once),
            response=dict.fromkeys(answers),
            operation_id=f"{self.register.name}_{name}".replace(".", "_"),
            summary=f"{self.register.name}: {name}",
            exclude_unset=True,
        )
        operation = self.router.path_operations[path].operations[-1]
        operation.response_models = {code: _answering(shape) for code, shape in answers.items()}


@cache
def _answering(shape: type[Schema] | None) -> type[Schema] | None:
    """The model by which ninja writes an answer; it would make one for each code of each operation: five thousand, the
    half of a start."""
    return shape and type("NinjaResponseSchema", (Schema,), {"__annotations__": {"response": shape}})


def _shaped(
    handler: Callable[..., Any], *, key: bool, body: Any, query: Any, match: bool, once: bool
) -> Callable[..., Any]:
    """The handler with the signature that ninja reads types from."""

    def handle(request: HttpRequest, **given: Any) -> Any:
        return handler(request, **given)

    make, kind = inspect.Parameter, inspect.Parameter.KEYWORD_ONLY
    parameters = [make("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)]
    if key:
        parameters.append(
            make("key", kind, annotation=str, default=source.Path(..., description="The record's public key"))
        )
    if body:
        parameters.append(make("data", kind, annotation=body, default=source.Body(...)))
    if query:
        parameters.append(make("asked", kind, annotation=query, default=source.Query(...)))
    if match:
        about = "The revision that you saw, in quotes"
        parameters.append(
            make("if_match", kind, annotation=str, default=source.Header("", alias="If-Match", description=about))
        )
    if once:
        about = "A random text, new for each request"
        header = source.Header("", alias="Idempotency-Key", description=about)
        parameters.append(make("idempotency_key", kind, annotation=str, default=header))
    handle.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # read by inspect.signature
    handle.__doc__, handle.__name__ = handler.__doc__, handler.__name__
    return handle
