"""The facts of one item, whatever its kind: who sent it, when, what it asks, whether it counts."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.measures.admission_numbers import normal
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.admission_numbers import line_for
from tracker.queries.senders import AmbiguousSenderError, SenderChoice, UnknownSenderError, sender_called
from tracker.rules.classified import holds_classified
from tracker.rules.entries import (
    EARLIEST_DAY,
    REFUSED_TEXT,
    check_day,
    check_deadline,
    check_minutes,
    check_not_ancient,
    check_override,
    check_text,
    check_title,
)

ASKS = ("asks_report", "asks_form", "asks_trace")
COMMON = (
    "title", "issuer", "day", "channel", "emergency", *ASKS, "deadline", "admission_number", "without_admission",
    "official_override", "official_reason",
)  # fmt: skip
MARKS = ("without_admission", "emergency", "law_enforcement")
TEXTS = ("document_number", "official_reason", "approval_number", "admission_number")


class ItemForm(forms.ModelForm):
    """Base of the forms of the three kinds. Knows the rules they share; a kind adds its fields and labels."""

    kind: ClassVar[Kind]
    must_choose: ClassVar[tuple[str, ...]] = ()
    usual: ClassVar[dict[str, str]] = {}
    template: ClassVar[str]
    issuer_label: ClassVar[Any]
    more: ClassVar[tuple[str, ...]] = (
        "admission_number", "without_admission", "channel", "emergency", "official_override", "official_reason",
    )  # fmt: skip

    issuer = forms.CharField(max_length=300, widget=forms.TextInput(attrs={"list": "senders", "autocomplete": "off"}))

    def __init__(self, *args: Any, senders: SenderChoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.senders = senders
        self.instance.kind = self.kind
        self.fields["issuer"].label = _("发文单位") if senders.is_closed else self.issuer_label
        for name in self.must_choose:
            self._make_required(name)
        for name, field in self.fields.items():
            _dress(name, field)
        self.fields["title"].widget.attrs["autofocus"] = True

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split(" "))
        check_title(title)
        return title

    def clean_issuer(self) -> Office:
        text = self.cleaned_data["issuer"]
        check_text(text)
        try:
            office = sender_called(text, self.senders.likely)
        except UnknownSenderError as error:
            raise _unknown(text, error.closest) from error
        except AmbiguousSenderError as error:
            raise _ambiguous(text, error.offices) from error
        if self.senders.is_closed and not self.senders.likely.filter(pk=office.pk).exists():
            raise ValidationError(
                _("您只能以本单位的名义登记，不能以%(office)s的名义。"), params={"office": office.name}
            )
        if "issuer" in self.changed_data:
            self.instance.issuer_text = "" if text == office.name else text
        return office

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in TEXTS:
            self._check(name, lambda text: check_text(text))
        self._check("issued_on", check_day)
        self._check("minutes", lambda minutes: check_minutes(minutes, self.kind))
        self._check("characters", _check_characters)
        if self.instance.pk is None or "day" in self.changed_data:
            self._check("day", check_day)
        self._check_deadline(cleaned)
        override, reason = cleaned.get("official_override"), cleaned.get("official_reason") or ""
        self._check("official_reason", lambda _text: check_override(override, reason), even_empty=True)
        if not self.errors:
            self._admit(cleaned)
        return cleaned

    @property
    def is_classified(self) -> bool:
        """Whether something typed bears a mark of secrecy; then nothing of it may be shown again."""
        return holds_classified(self.data.values())

    @property
    def asked(self) -> list[BoundField]:
        """The boxes that say what the item asks for."""
        return [self[name] for name in ASKS]

    @property
    def marks(self) -> list[BoundField]:
        """The boxes among the rarely used fields."""
        return [self[name] for name in MARKS if name in self.fields]

    @property
    def rare(self) -> list[BoundField]:
        """The rarely used fields but for boxes and the override, which stands last."""
        return [self[name] for name in self.more if name not in (*MARKS, "official_override", "official_reason")]

    @property
    def opens_more(self) -> bool:
        """Whether one of the rarely used fields holds something or must be mended."""
        return any(self[name].errors or self[name].value() not in (None, "", False) for name in self.more)

    def refuse_own_office(self) -> None:
        """Nobody sends themselves a burden."""
        self.add_error("issuer", _("这个单位就是接收单位自己，请填发来的单位。"))

    def _admit(self, cleaned: dict[str, Any]) -> None:
        """Tie the item to the line of its number; one tied by hand stays tied while its issuer stays."""
        number = cleaned["admission_number"] = normal(cleaned["admission_number"])
        if not number:
            dropped, issuer = "admission_number" in self.changed_data, cleaned["issuer"]
            line = self.instance.plan_line
            self.instance.plan_line = None if dropped or (line and line.plan.issuer != issuer) else line
            return
        try:
            asked = Item(kind=self.kind, issuer=cleaned["issuer"])
            self.instance.plan_line = line_for(number, asked, is_waived=cleaned["without_admission"])
        except ValidationError as error:
            self.add_error("admission_number", error)

    def _check_deadline(self, cleaned: dict[str, Any]) -> None:
        day = cleaned.get("day")
        self._check("deadline", check_not_ancient)
        if day is not None:
            self._check("deadline", lambda deadline: check_deadline(deadline, day))

    def _check(self, name: str, check: Callable[[Any], None], *, even_empty: bool = False) -> None:
        value = self.cleaned_data.get(name)
        if name not in self.fields or name in self.errors or (value in (None, "") and not even_empty):
            return
        try:
            check(value)
        except ValidationError as error:
            self.add_error(name, error)

    def _make_required(self, name: str) -> None:
        field = self.fields[name]
        field.required = True
        field.choices = [choice for choice in field.choices if choice[0]]
        field.error_messages["required"] = _("请选择。")


def _check_characters(number: int) -> None:
    if number < 0:
        raise ValidationError(_("字数不能是负数：%(number)s。"), code="negative", params={"number": number})
    if number > 1_000_000:
        raise ValidationError(_("%(number)s 字过多，请核对。"), code="too_many", params={"number": number})


def _unknown(text: str, closest: Any) -> ValidationError:
    if not closest:
        return ValidationError(_("没有找到“%(name)s”，请从名单中选，或填单位代码。"), params={"name": text})
    names = gettext("、").join(closest)
    return ValidationError(_("没有找到“%(name)s”。相近的有：%(closest)s。"), params={"name": text, "closest": names})


def _ambiguous(text: str, offices: Any) -> ValidationError:
    codes = gettext("、").join(
        f"{office.code}（{Office.objects.get_parent(office) or office}）" for office in offices[:5]
    )
    return ValidationError(
        _("有 %(count)s 个单位叫“%(name)s”，请填代码：%(codes)s。"),
        params={"count": len(offices), "name": text, "codes": codes},
    )


def _dress(name: str, field: forms.Field) -> None:
    """The control of a field: native date and time, numbers on the right, choices as Bootstrap's select."""
    field.help_text = ""
    attrs = field.widget.attrs
    if isinstance(field, forms.DateField):
        limit = {} if name == "deadline" else {"max": timezone.localdate().isoformat()}
        dates = {"type": "date", "class": "form-control", "min": EARLIEST_DAY.isoformat(), **limit}
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs=dates)
        field.error_messages["invalid"] = _("没有这一天，请按 2026-11-18 的样子填写。")
    elif isinstance(field, forms.TimeField):
        field.widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "form-control"})
        field.error_messages["invalid"] = _("没有这个时刻，请按 09:30 的样子填写。")
    elif isinstance(field, forms.IntegerField):
        field.validators = []
        field.widget = forms.NumberInput(attrs={"class": "form-control num", "inputmode": "numeric"})
        field.error_messages["invalid"] = _("请填整数。")
    elif isinstance(field.widget, forms.RadioSelect | forms.CheckboxInput):
        pass
    elif isinstance(field.widget, forms.Select):
        attrs["class"] = "form-select"
        field.choices = [(value, label if value else _("不填")) for value, label in field.choices]
    else:
        attrs["class"] = "form-control"
    field.error_messages |= REFUSED_TEXT
    if field.required:
        field.error_messages["required"] = _("请选择。") if isinstance(field, forms.ChoiceField) else _("请填写。")
