"""Written explanations (书面说明): what an issuer says when it has passed last year's count."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class ExplanationQuerySet(models.QuerySet["Explanation"]):
    def visible_to(self, user: User | AnonymousUser) -> "ExplanationQuerySet":
        return self.filter(issuer__in=offices_visible_to(user))


class Explanation(models.Model):
    """One issuer, kind and year. The task to write it is no row: it stands as soon as the count passes last year's
    (queries.explanations). Returned with a reason, it is due again.

    counted, last_year, passed_on and main_items are frozen when it is submitted. main_items: rows of the largest items
    of the year, each with day, title and minutes.
    """

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("已报送")
        ACCEPTED = "accepted", _("已采纳")
        RETURNED = "returned", _("已退回")

    issuer = models.ForeignKey(Office, models.PROTECT, related_name="explanations", verbose_name=_("发文单位"))
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField(_("年份"))
    counted = models.PositiveIntegerField(_("报送时本年数"))
    last_year = models.PositiveIntegerField(_("上年全年数"))
    passed_on = models.DateField(_("超过上年的日期"))
    main_items = models.JSONField(_("主要事项"), default=list)
    text = models.TextField(_("说明"), max_length=2000)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.SUBMITTED)
    submitted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("报送人"))
    submitted_at = models.DateTimeField(_("报送时间"))
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("办理人"))
    decided_at = models.DateTimeField(_("办理时间"), null=True)
    decision_reason = models.CharField(_("退回理由"), max_length=300, blank=True)

    objects = ExplanationQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("书面说明")
        verbose_name_plural = _("书面说明")
        ordering = ["-year", "issuer__path", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "kind", "year"], name="explained_once_a_year"),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(decision_reason=""),
                name="returned_explanation_has_a_reason",
                violation_error_message=_("退回要写明理由。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.year} {self.get_kind_display()}"
