"""Sent loads (发出的负担): what an issuer caused in a month. Kept exact by actions.loads, never by hand."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.models.kinds import Kind
from tracker.models.loads import LoadFigures
from tracker.models.offices import Office


class SentLoad(LoadFigures):
    """area: a region (行政区) in which it landed; None: everywhere. Below regions the deliveries themselves are read.

    A cell in which nothing landed has no row.
    """

    area = models.ForeignKey(Office, models.CASCADE, null=True, related_name="+", verbose_name=_("地区"))
    issuer = models.ForeignKey(Office, models.CASCADE, related_name="sent_loads", verbose_name=_("发文单位"))
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    month = models.PositiveIntegerField(_("月份"))

    class Meta:
        verbose_name = _("发出的负担")
        verbose_name_plural = _("发出的负担")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "issuer", "kind", "month"], condition=Q(area__isnull=False), name="sent_load_cell"
            ),
            models.UniqueConstraint(
                fields=["issuer", "kind", "month"], condition=Q(area__isnull=True), name="sent_load_cell_everywhere"
            ),
        ]
        indexes = [models.Index(fields=["area", "month"], name="sent_load_by_area")]

    def __str__(self) -> str:
        return f"{self.issuer} {self.get_kind_display()} {self.month}"
