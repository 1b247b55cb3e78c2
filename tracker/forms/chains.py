"""上级来文: which item this one carries out, as a field of the logging and editing pages, and as a page of its own."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.forms.asked_pk import asked_pk
from tracker.models.items import Item
from tracker.queries.chains import visible_parent
from tracker.queries.records import visible_items
from tracker.queries.uppers import Upper, likely_uppers, name_to_type, upper_called
from tracker.rules.chains import check_children, check_parent
from tracker.rules.entries import REFUSED_TEXT, check_text

LONGEST = 500


class ParentField(forms.CharField):
    """A number or a title; one line without a mark of secrecy."""

    def __init__(self) -> None:
        super().__init__(
            label=_("上级来文"),
            required=False,
            max_length=LONGEST,
            widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
            error_messages=REFUSED_TEXT,
        )

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text:
            check_text(text)
        return text


class ParentForm(forms.Form):
    """On a logging or editing page: what is typed, and among what was offered, the one that was picked.

    Nothing is ever tied by likeness: either the typed number or title names one item, or a person picks one.
    offered: likely ones, where the typed words name none.
    """

    upper = ParentField()

    def __init__(self, data: Mapping[str, Any] | None, *, user: User, item: Item | None = None) -> None:
        self.user = user
        self.before = visible_parent(item, user) if item is not None else None
        self.offered: list[Upper] = []
        super().__init__(data, initial={"upper": name_to_type(self.before) if self.before else ""})
        self.fields["upper"].help_text = _("为落实哪一件发的：填文号或标题，不知道就不填")

    def settle(self, item: Item) -> bool:
        """Tie an item whose other fields are in order, or say what must be mended. A parent out of scope stays."""
        text = self.cleaned_data.get("upper", "")
        if item.parent_id is not None and self.before is None and not text:
            return self._may_bear_its_day(item)
        parent = self._named(text, item) if text else None
        if text and parent is None:
            self._offer(text, item)
            return False
        item.parent = parent
        return self._allowed(item, parent) and self._may_bear_its_day(item)

    def _named(self, text: str, item: Item) -> Item | None:
        picked = asked_pk(str(self.data.get("upper_pk", "")))
        if picked is not None:
            return visible_items(self.user).filter(pk=picked).first()
        if self.before is not None and text == name_to_type(self.before):
            return self.before
        return upper_called(text, item, self.user)

    def _offer(self, text: str, item: Item) -> None:
        self.offered = likely_uppers(item, self.user, text)
        if self.offered:
            self.add_error("upper", _("没有正好对上的一件。请从下面选一件，或清空这一格，以后再对应。"))
        else:
            self.add_error("upper", _("您能看到的事项里没有这个文号或标题。请核对，或清空这一格，以后再对应。"))

    def _allowed(self, item: Item, parent: Item | None) -> bool:
        if parent is None:
            return True
        try:
            check_parent(item, parent)
        except ValidationError as error:
            self.add_error("upper", error)
            return False
        return True

    def _may_bear_its_day(self, item: Item) -> bool:
        try:
            check_children(item)
        except ValidationError as error:
            self.add_error("upper", error)
            return False
        return True


class ParentSearchForm(forms.Form):
    """?q= of the page on which a parent is chosen: a number or words of a title."""

    q = ParentField()

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__({"q": data.get("q", "")})
        self.fields["q"].label = _("文号或标题")

    @property
    def text(self) -> str:
        """ "" for nothing asked, and for what may not be searched for."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""
