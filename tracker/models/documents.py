"""Documents (文件): the rows of Item with that kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import Kind


class DocumentManager(models.Manager["Document"]):
    def get_queryset(self) -> ItemQuerySet:
        return ItemQuerySet(self.model, using=self._db).filter(kind=Kind.DOCUMENT)


class Document(Item):
    objects = DocumentManager()

    class Meta:
        proxy = True
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
