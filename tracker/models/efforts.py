"""Efforts (本系统自身负担): what the ledger itself costs an office, never a person."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class EffortQuerySet(models.QuerySet["Effort"]):
    def visible_to(self, user: User | AnonymousUser) -> "EffortQuerySet":
        return self.filter(office__in=offices_visible_to(user))


class Effort(models.Model):
    """Records made, seconds taken and steps done in one month on one way of recording, of an office as a whole.

    seconds: from opening the form to saving it, an interruption cut off. steps: fields touched and buttons pressed.
    There is no column for who, so that nobody can be measured by it.
    """

    class Way(models.TextChoices):
        FORM = "form", _("填表登记")
        PASTE = "paste", _("粘贴、拖入识别")
        IMPORT = "import", _("导入台账")
        SERIES = "series", _("例行确认")
        NIL = "nil", _("报“本期无”")

    office = models.ForeignKey(Office, models.CASCADE, related_name="efforts", verbose_name=_("单位"))
    month = models.PositiveIntegerField(_("月份"))
    way = models.CharField(_("方式"), max_length=8, choices=Way)
    records = models.PositiveIntegerField(_("条数"), default=0)
    seconds = models.PositiveIntegerField(_("用时（秒）"), default=0)
    steps = models.PositiveIntegerField(_("操作步数"), default=0)

    objects = EffortQuerySet.as_manager()

    class Meta:
        verbose_name = _("本系统自身负担")
        verbose_name_plural = _("本系统自身负担")
        constraints = [models.UniqueConstraint(fields=["office", "month", "way"], name="effort_cell")]

    def __str__(self) -> str:
        return f"{self.office} {self.month} {self.get_way_display()}"
