"""Accepted overruns (同意超额): a figure over its ceiling that somebody answers for, until a day."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.baselines import Count, Side
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class OverrunQuerySet(models.QuerySet["Overrun"]):
    def visible_to(self, user: User | AnonymousUser) -> "OverrunQuerySet":
        return self.filter(office__in=offices_visible_to(user))


class Overrun(models.Model):
    """Up to `accepted_up_to` items of the year, until `ends_on`. The standing stays over: accepted is not within."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="overruns", verbose_name=_("单位"))
    side = models.CharField(_("收发"), max_length=8, choices=Side, default=Side.SENT)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    count = models.CharField(_("口径"), max_length=8, choices=Count, default=Count.OFFICIAL)
    year = models.PositiveSmallIntegerField(_("年份"))
    accepted_up_to = models.PositiveIntegerField(_("同意到多少项"))
    reason = models.CharField(_("理由"), max_length=300)
    approved_by = models.CharField(_("批准人"), max_length=100)
    ends_on = models.DateField(_("截止日期"))
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, editable=False, verbose_name=_("录入人"))
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    objects = OverrunQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("同意超额")
        verbose_name_plural = _("同意超额")
        ordering = ["-year", "office__path", "kind"]

    def __str__(self) -> str:
        return f"{self.office} {self.year} {self.get_kind_display()} {self.accepted_up_to}"
