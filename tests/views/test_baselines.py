from datetime import date

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tracker.actions.baselines import LockedError, delete_baseline, save_baseline
from tracker.models.baselines import Baseline
from tracker.models.kinds import Kind
from tracker.models.posts import Post


class BaselinePage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.year = timezone.localdate().year - 1

    def setUp(self):
        self.client.force_login(self.supervisor, "django.contrib.auth.backends.ModelBackend")

    def baseline(self, office=None, **fields):
        usual = {"kind": Kind.MEETING, "year": self.year, "number": 154, "evidence": "发文登记簿"}
        return Baseline.objects.create(office=office or self.county.town, **usual | fields)

    def filled(self, **fields):
        usual = {
            "office": "QH-T1", "kind": "meeting", "year": self.year, "number": 154, "side": "received",
            "count": "official", "evidence": "2025年登记簿，县档案馆存",
        }  # fmt: skip
        return usual | fields

    def cell(self, office, kind=Kind.MEETING, **asked):
        rows = self.client.get(reverse("baselines"), asked).context["table"].data
        [row] = [row for row in rows if row.office == office]
        return row.cells[Kind.values.index(kind)]


class BaselineListTests(BaselinePage):
    def test_the_ledger_stands_where_nothing_was_typed(self):
        log(Kind.MEETING, self.county.bureau, date(self.year, 5, 5), [self.county.town])
        cell = self.cell(self.county.town)
        self.assertEqual((cell.in_use.number, cell.typed), (1, None))
        self.assertContains(self.client.get(reverse("baselines")), f"{self.year} 年台账")

    def test_a_typed_number_stands_above_the_ledger_with_its_evidence(self):
        log(Kind.MEETING, self.county.bureau, date(self.year, 5, 5), [self.county.town])
        self.baseline()
        self.assertEqual(self.cell(self.county.town).in_use.number, 154)
        self.assertContains(self.client.get(reverse("baselines")), "录入：发文登记簿")

    def test_an_unknown_number_is_no_zero(self):
        self.assertIsNone(self.cell(self.county.town).in_use)
        self.assertContains(self.client.get(reverse("baselines")), "没有底数，相应目标不能判定")

    def test_sides_and_counts_are_kept_apart(self):
        self.baseline(self.county.bureau, side="sent", count="full", number=9)
        self.assertEqual(self.cell(self.county.bureau, side="sent", count="full").in_use.number, 9)
        self.assertIsNone(self.cell(self.county.bureau, side="sent", count="official").in_use)

    def test_typed_numbers_of_villages_are_listed_below(self):
        self.baseline(self.county.village)
        self.assertContains(self.client.get(reverse("baselines")), "其他已录入的底数")

    def test_wrong_parameters_mean_the_usual(self):
        response = self.client.get(reverse("baselines"), {"year": "x", "side": "'", "count": "__"})
        self.assertEqual((response.context["year"], response.context["side"]), (self.year, "received"))


class BaselineFormTests(BaselinePage):
    def add(self, **fields):
        return self.client.post(reverse("baseline_add"), self.filled(**fields))

    def test_is_typed_in_with_evidence_and_name(self):
        self.add()
        baseline = Baseline.objects.get()
        self.assertEqual((baseline.number, baseline.entered_by), (154, self.supervisor))
        self.assertEqual(baseline.history.get().history_user, self.supervisor)

    def test_without_evidence_is_refused(self):
        self.assertContains(self.add(evidence=" "), "请写明依据", status_code=422)
        self.assertFalse(Baseline.objects.exists())

    def test_a_second_number_for_the_same_is_refused_at_the_office(self):
        self.baseline()
        response = self.add()
        self.assertEqual(list(response.context["form"].errors), ["office"])

    def test_wrong_values_are_refused(self):
        for field, value in [("number", "-1"), ("number", "x"), ("year", self.year + 2), ("office", "BS-T1"),
                             ("evidence", "秘密★"), ("kind", "")]:  # fmt: skip
            with self.subTest(field=field):
                self.assertEqual(self.add(**{field: value}).status_code, 422)
        self.assertFalse(Baseline.objects.exists())

    def test_the_link_of_a_cell_fills_in_office_and_kind(self):
        response = self.client.get(reverse("baseline_add"), {"office": "QH-T2", "kind": "document", "year": self.year})
        self.assertContains(response, 'value="QH-T2"')
        self.assertContains(response, '<option value="document" selected>')

    def test_a_change_is_told_in_the_history(self):
        address = reverse("baseline_edit", args=[self.baseline().pk])
        self.client.post(address, self.filled(number=160, reason="漏登六件，已补查"))
        response = self.client.get(address)
        self.assertContains(response, '底数：<span class="mute">154</span> → 160')
        self.assertContains(response, "理由：漏登六件，已补查")

    def test_a_number_that_stands_is_changed_with_a_reason_only(self):
        baseline = self.baseline()
        address = reverse("baseline_edit", args=[baseline.pk])
        self.assertContains(self.client.post(address, self.filled(number=160)), "请写明理由", status_code=422)
        baseline.refresh_from_db()
        self.assertEqual(baseline.number, 154)

    def test_deleting_asks_first_and_leads_back_to_the_ledger(self):
        address = reverse("baseline_delete", args=[self.baseline().pk])
        self.assertContains(self.client.get(address), "改按当年台账")
        self.client.post(address)
        self.assertFalse(Baseline.objects.exists())

    def test_beyond_scope_is_not_found(self):
        for office in (self.county.foreign_town, self.county.city):
            baseline = self.baseline(office)
            for name in ("baseline_edit", "baseline_delete"):
                self.assertEqual(self.client.post(reverse(name, args=[baseline.pk])).status_code, 404)

    def test_only_who_sets_targets_may_write(self):
        clerk = make_user(Post.Role.CLERK, self.county.town)
        self.client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
        self.assertContains(self.add(), "目标和底数由减负办维护", status_code=403)
        self.assertEqual(self.client.get(reverse("baselines")).status_code, 200)


