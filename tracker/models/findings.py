"""Findings (提示): what a rule or a person found; suspected (疑似) until somebody decides."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.baselines import Side
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user: User | AnonymousUser) -> "FindingQuerySet":
        return self.filter(office__in=offices_visible_to(user))

    def unsettled(self) -> "FindingQuerySet":
        """Those that keep a light from turning green: open, answered, or confirmed and not yet closed."""
        return self.filter(status__in=Finding.UNSETTLED)


class Finding(models.Model):
    """A disguise that is suspected at an office, as sender or as receiver, in one kind and year.

    facts: what was observed, never what was meant.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("待说明")
        ANSWERED = "answered", _("已说明")
        CONFIRMED = "confirmed", _("已核实")
        DISMISSED = "dismissed", _("不成立")
        CLOSED = "closed", _("已销号")

    UNSETTLED = (Status.OPEN, Status.ANSWERED, Status.CONFIRMED)

    office = models.ForeignKey(Office, models.PROTECT, related_name="findings", verbose_name=_("单位"))
    side = models.CharField(_("收发"), max_length=8, choices=Side, default=Side.SENT)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField(_("年份"))
    facts = models.CharField(_("情况"), max_length=500)
    article = models.CharField(_("依据"), max_length=200, blank=True)
    item = models.ForeignKey(
        Item, models.SET_NULL, null=True, blank=True, related_name="findings", verbose_name=_("事项")
    )
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.OPEN)
    opened_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("提出人"))
    opened_at = models.DateTimeField(_("提出时间"), auto_now_add=True)
    answer = models.CharField(_("说明"), max_length=500, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("认定人"))
    decided_at = models.DateTimeField(_("认定时间"), null=True, blank=True)
    decision_reason = models.CharField(_("认定理由"), max_length=300, blank=True)

    objects = FindingQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("提示")
        verbose_name_plural = _("提示")
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["office", "year", "kind", "status"], name="finding_by_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "answered"]) | ~Q(decision_reason=""),
                name="decided_finding_has_a_reason",
                violation_error_message=_("认定要写明理由。"),
            )
        ]

    def __str__(self) -> str:
        return self.facts
