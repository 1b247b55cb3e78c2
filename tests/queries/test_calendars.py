import random
from datetime import date, time, timedelta

from django.test import TestCase

from tests.county import County, log, make_user, tell_the_rest
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption
from tracker.models.workdays import Workday
from tracker.periods import Span, year_to_date
from tracker.queries.calendars import barred_days, calendar_of, noted_meetings
from tracker.queries.items import ItemFilter, totals

AS_OF = date(2026, 8, 20)
WEDNESDAY = date(2026, 8, 12)
EVENING = time(19)


class Calendars(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.user = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def calendar(self, area=None, as_of=AS_OF):
        return calendar_of(area or self.county.town, year_to_date(2026, as_of))

    def day(self, day, area=None, as_of=AS_OF):
        return self.calendar(area, as_of).month(day.month).days[day.day - 1]

    def adopt(self, code, area=None, **days):
        preset = Preset.objects.get(code=code)
        told = {"valid_from": date(2026, 1, 1)} | days
        return PresetAdoption.objects.create(area=area or self.county.county, preset=preset, **told)


class EqualityTests(Calendars):
    """Every figure of every day is that of the list behind it, whatever landed."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        chance = random.Random(1_207)  # noqa: S311
        offices = [cls.county.town, cls.county.village, cls.county.other_town]
        for _ in range(120):
            day = date(2026, 1, 1) + timedelta(days=chance.randrange(232))
            more = {"deadline": day + timedelta(chance.randrange(40))} if chance.random() < 0.5 else {}
            log(
                chance.choice(Kind.values), cls.county.bureau, day, chance.sample(offices, chance.randint(1, 3)), **more
            )

    def test_of_a_county_a_town_and_a_village(self):
        for area in (self.county.county, self.county.town, self.county.village):
            for month in self.calendar(area).months:
                for day in month.days:
                    with self.subTest(area=area, day=day.day):
                        self.check(area, day)

    def check(self, area, day):
        listed = totals(self.user, ItemFilter(office=area, first=day.day, last=day.day))
        self.assertEqual({kind: day.of(kind) for kind in Kind.values}, listed)
        self.assertEqual(day.minutes, sum(landed.full_minutes for landed in listed.values()))
        due = totals(self.user, ItemFilter(office=area, last=AS_OF, due=day.day))
        self.assertEqual(day.due, sum(landed.full_items for landed in due.values()))

    def test_months_add_up_to_the_list_of_the_month(self):
        month = self.calendar(self.county.county).month(8)
        listed = totals(self.user, ItemFilter(office=self.county.county, first=date(2026, 8, 1), last=AS_OF))
        self.assertEqual({kind: month.landed(kind) for kind in Kind.values}, listed)


class FreeTests(Calendars):
    def test_a_working_day_without_anything_is_free(self):
        self.assertTrue(self.day(WEDNESDAY).is_free)
        self.assertFalse(self.day(date(2026, 8, 15)).is_free)  # a Saturday

    def test_a_document_leaves_a_day_free_but_not_the_day_it_is_due(self):
        log(Kind.DOCUMENT, self.county.bureau, WEDNESDAY, [self.county.town], deadline=WEDNESDAY + timedelta(1))
        self.assertTrue(self.day(WEDNESDAY).is_free)
        due = self.day(WEDNESDAY + timedelta(1))
        self.assertEqual((due.due, due.is_free, due.is_quiet), (1, False, True))

    def test_a_meeting_or_an_inspection_takes_it(self):
        for number, kind in enumerate((Kind.MEETING, Kind.INSPECTION)):
            day = WEDNESDAY + timedelta(number)
            log(kind, self.county.bureau, day, [self.county.village])
            self.assertFalse(self.day(day).is_free)

    def test_holidays_and_days_ahead_are_not_free(self):
        Workday.objects.update_or_create(
            day=WEDNESDAY, defaults={"is_working": False, "name": "节日", "source": "通知"}
        )
        self.assertEqual((self.day(WEDNESDAY).is_free, self.day(WEDNESDAY).holiday), (False, "节日"))
        self.assertFalse(self.day(AS_OF + timedelta(1)).is_free)

    def test_a_month_nobody_told_of_is_not_known_to_be_free(self):
        self.assertFalse(self.calendar().month(7).is_known)
        tell_the_rest(self.county.town)
        self.assertTrue(self.calendar().month(7).is_known)

    def test_what_is_ahead_is_known_only_by_what_falls_due(self):
        log(Kind.DOCUMENT, self.county.bureau, WEDNESDAY, [self.county.town], deadline=AS_OF + timedelta(20))
        day = self.day(AS_OF + timedelta(20))
        self.assertEqual((day.is_ahead, day.due, day.landed), (True, 1, {}))
        self.assertEqual(self.day(AS_OF + timedelta(20), as_of=WEDNESDAY - timedelta(1)).due, 0)

    def test_what_was_withdrawn_is_not_there(self):
        item = log(Kind.MEETING, self.county.bureau, WEDNESDAY, [self.county.town], starts_at=EVENING)
        item.deliveries.update(withdrawn=True)
        self.assertEqual((self.day(WEDNESDAY).is_free, self.day(WEDNESDAY).evening), (True, 0))


class BarredTests(Calendars):
    """Jilin-2019 keeps Wednesdays free of meetings, and the first week of a month."""

    def test_no_rule_bars_nothing(self):
        self.assertEqual(barred_days(self.county.town, Span(date(2026, 1, 1), AS_OF)), {})

    def test_follows_the_rule_that_was_adopted_on_the_day(self):
        self.adopt("Jilin-2019", valid_from=date(2026, 8, 12), valid_to=date(2026, 8, 19))
        days = barred_days(self.county.town, Span(date(2026, 8, 1), date(2026, 8, 31)))
        self.assertEqual(list(days), [date(2026, 8, 12), date(2026, 8, 19)])

    def test_holds_below_the_area_that_adopted_it_and_nowhere_else(self):
        self.adopt("Jilin-2019", self.county.other_town)
        self.assertFalse(self.day(WEDNESDAY).barred)
        self.assertTrue(self.day(WEDNESDAY, self.county.far_village).barred)

    def test_a_week_is_barred_from_monday_to_sunday(self):
        self.adopt("Gaotai-2019")
        days = barred_days(self.county.town, Span(date(2026, 8, 3), date(2026, 8, 31)))
        self.assertEqual((min(days), max(days), len(days)), (date(2026, 8, 24), date(2026, 8, 30), 7))

    def test_counts_meetings_held_in_spite_but_no_emergency(self):
        self.adopt("Jilin-2019")
        log(Kind.MEETING, self.county.bureau, WEDNESDAY, [self.county.town, self.county.other_town])
        log(Kind.MEETING, self.county.bureau, WEDNESDAY, [self.county.town], emergency=True)
        log(Kind.INSPECTION, self.county.bureau, WEDNESDAY, [self.county.town])
        self.assertEqual(
            [self.day(WEDNESDAY, area).in_spite for area in (self.county.town, self.county.county)], [1, 1]
        )

    def test_two_presets_of_the_same_day_are_one_meeting(self):
        self.adopt("Jilin-2019")
        self.adopt("Jilin-2019", self.county.town)
        log(Kind.MEETING, self.county.bureau, WEDNESDAY, [self.county.town])
        self.assertEqual((self.day(WEDNESDAY).in_spite, len(self.day(WEDNESDAY).barred)), (1, 1))


class NotedTests(Calendars):
    def test_names_what_the_days_count(self):
        self.adopt("Jilin-2019")
        log(Kind.MEETING, self.county.bureau, WEDNESDAY, [self.county.town], starts_at=time(9))
        log(Kind.MEETING, self.county.bureau, WEDNESDAY + timedelta(1), [self.county.town], starts_at=EVENING)
        log(Kind.MEETING, self.county.bureau, WEDNESDAY + timedelta(1), [self.county.town], starts_at=time(9))
        log(Kind.MEETING, self.county.bureau, WEDNESDAY, [self.county.other_town], starts_at=EVENING)
        noted = noted_meetings(self.county.town, Span(date(2026, 8, 1), AS_OF))
        self.assertEqual([(bool(one.barred), one.out_of_hours) for one in noted], [(True, False), (False, True)])
        month = self.calendar().month(8)
        self.assertEqual((month.in_spite, month.evening), (1, 1))