class MonthsTests(BaselinePage):
    TWELVE = [10, 9, 15, 12, 12, 14, 14, 12, 14, 11, 15, 16]

    def add(self, **fields):
        return self.client.post(reverse("baseline_add"), self.filled(**fields))

    def months(self, counts):
        return {f"months_{place}": count for place, count in enumerate(counts)}

    def test_are_typed_one_by_one(self):
        self.add(**self.months(self.TWELVE))
        self.assertEqual(Baseline.objects.get().months, self.TWELVE)

    def test_or_pasted_as_one_row(self):
        self.add(months_0="\t".join(map(str, self.TWELVE)))
        self.assertEqual(Baseline.objects.get().months, self.TWELVE)

    def test_each_stands_below_the_name_of_its_month(self):
        page = self.client.get(reverse("baseline_add")).content.decode()
        self.assertEqual([f"{month}月<input" in page for month in range(1, 14)], [True] * 12 + [False])

    def test_may_stay_empty(self):
        self.add(**self.months([""] * 12))
        self.assertIsNone(Baseline.objects.get().months)

    def test_add_up_to_the_number(self):
        response = self.add(**self.months([1] * 12))
        self.assertContains(response, "分月合计 12，底数 154", status_code=422)

    def test_are_twelve_whole_numbers_or_none(self):
        for counts in ([154], [154] + ["x"] * 11, [-1, 155] + [0] * 10, ["１"] * 12, ["9" * 30] + [0] * 11):
            with self.subTest(counts):
                response = self.add(**self.months(counts))
                self.assertEqual(list(response.context["form"].errors), ["months"])
        self.assertFalse(Baseline.objects.exists())


class LockTests(BaselinePage):
    def setUp(self):
        super().setUp()
        self.kept = self.baseline()
        self.client.post(reverse("baseline_lock", args=[self.kept.pk]))

    def stored(self):
        return Baseline.objects.get(pk=self.kept.pk)

    def log_in_administrator(self):
        administrator = make_user(Post.Role.ADMINISTRATOR, self.county.county)
        self.client.force_login(administrator, "django.contrib.auth.backends.ModelBackend")

    def test_nobody_changes_or_deletes_a_locked_one(self):
        self.log_in_administrator()
        for name in ("baseline_edit", "baseline_delete"):
            response = self.client.post(reverse(name, args=[self.kept.pk]), self.filled(number=1, reason="改"))
            self.assertContains(response, "不能改、不能删", status_code=409)
        self.assertEqual(self.stored().number, 154)

    def test_the_action_refuses_too(self):
        for write in (save_baseline, delete_baseline):
            with self.assertRaises(LockedError):
                write(self.stored(), by=self.supervisor)

    def test_says_who_locked_it_and_keeps_the_time_of_entry(self):
        self.assertEqual(self.stored().locked_by, self.supervisor)
        self.assertEqual(self.stored().entered_at, self.kept.entered_at)
        self.assertContains(self.client.get(reverse("baselines")), "已锁定")

    def test_a_supervisor_does_not_unlock(self):
        response = self.client.post(reverse("baseline_unlock", args=[self.kept.pk]), {"reason": "查错"})
        self.assertEqual(response.status_code, 403)
        self.assertTrue(self.stored().is_locked)

    def test_unlocking_takes_an_administrator_and_a_reason(self):
        self.log_in_administrator()
        address = reverse("baseline_unlock", args=[self.kept.pk])
        self.assertContains(self.client.post(address, {"reason": ""}), "请写明理由", status_code=422)
        self.client.post(address, {"reason": "档案馆查出漏登"})
        self.assertFalse(self.stored().is_locked)
        response = self.client.get(reverse("baseline_edit", args=[self.kept.pk]))
        self.assertContains(response, "理由：档案馆查出漏登")
