"""Assessments (一致性评估): what an issuer reckoned before sending, kept as a record."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.plans import PlanLine
from tracker.models.posts import offices_visible_to


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User | AnonymousUser) -> "AssessmentQuerySet":
        return self.filter(issuer__in=offices_visible_to(user))


class Assessment(models.Model):
    """Frozen when it is made: the draft as it was described, its price, the rules it touched. Never edited."""

    class Conclusion(models.TextChoices):
        CONSISTENT = "consistent", _("一致")
        REVISED = "revised", _("修改后一致")
        NOT_SENT = "not_sent", _("不予印发")

    issuer = models.ForeignKey(Office, models.PROTECT, related_name="assessments", verbose_name=_("发文单位"))
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    title = models.CharField(_("标题"), max_length=500)
    draft = models.JSONField(_("拟发事项"))
    result = models.JSONField(_("测算结果"))
    person_minutes = models.PositiveIntegerField(_("预计工时（人分）"))
    conclusion = models.CharField(_("结论"), max_length=10, choices=Conclusion)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    plan_line = models.ForeignKey(
        PlanLine, models.SET_NULL, null=True, blank=True, related_name="assessments", verbose_name=_("计划事项")
    )
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("评估人"))
    made_at = models.DateTimeField(_("评估时间"), auto_now_add=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("一致性评估")
        verbose_name_plural = _("一致性评估")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title
