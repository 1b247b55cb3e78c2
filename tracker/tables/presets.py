"""The rules of a preset: article, wording, force, figure, and who tells whether it is kept."""

from collections.abc import Sequence

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.figures import NOTHING
from tracker.models.presets import Rule
from tracker.sentences.presets import checked_words, figure_words


class RuleTable(tables.Table):
    """Each row is an anchor, so that a finding can lead to its article."""

    article = tables.Column(verbose_name=_("条款"), attrs={"td": {"class": "nw"}})
    wording = tables.Column(verbose_name=_("规定（本系统摘写）"), accessor="text", attrs={"td": {"class": "tt"}})
    kind = tables.Column(verbose_name=_("类别"), empty_values=(), attrs={"td": {"class": "nw", "data-l": _("类别")}})
    force = tables.Column(verbose_name=_("效力"), attrs={"td": {"class": "nw", "data-l": _("效力")}})
    figure = tables.Column(verbose_name=_("数值"), empty_values=(), attrs={"td": {"class": "nw", "data-l": _("数值")}})
    checked = tables.Column(
        verbose_name=_("谁来核对"), empty_values=(), attrs={"td": {"class": "nw", "data-l": _("谁来核对")}}
    )

    class Meta:
        attrs = {"class": "tb cards"}
        orderable = False
        row_attrs = {"id": lambda record: record.code}

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__(rules)

    def render_article(self, record: Rule) -> SafeString:
        return format_html('{} <span class="two">{}</span>', record.article, record.code)

    def render_kind(self, record: Rule) -> str:
        return record.get_kind_display() or gettext("各类")

    def render_force(self, record: Rule) -> str:
        return gettext("硬性") if record.force == Rule.Force.HARD else gettext("一般")

    def render_figure(self, record: Rule) -> str:
        return figure_words(record) or NOTHING

    def render_checked(self, record: Rule) -> str:
        return checked_words(record)
