"""Batches (导入批次): one import of one file, which can be undone for a while."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to

UNDO_WITHIN = timedelta(days=30)


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: User | AnonymousUser) -> "BatchQuerySet":
        """Imports into the ledgers of the offices this user may see."""
        return self.filter(office__in=offices_visible_to(user))


class Batch(models.Model):
    """A file that was imported: what it was, by whom and when, and what became of its rows. The file is not kept.

    counts: outcome to number of rows, as ImportReport.counts gives them; empty for batches before 0.2.
    upload: the upload it came from, so that storing one twice makes one batch; None for the command.
    """

    file_name = models.CharField(_("文件名"), max_length=200)
    digest = models.CharField(_("文件校验值"), max_length=64, help_text=_("SHA-256"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="batches", verbose_name=_("台账单位"))
    imported_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("导入人"))
    imported_at = models.DateTimeField(_("导入时间"), auto_now_add=True)
    counts = models.JSONField(_("各行结果"), default=dict, editable=False)
    upload = models.UUIDField(null=True, unique=True, editable=False)
    undone_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("撤销人")
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("导入批次")
        verbose_name_plural = _("导入批次")
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def undo_until(self) -> datetime:
        return self.imported_at + UNDO_WITHIN

    def may_be_undone(self, now: datetime) -> bool:
        return self.undone_at is None and now <= self.undo_until
