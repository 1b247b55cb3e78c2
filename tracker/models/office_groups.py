"""Groups of offices (单位分组): towns along the river, bureaus of one line, that a target speaks of together."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.constraints import check_at_fields
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class OfficeGroupQuerySet(models.QuerySet["OfficeGroup"]):
    def visible_to(self, user: User | AnonymousUser) -> "OfficeGroupQuerySet":
        return self.filter(area__in=offices_visible_to(user))


class OfficeGroup(models.Model):
    """Offices of one area under one name. A target of the group binds each of them."""

    area = models.ForeignKey(Office, models.PROTECT, related_name="groups", verbose_name=_("所属地区"))
    name = models.CharField(_("名称"), max_length=60)
    members = models.ManyToManyField(Office, related_name="+", verbose_name=_("成员单位"))

    objects = OfficeGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位分组")
        verbose_name_plural = _("单位分组")
        ordering = ["area__path", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="group_name_once_in_an_area",
                violation_error_message=_("这个地区已有同名的分组。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        check_at_fields(self, {"group_name_once_in_an_area": "name"}, exclude)
