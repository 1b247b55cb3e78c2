from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, make_user
from tests.views.ledger_files import GOOD, NO_SUCH_DAY, register
from tracker.imports.uploads.uploads import receive, store
from tracker.models.batches import Batch
from tracker.models.items import Item
from tracker.models.loads import Load
from tracker.models.posts import Post


class BatchPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town, first_name="陈晓梅")
        file = register(GOOD, NO_SUCH_DAY)
        cls.batch = store(receive(file.name, file.read(), cls.county.town, cls.clerk), cls.clerk).batch

    def setUp(self):
        self.enter(self.clerk)

    def enter(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def page(self):
        return self.client.get(reverse("batch", args=[self.batch.pk]))

    def undo(self):
        return self.client.post(reverse("batch_undo", args=[self.batch.pk]), follow=True)


class BatchPageTests(BatchPage):
    def test_says_what_came_in_by_whom_and_when(self):
        page = self.page()
        self.assertContains(page, "新增 1，存疑 1")
        self.assertContains(page, "陈晓梅")
        self.assertContains(page, "带来 1 个事项")

    def test_leads_to_the_rows_it_brought(self):
        address = f"{reverse('items')}?batch={self.batch.pk}"
        self.assertContains(self.page(), address)
        self.assertEqual(self.client.get(address).context["sums"].number, 1)

    def test_an_auditor_looks_and_cannot_undo(self):
        self.enter(make_user(Post.Role.AUDITOR, self.county.county))
        self.assertNotContains(self.page(), "撤销这一批")
        self.assertEqual(self.undo().status_code, 403)
        self.assertTrue(Item.objects.standing().exists())

    def test_another_towns_is_answered_like_none(self):
        self.enter(make_user(Post.Role.CLERK, self.county.other_town))
        self.assertEqual((self.page().status_code, self.undo().status_code), (404, 404))


class UndoTests(BatchPage):
    def test_takes_everything_back_and_keeps_the_record(self):
        self.assertContains(self.page(), "撤销后，1 个事项不再计入任何数字")
        page = self.undo()
        self.assertContains(page, "1 个事项不再计入任何数字")
        self.assertContains(page, "这一批已撤销，不计入任何数字")
        self.assertFalse(Item.objects.standing().exists())
        self.assertFalse(Load.objects.exclude(full_items=0).exists())

    def test_still_leads_to_what_was_taken_back(self):
        self.undo()
        address = f"{reverse('items')}?batch={self.batch.pk}&withdrawn=1"
        self.assertContains(self.page(), address.replace("&", "&amp;"))
        self.assertEqual(self.client.get(address).context["sums"].number, 1)

    def test_a_second_click_says_that_it_is_done(self):
        self.undo()
        self.assertContains(self.undo(), "已经撤销")

    def test_is_not_offered_after_thirty_days(self):
        Batch.objects.update(imported_at=timezone.now() - timedelta(days=31))
        self.assertNotContains(self.page(), "撤销这一批")
        self.assertContains(self.undo(), "不能再撤销")
        self.assertTrue(Item.objects.standing().exists())

    def test_warns_of_what_was_changed_since(self):
        item = Item.objects.get()
        item.title = "改过的标题"
        item.save()
        self.assertContains(self.page(), "其中 1 个事项导入后有人改过")

    def test_of_a_long_file_what_undoing_would_do_is_reckoned_on_demand(self):
        Batch.objects.update(counts={"read": 9_000, "new": 9_000})
        self.assertContains(self.page(), "这 1 个事项都不再计入任何数字")
        asked = self.client.get(reverse("batch", args=[self.batch.pk]), {"reckon": 1})
        self.assertContains(asked, "撤销后，1 个事项不再计入任何数字")

    def test_the_same_file_can_be_imported_again(self):
        self.undo()
        file = register()
        upload = receive(file.name, file.read(), self.county.town, self.clerk)
        self.client.post(reverse("upload_store", args=[upload.pk]))
        self.assertEqual(Item.objects.standing().count(), 1)
