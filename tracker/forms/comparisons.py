"""What is compared: two periods, some offices, a kind and perhaps one issuer, all of it in the address."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.forms.as_of import FIRST_YEAR
from tracker.measures.comparisons import months_earlier, year_before
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.office_groups import OfficeGroup
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to, post_of
from tracker.periods import Span, year_to_date
from tracker.queries.comparisons import MOST_OFFICES
from tracker.queries.counting_rules import versions_open_to
from tracker.queries.filter_choices import issuer_choices, issuer_coded
from tracker.queries.office_groups import groups_open_to, offered_members
from tracker.queries.overview import matrix_offices


class Against(TextChoices):
    """What the period is compared with."""

    YEAR = "year", _("上年同期")
    MONTH = "month", _("上月同期")
    QUARTER = "quarter", _("上季同期")
    WHOLE_YEAR = "whole", _("上一年全年")
    OTHER = "other", _("另选的一段")


class Shown(TextChoices):
    """Which figures are drawn; the table holds all."""

    BOTH = "both", _("两种口径")
    OFFICIAL = "official", _("统计口径")
    FULL = "full", _("全口径")
    HOURS = "hours", _("人时")


_MONTHS = {Against.YEAR: 12, Against.MONTH: 1, Against.QUARTER: 3}
_BEYOND = ("below", "group", "office", "issuer", "under")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("没有这一天，请按 2026-11-18 的样子填写；这一天没有用上。")},
    )


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    wrong = _("没有这个选项，用的是第一项。")
    return forms.ChoiceField(label=label, choices=choices, required=False, error_messages={"invalid_choice": wrong})


def _named(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=40, widget=forms.Select)


class ComparisonForm(forms.Form):
    """Reads the parameters. A wrong day is told at its field and left out; whatever was left out has a usual value.

    Offices: those that are ticked, else the members of a group, else those directly below an area, the own one first.
    Fields bear the names of the address; `from` and `to` are added at the start, one of them being a word of Python.
    """

    against = _choice(_("与"), Against.choices)
    kind = _choice(_("类别"), Kind.choices)
    from2 = _day(_("另选起日"))
    to2 = _day(_("另选止日"))
    issuer = _named(_("来自"))
    shown = _choice(_("图上画"), Shown.choices)
    below = _named(_("哪里的单位"))
    group = _named(_("或一个分组"))
    office = forms.MultipleChoiceField(label=_("或自选单位"), required=False, widget=forms.CheckboxSelectMultiple)
    under = _named(_("按哪一版口径"))

    def __init__(self, data: QueryDict, *, user: User | AnonymousUser) -> None:
        super().__init__(data)
        self.user = user
        self.fields = {"from": _day(_("起日")), "to": _day(_("止日"))} | self.fields
        self.versions = {str(rule.pk): rule for rule in versions_open_to(user)}
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxSelectMultiple):
                css = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
                field.widget.attrs["class"] = css
        codes = data.getlist("office")
        self.ticked = list(offices_visible_to(user).filter(code__in=codes).order_by("path")) if codes else []
        self.fields["office"].choices = [(office.code, office.name) for office in self.ticked]
        self.is_valid()

    def clean_below(self) -> Office | None:
        code = self.cleaned_data["below"]
        return self._known(code, offices_visible_to(self.user).filter(code=code).first())

    def clean_group(self) -> OfficeGroup | None:
        number = self.cleaned_data["group"]
        asked = groups_open_to(self.user).filter(pk=number) if number.isascii() and number.isdecimal() else None
        return self._known(number, asked.first() if asked is not None and len(number) < 19 else None)

    def clean_issuer(self) -> Office | None:
        code = self.cleaned_data["issuer"]
        return self._known(code, issuer_coded(self.user, code) if code else None)

    def clean_under(self) -> CountingRule | None:
        asked = self.cleaned_data["under"]
        return self._known(asked, self.versions.get(asked))

    def _known(self, asked: str, found: Any) -> Any:
        if asked and found is None:
            raise ValidationError(_("没有这个选项。"))
        return found

    def clean(self) -> dict[str, Any]:
        today = timezone.localdate()
        for begin, end in (("from", "to"), ("from2", "to2")):
            for name in (begin, end):
                day = self.cleaned_data.get(name)
                if day and not date(FIRST_YEAR, 1, 1) <= day <= today:
                    self.add_error(name, _("日期应在 1990 年至今天之间；这一天没有用上。"))
            first, last = self.cleaned_data.get(begin), self.cleaned_data.get(end)
            if first and last and last < first:
                self.add_error(end, _("止日早于起日；止日没有用上。"))
        if self.cleaned_data.get("against") == Against.OTHER and not self._other():
            self.add_error("from2", _("另选一段，要填起日和止日；现在用的是上年同期。"))
        if self.then.first.year < FIRST_YEAR:
            for name in ("from", "to"):
                self.add_error(name, _("对比期会早于 1990 年；这一天没有用上。"))
        return self.cleaned_data

    @property
    def asks_beyond_scope(self) -> bool:
        """Whether an office, a group or a version was named that does not exist or that the user may not ask for."""
        return bool(set(_BEYOND) & self.errors.keys())

    @property
    def now(self) -> Span:
        """The period looked at; this year to date unless asked otherwise."""
        today = timezone.localdate()
        last = self.cleaned_data.get("to") or today
        first = self.cleaned_data.get("from") or date(last.year, 1, 1)
        return Span(min(first, last), last) if first <= today else year_to_date(today.year, today)

    @property
    def then(self) -> Span:
        """The period it is compared with."""
        against, other = self.compared_with, self._other()
        if against == Against.WHOLE_YEAR:
            return year_before(self.now)
        return other if against == Against.OTHER and other else months_earlier(self.now, _MONTHS[against])

    @property
    def compared_with(self) -> Against:
        """Another stretch of days only where both of its ends are told."""
        asked = Against(self.cleaned_data.get("against") or Against.YEAR)
        return Against.YEAR if asked == Against.OTHER and not self._other() else asked

    def _other(self) -> Span | None:
        first, last = self.cleaned_data.get("from2"), self.cleaned_data.get("to2")
        return Span(first, last) if first and last else None

    @property
    def asked_kind(self) -> str:
        return self.cleaned_data.get("kind") or Kind.MEETING

    @property
    def drawn(self) -> Shown:
        return Shown(self.cleaned_data.get("shown") or Shown.BOTH)

    @property
    def area(self) -> Office | None:
        """The area whose offices are compared, where neither ticks nor a group say otherwise."""
        post = post_of(self.user)
        return self.cleaned_data.get("below") or (post.office if post else None)

    def offices(self) -> list[Office]:
        """Those to compare, in official order, at most as many as a comparison takes."""
        group, area = self.cleaned_data.get("group"), self.area
        if self.ticked:
            return self.ticked[:MOST_OFFICES]
        if group is not None:
            return list(offices_visible_to(self.user).filter(pk__in=group.members.all()).order_by("path"))[
                :MOST_OFFICES
            ]
        if area is None:
            return []
        found = {office.pk: office for span in (self.then, self.now) for office in matrix_offices(area, span.last)}
        return sorted(found.values(), key=lambda office: office.path)[:MOST_OFFICES] or [area]

    def offer_choices(self) -> None:
        """Fill the lists to choose from; only a page needs them."""
        scope, post = offices_visible_to(self.user), post_of(self.user)
        own = [] if post is None else [post.office]
        inner = [each for office in own for each in matrix_offices(office, self.now.last) if each.numchild]
        areas = [(office.code, _("%(area)s的下级单位") % {"area": office.name}) for office in own + inner]
        self.fields["below"].widget.choices = areas
        groups = groups_open_to(self.user)
        self.fields["group"].widget.choices = [("", _("不用分组")), *((group.pk, str(group)) for group in groups)]
        offered = offered_members(self.user, [office.pk for office in self.ticked], "")
        compared = [office for office in offered if not office.reports_sending and scope]
        self.fields["office"].choices = [(office.code, office.name) for office in compared]
        issuers = issuer_choices(self.user, self.cleaned_data.get("issuer"))
        self.fields["issuer"].widget.choices = [("", _("不限")), *((office.code, office.name) for office in issuers)]
        as_decided = ("", _("现行数字"))
        self.fields["under"].widget.choices = [as_decided, *((key, rule.name) for key, rule in self.versions.items())]
