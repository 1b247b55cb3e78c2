"""Names by which more than one office goes, so that a list of receivers must give their codes."""

from django.db.models import Count

from tracker.models.offices import Office, OfficeAlias


def ambiguous_names() -> set[str]:
    """Names that several offices share, or that another office is also called by."""
    shared = Office.objects.order_by().values("name").annotate(number=Count("pk")).filter(number__gt=1)
    aliases = OfficeAlias.objects.values_list("name", flat=True)
    return {*shared.values_list("name", flat=True), *aliases}
