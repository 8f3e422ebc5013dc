from haengan.kernel.acts.running import act
from haengan.kernel.figures.tests.orchard.models import Basket, Grower, Jar, Tree

WHO = ("official", "system")


@act("test.orchard.settle", by=WHO)
def settle(*, region, actor, name="A grower"):
    return Grower.objects.create(name=name, region=region)


@act("test.orchard.move", by=WHO)
def move(*, grower, region, actor):
    grower.region = region
    grower.save()
    return grower


@act("test.orchard.pick", by=WHO)
def pick(*, grower, on, actor, weight=10, sorts=("apple",), rough=False):
    return Basket.objects.create(grower=grower, picked_on=on, weight=weight, sorts=frozenset(sorts), rough=rough)


@act("test.orchard.correct", by=WHO)
def correct(*, basket, actor, **fields):
    for name, value in fields.items():
        setattr(basket, name, value)
    basket.save()
    return basket


@act("test.orchard.fill", by=WHO)
def fill(*, basket, actor):
    return Jar.objects.create(basket=basket)


@act("test.orchard.refill", by=WHO)
def refill(*, jar, basket, actor):
    jar.basket = basket
    jar.save()


@act("test.orchard.empty", by=WHO)
def empty(*, jar, actor):
    jar.delete()


@act("test.orchard.plant", by=WHO)
def plant(*, grower, on, actor, felled_on=None):
    return Tree.objects.create(grower=grower, planted_on=on, felled_on=felled_on)


@act("test.orchard.fell", by=WHO)
def fell(*, tree, on, actor):
    tree.felled_on = on
    tree.save()
    return tree


@act("test.orchard.uproot", by=WHO)
def uproot(*, tree, actor):
    tree.delete()
