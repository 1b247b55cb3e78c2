"""Offsets (增一减一): existing burden that an issuer retires, in receiver hours, to make room for something new."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.models.plans import PlanLine
from tracker.models.posts import offices_visible_to
from tracker.models.series import Series


class OffsetQuerySet(models.QuerySet["Offset"]):
    def visible_to(self, user: User | AnonymousUser) -> "OffsetQuerySet":
        """Those an office in scope offered, and those whose burden landed there: its receivers have a say."""
        offices = offices_visible_to(user)
        return self.filter(
            Q(issuer__in=offices) | Q(pk__in=OffsetVerdict.objects.filter(office__in=offices).values("offset"))
        )


class Offset(models.Model):
    """What is retired: a series or a recurring item, worth so many person-minutes of its receivers.

    Worth something only while verified and not past `expires_on`. An objection of any receiver re-opens it.
    """

    class Status(models.TextChoices):
        OFFERED = "offered", _("待接收单位确认")
        VERIFIED = "verified", _("已确认")
        DISPUTED = "disputed", _("有异议")
        WITHDRAWN = "withdrawn", _("已撤回")

    issuer = models.ForeignKey(Office, models.PROTECT, related_name="offsets", verbose_name=_("发文单位"))
    title = models.CharField(_("停办事项"), max_length=300)
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="offsets", verbose_name=_("原事项")
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="offsets", verbose_name=_("例行事项")
    )
    person_minutes = models.PositiveIntegerField(_("减去工时（人分）"))
    reason = models.CharField(_("说明"), max_length=300)
    expires_on = models.DateField(_("有效期至"))
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.OFFERED)
    offered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("申报人"))
    offered_at = models.DateTimeField(_("申报时间"), auto_now_add=True)

    objects = OffsetQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("增一减一")
        verbose_name_plural = _("增一减一")
        ordering = ["-offered_at"]

    def __str__(self) -> str:
        return self.title


class OffsetVerdict(models.Model):
    """What one receiver says: that the burden really ended, or that it did not. `agrees` is None until it spoke."""

    offset = models.ForeignKey(Offset, models.CASCADE, related_name="verdicts", verbose_name=_("增一减一"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("接收单位"))
    agrees = models.BooleanField(_("属实"), null=True)
    reason = models.CharField(_("异议理由"), max_length=300, blank=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("填写人"))
    given_at = models.DateTimeField(_("填写时间"), null=True)

    class Meta:
        verbose_name = _("接收单位意见")
        verbose_name_plural = _("接收单位意见")
        ordering = ["office__path"]
        constraints = [
            models.UniqueConstraint(fields=["offset", "office"], name="verdict_once_per_office"),
            models.CheckConstraint(
                condition=~Q(agrees=False) | ~Q(reason=""),
                name="objection_has_a_reason",
                violation_error_message=_("提出异议要写明理由。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}：{self.offset}"


class OffsetUse(models.Model):
    """Minutes of an offset spent on one new line of the plan. released_at: given back, because it was re-opened."""

    offset = models.ForeignKey(Offset, models.PROTECT, related_name="uses", verbose_name=_("增一减一"))
    plan_line = models.ForeignKey(PlanLine, models.PROTECT, related_name="offset_uses", verbose_name=_("新增事项"))
    person_minutes = models.PositiveIntegerField(_("用去工时（人分）"))
    used_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("经办人"))
    used_at = models.DateTimeField(_("使用时间"), auto_now_add=True)
    released_at = models.DateTimeField(_("退回时间"), null=True)

    class Meta:
        verbose_name = _("增一减一使用")
        verbose_name_plural = _("增一减一使用")
        ordering = ["used_at"]
        constraints = [models.CheckConstraint(condition=Q(person_minutes__gt=0), name="use_takes_something")]

    def __str__(self) -> str:
        return f"{self.plan_line}：{self.person_minutes}"
