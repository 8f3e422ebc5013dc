"""doors.txt says what every door answers to everyone; a door that opens wider is a line that changes.

Write it anew with ``pytest tests/house/test_doors.py --write-doors -n 0`` and read the difference before you commit it.
`bin/test --all` asks the outsider and the clerk; writing asks the whole cast, which takes minutes.
"""

from __future__ import annotations

import functools

import pytest

from tests.house import addresses, knocking, sources

TABLE = sources.HOUSE / "doors.txt"
ABOUT = """\
# What every door answers to whom. Written by a machine (pytest tests/house/test_doors.py --write-doors -n 0), read by people:
# application, address, methods, then the status for each of the cast. {key} is a real record wherever a register has one.
# outsider has not signed in; resident is a citizen with an account; clerk is an official without duties; kim (support), lee
# (autonomy), park (safety), choi (civil_affairs) and jung (digital) hold every duty of their division, director every duty.
# in: sent to sign in. HEAD answers as GET and stands only where it does not. A method that is not named is not taken (405), by whoever may do everything.
# Which doors open without a duty, and why, stands in urls.txt.
"""
SHUT = {"in", "401", "403", "404", "405"}
PARTS = [("public", 0, 1), ("office", 0, 2), ("office", 1, 2)]


@pytest.fixture(scope="module")
def walks(request):
    kept = {}
    yield kept
    if request.config.getoption("--write-doors") and len(kept) == len(PARTS):
        found = sorted(line for part in kept.values() for line in part)
        TABLE.write_text(ABOUT + "".join(f"{line}\n" for line in found), "utf8")


@pytest.mark.heavy
@pytest.mark.django_db
@pytest.mark.parametrize(("name", "part", "parts"), PARTS)
def test_every_door_answers_as_it_is_written(name, part, parts, walks, request):
    writing = request.config.getoption("--write-doors")
    members = knocking.OFFICE if writing else knocking.FEW
    found = knocking.walked(name, part, parts, members=members)
    sources.nothing([*failing(found), *opened(name, found)])
    if writing:
        walks[name, part, parts] = {line for door, answers in found.items() for line in lines(name, door, answers)}
    else:
        compare(name, found, members)


def failing(found):
    return [
        f"{method} {door.path} fails for {member}"
        for door, answers in found.items()
        for method, told in answers.items()
        for member, status in told.items()
        if status == "500"
    ]


def opened(name, found):
    """Doors that open to whoever holds no duty and of which urls.txt does not say why."""
    if name != "office":
        return []
    anyone = addresses.named("office", "anyone")
    allowed = {knocking.OUTSIDER: anyone, knocking.CLERK: anyone + addresses.named("office", "official")}
    allowed[knocking.RESIDENT] = allowed[knocking.CLERK]
    return [
        f"{method} {door.path} opens to {member}: {told[member]}. Give it a duty, or a reason in urls.txt."
        for door, answers in found.items()
        for method, told in answers.items()
        for member, patterns in allowed.items()
        if member in told and told[member] not in shut(door, member)
        if not addresses.stands_in(addresses.Address(door.name, door.path), patterns)
    ]


def shut(door, member):
    """The API says whether a request has the described shape before it asks for the duty of one act."""
    said = {"400", "422", "428"} if door.name.startswith("api-") and member == knocking.CLERK else set()
    return SHUT | said


def lines(name, door, answers):
    """Methods with the same answers share a line."""
    alike = {}
    for method, told in rows(name, answers).items():
        alike.setdefault(told, []).append(method)
    return [f"{name}  {door.shown}  {' '.join(methods)}  {' '.join(told)}" for told, methods in alike.items()]


def rows(name, answers):
    """By method: the status for each of the cast, `·` where it was not asked. Methods that the door does not take fall away."""
    cast = knocking.OFFICE if name == "office" else [knocking.OUTSIDER]
    found = {method: tuple(told.get(member, "·") for member in cast) for method, told in answers.items()}
    like_get = {"HEAD"} if found.get("HEAD") == found.get("GET") else set()
    return {method: row for method, row in found.items() if row[-1] != "405" and method not in like_get}


@functools.cache
def written():
    """By application and address, then by method: the statuses of the cast."""
    found = {}
    for name, shown, methods, told in sources.table(TABLE.name):
        found.setdefault((name, shown), {}).update(dict.fromkeys(methods.split(), tuple(told.split())))
    return found


def compare(name, found, members):
    """What was asked now with what is written of it, and whether anything is written of a door that is no more."""
    cast = knocking.OFFICE if name == "office" else [knocking.OUTSIDER]
    asked = [place for place, member in enumerate(cast) if member in members]
    known = written()
    wrong = []
    for door, answers in found.items():
        now, then = rows(name, answers), known.get((name, door.shown), {})
        for method in sorted({*now, *then}):
            told, kept = (cut(one.get(method), asked) for one in (now, then))
            if told != kept:
                wrong.append(f"{method} {door.shown}: written {kept}, answers now {told}")
    doors = knocking.shown(name)
    wrong += [f"{shown} is written and stands no more" for kind, shown in known if kind == name and shown not in doors]
    sources.nothing(wrong)


def cut(row, asked):
    return "nothing" if row is None else " ".join(row[place] for place in asked)
