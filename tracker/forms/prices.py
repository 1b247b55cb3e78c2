"""The screen of a price: what is meant to be sent, and the offices ticked below it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.forms.proposals import FIELDS_OF, ProposalForm
from tracker.forms.recipients import RecipientsForm
from tracker.models.offices import Office
from tracker.models.posts import Post, post_of, recipients_open_to
from tracker.queries.senders import senders_open_to
from tracker.rules.proposals import Proposal


@dataclass(slots=True)
class ProposalScreen:
    """The form and the offices ticked below it. begun: those ticked on a screen that nobody has sent yet."""

    form: ProposalForm
    recipients: RecipientsForm
    begun: tuple[Office, ...] = ()

    @property
    def is_classified(self) -> bool:
        return self.form.is_classified

    @property
    def has_single_ticks(self) -> bool:
        """Whether offices are ticked one by one."""
        return any(tick.ticked or tick.has_ticked_village for tick in self.recipients.ticks)

    def is_valid(self) -> bool:
        """Whether it can be kept: nothing to mend, and somebody receives it."""
        return not self.errors()

    def errors(self) -> list[tuple[BoundField | None, str]]:
        """Field and sentence of everything that must be mended, in reading order."""
        nobody = [(None, str(sentence)) for sentences in self.recipients.errors.values() for sentence in sentences]
        return [*self.form.errors_to_mend(), *nobody]

    def proposal(self) -> Proposal:
        """What was told so far; receivers that no longer exist are left out."""
        if not self.form.is_bound:
            return self.form.begun(self.begun)
        self.form.full_clean()
        chosen = self.recipients.chosen() if self.recipients.is_valid() else []
        return self.form.proposal(tuple(chosen))

    def facts(self) -> list[dict[str, str]]:
        """What was told, in words: label and text of each field that holds something."""
        fields = (self.form[name] for name in FIELDS_OF[self.form.chosen_kind] if name != "title")
        return [{"label": str(field.label), "text": _text_of(field)} for field in fields if _is_told(field)]


def filled_screen(user: User, data: QueryDict, *, is_kept: bool) -> ProposalScreen:
    """What was sent. is_kept: whether it is to be kept, so that a title must be there."""
    post, today = _post(user), timezone.localdate()
    form = ProposalForm(data, senders=senders_open_to(user, today), own_office=post.office)
    form.fields["title"].required = is_kept
    return ProposalScreen(form, RecipientsForm(data, offices=recipients_open_to(user, today), day=today))


def new_screen(user: User, initial: Mapping[str, Any], offices: Iterable[Office] = ()) -> ProposalScreen:
    """A screen to begin with: values that stand in the fields, offices that are ticked."""
    post, today = _post(user), timezone.localdate()
    form = ProposalForm(initial=initial, senders=senders_open_to(user, today), own_office=post.office)
    recipients = RecipientsForm(offices=recipients_open_to(user, today), day=today)
    begun = tuple(offices)
    recipients.tick(begun)
    return ProposalScreen(form, recipients, begun)


def _post(user: User) -> Post:
    post = post_of(user)
    assert post is not None
    return post


def _is_told(field: BoundField) -> bool:
    value = field.form.cleaned_data.get(field.name)
    return value not in (None, "", False) and (field.name != "report_times" or field.form.cleaned_data["asks_report"])


def _text_of(field: BoundField) -> str:
    value = field.form.cleaned_data[field.name]
    if isinstance(field.field, forms.ChoiceField):
        labels: Any = field.field.choices
        return str(dict(labels)[value])
    if value is True:
        return _("是")
    if field.name in _UNITS:
        return str(_UNITS[field.name]) % {"number": value}
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


_UNITS = {
    "minutes": gettext_lazy("%(number)s 分钟"),
    "speech_minutes": gettext_lazy("%(number)s 分钟"),
    "people": gettext_lazy("%(number)s 人"),
    "characters": gettext_lazy("%(number)s 个字"),
    "report_times": gettext_lazy("%(number)s 次"),
}
