from django.db import models

from haengan.kernel.tables.models import CodesField, Record


class Grower(Record):
    name = models.CharField(max_length=40)
    region = models.CharField(max_length=20)

    def __str__(self):
        return self.name


class Basket(Record):
    grower = models.ForeignKey(Grower, models.PROTECT)
    picked_on = models.DateField()
    weight = models.PositiveIntegerField()
    sorts = CodesField(choices=[("apple", "apple"), ("pear", "pear")])
    rough = models.BooleanField(default=False)
    spoilt = models.BooleanField(default=False)

    def __str__(self):
        return f"basket of {self.picked_on}"


class Jar(Record):
    """Counts on the day on which its basket was picked."""

    basket = models.ForeignKey(Basket, models.PROTECT)

    def __str__(self):
        return f"jar of {self.basket}"


class Tree(Record):
    grower = models.ForeignKey(Grower, models.PROTECT)
    planted_on = models.DateField()
    felled_on = models.DateField(null=True)

    def __str__(self):
        return f"tree of {self.planted_on}"
