"""The table of measurements in the README stays short."""

from bench import running


def case(what, *, ratio=1.0, unit="%", target=1.0):
    return {"what": what, "ours": ratio, "other": 1.0, "ratio": ratio, "unit": unit, "target": target}


def test_of_percentages_of_one_kind_and_database_the_worst_is_told():
    cases = [
        case("recall, SQLite, a number", ratio=0.9),
        case("recall, SQLite, a surname", ratio=0.4),
        case("recall, PostgreSQL, a number"),
    ]
    told = {one["what"]: one["ratio"] for one in running.brief(cases)}
    assert told == {"recall, SQLite, the worst": 0.4, "recall, PostgreSQL, the worst": 1.0}


def test_what_has_no_target_is_left_to_the_whole_table():
    cases = [case("beside DuckDB", unit="ms", target=None), case("a year's close", unit="ms")]
    assert [one["what"] for one in running.brief(cases)] == ["a year's close"]
