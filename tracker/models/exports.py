"""Exports (导出): every file that leaves the ledger, so that it can be fetched, found again and checked (验真)."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to

KEPT_FOR = timedelta(days=7)


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: User | AnonymousUser) -> "ExportQuerySet":
        """One's own, while the office is still in scope: a file holds what its maker was allowed to see."""
        maker = user.pk if user.is_authenticated else None
        return self.filter(made_by=maker, office__in=offices_visible_to(user))


class Export(models.Model):
    """One file. Large ones are written by the worker; small ones are handed over at once and only registered.

    number: 导出编号, office code, year and serial: QH-2026-00012. asked: what the file holds, as queries and workbooks
    read it back (kind of file, filters, language). place: name of the file in the folder of exports, "" where none is
    kept. cells: what every cell said when the file was written (workbooks.cell_logs); None until it is complete.
    beat: when the worker was last heard of; an unfinished export that has gone quiet is taken up again.
    """

    class Content(models.TextChoices):
        WORKBOOK = "workbook", _("减负台账")
        ITEMS = "items", _("事项清单")
        TEMPLATE = "template", _("自备模板")
        BRIEF = "brief", _("减负月报")

    class Stage(models.TextChoices):
        WAITING = "waiting", _("等待生成")
        WRITING = "writing", _("正在生成")
        READY = "ready", _("已生成")
        CANCELLED = "cancelled", _("已取消")
        FAILED = "failed", _("没有生成")
        EXPIRED = "expired", _("已过期删除")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.CharField(_("导出编号"), max_length=60, unique=True)
    content = models.CharField(_("内容"), max_length=10, choices=Content)
    office = models.ForeignKey(Office, models.PROTECT, related_name="exports", verbose_name=_("单位"))
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("导出人"))
    made_at = models.DateTimeField(_("导出时间"), auto_now_add=True)
    asked = models.JSONField(default=dict)
    words = models.CharField(_("范围和筛选"), max_length=500, blank=True)
    file_name = models.CharField(_("文件名"), max_length=200)
    stage = models.CharField(_("进度"), max_length=10, choices=Stage, default=Stage.WAITING)
    problem = models.TextField(_("问题"), blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat = models.DateTimeField(null=True)
    place = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("字节"), null=True)
    digest = models.CharField(_("文件校验值"), max_length=64, blank=True)
    cells = models.BinaryField(null=True)
    expires_at = models.DateTimeField(_("保存到"), null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("导出")
        verbose_name_plural = _("导出")
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["made_by", "-made_at"], name="export_by_maker")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="ready") | Q(size__isnull=False), name="ready_export_was_written_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.number
