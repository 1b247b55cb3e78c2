from datetime import date

from django.test import TestCase
from django.utils import timezone

from tests.county import County, log, make_user
from tests.views.figures import midsummer
from tracker.actions.counting_rules import draft_from
from tracker.actions.loads import differences
from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.sentences.counting_rules import clause_words


@midsummer
class CountingPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.base = CountingRule.objects.get()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.day = date(timezone.localdate().year, 1, 1)
        memo = Item.DocumentFormat.MEMO
        cls.memo = log(Kind.DOCUMENT, cls.county.bureau, cls.day, cls.county.towns, document_format=memo)

    def setUp(self):
        self.log_in(self.supervisor)

    def log_in(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def draft(self, name="修订稿", **fields):
        return draft_from(self.base, CountingRule(name=name, valid_from=self.day, source="县减负办", **fields))

    def counting_memos(self):
        draft = self.draft()
        draft.clauses.filter(kind=Kind.DOCUMENT, conditions={}).update(counts=True)
        return draft


class ListTests(CountingPage):
    def test_names_the_version_in_force_with_its_source(self):
        page = self.client.get("/counting/")
        self.assertContains(page, self.base.name)
        self.assertContains(page, "现行")
        self.assertContains(page, self.base.source)

    def test_drafts_are_shown_to_who_may_write_them(self):
        self.draft()
        self.assertContains(self.client.get("/counting/"), "修订稿")
        self.log_in(make_user(Post.Role.AUDITOR, self.county.county))
        self.assertNotContains(self.client.get("/counting/"), "修订稿")

    def test_says_what_changed_against_the_version_before(self):
        self.counting_memos()
        page = self.client.get("/counting/")
        self.assertContains(page, "新增：发文：其余的，计入")
        self.assertContains(page, "去掉：发文：其余的，不计入")


class DraftTests(CountingPage):
    def add(self, **fields):
        told = {"name": "修订稿", "valid_from": self.day, "source": "县减负办", "change_note": "从严"} | fields
        return self.client.post("/counting/add/", told, follow=True)

    def test_a_draft_begins_with_the_clauses_in_force(self):
        self.assertContains(self.add(), "草案不影响任何数字")
        draft = CountingRule.objects.get(is_draft=True)
        self.assertEqual(draft.clauses.count(), self.base.clauses.count())

    def test_a_name_and_a_day_are_taken_once(self):
        self.assertContains(self.add(name=self.base.name), "已有一版口径叫这个名称", status_code=422)
        CountingRule.objects.create(name="另一版", valid_from=self.day, source="测试")
        self.assertContains(self.add(), "这一天已有一版口径生效", status_code=422)

    def test_nothing_classified_is_kept_or_shown_again(self):
        self.assertNotContains(self.add(source="机密★1年"), "机密★1年", status_code=422)
        self.assertFalse(CountingRule.objects.filter(is_draft=True).exists())

    def test_an_adopted_version_offers_to_draft_after_it_and_nothing_else(self):
        page = self.client.get(f"/counting/{self.base.pk}/")
        self.assertContains(page, "这一版已采用，不再修改")
        self.assertContains(page, f"/counting/add/?from={self.base.pk}")
        self.assertNotContains(page, "/counting/clauses/")
        for path in ("edit", "adopt"):
            self.assertEqual(self.client.post(f"/counting/{self.base.pk}/{path}/").status_code, 404)
        clause = self.base.clauses.first()
        self.assertEqual(self.client.post(f"/counting/clauses/{clause.pk}/remove/").status_code, 404)

    def test_discarding_leaves_no_trace_in_the_figures(self):
        draft = self.counting_memos()
        self.client.post(f"/counting/{draft.pk}/discard/")
        self.assertFalse(CountingRule.objects.filter(pk=draft.pk).exists())


class ClauseTests(CountingPage):
    def save(self, address, **fields):
        told = {"counts": "yes", "reason": "便函也计入", "reason_en": "Memos count"} | fields
        return self.client.post(address, told, follow=True)

    def test_what_is_ticked_becomes_the_condition(self):
        draft = self.draft()
        self.save(f"/counting/{draft.pk}/document/", document_format=["memo", "letter"], asks_form="yes")
        clause = CountingClause.objects.get(rule=draft, reason="便函也计入")
        self.assertEqual(clause.conditions, {"document_format": ["letter", "memo"], "asks_form": [True]})
        self.assertEqual(clause_words(clause), "发文：文件形式为函或便函、便笺，且要求填表，计入")

    def test_what_is_left_open_asks_nothing(self):
        draft = self.draft()
        clause = draft.clauses.get(kind=Kind.MEETING, conditions__meeting_category=["statutory"])
        self.save(f"/counting/clauses/{clause.pk}/", counts="no")
        clause.refresh_from_db()
        self.assertEqual((clause.conditions, clause.counts), ({}, False))

    def test_the_page_shows_what_the_clause_says_now(self):
        clause = self.draft().clauses.get(kind=Kind.INSPECTION, conditions__law_enforcement=[True])
        page = self.client.get(f"/counting/clauses/{clause.pk}/")
        self.assertContains(page, '<option value="yes" selected>是行政执法检查</option>', html=True)

    def test_what_it_decides_and_why_must_be_said(self):
        draft = self.draft()
        page = self.client.post(f"/counting/{draft.pk}/document/", {})
        self.assertContains(page, "还有 3 处要改", status_code=422)

    def test_clauses_are_put_in_order(self):
        draft = self.draft()
        rows = draft.clauses.filter(kind=Kind.INSPECTION).order_by("position")
        first, second, *others = rows
        self.client.post(f"/counting/clauses/{first.pk}/move/", {"to": "down"})
        self.assertEqual(list(rows.all()), [second, first, *others])


class EffectTests(CountingPage):
    def test_a_draft_shows_at_once_what_it_would_change_with_the_rows(self):
        draft = self.counting_memos()
        page = self.client.get(f"/counting/{draft.pk}/")
        self.assertContains(page, "采用后，统计口径数字会这样变")
        address = f"under={draft.pk}&counted=in"
        self.assertContains(page, address.replace("&", "&amp;"))
        self.assertContains(self.client.get(f"/items/?under={draft.pk}&counted=in"), self.memo.title)
        self.assertNotContains(self.client.get(f"/items/?under={draft.pk}&counted=out"), self.memo.title)

    def test_a_change_is_asked_for_only_of_a_replayed_list(self):
        self.assertContains(self.client.get("/items/?counted=in"), "先选按哪一版口径重算")


class ReplayTests(CountingPage):
    def test_the_bar_names_the_version_and_leads_back(self):
        draft = self.counting_memos()
        for address in ("/overview/QH/{0}/", "/offices/QH-T1/{0}/", "/issuers/QH-02/{0}/"):
            page = self.client.get(f"{address.format(self.day.year)}?under={draft.pk}")
            self.assertContains(page, "按《修订稿》重算，不是现行数字")
            self.assertContains(page, "回到现行数字")
        self.assertContains(self.client.get(f"/items/?under={draft.pk}"), "按《修订稿》重算，不是现行数字")

    def test_a_version_that_is_not_there_or_not_theirs_is_not_found(self):
        draft = self.draft()
        address = f"/overview/QH/{self.day.year}/?under="
        self.assertEqual(self.client.get(f"{address}999999").status_code, 404)
        self.assertEqual(self.client.get(f"/items/?under={10**30}").status_code, 404)
        self.log_in(make_user(Post.Role.AUDITOR, self.county.county))
        self.assertEqual(self.client.get(f"{address}{draft.pk}").status_code, 404)
        self.assertEqual(self.client.get(f"{address}{self.base.pk}").status_code, 200)

    def test_several_versions_of_one_year_are_all_named(self):
        CountingRule.objects.create(name="修订版", valid_from=self.day, source="测试")
        CountingRule.objects.create(name="再修订版", valid_from=timezone.localdate(), source="测试")
        page = self.client.get(f"/overview/QH/{self.day.year}/")
        self.assertContains(page, "修订版")
        self.assertContains(page, "再修订版")


class AdoptTests(CountingPage):
    def test_adopting_tells_how_many_items_changed(self):
        draft = self.counting_memos()
        page = self.client.post(f"/counting/{draft.pk}/adopt/", follow=True)
        self.assertContains(page, "1 项改为计入")
        self.memo.refresh_from_db()
        self.assertTrue(self.memo.official)
        self.assertEqual(list(differences()), [])

    def test_it_is_asked_once_more_with_the_effect(self):
        draft = self.counting_memos()
        page = self.client.get(f"/counting/{draft.pk}/adopt/")
        self.assertContains(page, "采用后的口径不再修改")
        self.assertContains(page, "采用后，统计口径数字会这样变")

    def test_nobody_adopts_for_a_ledger_beyond_their_area(self):
        draft = self.counting_memos()
        log(Kind.DOCUMENT, self.county.neighbour, self.day, [self.county.foreign_town])
        page = self.client.post(f"/counting/{draft.pk}/adopt/")
        self.assertContains(page, "口径对整个台账生效", status_code=403)
        self.assertContains(self.client.get(f"/counting/{draft.pk}/"), "采用由范围覆盖全部单位的减负办或管理员办理")
        draft.refresh_from_db()
        self.assertTrue(draft.is_draft)

    def test_a_day_taken_meanwhile_is_told(self):
        draft = self.counting_memos()
        CountingRule.objects.create(name="另一版", valid_from=self.day, source="测试")
        page = self.client.post(f"/counting/{draft.pk}/adopt/", follow=True)
        self.assertContains(page, "这一天已有一版口径生效")
