"""A ledger file as it is handed in, and what a person says about how to read it."""

from collections.abc import Sequence
from typing import Any, Protocol

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.forms.offices import OfficeField
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to, post_of
from tracker.rules.entries import EARLIEST_DAY, REFUSED_TEXT

AUTO = "auto"
MOST_OFFERED = 500
ACCEPTED = ".xlsx,.csv,.ics"


class Column(Protocol):
    """A column of a table as it is read now. is_sure: whether nobody needs to look at it."""

    @property
    def heading(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def is_sure(self) -> bool: ...


class ReadingForm(forms.Form):
    """What a person may say of a whole file: its kind, and the year of dates that name none."""

    kind = forms.ChoiceField(
        label=_("类别"),
        choices=[(AUTO, _("自动识别")), *Kind.choices],
        initial=AUTO,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": _("请选择。"), "invalid_choice": _("没有这个类别，请重选。")},
    )
    year = forms.IntegerField(
        label=_("年份"),
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control num", "inputmode": "numeric"}),
        help_text=_("只用于没有写年份的日期。"),
        error_messages={"invalid": _("请填四位年份，如 2026。")},
    )

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        latest = timezone.localdate().year
        if year is not None and not EARLIEST_DAY.year <= year <= latest:
            raise ValidationError(
                _("年份从 %(first)s 到 %(latest)s。"),
                code="year",
                params={"first": EARLIEST_DAY.year, "latest": latest},
            )
        return year


class BookField(forms.FileField):
    """One .xlsx. required, not_xlsx: the sentences for no file, and for one of another sort."""

    widget = forms.FileInput(attrs={"accept": ".xlsx", "class": "form-control"})

    def __init__(self, *, not_xlsx: str | Promise, required: str | Promise, **options: Any) -> None:
        messages: dict[str, Any] = {
            "required": required,
            "extension": not_xlsx,
            "empty": _("文件是空的。请确认选对了文件，并在关闭后再上传。"),
            "invalid": _("文件没有传完整，请再试一次。"),
        }
        super().__init__(error_messages=messages, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not file.name.lower().endswith(".xlsx"):
            raise ValidationError(self.error_messages["extension"], code="extension")
        return file


class BookForm(forms.Form):
    """A form with a field `file` of that sort. is_too_large: see UploadForm."""

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_too_large:
            self.fields["file"].error_messages["required"] = too_large()


class UploadForm(ReadingForm):
    """One file for the ledger of one office. Where the user has one office only, there is nothing to choose.

    is_too_large: whether the request was so large that the file was thrown away while it came in.
    """

    file = forms.FileField(
        label=_("台账文件"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "class": "form-control"}),
        error_messages={
            "required": _("请选一个文件，或把文件拖到本页。"),
            "empty": _("文件是空的。请确认选对了文件，并在关闭后再上传。"),
            "invalid": _("文件没有传完整，请再试一次。"),
        },
    )
    office = OfficeField(label=_("台账单位"), help_text=_("名称或代码。这是谁的台账，就选谁。"))
    field_order = ("file", "office", "kind", "year")

    def __init__(self, *args: Any, user: User, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        field.offices = offices_visible_to(user).in_force(timezone.localdate()).order_by("path")
        field.error_messages |= {"required": _("请选台账单位。"), **REFUSED_TEXT}
        self.offered = list(field.offices[:MOST_OFFERED])
        if len(self.offered) == 1:
            del self.fields["office"]
        elif (post := post_of(user)) and post.office.kind in Office.GRASSROOTS_KINDS:
            self.initial.setdefault("office", post.office_id)
        if is_too_large:
            self.fields["file"].error_messages["required"] = too_large()

    def clean_file(self) -> Any:
        """One file at a time: of several under one name, only the last would be looked at (CVE-2023-31047)."""
        if len(self.files.getlist("file")) > 1:
            raise ValidationError(_("一次只读一个文件，请一个一个地放。"), code="several")
        return self.cleaned_data["file"]

    @property
    def office_chosen(self) -> Office:
        """The office whose ledger this is; only after is_valid."""
        chosen: Office = self.cleaned_data["office"] if "office" in self.fields else self.offered[0]
        return chosen

    @property
    def names_offered(self) -> list[tuple[str, str]]:
        """What to type for each office offered, and what else it is called: codes tell namesakes apart."""
        names = [office.name for office in self.offered]
        pairs = [(office.name, office.code) for office in self.offered]
        return [(name, code) if names.count(name) == 1 else (code, name) for name, code in pairs]


class ColumnsForm(forms.Form):
    """How each column of a table is to be read. choices: the fields a column may be given, with their labels."""

    def __init__(
        self, columns: Sequence[Column], choices: Sequence[tuple[str, str]], data: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.columns = columns
        for number, column in enumerate(columns):
            widget = forms.Select(attrs={"class": "form-select", "aria-label": column.heading})
            self.fields[_name(number)] = forms.ChoiceField(
                choices=choices, required=False, initial=column.field, widget=widget
            )

    @property
    def selects(self) -> list[BoundField]:
        """In the order of the columns."""
        return [self[_name(number)] for number in range(len(self.columns))]

    def corrections(self) -> dict[str, str]:
        """Heading → field of the columns that were changed, and of those in question, which are hereby confirmed."""
        told = {column.heading: (column, self.cleaned_data[_name(at)]) for at, column in enumerate(self.columns)}
        return {
            heading: field
            for heading, (column, field) in told.items()
            if heading and (field != column.field or not column.is_sure)
        }


def _name(number: int) -> str:
    return f"column_{number}"


def too_large() -> str:
    megabytes = settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
    return _("文件超过 %(megabytes)s MB，没有接收。请按月份或年份拆开后分别导入。") % {"megabytes": megabytes}
