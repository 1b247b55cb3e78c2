from datetime import date

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
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
        self.client.post(address, self.filled(number=160))
        self.assertContains(self.client.get(address), '底数：<span class="mute">154</span> → 160')

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
