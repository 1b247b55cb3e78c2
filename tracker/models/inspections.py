"""Inspections (督查检查考核): the rows of Item with that kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import Kind


class InspectionManager(models.Manager["Inspection"]):
    def get_queryset(self) -> ItemQuerySet:
        return ItemQuerySet(self.model, using=self._db).filter(kind=Kind.INSPECTION)


class Inspection(Item):
    objects = InspectionManager()

    class Meta:
        proxy = True
        verbose_name = _("督查检查考核")
        verbose_name_plural = _("督查检查考核")
