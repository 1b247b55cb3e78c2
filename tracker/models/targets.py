"""Targets (目标): who promises what, for which kind and year, and who answers for it."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.baselines import Count, Side
from tracker.models.constraints import check_at_fields
from tracker.models.kinds import Kind
from tracker.models.office_groups import OfficeGroup
from tracker.models.offices import Office

MENDED_AT = {
    "target_once": "office",
    "group_target_once": "office",
    "target_binds_a_level_or_a_group": "level",
    "target_ends_after_it_begins": "valid_to",
    "target_per_period_has_number_and_period": "number",
    "target_share_has_share_and_part": "share",
    "target_below_baseline_has_a_share": "share",
    "target_below_baseline_has_its_year": "base_year",
    "target_fixed_has_a_number": "number",
}


class Target(models.Model):
    """A promise. Without level and group it binds the office; with one, every office of that level in the area, or
    every member of the group.

    It holds from `valid_from` to `valid_to` within its year (None: to the end), so a past day is judged by what was in
    force then. Of one year, the types that give a yearly ceiling (ANNUAL) exclude one another on the same day; a number
    per period and a share stand beside them.
    cascade_of: the target of an area above from which this one was shared out.
    """

    class Type(models.TextChoices):
        BELOW_BASELINE = "below_baseline", _("较基期压减")
        NOT_ABOVE_LAST_YEAR = "not_above_last_year", _("只减不增（不超过上年）")
        FIXED = "fixed", _("固定数量")
        PER_PERIOD = "per_period", _("每周、每月、每天不超过")
        SHARE = "share", _("占比不低于")

    ANNUAL = (Type.BELOW_BASELINE, Type.NOT_ABOVE_LAST_YEAR, Type.FIXED)

    class Mode(models.TextChoices):
        FIXED_YEAR = "fixed_year", _("固定基期")
        PREVIOUS_YEAR = "previous_year", _("上年")
        SAME_PERIOD = "same_period", _("上年同期")
        CHAINED = "chained", _("在基期年限额上再减")

    class Period(models.TextChoices):
        DAY = "day", _("每天")
        WEEK = "week", _("每周")
        MONTH = "month", _("每月")

    class Part(models.TextChoices):
        VIDEO = "video", _("视频会议占会议")

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
    group = models.ForeignKey(
        OfficeGroup, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name=_("适用分组")
    )
    mode = models.CharField(_("基期方式"), max_length=16, choices=Mode, default=Mode.FIXED_YEAR)
    base_year = models.PositiveSmallIntegerField(_("基期年份"), null=True, blank=True)
    period = models.CharField(_("周期"), max_length=8, choices=Period, blank=True)
    part = models.CharField(_("占比对象"), max_length=8, choices=Part, blank=True)
    valid_from = models.DateField(_("起"), blank=True, help_text=_("不填，从一月一日起。"))
    valid_to = models.DateField(_("止"), null=True, blank=True, help_text=_("不填，到年底。"))
    cascade_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="shared_out", verbose_name=_("分解自")
    )
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
                fields=["office", "level", "side", "kind", "count", "year", "type", "period", "valid_from"],
                condition=Q(group__isnull=True),
                name="target_once",
                violation_error_message=_("这个单位、类别和年份的目标已经有了，请直接修改。"),
            ),
            models.UniqueConstraint(
                fields=["office", "group", "side", "kind", "count", "year", "type", "period", "valid_from"],
                condition=Q(group__isnull=False),
                name="group_target_once",
                violation_error_message=_("这个分组、类别和年份的目标已经有了，请直接修改。"),
            ),
            models.CheckConstraint(
                condition=Q(level="") | Q(group__isnull=True),
                name="target_binds_a_level_or_a_group",
                violation_error_message=_("层级和分组只能选一个。"),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="target_ends_after_it_begins",
                violation_error_message=_("止日不能早于起日。"),
            ),
            models.CheckConstraint(
                condition=~Q(type="below_baseline") | Q(share__isnull=False),
                name="target_below_baseline_has_a_share",
                violation_error_message=_("较基期压减的目标，要填压减比例。"),
            ),
            models.CheckConstraint(
                condition=~Q(type="below_baseline", mode__in=["fixed_year", "chained"]) | Q(base_year__isnull=False),
                name="target_below_baseline_has_its_year",
                violation_error_message=_("固定基期和链式目标，要填基期年份。"),
            ),
            models.CheckConstraint(
                condition=~Q(type="per_period") | (Q(number__isnull=False) & ~Q(period="")),
                name="target_per_period_has_number_and_period",
                violation_error_message=_("每周、每月、每天的目标，要填数量和周期。"),
            ),
            models.CheckConstraint(
                condition=~Q(type="share") | (Q(share__isnull=False) & ~Q(part="")),
                name="target_share_has_share_and_part",
                violation_error_message=_("占比目标，要填比例和占比对象。"),
            ),
            models.CheckConstraint(
                condition=~Q(type="fixed") | Q(number__isnull=False),
                name="target_fixed_has_a_number",
                violation_error_message=_("固定数量的目标，要填数量。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.year} {self.get_kind_display()} {self.get_type_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._begin()
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self._begin()
        super().clean_fields(exclude)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        check_at_fields(self, MENDED_AT, exclude)

    @property
    def baseline_year(self) -> int | None:
        """The year the promise is measured against; None for a number or a share."""
        if self.type == self.Type.NOT_ABOVE_LAST_YEAR:
            return self.year - 1
        if self.type != self.Type.BELOW_BASELINE:
            return None
        return self.base_year if self.mode in (self.Mode.FIXED_YEAR, self.Mode.CHAINED) else self.year - 1

    def _begin(self) -> None:
        if self.valid_from is None and self.year:
            self.valid_from = date(self.year, 1, 1)
