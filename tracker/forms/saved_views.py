"""A page saved under a name, for oneself or, by who may share, for a role of one's area."""

from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import unquote_plus

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.forms.promises import PromiseForm
from tracker.models.posts import Post
from tracker.models.saved_views import SavedView
from tracker.permissions import Permission, may
from tracker.queries.saved_views import is_taken
from tracker.rules.classified import holds_classified
from tracker.rules.entries import check_text
from tracker.rules.saved_views import check_address, lasting

FOR_ONESELF = ("", _("只给自己"))


class SavedViewForm(PromiseForm):
    """names: of the pages that may be saved. A view that is renamed keeps the address it has."""

    texts = ("name",)

    address = forms.CharField(max_length=None, required=False, widget=forms.HiddenInput)

    class Meta:
        model = SavedView
        fields = ["name", "role", "address"]

    def __init__(self, *args: Any, user: User, names: Collection[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.names, self.today = user, names, today
        self.fields["name"].widget.attrs |= {"autocomplete": "off"}
        self.fields["role"].choices = [FOR_ONESELF, *Post.Role.choices]
        if not may(user, Permission.SHARE_VIEWS):
            del self.fields["role"]
        if self.instance.pk:
            del self.fields["address"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        return name

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        check_address(address, self.names)
        check_text(unquote_plus(address))
        return lasting(address, self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        owner = self.instance.owner if self.instance.pk else self.user
        role, name = cleaned.get("role", self.instance.role), cleaned.get("name", "")
        if name and is_taken(owner, role, name, self.instance.pk):
            self.add_error("name", ValidationError(_("已有同名的常用视图，请换一个名称。"), code="taken"))
        return cleaned

    @property
    def is_classified(self) -> bool:
        """What was searched for stands in the address, percent-encoded."""
        return super().is_classified or holds_classified([unquote_plus(self.data.get("address", ""))])
