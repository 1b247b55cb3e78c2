"""Batches (导入批次): one import of one file."""

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office


class Batch(models.Model):
    """A file that was imported: what it was, by whom and when. The file itself is not kept."""

    file_name = models.CharField(_("文件名"), max_length=200)
    digest = models.CharField(_("文件校验值"), max_length=64, help_text=_("SHA-256"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="batches", verbose_name=_("台账单位"))
    imported_by = models.ForeignKey(User, models.SET_NULL, null=True, verbose_name=_("导入人"))
    imported_at = models.DateTimeField(_("导入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("导入批次")
        verbose_name_plural = _("导入批次")
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.file_name
