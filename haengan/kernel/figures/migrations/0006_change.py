"""By how much each stored cell differs from what was known of it before: added up, these say what stood at any mark."""

from django.db import migrations, models

FILL = """UPDATE kernel_figures_value SET change = COALESCE(amount, 0) - COALESCE((
    SELECT before.amount FROM kernel_figures_value before
    WHERE before.figure = kernel_figures_value.figure AND before.slice = kernel_figures_value.slice
    AND before.member = kernel_figures_value.member AND before.entered = kernel_figures_value.entered
    AND before.from_on = kernel_figures_value.from_on AND before.until_on = kernel_figures_value.until_on
    AND before.one = kernel_figures_value.one AND before.mark < kernel_figures_value.mark
    ORDER BY before.mark DESC LIMIT 1), 0) WHERE NOT entered"""


def fill(apps, schema_editor):
    """The table is append-only; its guards, lifted here, are set again after every migration."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE kernel_figures_value DISABLE TRIGGER USER")
            cursor.execute(FILL)
            cursor.execute("ALTER TABLE kernel_figures_value ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'kernel_figures_value'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        cursor.execute(FILL)


class Migration(migrations.Migration):
    dependencies = [("kernel_figures", "0005_until_read_inclusively")]

    operations = [
        migrations.AddField("value", "change", models.BigIntegerField(default=0)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "value",
            models.Index(
                fields=["figure", "slice", "entered", "from_on", "mark", "member", "change"], name="value_added_up"
            ),
        ),
    ]
