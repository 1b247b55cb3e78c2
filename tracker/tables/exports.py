"""The register of exports: what left the ledger, by whom, and whether it can still be fetched."""

from typing import Any

import django_tables2 as tables
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tracker.actions.export_stages import UNFINISHED
from tracker.figures import NOTHING
from tracker.models.exports import Export

MOMENT = "Y-m-d H:i"


class ExportTable(tables.Table):
    """Rows of queries.exports, newest first. user: only what they made themselves links to its file."""

    number = tables.Column(verbose_name=_("导出编号"), attrs={"td": {"class": "nw"}})
    content = tables.Column(verbose_name=_("内容"))
    office = tables.Column(verbose_name=_("单位"))
    words = tables.Column(verbose_name=_("范围和筛选"), default="", attrs={"td": {"class": "tt"}})
    made_by = tables.Column(verbose_name=_("导出人"), default=_("系统"))
    made_at = tables.DateTimeColumn(verbose_name=_("导出时间"), format=MOMENT, attrs={"td": {"class": "nw"}})
    size = tables.Column(
        verbose_name=_("大小"), default=NOTHING, attrs={"td": {"class": "num"}, "th": {"class": "num"}}
    )
    stage = tables.Column(verbose_name=_("状态"))

    class Meta:
        attrs = {"class": "tb cards"}
        orderable = False
        empty_text = _("还没有导出过。在总览上点“导出工作簿”，或在事项清单上导出，就会登记在这里。")

    def __init__(self, rows: Any, *, user: User, **options: Any) -> None:
        self.reader = user
        super().__init__(rows, **options)

    def render_made_by(self, value: User) -> str:
        return value.get_full_name() or value.get_username()

    def render_size(self, value: int) -> str:
        return f"{value / 1024:,.0f} KB"

    def render_stage(self, record: Export) -> SafeString | str:
        """A link for whoever waits for the file, or may fetch it."""
        words = str(record.get_stage_display())
        is_waited_for = record.beat is not None and record.stage in (*UNFINISHED, Export.Stage.READY)
        if record.made_by_id != self.reader.pk or not is_waited_for:
            return words
        return format_html('<a href="{}">{}</a>', reverse("export", args=[record.pk]), words)
