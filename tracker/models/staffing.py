"""Staff (在岗人数): how many people an office has from a day on. Capacity is computed from it, never typed."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.constraints import check_at_fields
from tracker.models.offices import Office


class Staffing(models.Model):
    """Holds until the next row of the office. Counts the office itself, not what lies below it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="staffing", verbose_name=_("单位"))
    people = models.PositiveIntegerField(_("在岗人数"))
    valid_from = models.DateField(_("起"))
    source = models.CharField(_("依据"), max_length=200, blank=True)

    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("在岗人数")
        verbose_name_plural = _("在岗人数")
        ordering = ["office__path", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "valid_from"],
                name="staffing_once_a_day",
                violation_error_message=_("这个单位从这一天起的人数已经录入，请直接修改。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.people}"

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        check_at_fields(self, {"staffing_once_a_day": "valid_from"}, exclude)
