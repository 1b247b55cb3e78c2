import random
from datetime import date, time, timedelta

from django.test import TestCase
from django.urls import reverse
from time_machine import travel

from tests.county import County, log, make_user, tell_the_rest
from tracker.actions.counting_rules import draft_from
from tracker.figures import hours_text
from tracker.models.counting_rules import CountingRule
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption

BACKEND = "django.contrib.auth.backends.ModelBackend"
WEDNESDAY = date(2026, 8, 12)


@travel("2026-08-20T02:00:00Z", tick=False)
class Calendars(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.head = make_user(Post.Role.HEAD, cls.county.town)

    def setUp(self):
        self.client.force_login(self.supervisor, BACKEND)

    def page(self, office=None, **asked):
        return self.client.get(reverse("calendar", args=[(office or self.county.town).code, 2026]), asked)

    def cells(self, **asked):
        weeks = self.page(**asked).context["heat"].weeks
        return {cell.day: cell for week in weeks for cell in week if cell is not None}

    def adopt_wednesdays(self):
        preset = Preset.objects.get(code="Jilin-2019")
        PresetAdoption.objects.create(area=self.county.county, preset=preset, valid_from=date(2026, 1, 1))


class FindingTests(Calendars):
    def test_says_how_many_days_were_left_and_what_was_held_in_spite(self):
        tell_the_rest(self.county.town)
        self.adopt_wednesdays()
        log(Kind.MEETING, self.county.bureau, WEDNESDAY, [self.county.town], starts_at=time(19))
        page = self.page()
        self.assertContains(page, "8月 14 个工作日中，有 13 个没有会议、检查和报送；无会日、无会周开会 1 次")
        self.assertContains(page, "无会日开会 1 次，工作时间以外 1 次")

    def test_says_at_most_where_the_ledger_has_gaps(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 6, 10), [self.county.town])
        page = self.page(month="6")
        self.assertContains(page, "6月 21 个工作日中，至多 20 个没有会议、检查和报送")
        self.assertContains(page, "发文、督检考登记不全，空着的只会更少。")

    def test_cannot_tell_of_a_month_nobody_told_of(self):
        self.assertContains(self.page(month="6"), "6月没有登记，不能判定哪些工作日空着")

    def test_of_a_month_ahead_says_so(self):
        self.assertContains(self.page(month="12"), "12月还没有到")


class MonthTests(Calendars):
    def test_weeks_begin_on_monday(self):
        weeks = self.page().context["heat"].weeks
        self.assertTrue(all(len(week) == 7 for week in weeks))
        self.assertTrue(
            all(cell is None or cell.day.weekday() == place for week in weeks for place, cell in enumerate(week))
        )

    def test_shows_the_month_of_the_day_looked_at_unless_asked(self):
        self.assertEqual(self.page().context["month"].month, 202608)
        self.assertEqual(self.page(month="3").context["month"].month, 202603)
        self.assertEqual(self.page(as_of="2026-05-05").context["month"].month, 202605)

    def test_a_month_that_is_none_is_said_and_left_out(self):
        for asked in ("13", "0", "drei"):
            page = self.page(month=asked)
            self.assertContains(page, "没有这个月份，以下是截至日期所在的月份。")
            self.assertEqual(page.context["month"].month, 202608)

    def test_a_cell_says_itself_in_words(self):
        self.adopt_wednesdays()
        log(Kind.MEETING, self.county.bureau, WEDNESDAY, [self.county.town], starts_at=time(19))
        cell = self.cells()[WEDNESDAY]
        self.assertEqual((cell.marks, cell.ban, cell.in_spite), (["会1", "晚1"], "无会日", True))
        for words in ("8月12日", "会议 1 次", "18 时以后、8 时以前 1 次", "无会日开会 1 次"):
            self.assertIn(words, cell.label)
        self.assertContains(self.page(), f'aria-label="{cell.label}"')

    def test_names_the_rule_the_days_rest_on(self):
        self.assertNotContains(self.page(), "无会日、无会周依据")
        self.adopt_wednesdays()
        self.assertContains(self.page(), "每周三为无会日")

    def test_an_empty_county_is_shown_all_the_same(self):
        self.assertEqual(self.page(self.county.county).status_code, 200)


class EqualityTests(Calendars):
    """What a cell prints is what its list says."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        chance = random.Random(20_260_812)  # noqa: S311
        offices = [cls.county.town, cls.county.village, cls.county.other_town]
        for _ in range(60):
            day = date(2026, 8, 1) + timedelta(days=chance.randrange(20))
            more = {"deadline": day + timedelta(chance.randrange(9))} if chance.random() < 0.5 else {}
            name = chance.choice([Item.MeetingName.DEPARTMENT, Item.MeetingName.COMMITTEE])
            chosen = chance.sample(offices, chance.randint(1, 3))
            kind = chance.choice(Kind.values)
            named = {"meeting_name": name} if kind == Kind.MEETING else {}
            log(kind, cls.county.bureau, day, chosen, **more, **named)

    def listed(self, address):
        return self.client.get(address).context["sums"]

    def test_hours_and_what_is_due_of_every_day(self):
        for office in (self.county.county, self.county.town):
            cells = self.cells(office=office)
            self.assertGreater(sum(bool(cell.due) for cell in cells.values()), 8)
            for day, cell in cells.items():
                with self.subTest(office=office, day=day):
                    if cell.address:
                        self.assertEqual(cell.hours, hours_text(self.listed(cell.address).minutes))
                    if cell.due:
                        self.assertEqual(cell.due, f"报{self.listed(cell.due_address).number}")

    def test_both_counts_of_the_month_also_when_replayed(self):
        draft = draft_from(CountingRule.objects.get(), CountingRule(name="从严", valid_from=WEDNESDAY, source="测试"))
        draft.clauses.filter(kind=Kind.MEETING).update(counts=False)
        for asked in ({}, {"under": draft.pk}):
            for total in self.page(self.county.county, **asked).context["heat"].totals:
                with self.subTest(asked=asked, kind=total.label):
                    self.assertEqual(total.official, self.listed(total.official_address).number)
                    (landed,) = self.listed(total.full_address).landed.values()
                    self.assertEqual((total.official, total.full), (landed.official, landed.full))
        self.assertEqual(total.label, Kind.INSPECTION.label)

    def test_twelve_small_months_say_the_same_as_the_large_one(self):
        page = self.page()
        august = page.context["small"][7]
        self.assertEqual(august.minutes, page.context["heat"].minutes)
        self.assertTrue(august.is_shown)
        self.assertEqual(len(page.context["small"]), 12)


class ScopeTests(Calendars):
    def test_a_head_reads_its_own_town_and_no_other(self):
        self.client.force_login(self.head, BACKEND)
        self.assertEqual(self.page().status_code, 200)
        self.assertEqual(self.page(self.county.other_town).status_code, 404)
        self.assertEqual(self.page(self.county.county).status_code, 404)
