"""Where the tokens stand: an FTS5 table on SQLite, a tsvector column on PostgreSQL."""

from django.db import migrations

from haengan.kernel.search import dialects


def make(apps, schema_editor):
    schema_editor.execute(dialects.of(schema_editor.connection).make())


def unmake(apps, schema_editor):
    schema_editor.execute(dialects.of(schema_editor.connection).unmake())


class Migration(migrations.Migration):
    dependencies = [("kernel_search", "0001_initial")]

    operations = [migrations.RunPython(make, unmake)]
