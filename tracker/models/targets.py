"""Targets (目标): who promises what, for which kind and year, and who answers for it."""

from collections.abc import Collection
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.baselines import Count, Side
from tracker.models.constraints import check_at_fields
from tracker.models.kinds import Kind
from tracker.models.offices import Office

MENDED_AT = {
    "target_once": "office",
    "target_below_baseline_has_share_and_year": "share",
    "target_fixed_has_a_number": "number",
}


class Target(models.Model):
    """A promise. Without a level it binds the office; with one, every office of that level in the area."""

    class Type(models.TextChoices):
        BELOW_BASELINE = "below_baseline", _("较基期压减")
        NOT_ABOVE_LAST_YEAR = "not_above_last_year", _("只减不增（不超过上年）")
        FIXED = "fixed", _("固定数量")

    office = models.ForeignKey(Office, models.PROTECT, related_name="targets", verbose_name=_("单位"))
    level = models.CharField(
        _("适用层级"),
        max_length=1,
        choices=Office.Level,
        blank=True,
        help_text=_("不选，只约束该单位；选了，约束其下该层级的每个单位。"),
    )
    side = models.CharField(_("收发"), max_length=8, choices=Side, default=Side.RECEIVED)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    count = models.CharField(_("口径"), max_length=8, choices=Count, default=Count.OFFICIAL)
    year = models.PositiveSmallIntegerField(_("年份"))
    type = models.CharField(_("目标类型"), max_length=20, choices=Type)
    share = models.DecimalField(
        _("压减比例"), max_digits=4, decimal_places=3, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))],
        help_text=_("0.3 即压减 30%。"),
    )  # fmt: skip
    base_year = models.PositiveSmallIntegerField(_("基期年份"), null=True, blank=True)
    number = models.PositiveIntegerField(_("固定数量"), null=True, blank=True)
    responsible = models.CharField(_("责任人"), max_length=100, blank=True)
    source = models.CharField(_("依据"), max_length=200, blank=True, help_text=_("下达目标的文件。"))

    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("目标")
        verbose_name_plural = _("目标")
        ordering = ["-year", "office__path", "level", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "level", "side", "kind", "count", "year"],
                name="target_once",
                violation_error_message=_("这个单位、类别和年份的目标已经有了，请直接修改。"),
            ),
            models.CheckConstraint(
                condition=~Q(type="below_baseline") | (Q(share__isnull=False) & Q(base_year__isnull=False)),
                name="target_below_baseline_has_share_and_year",
                violation_error_message=_("较基期压减的目标，要填压减比例和基期年份。"),
            ),
            models.CheckConstraint(
                condition=~Q(type="fixed") | Q(number__isnull=False),
                name="target_fixed_has_a_number",
                violation_error_message=_("固定数量的目标，要填数量。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.year} {self.get_kind_display()} {self.get_type_display()}"

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        check_at_fields(self, MENDED_AT, exclude)

    @property
    def baseline_year(self) -> int | None:
        """The year the promise is measured against; None for a fixed number."""
        if self.type == self.Type.NOT_ABOVE_LAST_YEAR:
            return self.year - 1
        return self.base_year if self.type == self.Type.BELOW_BASELINE else None
