from datetime import date

from django.test import TestCase

from tests.county import County
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.queries.norms import norms_on
from tracker.rules.prices import price_of
from tracker.rules.proposals import Proposal
from tracker.rules.variants import Way, variants

DAY = date(2026, 3, 5)


class VariantTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.norms = norms_on(DAY)

    def meeting(self, **told):
        usual = {"meeting_form": Item.MeetingForm.IN_PERSON, "minutes": 120, "offices": tuple(self.county.towns)}
        return Proposal(self.county.bureau, Kind.MEETING, **usual | told)

    def found(self, proposal, counts=lambda _proposal: False, reached=frozenset()):
        return {one.way: one for one in variants(proposal, self.norms, counts, reached)}

    def test_each_costs_what_it_says_and_saves_something(self):
        proposal = self.meeting(asks_report=True, report_times=6, asks_form=True)
        before = price_of(proposal, self.norms).total
        found = self.found(proposal)
        self.assertEqual(set(found), {Way.VIDEO, Way.SHORTER, Way.ONE_REPORT, Way.NO_FORM})
        for one in found.values():
            self.assertEqual(one.minutes, price_of(one.proposal, self.norms).total)
            self.assertEqual(before - one.minutes, one.saved)
            self.assertGreater(one.saved, 0)

    def test_a_video_meeting_saves_the_way(self):
        self.assertNotIn(Way.VIDEO, self.found(self.meeting(meeting_form=Item.MeetingForm.VIDEO)))

    def test_a_short_meeting_is_not_made_shorter(self):
        self.assertNotIn(Way.SHORTER, self.found(self.meeting(minutes=60)))

    def test_one_report_before_none(self):
        six = self.found(self.meeting(asks_report=True, report_times=6))
        once = self.found(self.meeting(asks_report=True))
        self.assertEqual((Way.ONE_REPORT in six, Way.NO_REPORT in six), (True, False))
        self.assertEqual((Way.ONE_REPORT in once, Way.NO_REPORT in once), (False, True))

    def test_villages_are_dropped_where_their_towns_are_told(self):
        offices = (self.county.town, self.county.village, self.county.other_village)
        way = self.found(self.meeting(offices=offices, reaches_villages=True))[Way.TOWNS_ONLY]
        self.assertEqual((way.proposal.offices, way.proposal.reaches_villages), ((self.county.town,), False))
        self.assertNotIn(Way.TOWNS_ONLY, self.found(self.meeting(offices=offices[1:])))

    def test_offices_that_were_told_already_are_dropped_unless_nobody_is_left(self):
        reached = frozenset({self.county.town.pk})
        way = self.found(self.meeting(), reached=reached)[Way.NOT_AGAIN]
        self.assertEqual(way.proposal.offices, (self.county.other_town,))
        both = frozenset(town.pk for town in self.county.towns)
        self.assertNotIn(Way.NOT_AGAIN, self.found(self.meeting(), reached=both))

    def test_no_way_round_the_count_is_offered(self):
        def counts(proposal):
            return proposal.meeting_form != Item.MeetingForm.VIDEO

        self.assertNotIn(Way.VIDEO, self.found(self.meeting(), counts))

    def test_most_is_saved_first(self):
        saved = [one.saved for one in variants(self.meeting(asks_report=True), self.norms, lambda _other: True)]
        self.assertEqual(saved, sorted(saved, reverse=True))
