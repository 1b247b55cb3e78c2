"""Deliveries (送达): an item as it landed on one office, and what it cost there."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import landed_in_scope_of
from tracker.periods import Span


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: User | AnonymousUser) -> "DeliveryQuerySet":
        return self.filter(landed_in_scope_of(user, "office_path", "issuer"))

    def standing(self) -> "DeliveryQuerySet":
        """Without the withdrawn ones: only these count."""
        return self.filter(withdrawn=False)

    def landed_on(self, area: Office) -> "DeliveryQuerySet":
        """What landed on the office or anything below it."""
        return self.filter(office_path__gte=area.path, office_path__lt=area.path_end)

    def during(self, span: Span) -> "DeliveryQuerySet":
        """By the day of the item. The months bound the index range; the days cut it exactly."""
        return self.filter(month__range=(min(span.months()), max(span.months())), day__range=(span.first, span.last))


class Delivery(models.Model):
    """One item at one office. People and minutes are what was told; the costs are computed from them.

    kind, month, day, issuer, official and office_path repeat the item's and the office's columns, so that a
    dashboard reads one index. Only actions.deliveries writes them.
    """

    class TimeSource(models.TextChoices):
        MEASURED = "measured", _("实测")
        ESTIMATED = "estimated", _("估算")
        DEFAULT = "default", _("标准")

    item = models.ForeignKey("tracker.Item", models.CASCADE, related_name="deliveries", verbose_name=_("事项"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="deliveries", verbose_name=_("接收单位"))
    sent = models.BooleanField(_("发出方已登记"), default=False)
    received = models.BooleanField(_("接收方已登记"), default=False)
    withdrawn = models.BooleanField(_("已撤回"), default=False)

    people = models.PositiveIntegerField(_("人数"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("每人用时（分钟）"), null=True, blank=True)
    travel_minutes = models.PositiveIntegerField(_("往返路程（分钟）"), null=True, blank=True)
    preparation_minutes = models.PositiveIntegerField(_("准备、办理（分钟）"), null=True, blank=True)
    time_source = models.CharField(_("工时来源"), max_length=10, choices=TimeSource, default=TimeSource.DEFAULT)
    cost_spent = models.PositiveIntegerField(_("会议、阅读工时（人分）"), default=0)
    cost_travel = models.PositiveIntegerField(_("路途工时（人分）"), default=0)
    cost_preparation = models.PositiveIntegerField(_("准备工时（人分）"), default=0)
    cost = models.PositiveIntegerField(_("总工时（人分）"), default=0)

    kind = models.CharField(max_length=12, choices=Kind, editable=False)
    month = models.PositiveIntegerField(editable=False)
    day = models.DateField(editable=False)
    issuer = models.ForeignKey(Office, models.PROTECT, related_name="+", editable=False, db_index=False)
    official = models.BooleanField(editable=False)
    office_path = models.CharField(max_length=255, editable=False)

    objects = DeliveryQuerySet.as_manager()
    history = HistoricalRecords(
        verbose_name=_("接收情况修改记录"),
        excluded_fields=["kind", "month", "day", "issuer", "official", "office_path"],
    )

    class Meta:
        verbose_name = _("接收情况")
        verbose_name_plural = _("接收情况")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "office"],
                name="item_lands_once_on_an_office",
                violation_error_message=_("这个单位已经登记过这一事项。"),
            ),
            models.CheckConstraint(condition=Q(sent=True) | Q(received=True), name="delivery_was_recorded_by_a_side"),
            models.CheckConstraint(
                condition=Q(cost=models.F("cost_spent") + models.F("cost_travel") + models.F("cost_preparation")),
                name="delivery_cost_is_the_sum_of_its_parts",
            ),
        ]
        indexes = [
            # Without the issuer: were it there, SQLite would look up the landings of one item by their kind.
            models.Index(
                fields=["kind", "month", "office_path", "withdrawn", "official", "item", "cost", "time_source", "day"],
                name="delivery_by_month",
            ),
            models.Index(
                fields=["office_path", "month", "withdrawn", "kind", "official", "issuer", "cost", "day"],
                name="delivery_by_office",
            ),
            models.Index(
                fields=[
                    "issuer",
                    "month",
                    "kind",
                    "withdrawn",
                    "office_path",
                    "official",
                    "item",
                    "cost",
                    "time_source",
                    "day",
                ],
                name="delivery_by_issuer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}：{self.item}"
