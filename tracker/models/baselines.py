"""Baselines (基期底数) that were typed in. Without one, last year's ledger is the baseline (queries.baselines)."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.measures.baselines import MONTHS
from tracker.models.constraints import check_at_fields
from tracker.models.kinds import Kind
from tracker.models.offices import Office


class Side(models.TextChoices):
    RECEIVED = "received", _("收到的")
    SENT = "sent", _("发出的")


class Count(models.TextChoices):
    OFFICIAL = "official", _("统计口径")
    FULL = "full", _("全口径")


class Baseline(models.Model):
    """What an office received, or an issuer sent, in a base year, with the evidence for the number.

    months: twelve counts from January that add up to `number`, which give its season; None where only the sum is
    known. locked_at: since when nobody may change it; None while it is open.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="baselines", verbose_name=_("单位"))
    side = models.CharField(_("收发"), max_length=8, choices=Side, default=Side.RECEIVED)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    count = models.CharField(_("口径"), max_length=8, choices=Count, default=Count.OFFICIAL)
    year = models.PositiveSmallIntegerField(_("基期年份"))
    number = models.PositiveIntegerField(_("底数"))
    months = models.JSONField(
        _("分月"), null=True, blank=True, help_text=_("一月到十二月的数，合计等于底数；没有分月数就空着。")
    )
    evidence = models.CharField(_("依据"), max_length=300, help_text=_("如：2018年发文登记簿，县档案馆存。"))
    locked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("锁定人")
    )
    locked_at = models.DateTimeField(_("锁定时间"), null=True, editable=False)
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, editable=False, verbose_name=_("录入人"))
    entered_at = models.DateTimeField(_("录入时间"), auto_now=True)

    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("基期底数")
        verbose_name_plural = _("基期底数")
        ordering = ["office__path", "kind", "count", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "side", "kind", "count", "year"],
                name="baseline_once",
                violation_error_message=_("这个单位、类别和年份的底数已经录入，请直接修改。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.year} {self.get_kind_display()} {self.number}"

    def clean(self) -> None:
        """Raises ValidationError at the months unless they are twelve counts that add up to the number."""
        if self.months is None:
            return
        if len(self.months) != MONTHS or any(not isinstance(count, int) or count < 0 for count in self.months):
            raise ValidationError({"months": _("分月要有十二个数，没有的填 0。")})
        if self.number is not None and sum(self.months) != self.number:
            told = {"sum": sum(self.months), "number": self.number}
            raise ValidationError({"months": _("分月合计 %(sum)s，底数 %(number)s，两个数要相等。") % told})

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        check_at_fields(self, {"baseline_once": "office"}, exclude)
