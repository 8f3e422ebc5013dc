"""The timelines of all rules in the memory of the process that watches, made again out of the tables whenever in doubt.

    memory = Memory()
    taking.observers.append(memory.observe)      # decides inside the transaction of the readings
    memory.beat(now)                             # several times a second: what others wrote, and what time alone changes

One thread at a time. What was folded but not committed is noticed at the next call, and everything is made again. The
tables are the truth: building compares what should have been decided with what was, and writes the difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Max, Q

from haengan.kernel.jobs import leases
from haengan.kernel.readings import queries as readings
from haengan.kernel.readings.engine import quality
from haengan.kernel.readings.models import Reading
from haengan.kernel.readings.taking import Taken
from haengan.rooms.safety.warnings.actions import deciding
from haengan.rooms.safety.warnings.actions.deciding import WATCH, Found
from haengan.rooms.safety.warnings.engine.decision.buffers import Buffer
from haengan.rooms.safety.warnings.engine.decision.parsing import read
from haengan.rooms.safety.warnings.engine.decision.programs import reach
from haengan.rooms.safety.warnings.engine.decision.timelines import ENDED, Change, Delta, State, Stretch, Succession
from haengan.rooms.safety.warnings.models.watched import Decision, Rule, RuleApproval, RuleVersion
from haengan.rooms.safety.warnings.queries import watched as queries
from haengan.rooms.safety.warnings.rules import watched as rules

logger = structlog.get_logger("haengan.warnings")
BACK = timedelta(hours=1)
"""How late a reading may be without the table being asked again."""
GAP_KEPT = timedelta(minutes=10)
LOOKED = 5_000
FORGET = timedelta(seconds=30)


class Lost(RuntimeError):
    """Another process decides now."""


@dataclass
class Watched:
    """A rule with its timeline, and the moments from which each version holds."""

    rule: Rule
    versions: list[tuple[int, RuleVersion | None]]
    succession: Succession

    def found(self, delta: Delta) -> Found:
        return Found(self.rule, delta, self.versions)


class Memory:
    """`since` is from when rules must be looked at anew, `spans` how far back each series is asked for; before `horizon`
    nothing is taken back without the table. With a `holder` it decides only while that process holds the lease."""

    def __init__(self, holder: str = "") -> None:
        self.holder = holder
        self.since: dict[int, int] = {}
        self._clear()

    def _clear(self) -> None:
        self.watched: dict[int, Watched] = {}
        self.buffers: dict[str, Buffer] = {}
        self.touches: dict[str, list[int]] = {}
        self.spans: dict[str, int] = {}
        self.numbers: dict[int, str] = {}
        self.mark: tuple[int, int] = (-1, -1)
        self.built = self.open = False
        self.last = self.horizon = 0
        self.gaps: dict[tuple[int, int], datetime] = {}
        self.forgot_at: datetime | None = None

    def observe(self, taken: Taken, now: datetime) -> None:
        """For `taking.observers`: inside the transaction of the readings. Before the first building it does nothing, since
        the building finds them in the table."""
        if not self._sound():
            return
        self.open = True
        transaction.on_commit(self._committed)  # gone from the connection's list when the transaction is rolled back
        rows = [(one.number, one.at_ms, one.value, quality.usable(one.marks)) for one in taken.written]
        self._decide(self._folded(rows, now), now)

    def beat(self, now: datetime) -> list[Decision]:
        """What is new in the tables and what the passing of time has changed; what was decided by it."""
        if not self._sound() or self.mark != queries.mark():
            return self.build(now)
        rows = self._unseen(now)
        if not self._sound():
            return self.build(now)
        found = self._folded(rows, now)
        due = [one for one in self.watched.values() if (one.succession.due or 2**62) <= rules.ms(now)]
        found += [one.found(delta) for one in due if (delta := one.succession.fold(rules.ms(now)))]
        self._forget(now)
        return self._decide(found, now)

    def build(self, now: datetime, since: datetime | None = None) -> list[Decision]:
        """Everything anew out of the tables, from `since` or an hour back; what was missed is decided."""
        start = rules.ms(min(since or now, now - BACK))
        again, self.since = self.since, {}
        self._clear()
        self.mark, self.horizon = queries.mark(), start
        self._load_rules(start, again)
        self._load_readings(now)
        found = [one.found(delta) for one in self.watched.values() if (delta := self._missed(one, now))]
        self.built = True
        logger.info("rules.built", rules=len(self.watched), series=len(self.buffers), missed=len(found))
        return self._decide(found, now)

    def state(self, rule: int) -> State | None:
        watched = self.watched.get(rule)
        return watched.succession.state if watched else None

    def _sound(self) -> bool:
        """Whether what is remembered is what is committed, or will be with the transaction that runs."""
        if self.open and all(told[1] != self._committed for told in transaction.get_connection().run_on_commit):
            self.built = self.open = False
        return self.built

    def _committed(self) -> None:
        self.open = False

    def _decide(self, found: Sequence[Found], now: datetime) -> list[Decision]:
        if not found:
            return []
        try:
            with transaction.atomic():
                if self.holder and not leases.held(rules.LEASE_NAME, self.holder):
                    raise Lost(self.holder)
                return deciding.decide(found=found, now=now, actor=WATCH)
        except BaseException:
            self.built = False
            raise

    def _folded(self, rows: Iterable[tuple[str, int, float, bool]], now: datetime) -> list[Found]:
        """What readings change, rule by rule."""
        touched: dict[int, int] = {}
        for number, at, value, usable in rows:
            buffer = self.buffers.get(number)
            if buffer is None:
                continue
            if at < self.horizon:
                self._too_late(number, at)
            elif buffer.put(at, value, usable):
                for rule in self.touches[number]:
                    touched[rule] = min(at, touched.get(rule, at))
        now_ms, found = rules.ms(now), []
        for rule, at in touched.items():
            watched = self.watched[rule]
            if delta := watched.succession.fold(now_ms, touched=at):
                found.append(watched.found(delta))
        return found

    def _too_late(self, number: str, at: int) -> None:
        """Before what can be taken back: the next beat makes the rules that look at it anew from there."""
        for rule in self.touches[number]:
            self.since[rule] = min(at, self.since.get(rule, at))
        self.built = False

    def _load_rules(self, start: int, since: Mapping[int, int]) -> None:
        approvals: dict[int, list[RuleApproval]] = defaultdict(list)
        for approval in queries.approved():
            approvals[approval.version.rule_id].append(approval)
        for pk, mine in approvals.items():
            ended = mine[0].version.rule.ended_at
            begin = min(start, since.get(pk, start))
            if ended is None or rules.ms(ended) > begin:
                self.watched[pk] = self._arranged(mine, begin)

    def _arranged(self, approvals: Sequence[RuleApproval], start: int) -> Watched:
        """A rule's timeline from `start` on, going on from what was decided before."""
        rule = approvals[0].version.rule
        holds = [(rules.ms(one.from_at), one.version) for one in approvals]
        begun = [place for place, (at, _version) in enumerate(holds) if at <= start]
        versions: list[tuple[int, RuleVersion | None]] = [*holds[begun[-1] if begun else 0 :]]
        if rule.ended_at is not None:
            ended = rules.ms(rule.ended_at)
            versions = [*((at, version) for at, version in versions if at < ended), (ended, None)]
        stretches = [Stretch(max(at, start), read(one.conditions) if one else ENDED) for at, one in versions]
        spans: dict[str, int] = {}
        for stretch in stretches:
            for number, span in reach(stretch.conditions).items():
                spans[number] = max(span, spans.get(number, 0))
        for number, span in spans.items():
            self.touches.setdefault(number, []).append(rule.pk)
            self.spans[number] = max(span, self.spans.get(number, 0))
            begin = stretches[0].start - span
            buffer = self.buffers.setdefault(number, Buffer(begin))
            buffer.start = min(begin, buffer.start)
        return Watched(rule, versions, Succession(stretches, self.buffers, self._initial(rule.pk, stretches[0].start)))

    def _initial(self, rule: int, start: int) -> State:
        last = queries.last_before(rule, rules.moment(start))
        return State(last.level, last.level_since_ms, last.known) if last else State()

    def _load_readings(self, now: datetime) -> None:
        self.last = newest = Reading.objects.aggregate(newest=Max("pk"))["newest"] or 0
        near = set(Reading.objects.filter(pk__gt=newest - LOOKED, pk__lte=newest).values_list("pk", flat=True))
        self._note_gaps(near, min(near, default=1) - 1, newest, now)
        series = readings.numbered(list(self.buffers))
        self.numbers = {one.pk: number for number, one in series.items()}
        for number, one in series.items():
            buffer = self.buffers[number]
            rows = readings.since([one.pk], buffer.start).values_list("at_ms", "value", "marks")
            for at, value, marks in rows.iterator(chunk_size=10_000):
                buffer.put(at, value, quality.usable(marks))

    def _missed(self, one: Watched, now: datetime) -> Delta:
        """What should have been decided and was not, and what was and should not have been."""
        first = one.succession.timelines[0].start
        one.succession.fold(rules.ms(now))
        should = {change.at: change for change in one.succession.changes}
        was = {rules.ms(row.at): row for row in queries.counting_since(one.rule.pk, rules.moment(first))}
        told = {at: (row.before, row.level, row.known) for at, row in was.items()}
        added = [change for at, change in should.items() if told.get(at) != (change.before.level, *change.after.told)]
        return Delta(tuple(Change(at, State(), State()) for at in was.keys() - should.keys()), tuple(added))

    def _unseen(self, now: datetime) -> list[tuple[str, int, float, bool]]:
        """Readings that other processes have committed: newer rows, and those whose numbers were left out before."""
        asked = Q(pk__gt=self.last)
        for low, high in self.gaps:
            asked |= Q(pk__range=(low, high))
        columns = ("pk", "series_id", "at_ms", "value", "marks")
        rows = list(Reading.objects.filter(asked).order_by("pk").values_list(*columns))
        if rows:
            self._seen({row[0] for row in rows}, now)
        return [
            (self.numbers[series], at, value, quality.usable(marks))
            for _pk, series, at, value, marks in rows
            if series in self.numbers
        ]

    def _seen(self, seen: set[int], now: datetime) -> None:
        gaps = {gap: since for gap, since in self.gaps.items() if now - since < GAP_KEPT}
        self.gaps = {}
        for (low, high), since in gaps.items():
            self._note_gaps({pk for pk in seen if low <= pk <= high}, low - 1, high, since)
        newest = max(self.last, *seen)
        self._note_gaps({pk for pk in seen if pk > self.last}, self.last, newest, now)
        self.last = newest

    def _note_gaps(self, seen: set[int], before: int, until: int, now: datetime) -> None:
        """Numbers in ``(before, until]`` that nobody has seen: rolled back, or not committed yet."""
        for pk in [*sorted(seen), until + 1]:
            if pk - before > 1:
                self.gaps[before + 1, pk - 1] = now
            before = pk

    def _forget(self, now: datetime) -> None:
        if self.forgot_at is not None and now - self.forgot_at < FORGET:
            return
        self.forgot_at, horizon = now, rules.ms(now - BACK)
        self.horizon = max(self.horizon, horizon)
        for number, buffer in self.buffers.items():
            buffer.forget(horizon - self.spans[number])
        for one in self.watched.values():
            one.succession.forget(horizon)
