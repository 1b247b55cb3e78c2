"""What is filled in on one screen: the facts of an item, and how it landed here or on whom it landed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone

from tracker.actions.deliveries import Landing
from tracker.actions.series import Start
from tracker.forms.chains import ParentForm
from tracker.forms.deliveries import LandingForm, hint, told_of
from tracker.forms.documents import DocumentForm
from tracker.forms.inspections import InspectionForm
from tracker.forms.items import ItemForm
from tracker.forms.meetings import MeetingForm
from tracker.forms.recipients import RecipientsForm
from tracker.forms.series import PastDay, SeriesForm
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office, OfficeQuerySet
from tracker.models.posts import post_of, recipients_open_to
from tracker.permissions import Permission, may
from tracker.queries.emergencies import running_above
from tracker.queries.norms import norms_on
from tracker.queries.records import last_logged, look_alikes
from tracker.queries.senders import name_to_type, senders_open_to
from tracker.rules.entries import check_exists
from tracker.sentences.emergencies import running_hint

ITEM_FORMS: dict[str, type[ItemForm]] = {
    Kind.MEETING: MeetingForm,
    Kind.DOCUMENT: DocumentForm,
    Kind.INSPECTION: InspectionForm,
}
NOT_COPIED = (
    "day", "deadline", "document_number", "approval_number", "admission_number", "without_admission",
    "official_override", "official_reason",
)  # fmt: skip


@dataclass(slots=True)
class Entry:
    """A filled-in screen. Either `here` (one receiving office) or `recipients` (many) is there; both may be missing
    when an item that landed on several offices is edited by their area: then the landings stay as they are."""

    user: User
    facts: ItemForm
    own_office: Office
    here: LandingForm | None = None
    recipients: RecipientsForm | None = None
    kept: tuple[Delivery, ...] = ()
    series: SeriesForm | None = None
    upper: ParentForm | None = None

    @property
    def kind(self) -> Kind:
        return self.facts.kind

    @property
    def forms(self) -> list[Any]:
        return [form for form in (self.facts, self.here, self.recipients, self.series, self.upper) if form is not None]

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms]
        if not all(valid) or self._is_sent_to_itself() or self._landed_on_nobody() or not self._may_recur():
            return False
        return self.upper is None or self.upper.settle(self.facts.instance)

    @property
    def is_classified(self) -> bool:
        return self.facts.is_classified

    def errors(self) -> list[tuple[BoundField | None, str]]:
        """Field and sentence of everything that must be mended, in reading order."""
        return [(_field(form, name), sentence) for form in self.forms for name, sentences in form.errors.items()
                for sentence in sentences]  # fmt: skip

    def focus_first_error(self) -> None:
        """Put the cursor where the first thing must be mended."""
        field = next((field for field, _sentence in self.errors() if field is not None), None)
        if field is not None:
            self.facts.fields["title"].widget.attrs.pop("autofocus")
            field.field.widget.attrs["autofocus"] = True

    def landings(self) -> list[Landing]:
        """Where the item lands once saved; what is already known of an office is kept."""
        known = {delivery.office_id: told_of(delivery) for delivery in self.kept}
        if self.here is not None:
            return [self.here.landing(self.own_office)]
        if self.recipients is None:
            return list(known.values())
        open_ids = {office.pk for office in self.recipients.open}
        beyond = [landing for pk, landing in known.items() if pk not in open_ids]
        return beyond + [known.get(office.pk, Landing(office)) for office in self.recipients.chosen()]

    def logged_for(self) -> Office:
        """The office whose ledger this is: the receiving one, or the sender's own."""
        return self.landings()[0].office if self.here is not None else self.own_office

    def look_alikes(self) -> list[Item]:
        """Records that say the same already."""
        office = self.logged_for() if self.here is not None else None
        return look_alikes(self.facts.instance, office, self.user)

    def past_days(self) -> list[PastDay]:
        """The further days of a new series that have come; empty when it is none."""
        return self.series.past_days(self.facts.instance, self.logged_for()) if self.series else []

    def must_show_days(self) -> bool:
        """Whether a person must first see which days would be logged with this one."""
        return bool(self.past_days() and self.series and not self.series.is_shown(self.facts.instance.day))

    def start(self) -> Start | None:
        """How the item goes on as a series; None when it stands alone."""
        return self.series.start(self.past_days()) if self.series and self.series.is_wanted else None

    def _may_recur(self) -> bool:
        return self.series is None or self.series.begins(self.facts.cleaned_data["day"])

    def _is_sent_to_itself(self) -> bool:
        is_told = self.here is not None or self.recipients is not None
        issuer = self.facts.cleaned_data["issuer"]
        if not is_told or all(landing.office != issuer for landing in self.landings()):
            return False
        self.facts.refuse_own_office()
        return True

    def _landed_on_nobody(self) -> bool:
        """Whether it is told of an office that did not exist on the day; what was so before stays."""
        day = self.facts.cleaned_data["day"]
        known = {delivery.office_id for delivery in self.kept} if "day" not in self.facts.changed_data else set()
        for office in (landing.office for landing in self.landings() if landing.office.pk not in known):
            try:
                check_exists(office, day)
            except ValidationError as error:
                self._refuse_landing(error)
        return not all(form.is_valid() for form in self.forms)

    def _refuse_landing(self, error: ValidationError) -> None:
        """The sentence stands where the office was chosen, or at the day where nothing was to choose."""
        chooser = self.recipients or self.here
        if chooser is not None and "office" in chooser.fields:
            chooser.add_error("office", error)
        elif chooser is not None and "offices" in chooser.fields:
            chooser.add_error("offices", error)
        else:
            self.facts.add_error("day", error)


