"""One rule, one place: what a proposal is said to cost is what its item costs once it is logged."""

from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.county import County
from tracker.actions.deliveries import Landing
from tracker.actions.items import log_item
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.queries.norms import norms_on
from tracker.rules.prices import Part, drafted_item, planned_line, price_of
from tracker.rules.proposals import Proposal

DAY = date(2026, 3, 5)
numbers = st.none() | st.integers(0, 400)


class PriceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.norms = norms_on(DAY)

    def proposal(self, kind=Kind.MEETING, **told):
        usual = {"title": "防汛会", "day": DAY, "offices": tuple(self.county.towns)}
        forms = {
            Kind.MEETING: {"meeting_form": Item.MeetingForm.IN_PERSON, "meeting_name": Item.MeetingName.DEPARTMENT},
            Kind.DOCUMENT: {"document_format": Item.DocumentFormat.RED_HEAD},
            Kind.INSPECTION: {"inspection_type": Item.InspectionType.INSPECTION},
        }
        return Proposal(self.county.bureau, kind, **usual | forms[kind] | told)

    def price(self, *args, **told):
        return price_of(self.proposal(*args, **told), self.norms)

    def logged(self, proposal):
        item = drafted_item(proposal, DAY)
        landings = [Landing(office, people=proposal.people) for office in proposal.offices]
        return log_item(item, landings, logged_for=self.county.bureau, by=None)

    @settings(max_examples=60, deadline=None)
    @given(
        kind=st.sampled_from(Kind.values),
        people=numbers,
        minutes=numbers,
        characters=numbers,
        form=st.sampled_from(Item.MeetingForm.values),
        asks=st.tuples(st.booleans(), st.booleans(), st.booleans()),
        number=st.integers(1, 2),
    )
    def test_is_what_the_item_costs_once_it_is_logged(self, kind, people, minutes, characters, form, asks, number):
        report, form_asked, trace = asks
        asked = {"asks_report": report, "asks_form": form_asked, "asks_trace": trace, "people": people}
        told = {
            Kind.MEETING: {"minutes": minutes, "meeting_form": form},
            Kind.DOCUMENT: {"characters": characters},
            Kind.INSPECTION: {"minutes": minutes},
        }[kind]
        proposal = self.proposal(kind, **asked, **told, offices=tuple(self.county.towns[:number]))
        costs = list(self.logged(proposal).deliveries.values_list("cost", flat=True))
        price = price_of(proposal, self.norms)
        self.assertEqual((price.total, {price.each}), (sum(costs), set(costs)))

    def test_shows_the_sum_of_each_part(self):
        parts = {part.part: part.each for part in self.price(people=4, minutes=60, asks_form=True).parts}
        norm = Norm.Code
        self.assertEqual(
            parts,
            {
                Part.SPENT: 4 * 60,
                Part.TRAVEL: 4 * self.norms[norm.MEETING_TRAVEL],
                Part.PREPARATION: self.norms[norm.MEETING_PREPARATION],
                Part.FORM: self.norms[norm.FORM_MINUTES],
            },
        )

    def test_a_weekly_report_costs_as_often_as_it_is_asked_for(self):
        once, six = self.price(asks_report=True), self.price(asks_report=True, report_times=6)
        self.assertEqual(six.each - once.each, 5 * self.norms[Norm.Code.REPORT_MINUTES])

    def test_nobody_receives_nothing(self):
        self.assertEqual(self.price(offices=()).total, 0)

    def test_a_red_head_draft_counts_as_numbered_and_a_memo_does_not(self):
        drafts = [
            drafted_item(self.proposal(Kind.DOCUMENT, document_format=form), DAY).document_number
            for form in (Item.DocumentFormat.RED_HEAD, Item.DocumentFormat.MEMO)
        ]
        self.assertEqual([bool(number) for number in drafts], [True, False])

    def test_a_line_of_the_plan_costs_the_same(self):
        proposal = self.proposal(starts_at=time(9), minutes=90)
        price = price_of(proposal, self.norms)
        line = planned_line(proposal, price, "各乡镇")
        self.assertEqual((line.person_minutes, line.recipient_count, line.month, line.day), (price.total, 2, 3, DAY))
