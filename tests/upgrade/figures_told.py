"""Prints every figure of a year as JSON: name -> text, or null where nothing answers. Runs with the code of any release."""

import json
import sys

import django

django.setup()

from haengan.kernel.figures import queries, rules  # noqa: E402  # after the set-up that they need
from haengan.kernel.figures.declare import figures  # noqa: E402
from haengan.kernel.figures.totals import Unanswerable  # noqa: E402


def told(figure, period):
    try:
        return queries.value(figure, period).text
    except Unanswerable:
        return None


asked = rules.year(int(sys.argv[1]))
print(json.dumps({name: told(figure, asked) for name, figure in figures.items()}))  # noqa: T201
