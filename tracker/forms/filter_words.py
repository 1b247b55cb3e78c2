"""A filter of items as one sentence: 列出〔时段〕送到〔单位〕的〔类别〕，来自〔单位〕，渠道〔…〕."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.forms.item_filters import PLAN_WORDS, SORTS, ItemFilterForm
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import Span, month_of, month_span, year_span
from tracker.queries.items import sums
from tracker.rules.channels import Way


@dataclass(frozen=True, slots=True)
class Bracket:
    """A piece of the sentence: what leads to it, the words in the bracket, and the address without it.

    without: query string of the list without this condition; None when the bracket restricts nothing.
    """

    lead: str
    words: str
    without: str | None = None


def brackets(form: ItemFilterForm) -> list[Bracket]:
    """The sentence of a filter that has been read; the five standing brackets first, then those that restrict."""
    told = form.parameters()

    def bracket(lead: str, words: str, *names: str) -> Bracket:
        kept = {name: value for name, value in told.items() if name not in names}
        return Bracket(lead, words, urlencode(kept) if len(kept) < len(told) else None)

    return [bracket(*piece) for piece in _pieces(form)]


def in_words(form: ItemFilterForm) -> str:
    """The same sentence as plain text, for the file."""
    pieces = [_("%(lead)s〔%(words)s〕") % {"lead": piece.lead, "words": piece.words} for piece in brackets(form)]
    return "".join(pieces)


def period_in_words(first: date | None, last: date | None) -> str:
    """2026年11月1—18日, 2026年, 2026年1月1日起, 至2026年11月18日 or 全部时段."""
    if first is None and last is None:
        return _("全部时段")
    if last is None:
        return _("%(day)s起") % {"day": _day(first)}
    if first is None:
        return _("至%(day)s") % {"day": _day(last)}
    if first == last:
        return _day(first)
    return _both_ends(Span(first, last))


def _both_ends(span: Span) -> str:
    first, last = span.first, span.last
    values = {"year": first.year, "month": first.month, "first": first.day, "last": last.day}
    if span == year_span(first.year):
        return _("%(year)s年") % values
    if span == month_span(month_of(first)):
        return _("%(year)s年%(month)s月") % values
    if month_of(first) == month_of(last):
        return _("%(year)s年%(month)s月%(first)s—%(last)s日") % values
    if first.year == last.year:
        return _("%(first)s—%(month)s月%(day)s日") % {"first": _day(first), "month": last.month, "day": last.day}
    return _("%(first)s—%(last)s") % {"first": _day(first), "last": _day(last)}


def _day(day: date | None) -> str:
    assert day is not None
    return _("%(year)s年%(month)s月%(day)s日") % {"year": day.year, "month": day.month, "day": day.day}


def _pieces(form: ItemFilterForm) -> Iterator[tuple[str, ...]]:
    wanted, told = form.wanted(), form.parameters()
    anything = _("不限")
    yield pgettext("filter", "列出"), period_in_words(wanted.first, wanted.last), "from", "to"
    yield pgettext("filter", "送到"), wanted.office.name if wanted.office else _("任一单位"), "office"
    yield pgettext("filter", "的"), str(Kind(wanted.kind).label) if wanted.kind else _("会议、发文、督检考"), "kind"
    yield pgettext("filter", "，来自"), wanted.issuer.name if wanted.issuer else anything, "issuer"
    yield from _how_it_came(form)
    yield from _whether_it_counts(form)
    if wanted.plan:
        yield pgettext("filter", "，只列"), str(PLAN_WORDS[wanted.plan]), "plan"
    if wanted.due is not None:
        yield pgettext("filter", "，要求报送的截止日为"), _day(wanted.due), "due"
    if wanted.batch is not None:
        yield pgettext("filter", "，导入自"), wanted.batch.file_name, "batch"
    if wanted.text:
        yield pgettext("filter", "，含文字"), wanted.text, "q"
    if wanted.withdrawn:
        yield pgettext("filter", "，只列"), _("已撤回的"), "withdrawn"
    if "sort" in told:
        yield pgettext("filter", "，按"), str(dict(SORTS)[told["sort"]]), "sort"


def _how_it_came(form: ItemFilterForm) -> Iterator[tuple[str, ...]]:
    wanted = form.wanted()
    yield pgettext("filter", "，渠道"), _listed(form, "channel") or _("不限"), "channel"
    if wanted.level:
        yield pgettext("filter", "，来文层级"), str(Office.Level(wanted.level).label), "level"
    if wanted.way:
        yield pgettext("filter", "，只列"), str(Way(wanted.way).label), "way"
    if wanted.formats:
        yield pgettext("filter", "，文件形式"), _listed(form, "format"), "format"


def _whether_it_counts(form: ItemFilterForm) -> Iterator[tuple[str, ...]]:
    wanted = form.wanted()
    if wanted.official is not None:
        words = _("计入统计口径的") if wanted.official else _("不计入统计口径的")
        yield pgettext("filter", "，只列"), words, "counted"
    if wanted.moved is not None:
        words = _("重算后改为计入的") if wanted.moved else _("重算后改为不计入的")
        yield pgettext("filter", "，只列"), words, "counted"
    if wanted.under is not None:
        yield pgettext("filter", "，按"), _("“%(rule)s”重算") % {"rule": wanted.under.name}, "under", "counted"


def _listed(form: ItemFilterForm, name: str) -> str:
    """工作群、电话; "" where nothing was ticked."""
    labels = dict(form.fields[name].choices)
    return _("、").join(str(labels[value]) for value in form.cleaned_data.get(name, []))


@dataclass(frozen=True, slots=True)
class WayOut:
    """A condition that empties a list, and how many items are there without it."""

    words: str
    without: str
    number: int


def ways_out(form: ItemFilterForm) -> list[WayOut]:
    """Conditions worth dropping from a filter that finds nothing, in the order of the sentence."""
    dropped = [bracket for bracket in brackets(form) if bracket.without is not None]
    ways = [WayOut(bracket.words, bracket.without or "", _number_without(form, bracket)) for bracket in dropped]
    return [way for way in ways if way.number]


def _number_without(form: ItemFilterForm, bracket: Bracket) -> int:
    other = ItemFilterForm(QueryDict(bracket.without or ""), user=form.user)
    return sums(form.user, other.wanted()).number
