"""What a written explanation rests on is kept with it. The table is empty before this."""

from datetime import date

import django.db.models
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tracker", "0008_fill_sent_loads")]

    operations = [
        operation
        for model in ("explanation", "historicalexplanation")
        for operation in (
            migrations.AddField(model, "main_items", django.db.models.JSONField(default=list, verbose_name="主要事项")),
            migrations.AddField(
                model,
                "passed_on",
                django.db.models.DateField(default=date(1990, 1, 1), verbose_name="超过上年的日期"),
                preserve_default=False,
            ),
        )
    ]
