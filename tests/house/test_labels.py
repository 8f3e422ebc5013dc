"""Every register speaks the reader's language: its pages, forms, choices, files and API, whatever its records hold."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.utils import translation

from haengan.kernel.access.declare import duties
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organised
from haengan.kernel.registers import asking, writing
from haengan.kernel.registers.declare import registry
from haengan.kernel.registers.sheets import blank, naming
from haengan.rooms.autonomy.exchanges.models import Exchange
from haengan.site import building
from tests.cast import HOUSE
from tests.house import filling, reading, sources

pytestmark = pytest.mark.alike

ours = {name: register for name, register in registry.items() if ".tests." not in register.model.__module__}
every = pytest.mark.parametrize("register", ours.values(), ids=ours.keys())
FOREIGN = {"ko": reading.english_in, "en": reading.korean_in}
SHOWN = {
    "registers.tokens": lambda official: {"official": official},
    "followups.feeds": lambda official: {"official": official},
    "followups.followups": lambda official: {"owner": official, "unit": None, "thing_type": "kernel_people.official"},
    "autonomy.exchanges.lines": lambda official: {"exchange": filling.row(Exchange, state="held")},
    "dispatch.steps": lambda official: {"post": organised.posts_of(official, filling.DAY)[0].post},
    "safety.warnings.incoming": lambda official: {"identifier": "text", "sent_at": datetime(2023, 9, 4, tzinfo=UTC)},
    "support.ordinances.deadlines": lambda official: {"late_from_on": filling.DAY + timedelta(days=1)},
}
"""What a record needs beside a value in each field so that its register lists it."""
BY_ACTS = {"approvals.papers", "approvals.numbers", "approvals.receipts", "safety.warnings.heads"}
"""Registers whose records stand on what an act made with them; their pages are walked in the tests of their screen."""
PAGES = ("list", "new", "import")
OF_ONE = ("detail", "edit", "retract")


@pytest.fixture(scope="module", autouse=True)
def compiled():
    building.compile_catalogues()
    translation.trans_real._translations.clear()


@pytest.mark.django_db
@pytest.mark.parametrize("language", FOREIGN)
@every
def test_a_register_says_everything_in_the_readers_language(register, language):
    """Columns, filters and forms with all that may be chosen, steps, panels, papers, the headings of files."""
    with translation.override(language):
        said = [(where, str(text)) for where, text in declared(register)]
    sources.nothing([f"{where}: {text!r}" for where, text in said if FOREIGN[language](text)])


@pytest.mark.parametrize(
    "register", [one for name, one in ours.items() if name not in BY_ACTS], ids=lambda one: one.name
)
def test_the_pages_of_a_register_are_whole_in_the_readers_language(register, kim, give, desk):
    give(kim, *(name for name, duty in duties.items() if not duty.everyone))
    found = []
    for language, foreign in FOREIGN.items():
        record = filling.row(register.model, **SHOWN.get(register.name, lambda official: {})(kim))
        browser = desk(kim, language=language)
        addresses = [register.url(page) for page in PAGES if stands(register, page)]
        for address in [*addresses, *(register.url(page, record.key) for page in OF_ONE if stands(register, page))]:
            answer = browser.get(address)
            said = re.sub(rf"\bte(xt)?\b|{kim.name_ko}|{kim.name_en}", "", reading.words(answer.content))
            if answer.status_code != 200 or foreign(said):
                found.append(f"{address} {language}: {answer.status_code} {sorted(foreign(said))}")
    sources.nothing(found)


def stands(register, page):
    acts = {"new": register.add, "import": register.add and register.imports, "edit": register.change}
    return bool({**acts, "retract": register.retract}.get(page, True))


def declared(register):
    yield from (("title", register.title), ("one", register.label_of_one), ("empty", register.empty))
    for column in register.shown:
        yield from ((f"column {column.name}", text) for text in (column.label, column.unit, column.hint))
    for head in naming.file_columns(register, register.shown, reveal=True):
        yield "file", head.label
    yield from of_form("filters", asking.filters(register, {}, register.model._default_manager.none()).form)
    if register.form:
        yield from of_form("form", writing.form_of(register, actor=HOUSE))
    for step in register.steps:
        yield from ((f"step {step.name}", text) for text in (step.label, step.hint))
        yield from of_form(f"step {step.name}", step.form and step.form.base_fields)
    for panel in register.panels:
        yield "panel", panel.title
    yield from (("paper", paper.label) for paper in register.papers)
    yield from (("link", link.label) for link in register.links)


def of_form(where, form):
    for name, field in (getattr(form, "fields", form) or {}).items():
        yield from ((f"{where} {name}", text) for text in (field.label or name, blank.hint(field)))
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            yield from ((f"{where} {name}", label) for label in blank.labels(field))


@pytest.mark.django_db
@every
def test_a_register_shows_no_raw_codes(register):
    """What a form lets one choose by its label is shown by it, too."""
    known = getattr(register.form, "base_fields", {})
    raw = [
        column.name
        for column in register.shown
        for field in [known.get(naming.target(register, column))]
        if isinstance(field, forms.ChoiceField)
        and not isinstance(field, forms.ModelChoiceField)
        and column.kind not in {"choice", "codes", "flag"}
        and column.value is None
        and column.path in known
    ]
    sources.nothing(raw)


def test_every_code_of_a_legal_value_has_its_name():
    """A value such as ``bureau`` or ``samil=03-01`` is read by people: `words` in the norm file names its codes."""
    raw = [
        f"{entry.key}: {code}"
        for entry in norms.books().values()
        if entry.unit.code == "code"
        for dated in entry.values
        for code in (dated.value if isinstance(dated.value, list) else [dated.value])
        if str(code).partition("=")[0] not in entry.words
    ]
    sources.nothing(raw)
