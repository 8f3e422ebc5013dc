from django.db import migrations


class Migration(migrations.Migration):
    operations = [migrations.RunSQL("CREATE TABLE annex_shed (id integer PRIMARY KEY)", "DROP TABLE annex_shed")]
