"""Nil reports (本期无): an office says that nothing of a kind came, or went out, so that silence and zero differ."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class NilReportQuerySet(models.QuerySet["NilReport"]):
    def visible_to(self, user: User | AnonymousUser) -> "NilReportQuerySet":
        return self.filter(office__in=offices_visible_to(user))


class NilReport(models.Model):
    """Of a town or a village: nothing of the kind landed in the month, on itself or on anything below it.

    Of a bureau and whoever else sends (Office.reports_sending): it sent nothing of the kind, and speaks for itself
    alone. A later record of the month outweighs it.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="nil_reports", verbose_name=_("单位"))
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    month = models.PositiveIntegerField(_("月份"))
    reported_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("填报人"))
    reported_at = models.DateTimeField(_("填报时间"), auto_now_add=True)

    objects = NilReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("本期无")
        verbose_name_plural = _("本期无")
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "month"], name="nil_reported_once"),
            models.CheckConstraint(condition=Q(month__gte=199001, month__lte=210012), name="nil_month_is_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.get_kind_display()} {self.month}"
