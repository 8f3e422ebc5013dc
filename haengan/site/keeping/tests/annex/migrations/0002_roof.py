import os

from django.db import migrations


def build(apps, _editor):
    if os.environ.get("ANNEX_FALLS"):
        raise RuntimeError("the roof fell in")


class Migration(migrations.Migration):
    dependencies = [("annex", "0001_shed")]
    operations = [migrations.RunPython(build)]