def new_entry(
    user: User,
    kind: Kind,
    data: Mapping[str, Any] | None = None,
    *,
    copy: bool = False,
    read: Mapping[str, Any] | None = None,
    like: Item | None = None,
) -> Entry:
    """An empty screen with defaults, with a copy of the user's last record, or with what was sent in `data`.

    read: values that a notice or a paper tells; they stand above the defaults. like: an item to copy.
    """
    post = post_of(user)
    assert post is not None
    today = timezone.localdate()
    last, copy = like or last_logged(user, kind), copy or like is not None
    form = ITEM_FORMS[kind]
    norms = norms_on(today)
    facts = form(data, initial=_initial(form, last, copy=copy) | dict(read or {}), senders=senders_open_to(user, today))
    _hint_at_length(facts, norms)
    _hint_at_emergency(facts, post.office)
    if may(user, Permission.LOG_FOR_MANY):
        if facts.senders.is_closed:
            facts.initial.setdefault("issuer", post.office.name)
        chosen = _recipients(user, data, facts, last if copy else None)
        upper = ParentForm(data, user=user)
        return Entry(user, facts, post.office, recipients=chosen, series=SeriesForm(data), upper=upper)
    offices = _offered(user, _day_of(facts))
    here = LandingForm(data, kind=kind, norms=norms, offices=offices, own_office=post.office, initial=_here(last, copy))
    upper = ParentForm(data, user=user)
    return Entry(user, facts, post.office, here=_without_length(here), series=SeriesForm(data), upper=upper)


def edit_entry(user: User, item: Item, data: Mapping[str, Any] | None = None) -> Entry:
    """The screen of an item that is already there."""
    today = timezone.localdate()
    form = ITEM_FORMS[item.kind]
    facts = form(
        data, instance=item, initial={"issuer": name_to_type(item.issuer)}, senders=senders_open_to(user, today)
    )
    norms = norms_on(item.day)
    _hint_at_length(facts, norms)
    _hint_at_emergency(facts, item.issuer)
    standing = tuple(item.deliveries.standing().select_related("office").order_by("office_path"))
    entry = Entry(user, facts, item.logged_for, kept=standing, upper=ParentForm(data, user=user, item=item))
    if any(delivery.sent for delivery in standing) or not standing:
        entry.recipients = _edited_recipients(user, item.day, data, facts, standing)
    elif len(standing) == 1:
        entry.own_office = standing[0].office
        entry.here = _without_length(LandingForm(data, instance=standing[0], kind=item.kind, norms=norms))
    return entry


def _edited_recipients(
    user: User, day_before: date, data: Mapping[str, Any] | None, facts: ItemForm, standing: tuple[Delivery, ...]
) -> RecipientsForm | None:
    if not may(user, Permission.LOG_FOR_MANY):
        return None
    chosen = {delivery.office_id for delivery in standing}
    day = _day_of(facts)
    return RecipientsForm(data, offices=_offered(user, day, day_before), chosen=chosen, day=day)


def _recipients(user: User, data: Mapping[str, Any] | None, facts: ItemForm, last: Item | None) -> RecipientsForm:
    chosen = last.deliveries.standing().values_list("office", flat=True) if last else ()
    day = _day_of(facts)
    return RecipientsForm(data, offices=_offered(user, day), chosen=chosen, day=day)


def _offered(user: User, *days: date) -> OfficeQuerySet:
    """Offices that exist today, and those that did on the day of the item."""
    offered = recipients_open_to(user, timezone.localdate())
    for day in days:
        offered |= recipients_open_to(user, day)
    return offered


def _day_of(facts: ItemForm) -> date:
    """The day that stands in the form; today where none, or none that can be read."""
    try:
        day: date | None = facts.fields["day"].to_python(facts["day"].value())
    except ValidationError:
        return timezone.localdate()
    return day or timezone.localdate()


def _initial(form: type[ItemForm], last: Item | None, *, copy: bool) -> dict[str, Any]:
    initial: dict[str, Any] = {"day": timezone.localdate(), **form.usual}
    if last is not None:
        initial["issuer"] = name_to_type(last.issuer)
    if last is not None and copy:
        names = [name for name in form.base_fields if name not in (*NOT_COPIED, "issuer")]
        initial |= {name: getattr(last, name) for name in names}
    return initial


def _here(last: Item | None, copy: bool) -> dict[str, Any]:
    delivery = last.deliveries.standing().first() if last is not None and copy else None
    if delivery is None:
        return {}
    told = {name: getattr(delivery, name) for name in LandingForm.Meta.fields}
    return {"office": delivery.office_id, **told}


def _hint_at_length(facts: ItemForm, norms: Mapping[str, int]) -> None:
    if "minutes" in facts.fields:
        facts.fields["minutes"].help_text = hint(facts.kind, "minutes", norms)


def _hint_at_emergency(facts: ItemForm, office: Office) -> None:
    """Whether ticking it takes the item out of the quota: what runs above the office on the day in the form."""
    day = _day_of(facts)
    facts.fields["emergency"].help_text = running_hint(running_above(office, day), day)


def _without_length(here: LandingForm) -> LandingForm:
    """A meeting and a visit tell their length once, among the facts."""
    if here.kind != Kind.DOCUMENT:
        del here.fields["minutes"]
    return here


def _field(form: Any, name: str) -> BoundField | None:
    return form[name] if name in form.fields else None
