"""A target of before holds from the first day of its year."""

from datetime import date

from django.db import migrations


def begin(apps, schema_editor):
    targets = apps.get_model("tracker", "Target").objects
    for year in targets.order_by().values_list("year", flat=True).distinct():
        targets.filter(year=year).update(valid_from=date(year, 1, 1))


class Migration(migrations.Migration):
    dependencies = [("tracker", "0005_targets_and_plans")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
