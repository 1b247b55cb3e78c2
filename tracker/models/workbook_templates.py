"""Workbook templates (自备模板): an office's own .xlsx that the ledger fills, keeping its charts, pivots and looks."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class WorkbookTemplateQuerySet(models.QuerySet["WorkbookTemplate"]):
    def visible_to(self, user: User | AnonymousUser) -> "WorkbookTemplateQuerySet":
        return self.filter(office__in=offices_visible_to(user))


class WorkbookTemplate(models.Model):
    """book: the file as it came, once it was read through. places: what it asks to be filled, as read on upload."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="workbook_templates", verbose_name=_("单位"))
    name = models.CharField(_("名称"), max_length=120)
    file_name = models.CharField(_("文件名"), max_length=200)
    book = models.BinaryField()
    places = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("上传人"))
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now=True)

    objects = WorkbookTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("自备模板")
        verbose_name_plural = _("自备模板")
        ordering = ["office__path", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="template_name_once",
                violation_error_message=_("本单位已有同名模板，请换一个名称，或替换原来的模板。"),
            )
        ]

    def __str__(self) -> str:
        return self.name
