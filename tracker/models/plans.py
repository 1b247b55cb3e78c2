"""Plans (年度计划): the year's meetings, documents and inspections of an issuer, and each of its lines."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User | AnonymousUser) -> "PlanQuerySet":
        return self.filter(issuer__in=offices_visible_to(user))


class Plan(models.Model):
    """One issuer's plan of one year. Once it is approved as a whole, every further line is an addition (追加)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟订中")
        SUBMITTED = "submitted", _("已报审")
        APPROVED = "approved", _("已批准")

    issuer = models.ForeignKey(Office, models.PROTECT, related_name="plans", verbose_name=_("发文单位"))
    year = models.PositiveSmallIntegerField(_("年份"))
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.DRAFT)
    submitted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("报审人"))
    submitted_at = models.DateTimeField(_("报审时间"), null=True)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("批准人"))
    approved_at = models.DateTimeField(_("批准时间"), null=True)

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("年度计划")
        verbose_name_plural = _("年度计划")
        ordering = ["-year", "issuer__path"]
        constraints = [models.UniqueConstraint(fields=["issuer", "year"], name="plan_once_a_year")]

    def __str__(self) -> str:
        return f"{self.issuer} {self.year}"


class PlanLineQuerySet(models.QuerySet["PlanLine"]):
    def visible_to(self, user: User | AnonymousUser) -> "PlanLineQuerySet":
        return self.filter(plan__issuer__in=offices_visible_to(user))


class PlanLine(models.Model):
    """One planned meeting, document or inspection. Who asks for it never approves it.

    person_minutes: what it was reckoned to cost its receivers; None where nobody reckoned.
    admission_number (准入号): given on approval, see measures.admission_numbers.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("待批准")
        APPROVED = "approved", _("已批准")
        DECLINED = "declined", _("未批准")
        WITHDRAWN = "withdrawn", _("已撤回")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines", verbose_name=_("年度计划"))
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    title = models.CharField(_("名称"), max_length=300)
    month = models.PositiveSmallIntegerField(_("计划月份"), null=True, blank=True, help_text=_("1 到 12；不定填空。"))
    day = models.DateField(_("计划日期"), null=True, blank=True)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    recipients = models.CharField(_("对象"), max_length=200, blank=True, help_text=_("如：各乡镇（街道）。"))
    recipient_count = models.PositiveIntegerField(_("单位数"), null=True, blank=True)
    people = models.PositiveIntegerField(_("每单位人数"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("时长（分钟）"), null=True, blank=True)
    person_minutes = models.PositiveIntegerField(_("预计工时（人分）"), null=True, blank=True)
    is_addition = models.BooleanField(_("追加"), default=False)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.PROPOSED)
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("申请人"))
    requested_at = models.DateTimeField(_("申请时间"), auto_now_add=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("批准人"))
    decided_at = models.DateTimeField(_("批准时间"), null=True)
    decision_reason = models.CharField(_("批准意见"), max_length=300, blank=True)
    admission_number = models.CharField(  # noqa: DJ001  unique, and none before approval
        _("准入号"), max_length=40, null=True, unique=True, editable=False
    )

    objects = PlanLineQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("计划事项")
        verbose_name_plural = _("计划事项")
        ordering = ["plan", "kind", "month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(admission_number__isnull=False),
                name="approved_line_has_an_admission_number",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("requested_by")),
                name="nobody_approves_their_own_line",
                violation_error_message=_("申请人不能批准自己的申请。"),
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__gte=1, month__lte=12),
                name="plan_month_is_a_month",
                violation_error_message=_("月份从 1 到 12。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(decision_reason=""),
                name="declined_line_has_a_reason",
                violation_error_message=_("不批准要写明理由。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title
