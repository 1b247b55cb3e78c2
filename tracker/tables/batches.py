"""The list of imports: which file, whose ledger, by whom, what became of its rows, and the way back."""

from datetime import datetime
from typing import Any

import django_tables2 as tables
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.figures import NOTHING
from tracker.models.batches import Batch
from tracker.sentences.batches import outcome_words

MOMENT = "Y-m-d H:i"


class BatchTable(tables.Table):
    """Rows of queries.batches, newest first. now: until when a batch can be undone is told from here."""

    file_name = tables.Column(verbose_name=_("文件"), attrs={"td": {"class": "tt"}})
    office = tables.Column(verbose_name=_("台账单位"))
    imported_by = tables.Column(verbose_name=_("导入人"), default=NOTHING)
    imported_at = tables.Column(verbose_name=_("时间"), attrs={"td": {"class": "nw"}})
    counts = tables.Column(verbose_name=_("各行结果"), empty_values=())
    state = tables.Column(verbose_name="", empty_values=(), accessor="pk", attrs={"td": {"class": "num"}})

    class Meta:
        attrs = {"class": "tb cards"}
        orderable = False

    def __init__(self, rows: Any, *, now: datetime, **options: Any) -> None:
        self.now = now
        super().__init__(rows, **options)

    def render_file_name(self, value: str, record: Batch) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("batch", args=[record.pk]), value)

    def render_imported_by(self, value: User) -> str:
        return value.get_full_name() or value.get_username()

    def render_imported_at(self, value: datetime) -> str:
        return date_format(localtime(value), MOMENT)

    def render_counts(self, value: dict[str, int]) -> str:
        return outcome_words(value)

    def render_state(self, record: Batch) -> SafeString | str:
        if record.undone_at is not None:
            return format_html('<span class="tag">{}</span>', gettext("已撤销"))
        if record.may_be_undone(self.now):
            return format_html(
                '<a class="btn btn-line btn-xs" href="{}#undo">{}</a>',
                reverse("batch", args=[record.pk]),
                gettext("撤销"),
            )
        return format_html('<span class="mute small">{}</span>', gettext("已过 30 天"))
