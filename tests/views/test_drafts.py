from datetime import date

from django.contrib.sessions.models import Session
from django.core.signing import TimestampSigner
from django.test import TestCase
from django.urls import reverse

from tests.county import County, log, make_user
from tests.views.test_logging import meeting
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.views.drafts import LONGEST, draft_facts

Role = Post.Role
PAGE = "/log/meeting/"
DAY = date(2026, 3, 5)


class TypedTests(TestCase):
    """The session runs out while a clerk types."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Role.CLERK, cls.county.town)
        cls.other = make_user(Role.CLERK, cls.county.other_town)

    def send_late(self, **fields):
        return self.client.post(PAGE, meeting(owner=draft_facts(self.clerk)["owner"]) | fields)

    def log_in(self, user):
        address = f"{reverse('login')}?next={PAGE}"
        return self.client.post(address, {"username": user.username, "password": "Ledger-2026", "next": PAGE})

    def titles(self, user):
        self.log_in(user)
        return self.client.get(PAGE).context["entry"].facts["title"].value()


class BroughtBackTests(TypedTests):
    def test_who_sends_after_the_session_ran_out_is_asked_to_log_in(self):
        response = self.send_late(title="防汛会")
        self.assertRedirects(response, f"{reverse('login')}?next={PAGE}", fetch_redirect_response=False)
        page = self.client.get(response.url)
        self.assertContains(page, "填写的内容已替您留着，登录后带回原页。")
        self.assertNotContains(page, "防汛会")

    def test_after_logging_in_the_form_is_filled_and_nothing_is_saved(self):
        self.send_late(title="防汛会")
        self.assertRedirects(self.log_in(self.clerk), PAGE, fetch_redirect_response=False)
        page = self.client.get(PAGE)
        self.assertContains(page, "已带回登录过期前填写的内容")
        self.assertContains(page, 'value="防汛会"')
        self.assertFalse(Item.objects.exists())

    def test_the_same_form_sent_again_makes_one_item(self):
        fields = meeting(**{"here-office": self.county.town.pk})
        self.send_late(**fields)
        self.log_in(self.clerk)
        self.assertEqual(self.client.get(PAGE).context["submission"], fields["submission"])
        for _click in range(2):
            self.client.post(PAGE, fields)
        self.assertEqual(Item.objects.count(), 1)

    def test_it_is_brought_back_once(self):
        self.send_late(title="防汛会")
        self.assertEqual(self.titles(self.clerk), "防汛会")
        self.assertIsNone(self.client.get(PAGE).context["entry"].facts["title"].value())

    def test_a_wrong_password_in_between_loses_nothing(self):
        self.send_late(title="防汛会")
        self.client.post(reverse("login"), {"username": self.clerk.username, "password": "wrong"})
        self.assertEqual(self.titles(self.clerk), "防汛会")

    def test_the_form_of_another_kind_stays_empty_meanwhile(self):
        self.send_late(title="防汛会")
        self.log_in(self.clerk)
        self.assertNotContains(self.client.get(reverse("log_document")), "防汛会")
        self.assertContains(self.client.get(PAGE), "防汛会")


class NotBroughtBackTests(TypedTests):
    def test_to_another_user_on_the_same_machine(self):
        self.send_late(title="防汛会")
        self.assertIsNone(self.titles(self.other))
        self.client.post(reverse("logout"))
        self.assertIsNone(self.titles(self.clerk))

    def test_what_is_classified_is_kept_nowhere(self):
        response = self.send_late(title="机密★10年 防汛会")
        self.assertContains(self.client.get(response.url), "带有密级标志，没有保存，也没有保留")
        self.assertNotIn("防汛", str([session.get_decoded() for session in Session.objects.all()]))

    def test_not_in_a_second_value_of_a_field_either(self):
        self.send_late(title=["机密★10年 防汛会", "防汛会"])
        self.assertNotIn("防汛会", str([session.get_decoded() for session in Session.objects.all()]))

    def test_the_notice_that_the_form_was_filled_from(self):
        self.send_late(title="防汛会", pasted="关于召开防汛会的通知：全文")
        kept = str([session.get_decoded() for session in Session.objects.all()])
        self.assertIn("title", kept)
        self.assertNotIn("pasted", kept)

    def test_what_is_too_long(self):
        response = self.send_late(title="长" * LONGEST)
        self.assertContains(self.client.get(response.url), "内容太长，不能保留")
        self.assertIsNone(self.titles(self.clerk))

    def test_what_no_user_was_given_a_form_for(self):
        for owner in ["", "1", TimestampSigner(salt="other").sign("1")]:
            self.send_late(owner=owner)
        self.assertFalse(Session.objects.exists())


class DraftFactsTests(TypedTests):
    """What drafts.js reads from the page."""

    def draft(self, response):
        return response.content.decode().partition("data-draft=")[2].partition("</div>")[0]

    def setUp(self):
        self.client.force_login(self.clerk)

    def test_an_empty_form_may_be_filled_by_a_draft(self):
        self.assertIn("data-fresh", self.draft(self.client.get(PAGE)))

    def test_not_what_was_sent_or_copied(self):
        self.assertNotIn("data-fresh", self.draft(self.client.post(PAGE, meeting(title=""))))
        self.assertNotIn("data-fresh", self.draft(self.client.get(f"{PAGE}?copy=last")))

    def test_what_was_refused_as_classified_is_forgotten(self):
        self.assertIn("data-refused", self.draft(self.client.post(PAGE, meeting(title="机密★ 防汛"))))

    def test_what_was_saved_is_told(self):
        item = log(Kind.MEETING, self.county.bureau, DAY, [self.county.town], by=self.clerk)
        Item.objects.filter(pk=item.pk).update(submission="0b5a5ae2-6a5c-4b8e-8d0a-3f2f5b8c9d10")
        self.assertIn("0b5a5ae2-6a5c-4b8e-8d0a-3f2f5b8c9d10", self.draft(self.client.get(PAGE)))
        self.assertContains(self.client.get(reverse("item", args=[item.pk])), "data-saved=")
