from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tests.views.test_logging import meeting
from tracker.actions.items import withdraw_item
from tracker.actions.loads import differences
from tracker.models.deliveries import Delivery
from tracker.models.efforts import Effort
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.series import Series
from tracker.queries.series import due_occurrences, series_rows
from tracker.views.drafts import draft_facts

Role = Post.Role
WEEK = timedelta(weeks=1)


class SeriesTests(TestCase):
    """A weekly meeting that took place three weeks ago for the first time."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Role.CLERK, cls.county.town)
        cls.today = timezone.localdate()
        cls.first = cls.today - 3 * WEEK

    def setUp(self):
        self.client.force_login(self.clerk)

    def tearDown(self):
        self.assertEqual(list(differences()), [])

    def send(self, **fields):
        data = {"title": "每周调度会", "day": self.first.isoformat(), "here-office": self.county.town.pk}
        return self.client.post(reverse("log_meeting"), meeting(**(data | {"series-every": "week"} | fields)))

    def shown(self, first=None, until=""):
        return {"series-shown": f"week {first or self.first} {until}"}

    def started(self, **fields):
        """A series whose further days are still open: it began with an item of its first day."""
        weekly = {"every": Series.Every.WEEK, "first": self.first, "logged_for": self.county.town}
        series = Series.objects.create(**(weekly | fields))
        told = {"title": "每周调度会", "minutes": 45, "by": self.clerk}
        item = log(Kind.MEETING, self.county.bureau, series.first, [series.logged_for], **told)
        Item.objects.filter(pk=item.pk).update(series=series, logged_for=series.logged_for)
        Delivery.objects.filter(item=item).update(people=7, sent=False, received=True)
        return series

    def open_days(self, office=None):
        rows = series_rows(office or self.county.town, timezone.localdate())
        return [(self.today - due.day).days // 7 for due in due_occurrences(rows)]

    def post(self, name, series, weeks_ago=0, **fields):
        day = self.today - weeks_ago * WEEK
        return self.client.post(reverse(name, args=[series.pk]), {"day": day.isoformat()} | fields)


class StartTests(SeriesTests):
    def test_days_that_have_come_are_shown_before_anything_is_saved(self):
        response = self.send()
        self.assertContains(response, "到今天还有 3 次，一并登记", status_code=409)
        self.assertFalse(Item.objects.exists() or Series.objects.exists())

    def test_all_that_stay_ticked_are_logged_with_the_first(self):
        held = [(self.first + number * WEEK).isoformat() for number in (1, 3)]
        self.send(**self.shown(), **{"series-held": held})
        self.assertEqual(
            list(Item.objects.order_by("day").values_list("day", flat=True)),
            [self.first, self.first + WEEK, self.first + 3 * WEEK],
        )
        self.assertEqual(Series.objects.get().left_out, [(self.first + 2 * WEEK).isoformat()])
        self.assertEqual(self.open_days(), [])

    def test_the_further_ones_can_be_taken_back_at_once(self):
        held = [(self.first + WEEK).isoformat(), self.today.isoformat()]
        self.send(**self.shown(), **{"series-held": held})
        page = self.client.get(reverse("log_meeting"))
        self.assertContains(page, "例行事项已记下：每周一次，另补登到今天的 2 次。")
        undo = [message.extra_tags for message in page.context["messages"]][1]
        self.client.post(undo)
        self.assertEqual(Item.objects.standing().count(), 1)
        self.assertEqual(self.open_days(), [2, 0])

    def test_a_series_that_begins_today_is_saved_at_once(self):
        self.send(day=self.today.isoformat())
        self.assertEqual(Item.objects.get().series, Series.objects.get())
        self.assertEqual(self.open_days(), [])

    def test_a_second_click_makes_neither_a_series_nor_items(self):
        fields = meeting(title="每周调度会", day=self.first.isoformat(), **{"here-office": self.county.town.pk})
        fields |= self.shown() | {"series-every": "week", "series-held": [self.today.isoformat()]}
        for _click in range(2):
            self.assertEqual(self.client.post(reverse("log_meeting"), fields).status_code, 302)
        self.assertEqual((Item.objects.count(), Series.objects.count()), (2, 1))

    def test_what_is_in_the_ledger_already_is_not_logged_again(self):
        self.send(**{"series-every": "", "day": (self.first + WEEK).isoformat()})
        self.assertContains(self.send(), "已登记过", status_code=409)
        self.send(**self.shown(), **{"series-held": [(self.first + WEEK).isoformat()]})
        self.assertEqual(Item.objects.filter(day=self.first + WEEK).count(), 1)
        self.assertEqual(len(Series.objects.get().left_out), 2)

    def test_days_are_shown_anew_when_the_first_day_was_changed(self):
        self.assertEqual(self.send(**self.shown(first=self.first - WEEK)).status_code, 409)

    def test_an_end_before_the_first_day_is_refused(self):
        response = self.send(**{"series-until": (self.first - WEEK).isoformat()})
        self.assertContains(response, "结束日期不能早于第一次的日期。", status_code=422)

    def test_no_more_than_a_year_of_weeks_at_once(self):
        response = self.send(day=(self.today - 100 * WEEK).isoformat())
        self.assertContains(response, "从这一天到今天还有 100 次，一次最多补登 60 次", status_code=422)

    def test_an_ordinary_item_starts_none(self):
        self.send(**{"series-every": ""})
        self.assertEqual((Item.objects.count(), Series.objects.count()), (1, 0))

    def test_a_bureau_starts_one_for_many_towns(self):
        self.client.force_login(make_user(Role.ISSUER, self.county.bureau))
        self.send(**self.shown(), **{"groups": ["towns"], "series-held": [self.today.isoformat()]})
        self.assertEqual((Item.objects.count(), Delivery.objects.filter(sent=True).count()), (2, 4))


class OpenTests(SeriesTests):
    def test_days_that_have_come_and_not_those_to_come(self):
        self.started()
        self.assertEqual(self.open_days(), [2, 1, 0])

    def test_not_after_its_end(self):
        self.started(until=self.today - WEEK)
        self.assertEqual(self.open_days(), [2, 1])

    def test_not_what_was_logged_without_a_thought_of_the_series(self):
        self.started()
        log(Kind.MEETING, self.county.bureau, self.today, [self.county.town], title="每周调度会")
        self.assertEqual(self.open_days(), [2, 1])

    def test_what_was_withdrawn_is_open_again(self):
        series = self.started()
        self.post("series_confirm", series)
        withdraw_item(Item.objects.latest("pk"), "重复", by=self.clerk)
        self.assertEqual(self.open_days(), [2, 1, 0])

    def test_a_town_sees_those_of_its_villages_and_a_county_not_those_of_its_towns(self):
        self.started(logged_for=self.county.village)
        self.assertEqual(self.open_days(), [2, 1, 0])
        self.assertEqual(self.open_days(self.county.county), [])
        self.assertEqual(self.open_days(self.county.other_town), [])


class ConfirmTests(SeriesTests):
    def test_repeats_the_newest_item_and_its_landing(self):
        series = self.started()
        self.assertRedirects(self.post("series_confirm", series, back="todo"), reverse("todo"))
        item = Item.objects.latest("pk")
        self.assertEqual((item.title, item.day, item.minutes), ("每周调度会", self.today, 45))
        self.assertEqual((item.series, item.source, item.logged_by), (series, Item.Source.SERIES, self.clerk))
        landing = item.deliveries.get()
        self.assertEqual((landing.people, landing.received, landing.sent), (7, True, False))

    def test_a_second_click_adds_nothing(self):
        series = self.started()
        for _click in range(2):
            response = self.post("series_confirm", series)
        self.assertEqual(Item.objects.count(), 2)
        self.assertContains(self.client.get(response.url), "这一次已经处理过，没有再登记。")

    def test_not_a_day_to_come_nor_one_between(self):
        series = self.started()
        for day in [self.today + WEEK, self.today - timedelta(days=1), "", "x"]:
            self.client.post(reverse("series_confirm", args=[series.pk]), {"day": str(day)})
        self.assertEqual(Item.objects.count(), 1)

    def test_a_deadline_keeps_its_distance_and_a_number_is_not_repeated(self):
        series = self.started()
        Item.objects.update(deadline=self.first + timedelta(days=2), document_number="清应急〔2026〕9号")
        self.post("series_confirm", series)
        item = Item.objects.latest("pk")
        self.assertEqual((item.deadline, item.document_number), (self.today + timedelta(days=2), ""))

    def test_all_at_once(self):
        self.started()
        self.client.post(reverse("series_confirm_all"), {"back": "todo"})
        self.assertEqual((Item.objects.count(), self.open_days()), (4, []))
        self.assertContains(self.client.get(reverse("todo")), "已照上次登记 3 条。")
        self.assertEqual(Effort.objects.get(way=Effort.Way.SERIES).records, 3)

    def test_undo_takes_back_only_what_one_logged_oneself(self):
        self.started()
        self.client.post(reverse("series_confirm_all"))
        pks = ",".join(str(pk) for pk in Item.objects.values_list("pk", flat=True))
        self.client.force_login(make_user(Role.HEAD, self.county.town))
        self.client.post(f"{reverse('series_confirm_all')}?undo={pks}")
        self.assertEqual(Item.objects.standing().count(), 4)

    def test_nothing_lands_on_an_office_that_is_gone(self):
        series = self.started()
        self.county.town.valid_to = self.today
        self.county.town.save()
        page = self.client.get(self.post("series_confirm", series).url)
        self.assertContains(page, f"没有登记。新桥镇从 {self.today} 起已撤并。")
        self.assertEqual(Item.objects.count(), 1)


class LeaveOutTests(SeriesTests):
    def test_a_day_that_was_left_out_is_not_asked_again_until_undone(self):
        series = self.started()
        response = self.post("series_leave_out", series, 1)
        self.assertEqual(self.open_days(), [2, 0])
        (message,) = self.client.get(response.url).context["messages"]
        self.client.post(message.extra_tags)
        self.assertEqual(self.open_days(), [2, 1, 0])

    def test_not_a_day_that_is_logged(self):
        series = self.started()
        self.post("series_leave_out", series, 3)
        self.assertEqual(Series.objects.get(pk=series.pk).left_out, [])


class ChangedTests(SeriesTests):
    """“改动后登记”: the form, filled in like the last one."""

    def page(self, series, weeks_ago=0):
        day = self.today - weeks_ago * WEEK
        return self.client.get(f"{reverse('log_meeting')}?series={series.pk}&series-day={day.isoformat()}")

    def log_changed(self, series, weeks_ago=0, **fields):
        day = (self.today - weeks_ago * WEEK).isoformat()
        return self.send(**({"series": series.pk, "series-day": day, "day": day, "series-every": ""} | fields))

    def test_is_filled_in(self):
        facts = self.page(self.started()).context["entry"].facts
        self.assertEqual((facts["title"].value(), facts["day"].value()), ("每周调度会", self.today))

    def test_belongs_to_the_series(self):
        series = self.started()
        self.log_changed(series, title="每周调度会（扩大）")
        item = Item.objects.latest("pk")
        self.assertEqual((item.series, item.source), (series, Item.Source.SERIES))
        self.assertEqual(self.open_days(), [2, 1])

    def test_held_on_another_day_the_planned_one_was_not_held(self):
        series = self.started()
        self.log_changed(series, 1, day=(self.today - timedelta(days=6)).isoformat())
        self.assertEqual(self.open_days(), [2, 0])

    def test_stays_part_of_the_series_when_the_session_ran_out(self):
        series = self.started()
        self.client.logout()
        self.log_changed(series, owner=draft_facts(self.clerk)["owner"])
        self.client.post(reverse("login"), {"username": self.clerk.username, "password": "Ledger-2026"})
        page = self.client.get(reverse("log_meeting"))
        self.assertEqual(page.context["occurrence"].day, self.today)
        self.assertContains(page, f'name="series" value="{series.pk}"')

    def test_once_it_is_done_the_form_is_an_ordinary_one(self):
        series = self.started()
        self.post("series_confirm", series)
        self.assertIsNone(self.page(series).context.get("occurrence"))

    def test_the_series_of_another_town_is_not_repeated(self):
        series = self.started(logged_for=self.county.other_town)
        self.assertNotContains(self.page(series), "每周调度会")


class PageTests(SeriesTests):
    def test_the_todo_page_lists_what_is_open(self):
        self.started()
        page = self.client.get(reverse("todo"))
        self.assertContains(page, "例行：3 次到了日子，还没有登记")
        self.assertContains(page, "全部照上次登记（3）")
        self.assertContains(page, f"{reverse('log_meeting')}?series=", count=3)

    def test_the_list_tells_rhythm_counts_and_the_next_day(self):
        self.started(left_out=[self.today.isoformat()])
        page = self.client.get(reverse("series"))
        self.assertContains(page, "例行事项：2 次待登记")
        self.assertContains(page, (self.today + WEEK).isoformat())

    def test_an_empty_list_is_met_kindly(self):
        self.assertContains(self.client.get(reverse("series")), "还没有例行事项。")
        self.assertNotContains(self.client.get(reverse("todo")), "例行：")

    def test_stop_and_go_on(self):
        series = self.started()
        self.post("series_end", series)
        self.assertEqual(Series.objects.get().until, self.today)
        self.assertEqual(self.open_days(), [2, 1, 0])
        self.assertContains(self.client.get(reverse("series")), "已停止")
        self.post("series_end", series, act="resume")
        self.assertIsNone(Series.objects.get().until)

    def test_who_only_looks_finds_no_buttons(self):
        self.started()
        self.client.force_login(make_user(Role.AUDITOR, self.county.town))
        page = self.client.get(reverse("series"))
        self.assertContains(page, "每周调度会")
        self.assertNotContains(page, "照上次登记</button>")
