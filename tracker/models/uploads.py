"""Uploads (上传的文件): a file between being handed in and being stored."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.batches import Batch
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to

KEPT_FOR = timedelta(days=7)


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: User | AnonymousUser) -> "UploadQuerySet":
        """One's own, while the office is still in scope: nobody reads what another has not yet stored."""
        owned = user.pk if user.is_authenticated else None
        return self.filter(uploaded_by=owned, office__in=offices_visible_to(user))


class Upload(models.Model):
    """What was read of a file, without anything of its classified rows; emptied once it is stored or given up.

    sheets: the cells, compressed. book: the person's own workbook, to be handed back with its errors marked.
    columns: fingerprint of the headings → heading → field, as a person corrected them ("" means not read).
    answers: what a person said of single cells, rows and sheets, as imports.answers writes it.
    preview: what storing it now would do, as imports.previews writes it; None until it was read.
    beat: when the worker was last heard of; an unfinished upload that has gone quiet is taken up again.
    """

    class Stage(models.TextChoices):
        WAITING = "waiting", _("等待读取")
        READING = "reading", _("正在读取")
        READY = "ready", _("待确认")
        STORING = "storing", _("正在写入")
        STORED = "stored", _("已写入")
        FAILED = "failed", _("不能读取")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("台账单位"))
    uploaded_by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("上传人"))
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    file_name = models.CharField(_("文件名"), max_length=200)
    digest = models.CharField(_("文件校验值"), max_length=64)
    sheets = models.BinaryField(default=b"")
    book = models.BinaryField(default=b"")
    kind = models.CharField(_("类别"), max_length=12, default="auto")
    year = models.PositiveIntegerField(_("年份"), null=True, blank=True)
    columns = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    stage = models.CharField(_("进度"), max_length=8, choices=Stage, default=Stage.WAITING)
    problem = models.TextField(_("问题"), blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat = models.DateTimeField(null=True)
    preview = models.JSONField(null=True)
    batch = models.OneToOneField(Batch, models.SET_NULL, null=True, related_name="+")

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("上传的文件")
        verbose_name_plural = _("上传的文件")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
