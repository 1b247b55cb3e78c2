"""The same items and deliveries as the ledger's own import stores, by django-import-export, as one would write it.

Known items are looked up (import_id_fields) and unchanged ones skipped; an item is saved with its history, and so is
its delivery, priced, in after_save_instance. What a title says of an item, what counts officially and what a landing
costs are asked of the project itself: both do the same there. What the library offers to be faster without leaving
anything out is used: issuers in memory, no differences as HTML. Bulk mode is not: it calls after_save_instance before
an item has a key, and keeps no history. Left out even so: loads, doubts, numbers that are known by another title.
"""

from datetime import date, datetime

from import_export import fields, resources, widgets

from tests.benchmarks.import_export_peer import DATES, KINDS, DeadlineWidget, LengthWidget, WordWidget, known_issuer
from tests.benchmarks.ledger_files import CHANNELS
from tracker.actions.deliveries import Landing, new_delivery
from tracker.imports.items import format_of, genre_of, meeting_name_of
from tracker.imports.values.choices import mentioned
from tracker.models.batches import Batch
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import month_of
from tracker.queries.norms import norms_by_day
from tracker.rules.counting import clauses_by_day, count_officially
from tracker.rules.fingerprints import fingerprint, normal_number

FORMS = {"视频": Item.MeetingForm.VIDEO, "现场": Item.MeetingForm.IN_PERSON}


class DayWidget(widgets.DateWidget):
    def clean(self, value, row=None, **kwargs):
        day = super().clean(value.date() if isinstance(value, datetime) else value, row, **kwargs)
        if day is None or day > date.today():
            raise ValueError(value)
        return day


class TitleWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        if not value:
            raise ValueError(value)
        return value


class NumberWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        return normal_number(value or "")


class NextDeadlineWidget(DeadlineWidget):
    """A day without a year is the next one after the day of the item."""

    def __init__(self, days):
        self.days = days

    def clean(self, value, row=None, **kwargs):
        deadline = super().clean(value, row, **kwargs)
        if deadline is None:
            return None
        day = self.days.clean(row["日期"])
        deadline = deadline.replace(year=day.year)
        return deadline if deadline >= day else deadline.replace(year=day.year + 1)


def same_job(file_name):
    """A resource for one file; its items belong to a batch, as an import's do."""
    days = DayWidget()
    days.formats = DATES
    home = Office.objects.get(code="T0")
    batch = Batch.objects.create(file_name=file_name, office=home)
    norms, clauses = norms_by_day(), clauses_by_day()

    class ItemResource(resources.ModelResource):
        kind = fields.Field("kind", "类别", widget=WordWidget(KINDS))
        day = fields.Field("day", "日期", widget=days)
        issuer = fields.Field("issuer", "来文单位", widget=known_issuer(widgets.CachedForeignKeyWidget))
        document_number = fields.Field("document_number", "发文字号", widget=NumberWidget())
        title = fields.Field("title", "标题", widget=TitleWidget())
        channel = fields.Field("channel", "方式", widget=WordWidget(CHANNELS))
        meeting_form = fields.Field("meeting_form", "方式", widget=WordWidget(FORMS))
        minutes = fields.Field("minutes", "时长", widget=LengthWidget())
        deadline = fields.Field("deadline", "报送期限", widget=NextDeadlineWidget(days))

        class Meta:
            model = Item
            identity = ("kind", "day", "issuer", "document_number", "title")
            fields = (*identity, "channel", "meeting_form", "minutes", "deadline")
            import_id_fields = identity
            skip_unchanged = True
            skip_html_diff = True
            use_transactions = False

        def before_save_instance(self, instance, row, **kwargs):
            instance.logged_for, instance.source, instance.month = home, Item.Source.IMPORT, month_of(instance.day)
            instance.batch = batch
            derive(instance)
            instance.fingerprint = fingerprint(instance)
            count_officially(instance, clauses(instance.day))
            instance._change_reason = file_name

        def after_save_instance(self, instance, row, **kwargs):
            landing = Landing(home, people=people(row["参加人数"]))
            delivery = new_delivery(instance, landing, norms(instance.day), sent=False, received=True)
            delivery._change_reason = file_name
            delivery.save()

    return ItemResource()


def derive(item):
    """What follows from the title, the number and the issuer of an item of each kind."""
    if item.kind == Kind.DOCUMENT:
        item.document_format = format_of([item.document_number] if item.document_number else [])
        item.genre = genre_of(item.title)
    elif item.kind == Kind.MEETING:
        item.meeting_form = item.meeting_form or Item.MeetingForm.IN_PERSON
        item.meeting_name = meeting_name_of(item.issuer)
        item.meeting_category = mentioned("meeting_category", item.title)
    else:
        item.inspection_type = mentioned("inspection_type", item.title) or Item.InspectionType.INSPECTION
        item.plan_status = Item.PlanStatus.UNPLANNED


def people(told):
    return int(str(told).removesuffix("人")) if told else None
