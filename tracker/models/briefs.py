"""Briefs (减负月报): a month of an area in official prose, written from the figures and edited by a person."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class BriefQuerySet(models.QuerySet["Brief"]):
    def visible_to(self, user: User | AnonymousUser) -> "BriefQuerySet":
        return self.filter(office__in=offices_visible_to(user))


class Brief(models.Model):
    """The text as edited; a month nobody has edited has no row and is written anew each time it is opened.

    paragraphs: heading and text, in order. figures: the numbers it was written from, kept so that a later reader sees
    which of them have moved since. language: of the text, as the English one is edited by itself.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="briefs", verbose_name=_("单位"))
    month = models.PositiveIntegerField(_("月份"))
    language = models.CharField(_("语言"), max_length=10)
    paragraphs = models.JSONField(_("正文"), default=list)
    figures = models.JSONField(default=dict)
    edited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("修改人"))
    edited_at = models.DateTimeField(_("修改时间"), auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BriefQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("减负月报")
        verbose_name_plural = _("减负月报")
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["office", "month", "language"], name="one_brief_a_month"),
            models.CheckConstraint(condition=Q(month__gte=199001, month__lte=210012), name="brief_month_is_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.month}"
