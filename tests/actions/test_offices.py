from datetime import date

from django.core.exceptions import ValidationError
from django.test import TestCase

from tests.county import County, log, tell_the_rest
from tests.queries.test_standings import add_target
from tracker.actions.loads import differences, stale_copies
from tracker.actions.offices import merge_offices, rename_office
from tracker.measures.standing import Reason
from tracker.models.baselines import Baseline
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office
from tracker.queries.senders import sender_called
from tracker.queries.standings import standings

MERGED = date(2026, 6, 30)
AFTER, BEFORE = date(2026, 9, 30), date(2026, 6, 29)


class Villages(TestCase):
    """Last year both villages received the same ten meetings, and one of them two more; 和平村 goes into 红旗村."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.kept, cls.gone = cls.county.village, cls.county.other_village
        both = [cls.kept, cls.gone]
        for month in range(1, 11):
            log(Kind.MEETING, cls.county.bureau, date(2025, month, 5), both)
        for month in (11, 12):
            log(Kind.MEETING, cls.county.bureau, date(2025, month, 5), [cls.gone])
        log(Kind.MEETING, cls.county.bureau, date(2026, 2, 5), both)
        log(Kind.MEETING, cls.county.bureau, date(2026, 3, 5), [cls.gone])
        log(Kind.MEETING, cls.county.bureau, date(2026, 8, 5), [cls.kept])
        tell_the_rest(cls.kept, cls.gone)

    def merge(self, day=MERGED):
        self.gone = merge_offices(self.gone, self.kept, day)

    def row(self, office=None, as_of=AFTER):
        office = office or self.kept
        return standings([office], 2026, as_of)[office.pk, Kind.MEETING]


class MergerTests(Villages):
    def test_history_stays_with_the_office_that_is_gone(self):
        self.merge()
        self.assertEqual((self.row(self.gone).landed.official, self.row().landed.official), (2, 2))
        self.assertEqual((list(differences()), stale_copies()), ([], 0))

    def test_the_baseline_holds_what_both_received_each_item_once(self):
        self.merge()
        self.assertEqual(self.row().baseline.number, 12)

    def test_what_the_other_received_this_year_stands_against_the_ceiling(self):
        self.merge()
        row = self.row()
        self.assertEqual((row.inherited.official, row.counted), (1, 3))

    def test_a_day_before_the_merger_knows_nothing_of_it(self):
        self.merge()
        row = self.row(as_of=BEFORE)
        self.assertEqual((row.baseline.number, row.inherited, row.counted), (10, None, 1))

    def test_typed_baselines_add_up(self):
        for office, number in ((self.kept, 10), (self.gone, 12)):
            Baseline.objects.create(office=office, kind=Kind.MEETING, year=2025, number=number, evidence="登记簿")
        self.merge()
        self.assertEqual(self.row().baseline.number, 22)

    def test_a_typed_baseline_is_joined_by_the_ledger_of_the_other(self):
        Baseline.objects.create(office=self.kept, kind=Kind.MEETING, year=2025, number=10, evidence="登记簿")
        self.merge()
        self.assertEqual(self.row().baseline.number, 22)

    def test_months_that_the_other_never_told_of_keep_the_successor_from_green(self):
        add_target(self.kept)
        self.merge()
        NilReport.objects.filter(office=self.gone, month=202601, kind=Kind.MEETING).delete()
        row = self.row()
        self.assertEqual((row.judgement.reason, row.gap.months), (Reason.INCOMPLETE, (202601,)))

    def test_a_chain_of_mergers_is_followed(self):
        third = self.county.far_village
        log(Kind.MEETING, self.county.bureau, date(2026, 4, 5), [third])
        merge_offices(third, self.gone, date(2026, 5, 1))
        self.merge()
        self.assertEqual([old.name for old in self.row().predecessors], ["和平村", "和平村"])
        self.assertEqual(self.row().counted, 4)

    def test_the_villages_of_a_town_go_to_its_successor_with_their_ledger(self):
        merge_offices(self.county.town, self.county.other_town, date(2026, 9, 1))
        self.assertTrue(self.county.other_town.contains(Office.objects.get(pk=self.kept.pk)))
        self.assertEqual((list(differences()), stale_copies()), ([], 0))

    def test_a_village_that_was_set_up_since_goes_too(self):
        Office.objects.filter(pk=self.kept.pk).update(valid_from=date(2026, 9, 15))
        merge_offices(self.county.town, self.county.other_town, date(2026, 9, 1))
        self.assertTrue(self.county.other_town.contains(Office.objects.get(pk=self.kept.pk)))


class MergerRefusalTests(Villages):
    def refused(self, old, into, day=MERGED):
        with self.assertRaises(ValidationError) as caught:
            merge_offices(old, into, day)
        return caught.exception.code

    def test_into_itself_or_below_itself(self):
        self.assertEqual(self.refused(self.kept, self.kept), "circle")
        self.assertEqual(self.refused(self.county.town, self.kept), "circle")

    def test_into_another_level_or_kind(self):
        self.assertEqual(self.refused(self.kept, self.county.other_town), "level")

    def test_while_something_landed_on_it_later(self):
        self.assertEqual(self.refused(self.kept, self.gone), "records")

    def test_twice(self):
        self.merge()
        self.assertEqual(self.refused(self.gone, self.county.far_village, AFTER), "gone")


class RenameTests(TestCase):
    def test_the_old_name_is_still_read(self):
        county = County()
        renamed = rename_office(county.town, "新桥街镇", MERGED)
        self.assertEqual(renamed.name, "新桥街镇")
        self.assertEqual(renamed.aliases.get().used_until, MERGED)
        self.assertEqual(sender_called("新桥镇", Office.objects.all()), renamed)

    def test_the_same_name_is_refused(self):
        with self.assertRaises(ValidationError):
            rename_office(County().town, "新桥镇", MERGED)
