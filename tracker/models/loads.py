"""Loads (负担): counts and person-minutes per area, kind and month. Kept exact by actions.loads, never by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.kinds import Kind
from tracker.models.offices import Office


class LoadFigures(models.Model):
    """items: distinct items. landings: item × office. minutes: person-minutes. Each in the official count (统计口径)
    and in the full count (全口径). measured and estimated: the part of the full minutes that was measured or estimated;
    the rest comes from norms.
    """

    official_items = models.PositiveIntegerField(_("统计口径（项）"))
    full_items = models.PositiveIntegerField(_("全口径（项）"))
    official_landings = models.PositiveIntegerField(_("统计口径（件次）"))
    full_landings = models.PositiveIntegerField(_("全口径（件次）"))
    official_minutes = models.PositiveBigIntegerField(_("统计口径（人分）"))
    full_minutes = models.PositiveBigIntegerField(_("全口径（人分）"))
    measured_minutes = models.PositiveBigIntegerField(_("实测（人分）"), default=0)
    estimated_minutes = models.PositiveBigIntegerField(_("估算（人分）"), default=0)

    class Meta:
        abstract = True


class Load(LoadFigures):
    """What landed in one month on an office and everything below it. A cell in which nothing landed has no row."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="loads", verbose_name=_("单位"))
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    month = models.PositiveIntegerField(_("月份"))

    class Meta:
        verbose_name = _("负担")
        verbose_name_plural = _("负担")
        constraints = [models.UniqueConstraint(fields=["office", "kind", "month"], name="load_cell")]

    def __str__(self) -> str:
        return f"{self.office} {self.get_kind_display()} {self.month}"
