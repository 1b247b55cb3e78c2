"""An office named by code, name or alias, within what a user may see."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office, OfficeQuerySet
from tracker.queries.senders import AmbiguousSenderError, UnknownSenderError, name_to_type, sender_called
from tracker.rules.entries import check_text


class OfficeField(forms.CharField):
    """Gives an Office of `offices`. One outside them is answered like one that does not exist."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": "offices", "autocomplete": "off", "class": "form-control"}
        super().__init__(max_length=100, widget=forms.TextInput(attrs=attrs), **kwargs)
        self.offices: OfficeQuerySet = Office.objects.none()

    def clean(self, value: Any) -> Office | None:
        text = super().clean(value)
        if not text:
            return None
        check_text(text)
        office = self._called(text)
        if office is None:
            raise ValidationError(
                _("没有找到“%(name)s”，请从名单中选，或填单位代码。"), code="unknown", params={"name": text}
            )
        return office

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = self.offices.filter(pk=value).first()
        return name_to_type(value) if isinstance(value, Office) else value

    def _called(self, text: str) -> Office | None:
        try:
            found = [sender_called(text, self.offices)]
        except UnknownSenderError:
            return None
        except AmbiguousSenderError as error:
            found = list(error.offices)
        mine = list(self.offices.filter(pk__in=[office.pk for office in found]))
        if len(mine) > 1:
            codes = gettext("、").join(office.code for office in mine[:5])
            raise ValidationError(
                _("有 %(number)s 个单位叫“%(name)s”，请填代码：%(codes)s。"),
                code="ambiguous",
                params={"number": len(mine), "name": text, "codes": codes},
            )
        return mine[0] if mine else None
