"""Random histories against a plain replay: whatever is changed, renamed, entered, batched, taken back or committed late,
the records say now what the replay says now, and a mark says for ever what the replay knew when it was taken."""

from __future__ import annotations

import queue
import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Q
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from haengan.kernel.acts import running
from haengan.kernel.figures import actions, queries
from haengan.kernel.figures.declare import figures, overlapping
from haengan.kernel.figures.models import Close, Entered
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import Period, month, year
from haengan.kernel.figures.tests.conftest import Orchard
from haengan.kernel.figures.tests.histories import NAMES, Facts
from haengan.kernel.figures.tests.orchard import figures as f
from haengan.kernel.figures.tests.orchard.models import Basket, Grower, Jar, Tree
from haengan.kernel.figures.totals import Unanswerable
from tests.flushing import guards_aside

SEEDS = st.integers(0, 10**6)
DAYS = st.integers(0, 11).map(lambda n: date(2023, 1 + n % 4, 1) + timedelta(days=n * 2))
REGIONS = st.sampled_from(["north", "south"])
SORTS = st.sampled_from([("apple",), ("pear",), ("apple", "pear")])
SPANS = st.one_of(
    st.integers(1, 5).map(lambda number: month(2023, number)),
    st.just(year(2023)),
    st.tuples(DAYS, st.integers(1, 40)).map(lambda told: Period(told[0], told[0] + timedelta(days=told[1]))),
)
OURS = {name: figures[f"test.orchard.{name}"] for name in NAMES}
EMPTIED = """kernel_figures_dirty kernel_figures_reach kernel_figures_value kernel_figures_close kernel_figures_definition
kernel_figures_retraction kernel_figures_entered kernel_figures_complaint test_orchard_jar test_orchard_basket
test_orchard_tree test_orchard_grower"""


class Held(threading.Thread):
    """A transaction of its own that has done its act, and so has its number, but is not committed yet."""

    def __init__(self, act, facts, rows):
        super().__init__(daemon=True)
        self.act, self.facts, self.rows = act, facts, rows
        self.done, self.verdict, self.failure = threading.Event(), queue.Queue(), None
        self.start()
        self.done.wait(30)
        assert self.failure is None, self.failure

    def run(self):
        try:
            with transaction.atomic():
                self.act()
                self.done.set()
                transaction.set_rollback(not self.verdict.get(timeout=30))
        except BaseException as failure:  # told to the thread that waits
            self.failure = failure
            self.done.set()
        finally:
            connection.close()

    def end(self, *, commit):
        self.verdict.put(commit)
        self.join(30)
        assert self.failure is None, self.failure


