"""An upgraded ledger has its new figures at once: minutes by their source, and what each issuer sent."""

from django.db import migrations
from django.db.models import Count, Q, Sum, Value
from django.db.models.functions import Left

TAKEN = Q(withdrawn=False)
BY_SOURCE = {
    "measured_minutes": Sum("cost", filter=Q(time_source="measured"), default=0),
    "estimated_minutes": Sum("cost", filter=Q(time_source="estimated"), default=0),
}
ALL = {
    "official_items": Count("item", distinct=True, filter=Q(official=True)),
    "full_items": Count("item", distinct=True),
    "official_landings": Count("pk", filter=Q(official=True)),
    "full_landings": Count("pk"),
    "official_minutes": Sum("cost", filter=Q(official=True), default=0),
    "full_minutes": Sum("cost", default=0),
}


def fill(apps, schema_editor):
    offices = apps.get_model("tracker", "Office").objects
    deliveries = apps.get_model("tracker", "Delivery").objects
    Load, SentLoad = (apps.get_model("tracker", name) for name in ("Load", "SentLoad"))
    paths = dict(offices.values_list("path", "pk"))
    regions = {"": None} | dict(offices.filter(kind="region").values_list("path", "pk"))
    SentLoad.objects.all().delete()
    for kind, month in deliveries.filter(TAKEN).order_by("kind", "month").values_list("kind", "month").distinct():
        landed = deliveries.filter(TAKEN, kind=kind, month=month)
        fill_loads(Load, landed, paths, kind, month)
        fill_sent_loads(SentLoad, landed, regions, kind, month)


def fill_loads(model, landed, paths, kind, month):
    cells = {load.office_id: load for load in model.objects.filter(kind=kind, month=month)}
    for length in sorted({len(path) for path in paths}):
        for row in landed.annotate(area=Left("office_path", length)).values("area").annotate(**BY_SOURCE).order_by():
            load = cells.get(paths.get(row["area"]))
            if load is not None and len(row["area"]) == length:
                load.measured_minutes, load.estimated_minutes = row["measured_minutes"], row["estimated_minutes"]
    model.objects.bulk_update(cells.values(), list(BY_SOURCE), batch_size=500)


def fill_sent_loads(model, landed, regions, kind, month):
    for length in sorted({len(path) for path in regions}):
        area = Left("office_path", length) if length else Value("")
        rows = landed.annotate(area=area).values("area", "issuer").annotate(**ALL, **BY_SOURCE).order_by()
        cells = [
            model(area_id=regions[row.pop("area")], issuer_id=row.pop("issuer"), kind=kind, month=month, **row)
            for row in rows
            if row["area"] in regions
        ]
        model.objects.bulk_create(cells, batch_size=2_000)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0007_delivery_indexes")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
