from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.actions.test_offsets import OffsetWorld
from tracker.models.offsets import Offset


class OffsetPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = OffsetWorld(timezone.localdate())

    def log_in(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def offer(self, **data):
        self.log_in(self.world.clerk)
        return self.client.post(reverse("offset_offer", args=["QH-02"]), data, follow=True)

    def answer(self, user, offset, **data):
        self.log_in(user)
        return self.client.post(reverse("offset_answer", args=[offset.pk]), data, follow=True)

    def offered(self):
        self.offer(burden=self.newest(), reason="改为书面调度")
        return Offset.objects.get()

    def newest(self):
        self.log_in(self.world.clerk)
        [burden] = self.client.get(reverse("offsets", args=["QH-02"])).context["burdens"]
        return burden.newest.pk

    def test_an_offer_says_its_worth_and_until_when(self):
        response = self.offer(burden=self.newest(), reason="改为书面调度")
        self.assertContains(response, "约 10 人时")
        self.assertContains(response, "待接收单位确认")

    def test_each_error_stands_at_its_field(self):
        response = self.offer(reason="")
        self.assertEqual(response.status_code, 422)
        self.assertEqual(set(response.context["form"].errors), {"burden", "reason"})

    def test_a_receiver_finds_it_on_their_first_page_and_confirms(self):
        offset = self.offered()
        self.log_in(self.world.towns[0])
        self.assertContains(self.client.get(reverse("todo")), reverse("offset_answers"))
        self.assertContains(self.answer(self.world.towns[0], offset, agrees="yes"), "已答复：属实")
        self.assertNotContains(self.client.get(reverse("todo")), reverse("offset_answers"))
        self.assertEqual(self.world.balance(), 600)

    def test_an_objection_needs_a_reason_which_the_issuer_reads_without_a_name(self):
        offset = self.offered()
        self.assertEqual(self.answer(self.world.towns[0], offset, agrees="no").status_code, 422)
        self.answer(self.world.towns[0], offset, agrees="no", reason="上周还在开")
        self.log_in(self.world.clerk)
        page = self.client.get(reverse("offsets", args=["QH-02"]))
        self.assertContains(page, "上周还在开")
        self.assertNotContains(page, "新桥镇")
        self.log_in(self.world.supervisor)
        self.assertContains(self.client.get(reverse("offsets", args=["QH-02"])), "新桥镇：上周还在开")

    def test_neither_the_issuer_nor_a_supervisor_answers_for_the_receivers(self):
        offset = self.offered()
        for user in (self.world.clerk, self.world.supervisor):
            self.assertEqual(self.answer(user, offset, agrees="yes").status_code, 404)
        self.assertEqual(self.world.balance(), 0)