class History(RuleBasedStateMachine):
    """One transaction after the other, as on SQLite."""

    late = False

    def __init__(self):
        super().__init__()
        self.orchard, self.facts, self.held = Orchard(), Facts(), []
        self.known = {}
        self.outer = None
        if not self.late:
            self.outer = transaction.atomic()
            self.outer.__enter__()
        self.settle("north", later=False)
        self.settle("south", later=False)

    def teardown(self):
        for held in self.held:
            held.end(commit=False)
        figures.update({figure.name: figure for figure in OURS.values()})
        if self.outer is not None:
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)
            return
        with guards_aside(connection), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(EMPTIED.split())} CASCADE")

    def do(self, act, tell, *rows, later=False):
        """Run an act now, or hold its transaction open where that is possible. `rows` are those that it locks."""
        if later and self.late and len(self.held) < 3:
            self.held.append(Held(act, tell, set(rows)))
            return
        made = act()
        tell(self.facts, made)

    def one(self, kept, seed):
        """A row that no open transaction has locked."""
        taken = set().union(*(held.rows for held in self.held))
        free = sorted(key for key in kept if key not in taken)
        return free[seed % len(free)] if free else None

    @rule(region=REGIONS, later=st.just(False))
    def settle(self, region, later):
        self.do(lambda: self.orchard.settle(region=region), lambda facts, g: facts.growers.update({g.pk: region}))

    @rule(who=SEEDS, region=REGIONS, later=st.booleans())
    def move(self, who, region, later):
        key = self.one(self.facts.growers, who)
        if key is not None:
            act = lambda: self.orchard.move(grower=Grower.objects.get(pk=key), region=region)  # noqa: E731
            self.do(act, lambda facts, _made: facts.growers.update({key: region}), key, later=later)

    @rule(who=SEEDS, on=DAYS, weight=st.integers(0, 5), sorts=SORTS, later=st.booleans())
    def pick(self, who, on, weight, sorts, later):
        grower = sorted(self.facts.growers)[who % len(self.facts.growers)]
        told = {"grower": grower, "day": on, "weight": weight, "sorts": sorts, "spoilt": False}
        made = []
        act = lambda: made.append(  # noqa: E731
            self.orchard.pick(grower=Grower.objects.get(pk=grower), on=on, weight=weight, sorts=sorts)
        )
        self.do(act, lambda facts, _made: facts.baskets.update({made[0].pk: told}), later=later)

    @rule(count=st.integers(2, 5), on=DAYS)
    def pick_many(self, count, on):
        with running.batch():
            for number in range(count):
                self.pick(number, on, number, ("pear",), later=False)

    @rule(region=REGIONS)
    def move_all(self, region):
        with running.batch():
            for number in range(len(self.facts.growers)):
                self.move(number, region, later=False)

    @rule(what=SEEDS, on=DAYS, weight=st.integers(0, 5), spoilt=st.booleans(), later=st.booleans())
    def correct(self, what, on, weight, spoilt, later):
        key = self.one(self.facts.baskets, what)
        if key is None:
            return
        told = {"picked_on": on, "weight": weight, "spoilt": spoilt}
        act = lambda: self.orchard.correct(basket=Basket.objects.get(pk=key), **told)  # noqa: E731
        tell = lambda facts, _made: facts.baskets[key].update(day=on, weight=weight, spoilt=spoilt)  # noqa: E731
        self.do(act, tell, key, later=later)

    @rule(what=SEEDS, later=st.booleans())
    def fill(self, what, later):
        if self.facts.baskets:
            key = sorted(self.facts.baskets)[what % len(self.facts.baskets)]
            made = []
            act = lambda: made.append(self.orchard.fill(basket=Basket.objects.get(pk=key)))  # noqa: E731
            self.do(act, lambda facts, _made: facts.jars.update({("jar", made[0].pk): key}), later=later)

    @rule(what=SEEDS, into=SEEDS, later=st.booleans())
    def refill(self, what, into, later):
        jar = self.one(self.facts.jars, what)
        if jar is None:
            return
        key = sorted(self.facts.baskets)[into % len(self.facts.baskets)]
        act = lambda: self.orchard.refill(  # noqa: E731
            jar=Jar.objects.get(pk=jar[1]), basket=Basket.objects.get(pk=key)
        )
        self.do(act, lambda facts, _made: facts.jars.update({jar: key}), jar, later=later)

    @rule(what=SEEDS, later=st.booleans())
    def empty(self, what, later):
        jar = self.one(self.facts.jars, what)
        if jar is not None:
            act = lambda: self.orchard.empty(jar=Jar.objects.get(pk=jar[1]))  # noqa: E731
            self.do(act, lambda facts, _made: facts.jars.pop(jar), jar, later=later)

    @rule(who=SEEDS, on=DAYS, stands=st.none() | st.integers(1, 60))
    def plant(self, who, on, stands):
        grower = sorted(self.facts.growers)[who % len(self.facts.growers)]
        felled = None if stands is None else on + timedelta(days=stands)
        tree = self.orchard.plant(grower=Grower.objects.get(pk=grower), on=on, felled_on=felled)
        self.facts.trees[("tree", tree.pk)] = {"grower": grower, "day": on, "felled": felled}

    @rule(what=SEEDS, later=st.booleans())
    def uproot(self, what, later):
        key = self.one(self.facts.trees, what)
        if key is not None:
            act = lambda: self.orchard.uproot(tree=Tree.objects.get(pk=key[1]))  # noqa: E731
            self.do(act, lambda facts, _made: facts.trees.pop(key), key, later=later)

    @rule(number=st.integers(1, 12), amount=st.integers(0, 9))
    def enter(self, number, amount):
        """A total of a month; the one that stands is taken back first."""
        told = {"actor": self.orchard.actor, "today": date(2024, 1, 2)}
        if number in self.facts.entered:
            standing = Entered.objects.get(from_on=date(2023, number, 1), retraction=None)
            actions.retract(key=standing.key, reason="typed wrong", **told)
        actions.enter(figure=f.VISITORS.name, period=month(2023, number), amount=amount, document="d", **told)
        self.facts.entered[number] = amount

    @rule()
    def rename_a_slice(self):
        new = "area" if self.facts.region == "region" else "region"
        self._declare(region=new, apple=self.facts.apple)

    @rule()
    def redefine_a_part(self):
        self._declare(region=self.facts.region, apple="pear" if self.facts.apple == "apple" else "apple")

    def _declare(self, *, region, apple):
        self.facts.region, self.facts.apple = region, apple
        sort = overlapping(
            members=[("apple", "사과", "Apples", Q(sorts__has=apple)), ("pear", "배", "Pears", Q(sorts__has="pear"))]
        )
        for figure in OURS.values():
            cuts = {region if name == "region" else name: cut for name, cut in figure.slices.items()}
            cuts |= {"sort": sort} if "sort" in cuts else {}
            replace(figure, slices=cuts)

    @precondition(lambda self: self.held)
    @rule(which=SEEDS, commit=st.sampled_from([True, True, False]))
    def end(self, which, commit):
        held = self.held.pop(which % len(self.held))
        held.end(commit=commit)
        if commit:
            held.facts(self.facts, None)

    @rule()
    def close(self):
        actions.close(actor=self.orchard.actor)
        self.known[Close.objects.order_by("-mark").first().mark] = self.facts.kept()

    @rule(
        name=st.sampled_from(NAMES),
        span=SPANS,
        cut=st.sampled_from(["", "region", "sort"]),
        pick=SEEDS,
        base=st.none() | DAYS,
    )
    def ask(self, name, span, cut, pick, base):
        """Now, and as known at each mark there is."""
        cut = cut if cut == "region" or (cut == "sort" and name in {"baskets", "weight"}) else ""
        members = {"": [""], "region": ["north", "south"], "sort": ["apple", "pear"]}[cut]
        question = Asked(figures[f"test.orchard.{name}"], span, "", members[pick % len(members)], base)
        for mark, facts in (*self.known.items(), (None, self.facts)):
            asked = replace(question, slice=facts.region if cut == "region" else cut, known_at=mark)
            assert queries.read(asked).amount == facts.amount(asked), (asked, mark)
            if cut == "region" and mark is not None:
                with pytest.raises(Unanswerable, match="was not divided by"):
                    queries.read(replace(asked, slice="area" if facts.region == "region" else "region"))

    @rule()
    def ask_what_was_entered(self):
        for mark, facts in (*self.known.items(), (None, self.facts)):
            assert queries.value(f.VISITORS, year(2023), known_at=mark).amount == facts.visitors()


class Late(History):
    """Transactions that stay open beside each other and are committed in any order, or not at all."""

    late = True


def play(machine, examples):
    told = settings(
        max_examples=examples, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=told)


@pytest.mark.django_db
def test_every_mark_keeps_what_was_known_and_the_records_say_what_stands():
    play(History, 12)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_commits_late_comes_in_with_a_later_mark_only():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: nothing commits late there")
    play(Late, 15)


@pytest.mark.django_db(transaction=True)
def test_two_open_transactions_do_not_hide_a_day_from_each_other():
    """One moves a grower while another picks his basket: neither sees what the other did, the close must."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: nothing commits late there")
    history = Late()
    try:
        (grower, *_others) = sorted(history.facts.growers)
        history.do(
            lambda: history.orchard.move(grower=Grower.objects.get(pk=grower), region="south"),
            lambda facts, _made: facts.growers.update({grower: "south"}),
            later=True,
        )
        history.pick(0, date(2023, 1, 1), 3, ("apple",), later=False)
        history.close()
        history.end(0, commit=True)
        history.close()
        for cut in ("", "region"):
            for pick in (0, 1):
                history.ask("baskets", year(2023), cut, pick, None)
    finally:
        history.teardown()
