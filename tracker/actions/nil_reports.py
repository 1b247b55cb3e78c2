"""Report that nothing of a kind came, or went out, in a month (本期无), and take the report back."""

from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tracker.actions.efforts import note_effort
from tracker.models.efforts import Effort
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office
from tracker.periods import month_of
from tracker.queries.nil_reports import received_months, sent_months
from tracker.rules.entries import EARLIEST_DAY

ONE_CLICK = 2  # seconds: to find the cell and press its button


@transaction.atomic
def report_nil(office: Office, kind: str, month: int, *, by: User, today: date) -> NilReport:
    """The report, also when it was there already. Raises ValidationError where nothing of the sort can be said yet."""
    _check(office, kind, month, today)
    report, is_new = NilReport.objects.get_or_create(
        office=office, kind=kind, month=month, defaults={"reported_by": by}
    )
    if is_new:
        note_effort(office, Effort.Way.NIL, records=1, seconds=ONE_CLICK, steps=1, day=today)
    return report


@transaction.atomic
def report_nil_month(office: Office, month: int, *, by: User, today: date) -> list[NilReport]:
    """The same for every kind of which the month has no record: one click. Empty where all is told already."""
    recorded = _recorded(office, month)
    kinds = [kind for kind in Kind.values if kind not in recorded]
    return [report_nil(office, kind, month, by=by, today=today) for kind in kinds]


def withdraw_nil(report: NilReport) -> None:
    """The cell is open again: nobody has said anything of it."""
    report.delete()


def _check(office: Office, kind: str, month: int, today: date) -> None:
    told = {"year": month // 100, "month": month % 100}
    if office.kind == Office.Kind.REGION:
        raise ValidationError(_("一个地区不能一次报“本期无”，请由所属各单位分别报。"), code="region")
    if month < month_of(EARLIEST_DAY):
        raise ValidationError(_("%(year)s年%(month)s月早于 2000年，请核对年份。"), code="too_early", params=told)
    if month >= month_of(today):
        raise ValidationError(_("%(year)s年%(month)s月还没有过完，过完后再报“本期无”。"), code="not_over", params=told)
    if kind in _recorded(office, month):
        raise ValidationError(
            _("%(year)s年%(month)s月已有这一类的登记，不能报“本期无”。"), code="has_records", params=told
        )


def _recorded(office: Office, month: int) -> set[str]:
    """Kinds of which the month has records: of what the office sent, or of what it received."""
    found = (sent_months if office.reports_sending else received_months)([office.pk], [month])
    return {kind for _office, kind, _month in found}
