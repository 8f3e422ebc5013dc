"""The timeline by its definition: every moment of a fine grid, everything looked up from the beginning each time. Slow, and
written without the engine, of which it uses the parsed conditions alone."""

import math
from statistics import median

GRID = 10_000
LEVELS = ["attention", "caution", "alert", "severe"]


class Naive:
    """`readings` are (series, at, ordinal, value, usable); all moments and spans are multiples of GRID."""

    def __init__(self, conditions, readings):
        self.conditions = conditions
        said = {}
        for series, at, ordinal, value, usable in readings:
            if (series, at) not in said or said[series, at][0] < ordinal:
                said[series, at] = (ordinal, value, usable)
        self.rows = {}
        for (series, at), (_ordinal, value, usable) in sorted(said.items()):
            self.rows.setdefault(series, []).append((at, value, usable))
        self.known = {}

    def truth(self, condition, at):
        key = (id(condition), at)
        if key not in self.known:
            self.known[key] = getattr(self, type(condition).__name__.lower())(condition, at)
        return self.known[key]

    def several(self, condition, at):
        found = [self.truth(part, at) for part in condition.parts]
        if found.count(True) >= condition.count:
            return True
        return False if found.count(True) + found.count(None) < condition.count else None

    def not_(self, condition, at):
        found = self.truth(condition.part, at)
        return None if found is None else not found

    def hold(self, condition, at):
        inside = {at - condition.span, at}
        for moment in range(GRID * ((at - condition.span) // GRID), at + 1, GRID):
            inside |= {one for one in (moment, moment + 1) if at - condition.span <= one <= at}
        found = {self.truth(condition.part, one) for one in inside}
        if False in found:
            return False
        return None if None in found else True

    def leaf(self, leaf, at):
        rows = [row for row in self.rows.get(leaf.series, []) if row[0] <= at]
        source = self.conditions.series[leaf.series]
        usable = [row for row in rows if row[2]]
        if not usable or at - usable[-1][0] > source.silent:
            return None
        moment, value, _usable = usable[-1]
        if sum(1 for row in rows if row[0] > moment) >= 3:
            return None
        return getattr(self, f"of_{leaf.kind}")(leaf, source, usable, moment, value)

    def of_level(self, leaf, _source, _usable, _moment, value):
        return value >= leaf.value if leaf.sign == ">=" else value <= leaf.value

    def of_sum(self, leaf, source, usable, moment, _value):
        inside = [row[1] for row in usable if row[0] > moment - leaf.span]
        total = sum(round(value * 10**6) for value in inside)
        limit = round(leaf.value * 10**6)
        complete = len(inside) * source.rhythm * 100 >= leaf.complete * leaf.span
        if leaf.sign == ">=":
            return True if total >= limit else (False if complete else None)
        return False if total > limit else (True if complete else None)

    def of_rate(self, leaf, source, usable, moment, value):
        older = [row for row in usable if row[0] <= moment - leaf.span]
        if not older or moment - older[-1][0] > leaf.span + source.silent:
            return None
        rate = (value - older[-1][1]) * 3_600_000 / (moment - older[-1][0])
        return rate >= leaf.value if leaf.sign == ">=" else rate <= leaf.value

    def of_forecast(self, leaf, _source, usable, moment, value):
        inside = [row for row in usable if row[0] > moment - leaf.span]
        if (moment - inside[0][0]) * 2 < leaf.span or len(inside) < 6:
            return None
        if value >= leaf.value if leaf.sign == ">=" else value <= leaf.value:
            return True
        return reached(inside, moment, leaf) >= leaf.probability

    def changes(self, start, now, level="", since=None, known=True):
        """(at, level before, known before, level after, known after) in ``[start, now]``."""
        found = []
        for moment in range(GRID * (start // GRID), now + 1, GRID):
            for at in (moment, moment + 1):
                if start <= at <= now:
                    new = self.level(level, since, at)
                    sure = not self.doubted(new, at)
                    if (new, sure) != (level, known):
                        found.append((at, level, known, new, sure))
                    since = since if new == level else (at if new else None)
                    level, known = new, sure
        return found

    def level(self, level, since, at):
        named = {one.name: one for one in self.conditions.levels}
        higher = LEVELS[LEVELS.index(level) + 1 :] if level else LEVELS
        for name in reversed(higher):
            if name in named and self.truth(named[name].when, at):
                return name
        if not level:
            return level
        if level in named and (at - since < named[level].least or not self.ended(named[level], at)):
            return level
        for name in reversed(LEVELS[: LEVELS.index(level)]):
            if name in named and not self.ended(named[name], at):
                return name
        return ""

    def ended(self, one, at):
        if one.until is None:
            return self.truth(one.when, at) is False
        return self.truth(one.when, at) is not True and self.truth(one.until, at) is True

    def doubted(self, level, at):
        named = {one.name: one for one in self.conditions.levels}
        higher = LEVELS[LEVELS.index(level) + 1 :] if level else LEVELS
        if any(name in named and self.truth(named[name].when, at) is None for name in higher):
            return True
        if level not in named or self.truth(named[level].when, at) is True:
            return False
        return self.truth(named[level].until or named[level].when, at) is None


setattr(Naive, "not", Naive.not_)


def reached(inside, moment, leaf):
    """Probability by the textbook; of up to 32 readings, since more are thinned out."""
    hours = [(row[0] - moment) / 3_600_000 for row in inside]
    values = [row[1] for row in inside]
    pairs = [(i, j) for i in range(len(hours)) for j in range(i + 1, len(hours))]
    slope = median((values[j] - values[i]) / (hours[j] - hours[i]) for i, j in pairs)
    now = median(value - slope * hour for hour, value in zip(hours, values, strict=True))
    residuals = [abs(value - slope * hour - now) for hour, value in zip(hours, values, strict=True)]
    count = len(hours)
    spread = max(1.4826 * median(residuals) * (count / (count - 2)) ** 0.5, 1e-6)
    mean = sum(hours) / count
    squares = sum((hour - mean) ** 2 for hour in hours)
    ahead = leaf.within / 3_600_000
    error = max(spread * (1 + 1 / count + (ahead - mean) ** 2 / squares) ** 0.5, 1e-6)
    deviation = (now + slope * ahead - leaf.value) / error
    return student(deviation if leaf.sign == ">=" else -deviation, count - 2)


def student(deviation, freedom, steps=400):
    """Student's t by Simpson's rule over its density, with the tail turned to a finite interval."""
    scale = math.gamma((freedom + 1) / 2) / math.sqrt(freedom * math.pi) / math.gamma(freedom / 2)
    end = math.atan(deviation / math.sqrt(freedom))
    width = end / steps

    def turned(angle):
        return math.cos(angle) ** (freedom - 1) * math.sqrt(freedom)

    inner = sum((4 if step % 2 else 2) * turned(step * width) for step in range(1, steps))
    return 0.5 + scale * width / 3 * (turned(0.0) + inner + turned(end))
