"""What a chart draws is what was measured, in its place."""

from haengan.rooms.safety.warnings.queries import charting

MINUTE = 60_000
NOW = 1_760_000_000_000


def rising(count=60, step=0.02):
    return [(NOW - (count - place) * MINUTE, 1.0 + place * step) for place in range(count)]


def drawn(points, **more):
    return charting.chart(points, start=NOW - 6 * 60 * MINUTE, now=NOW, thresholds={"caution": 2.0}, **more)


def pairs(line):
    return [tuple(float(part) for part in pair.split(",")) for pair in line.split()]


def test_readings_are_a_line_from_left_to_right_that_rises():
    [line] = drawn(rising()).lines
    found = pairs(line)
    assert len(found) == 60
    assert [x for x, _y in found] == sorted(x for x, _y in found)
    assert found[0][1] > found[-1][1]


def test_a_gap_breaks_the_line():
    points = rising()
    assert len(drawn([*points[:5], *points[45:]]).lines) == 2


def test_a_threshold_lies_between_what_is_below_and_above():
    chart = drawn([*rising(), (NOW, 3.0)])
    [mark] = chart.thresholds
    levels = [y for _x, y in pairs(chart.lines[0])]
    assert min(levels) < mark.at < max(levels)


def test_the_forecast_goes_on_as_it_rose_within_its_doubt():
    told = charting.forecast(rising(), NOW)
    assert told[0][0] < told[-1][0]
    assert abs(told[-1][1] - (told[0][1] + 60 * 0.02)) < 0.05
    assert all(low <= middle <= high for _at, middle, low, high in told)


def test_too_little_of_the_last_hour_gives_no_forecast():
    assert charting.forecast(rising()[:3], NOW) == ()
    assert drawn(rising()[:3]).band == ""


def test_increments_are_bars_without_thresholds():
    chart = drawn([(NOW - 5 * MINUTE, 0.5), (NOW - 4 * MINUTE, 0.0), (NOW - 3 * MINUTE, 1.0)], increments=True)
    assert (len(chart.bars), chart.lines, chart.thresholds) == (2, (), ())
    assert chart.bars[1][3] > chart.bars[0][3]


def test_nothing_measured_is_an_empty_chart():
    chart = drawn([])
    assert (chart.lines, chart.bars, chart.band) == ((), (), "")
    assert chart.scale
