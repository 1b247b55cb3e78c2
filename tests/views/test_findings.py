from datetime import date

from django.test import TestCase
from django.urls import reverse

from tests.county import County, log, make_user, tell_the_rest
from tests.views.figures import AS_OF, midsummer
from tracker.measures.standing import Reason, Standing
from tracker.models.baselines import Side
from tracker.models.findings import Finding
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.targets import Target
from tracker.queries.standings import standings

Status = Finding.Status


@midsummer
class FindingPageTests(TestCase):
    """A bureau that sent one document of thirty allowed: green, until something is suspected of it."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.bureau = cls.county.bureau
        tell_the_rest(cls.bureau)
        cls.item = log(Kind.DOCUMENT, cls.bureau, date(2026, 6, 20), [cls.county.town],
                       document_format=Item.DocumentFormat.MEMO)  # fmt: skip
        Target.objects.create(
            office=cls.bureau, side=Side.SENT, kind=Kind.DOCUMENT, year=2026, type=Target.Type.FIXED, number=30
        )
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.issuer = make_user(Post.Role.ISSUER, cls.bureau)

    def setUp(self):
        self.client.force_login(self.supervisor)

    def judgement(self):
        return standings([self.bureau], 2026, AS_OF, Side.SENT)[self.bureau.pk, Kind.DOCUMENT].judgement

    def open(self, **fields):
        about = {"office": self.bureau, "side": Side.SENT, "kind": Kind.DOCUMENT, "year": 2026}
        return Finding.objects.create(**about | {"facts": "10月红头少 6 件，便函多 19 件"} | fields)

    def post(self, name, finding, **said):
        return self.client.post(reverse(name, args=[finding.pk]), said, follow=True)

    def step(self, name, finding, user=None, **said):
        self.client.force_login(user or self.supervisor)
        response = self.post(name, finding, **said)
        finding.refresh_from_db()
        return response


class OpenTests(FindingPageTests):
    def typed(self, **changed):
        typed = {
            "office": "县应急管理局", "side": "sent", "kind": "document", "year": 2026, "facts": "便函多 19 件",
            "article": "若干规定第一条",
        }  # fmt: skip
        return self.client.post(reverse("finding_add"), typed | changed, follow=True)

    def test_the_light_of_the_office_turns_grey_with_the_reason(self):
        self.assertEqual(self.judgement().standing, Standing.WITHIN)
        self.assertContains(self.typed(), "已提出")
        self.assertEqual(self.judgement().reason, Reason.SUSPECTED)
        page = self.client.get(reverse("issuer", args=[self.bureau.code, 2026]))
        self.assertContains(page, "有 1 条疑似变相未了结")
        self.assertContains(page, "/findings/?office=QH-02")

    def test_names_the_article_it_rests_on(self):
        response = self.typed(article="")
        self.assertContains(response, "请写明依据，每条提示都要有。", status_code=422)
        self.assertFalse(Finding.objects.exists())

    def test_is_called_suspected_and_keeps_who_opened_it(self):
        self.assertContains(self.typed(), "疑似")
        self.assertEqual(Finding.objects.get().opened_by, self.supervisor)

    def test_from_an_item_whom_and_what_is_filled_in(self):
        page = self.client.get(reverse("finding_add"), {"item": self.item.pk})
        self.assertContains(page, "县应急管理局")
        self.assertContains(page, f'value="{self.item.pk}"')

    def test_an_item_of_another_county_is_not_there(self):
        abroad = log(Kind.MEETING, self.county.neighbour, AS_OF, [self.county.foreign_town])
        self.assertEqual(self.client.get(reverse("finding_add"), {"item": abroad.pk}).status_code, 404)

    def test_an_office_of_another_county_is_answered_like_one_that_does_not_exist(self):
        self.assertContains(self.typed(office="青山镇"), "没有找到“青山镇”", status_code=422)

    def test_nothing_classified_is_kept_or_shown_again(self):
        page = self.typed(facts="（机密）便函多 37 件")
        self.assertContains(page, "密级", status_code=422)
        self.assertNotContains(page, "便函多 37 件", status_code=422)
        self.assertFalse(Finding.objects.exists())


class StepTests(FindingPageTests):
    def test_answered_and_confirmed_stay_grey_and_closing_frees_the_light(self):
        finding = self.open()
        steps = [
            ("finding_answer", self.issuer, {"reason": "便函是会议通知"}, Status.ANSWERED, Standing.UNKNOWN),
            ("finding_decide", None, {"decision": "confirmed", "reason": "以便函代红头"}, Status.CONFIRMED,
             Standing.UNKNOWN),
            ("finding_close", None, {"reason": "已补编文号"}, Status.CLOSED, Standing.WITHIN),
        ]  # fmt: skip
        for name, user, said, status, standing in steps:
            with self.subTest(name):
                self.step(name, finding, user, **said)
                self.assertEqual((finding.status, self.judgement().standing), (status, standing))

    def test_dismissed_frees_the_light(self):
        finding = self.open()
        page = self.step("finding_decide", finding, decision="dismissed", reason="属会议通知，不是变相发文")
        self.assertContains(page, "已认定不成立")
        self.assertEqual(self.judgement().standing, Standing.WITHIN)
        self.assertEqual((finding.decided_by, finding.decision_reason), (self.supervisor, "属会议通知，不是变相发文"))

    def test_a_decision_needs_its_reason(self):
        finding = self.open()
        response = self.step("finding_decide", finding, decision="dismissed", reason="")
        self.assertContains(response, "请写明", status_code=422)
        self.assertEqual(finding.status, Status.OPEN)

    def test_what_has_been_decided_is_neither_answered_nor_decided_again(self):
        finding = self.open(status=Status.DISMISSED, decision_reason="不是")
        for name, user, said in (
            ("finding_answer", self.issuer, {"reason": "补充"}),
            ("finding_decide", None, {"decision": "confirmed", "reason": "是"}),
            ("finding_close", None, {"reason": "改了"}),
        ):
            with self.subTest(name):
                self.assertContains(self.step(name, finding, user, **said), "没有改动")
                self.assertEqual(finding.status, Status.DISMISSED)

    def test_only_whoever_works_there_answers(self):
        finding = self.open()
        response = self.step("finding_answer", finding, reason="代写")
        self.assertContains(response, "说明由被提示单位写", status_code=403)

    def test_every_step_is_kept_with_its_words(self):
        finding = self.open()
        self.step("finding_answer", finding, self.issuer, reason="便函是会议通知")
        page = self.step("finding_decide", finding, decision="confirmed", reason="以便函代红头")
        self.assertEqual([step.words for step in page.context["steps"]], ["以便函代红头", "便函是会议通知", ""])


class ListTests(FindingPageTests):
    def rows(self, **asked):
        return [row.facts for row in self.client.get(reverse("findings"), asked).context["rows"]]

    def test_the_address_narrows_it(self):
        self.open(facts="甲")
        self.open(facts="乙", kind=Kind.MEETING, year=2025)
        self.open(facts="丙", status=Status.DISMISSED, decision_reason="不是", office=self.county.village)
        self.assertEqual(self.rows(), ["丙", "乙", "甲"])
        self.assertEqual(self.rows(status="unsettled"), ["乙", "甲"])
        self.assertEqual(self.rows(status="dismissed"), ["丙"])
        self.assertEqual(self.rows(kind="meeting"), ["乙"])
        self.assertEqual(self.rows(year=2025), ["乙"])
        self.assertEqual(self.rows(office=self.county.town.code), ["丙"])

    def test_an_issuer_sees_those_about_itself_alone(self):
        self.open(facts="甲")
        self.open(facts="乙", office=self.county.other_bureau)
        self.client.force_login(self.issuer)
        self.assertEqual(self.rows(), ["甲"])

    def test_nothing_found_offers_the_way_back(self):
        self.assertContains(self.client.get(reverse("findings"), {"status": "closed"}), "没有这样的提示")
