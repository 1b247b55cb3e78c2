"""The same ledger file into the same table by django-import-export, as its documentation says.

By itself it does less than the ledger's own import: no deliveries, no loads, no search for what is known already, and
in bulk mode no history. What a person would write for this file is written: widgets for issuer, kind, channel, lengths.
import_export_same_job.py lets it do the same.
"""

import re
from datetime import date

import tablib
from django.db import transaction
from import_export import fields, resources, widgets

from tests.benchmarks.ledger_files import CHANNELS, DATE_STYLES, LENGTHS
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import month_of

KINDS = {"文件": Kind.DOCUMENT, "会议": Kind.MEETING, "检查": Kind.INSPECTION}
DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d")
assert len(DATES) == len(DATE_STYLES)


class WordWidget(widgets.Widget):
    def __init__(self, words):
        self.words = words

    def clean(self, value, row=None, **kwargs):
        return self.words.get(value or "", "")


class LengthWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        return LENGTHS[value or ""]


class DeadlineWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        month, day = map(int, re.match(r"(\d+)月(\d+)日", value).groups())
        return date(2026, month, day)


def known_issuer(base):
    """A name that nobody bears is an error of its row, not of the whole file."""

    class IssuerWidget(base):
        def clean(self, value, row=None, **kwargs):
            try:
                return super().clean(value, row, **kwargs)
            except Office.DoesNotExist as error:
                raise ValueError(value) from error

    return IssuerWidget(Office, field="name")


def resource(bulk):
    """In its default mode, or in its fastest: bulk, without differences, with issuers in memory."""
    dates = widgets.DateWidget()
    dates.formats = DATES
    issuers = known_issuer(widgets.CachedForeignKeyWidget if bulk else widgets.ForeignKeyWidget)
    home = Office.objects.get(code="T0")

    class ItemResource(resources.ModelResource):
        kind = fields.Field("kind", "类别", widget=WordWidget(KINDS))
        day = fields.Field("day", "日期", widget=dates)
        issuer = fields.Field("issuer", "来文单位", widget=issuers)
        document_number = fields.Field("document_number", "发文字号")
        title = fields.Field("title", "标题")
        channel = fields.Field("channel", "方式", widget=WordWidget(CHANNELS))
        minutes = fields.Field("minutes", "时长", widget=LengthWidget())
        deadline = fields.Field("deadline", "报送期限", widget=DeadlineWidget())

        class Meta:
            model = Item
            fields = ("kind", "day", "issuer", "document_number", "title", "channel", "minutes", "deadline")
            force_init_instance = True
            use_transactions = False
            use_bulk = bulk
            skip_diff = bulk
            skip_html_diff = bulk
            batch_size = 1_000

        def before_save_instance(self, instance, row, **kwargs):
            instance.logged_for, instance.source, instance.month = home, Item.Source.IMPORT, month_of(instance.day)
            instance.document_number, instance.title = instance.document_number or "", instance.title or ""
            instance.document_format = Item.DocumentFormat.RED_HEAD
            instance.meeting_form = Item.MeetingForm.IN_PERSON
            instance.inspection_type = Item.InspectionType.INSPECTION
            instance.plan_status = Item.PlanStatus.UNPLANNED

    return ItemResource()


def import_file(data, resource):
    """How many items the resource stored. One transaction, as it would be by default."""
    dataset = tablib.Dataset().load(data, format="xlsx", skip_lines=1)
    with transaction.atomic():
        result = resource.import_data(dataset, raise_errors=False)
    return result.totals["new"]
