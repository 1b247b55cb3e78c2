"""The list of targets: who promised what, from when, the ceiling it makes, and how it stands."""

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.charts.definitions import definition_address
from tracker.charts.micro import STANDING_CSS
from tracker.figures import NOTHING, count_text, standing_symbol, standing_word
from tracker.models.targets import Target
from tracker.periods import year_to_date
from tracker.queries.cascade import may_be_shared_out
from tracker.queries.target_rows import Force, TargetRow
from tracker.sentences.targets import averages_words, beside_words, in_force_words, meaning
from tracker.sentences.words import target_words
from tracker.templatetags.standings import standing_chip


class TargetTable(tables.Table):
    """Rows of queries.target_rows. The order is given: by office, then level, group and kind."""

    office = tables.Column(verbose_name=_("单位"), accessor="target__office", attrs={"td": {"class": "tt"}})
    kind = tables.Column(verbose_name=_("类别、口径"), accessor="target", attrs={"td": {"class": "nw"}})
    promise = tables.Column(verbose_name=_("目标"), accessor="target", attrs={"td": {"class": "say"}})
    ceiling = tables.Column(
        verbose_name=_("全年限额"),
        accessor="ceilings",
        empty_values=(),
        attrs={"th": {"class": "num"}, "td": {"class": "num", "data-l": _("全年限额")}},
    )
    standing = tables.Column(verbose_name=_("目前状态"), empty_values=(), accessor="bound")
    responsible = tables.Column(verbose_name=_("责任人、依据"), accessor="target", attrs={"td": {"class": "say"}})
    change = tables.Column(verbose_name="", empty_values=(), accessor="target__pk", attrs={"td": {"class": "nw"}})

    class Meta:
        attrs = {"class": "tb cards"}
        row_attrs = {"class": lambda record: "past" if record.force == Force.FORMER else ""}
        orderable = False

    def __init__(self, rows: list[TargetRow], *, may_set: bool, **options: Any) -> None:
        self.may_set = may_set
        super().__init__(rows, **options)

    def render_office(self, record: TargetRow) -> SafeString:
        target = record.target
        if target.group:
            return _tagged(target, gettext("分组：%(name)s") % {"name": target.group})
        if target.level:
            return _tagged(target, gettext("所属%(level)s各单位") % {"level": target.get_level_display()})
        if target.cascade_of:
            return _tagged(target, gettext("分解自%(office)s") % {"office": target.cascade_of.office})
        return format_html("{}", target.office)

    def render_kind(self, value: Target) -> SafeString:
        beside = f"{value.get_count_display()} · {value.get_side_display()}"
        return format_html('{} <span class="two">{}</span>', value.get_kind_display(), beside)

    def render_promise(self, record: TargetRow) -> SafeString:
        told = [text for text in (_in_force(record), meaning(record)) if text]
        lines = format_html_join("", '<span class="two">{}</span>', ((text,) for text in told))
        return format_html("{} {}", target_words(record.target), lines)

    def render_ceiling(self, record: TargetRow) -> SafeString | str:
        if record.own is None or not record.judged or not record.ceilings:
            return _ceilings(record)
        address = definition_address("ceiling", record.own, year_to_date(record.target.year, record.as_of))
        link = '<a class="how" title="{}" href="{}">{}</a>'
        return format_html(link, gettext("怎么算的"), address, _ceilings(record))

    def render_standing(self, record: TargetRow) -> SafeString | str:
        if not record.bound and not record.beside:
            return gettext("没有适用的单位")
        if not record.judged:
            return gettext("还没有开始")
        if len(record.beside) == 1:
            return _beside_chip(record)
        return _chip(record) if record.own else _counts(record)

    def render_responsible(self, value: Target) -> SafeString:
        source = format_html('<span class="two">{}</span>', value.source) if value.source else ""
        return format_html("{} {}", value.responsible or NOTHING, source)

    def render_change(self, record: TargetRow) -> SafeString | str:
        if not record.is_own:
            return format_html('<span class="mute small">{}</span>', gettext("上级目标"))
        if not self.may_set:
            return ""
        links = [(reverse("target_edit", args=[record.target.pk]), gettext("修改"))]
        if may_be_shared_out(record.target) and record.ceilings:
            links.append((reverse("target_cascade", args=[record.target.pk]), gettext("分解")))
        return format_html_join(" ", '<a class="no-print" href="{}">{}</a>', links)


def _tagged(target: Target, words: str) -> SafeString:
    return format_html('{} <span class="tag">{}</span>', target.office, words)


def _in_force(row: TargetRow) -> str:
    """From when to when, where that is not the whole year; and that it holds no more, or not yet."""
    days = in_force_words(row.target)
    if row.force == Force.FORMER:
        return gettext("%(days)s，已不再有效") % {"days": days}
    return days


def _ceilings(row: TargetRow) -> str:
    """One number, the range over several offices, or a dash."""
    if not row.ceilings:
        return NOTHING
    lowest, highest = row.ceilings[0], row.ceilings[-1]
    if lowest == highest:
        return count_text(lowest)
    return gettext("%(lowest)s—%(highest)s") % {"lowest": count_text(lowest), "highest": count_text(highest)}


def _chip(row: TargetRow) -> SafeString:
    assert row.own is not None
    chip = render_to_string("includes/standing_chip.html", standing_chip(row.own.judgement))
    return format_html('{} <span class="small">{}/{}</span>', chip, count_text(row.own.counted), _ceilings(row))


def _beside_chip(row: TargetRow) -> SafeString:
    [beside] = row.beside
    told = {
        "css": STANDING_CSS[beside.standing],
        "symbol": standing_symbol(beside.standing),
        "word": standing_word(beside.standing),
    }
    chip = render_to_string("includes/standing_chip.html", told)
    return format_html('{} <span class="two">{}</span>', chip, beside_words(beside))


def _counts(row: TargetRow) -> SafeString:
    """适用 20 个单位：▲ 超额 3 ● 临界 5 …; symbol and word, in the order of gravity; below, both averages."""
    words = [(standing_symbol(standing), standing_word(standing), number) for standing, number in row.standing_counts]
    lead = gettext("适用 %(number)s 个单位：") % {"number": count_text(len(row.bound) + len(row.beside))}
    counts = format_html_join(" ", '<span class="nw">{} {} <b>{}</b></span>', words)
    return format_html('{}{} <span class="two">{}</span>', lead, counts, averages_words(row))
