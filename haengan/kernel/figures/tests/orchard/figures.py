from django.db.models import Q

from haengan.kernel.figures.declare import DISTINCT, FLOW, RATIO, STOCK, Column, Figure, Table, overlapping, partition
from haengan.kernel.figures.rules import Period
from haengan.kernel.figures.tests.orchard.models import Basket, Jar, Tree

REGION = partition("grower__region", members=[("north", "북", "North"), ("south", "남", "South")])
SORTS = overlapping(
    members=[("apple", "사과", "Apples", Q(sorts__has="apple")), ("pear", "배", "Pears", Q(sorts__has="pear"))]
)


def good():
    return Basket.objects.filter(spoilt=False)


BASKETS = Figure(
    "test.orchard.baskets",
    kind=FLOW,
    ko="바구니",
    en="Baskets",
    unit="개",
    basis="test",
    one=("바구니 한 개", "one basket"),
    source=good,
    at="picked_on",
    slices={"region": REGION, "sort": SORTS},
    approximate="rough",
)
WEIGHT = Figure(
    "test.orchard.weight",
    kind=FLOW,
    ko="무게",
    en="Weight",
    unit="개",
    basis="test",
    one=("바구니 한 개", "one basket"),
    source=good,
    at="picked_on",
    measure="weight",
    slices={"region": REGION, "sort": SORTS},
)
GROWERS = Figure(
    "test.orchard.growers",
    kind=DISTINCT,
    ko="농가",
    en="Growers",
    unit="명",
    basis="test",
    one=("농가 한 곳", "one grower"),
    source=good,
    at="picked_on",
    of="grower__key",
    slices={"region": REGION},
)
TREES = Figure(
    "test.orchard.trees",
    kind=STOCK,
    ko="나무",
    en="Trees",
    unit="개",
    basis="test",
    one=("나무 한 그루", "one tree"),
    source=Tree.objects.all,
    at="planted_on",
    until="felled_on",
    slices={"region": REGION},
)
JARS = Figure(
    "test.orchard.jars",
    kind=FLOW,
    ko="병",
    en="Jars",
    unit="개",
    basis="test",
    one=("병 한 개", "one jar"),
    source=Jar.objects.all,
    at="basket__picked_on",
    slices={
        "region": partition("basket__grower__region", members=[("north", "북", "North"), ("south", "남", "South")])
    },
)
HANDS = Figure(
    "test.orchard.hands",
    kind=FLOW,
    ko="일손",
    en="Hands",
    unit="명",
    basis="test",
    one=("바구니를 딴 사람", "who picked a basket"),
    source=good,
    at="picked_on",
    slices={
        "region": REGION,
        "grower": partition("grower__key"),
        "weight": partition("weight"),
        "both": partition("grower__region", "weight"),
        "sort": SORTS,
    },
)
PER_GROWER = Figure(
    "test.orchard.baskets_per_grower",
    kind=RATIO,
    ko="농가당 바구니",
    en="Baskets per grower",
    unit="%",
    basis="test",
    one=("바구니와 농가", "baskets and growers"),
    part=BASKETS,
    whole=GROWERS,
    times=1,
)
VISITORS = Figure(
    "test.orchard.visitors",
    kind=FLOW,
    ko="방문객",
    en="Visitors",
    unit="명",
    basis="test",
    one=("기재값", "an entered total"),
    slices={"region": partition(members=[("north", "북", "North"), ("south", "남", "South")])},
)


def picked(period: Period):
    return (
        good()
        .filter(picked_on__gte=period.from_on, picked_on__lt=period.until_on)
        .select_related("grower")
        .order_by("grower__region", "picked_on")
    )


LIST = Table(
    "test.orchard.list",
    ko="수확",
    en="Harvest",
    rows=picked,
    model=lambda: Basket,
    columns=(
        Column("region", "지역", "Region", lambda b: b.grower.region, merged=True),
        Column("day", "날", "Day", lambda b: b.picked_on.isoformat()),
        Column("weight", "무게", "Weight", lambda b: b.weight, unit="개"),
    ),
)
