"""What citizens see: the cities, and the exchanges of a year."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.declare import Figure
from haengan.kernel.figures.rules import year as whole_year
from haengan.rooms.autonomy.exchanges import figures, queries

SHOWN = (figures.HELD, figures.CITIES, figures.COUNTRIES, figures.DELEGATES)
FIRST, LAST = 1948, 2999


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`?year=2023`; without it the newest year with exchanges."""
    today = timezone.localdate()
    years = queries.years()
    year = _asked(request.GET.get("year", ""), years[0] if years else today.year)
    context = {
        "year": year,
        "years": years,
        "exchanges": queries.public_in(year),
        "cities": queries.cities_on(today),
        "readings": [_told(figure, year) for figure in SHOWN],
    }
    return render(request, "exchanges/home.html", context)


def _asked(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and FIRST <= int(text[:6]) <= LAST):
        raise Http404
    return int(text)


def _told(figure: Figure, year: int) -> dict[str, str]:
    """A figure of that year in the reader's language; its number leads to what is behind it."""
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    reading = measured.value(figure, whole_year(year))
    unit = reading.unit.ko if language == "ko" else reading.unit.en
    return {
        "label": figure.label(language),
        "text": reading.text,
        "unit": unit,
        "note": str(year),
        "href": f"/figures/{figure.name}/?period={year}",
    }
