from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings
from django.urls import reverse

from tests.county import County, make_user
from tests.views.ledger_files import GOOD, SECRET, register
from tracker.models.batches import Batch
from tracker.models.items import Item
from tracker.models.posts import Post
from tracker.models.uploads import Upload


class ImportsPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)
        cls.colleague = make_user(Post.Role.HEAD, cls.county.town)
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def setUp(self):
        self.enter(self.clerk)

    def enter(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def page(self):
        return self.client.get(reverse("imports"))

    def hand_in(self, file=None, **told):
        return self.client.post(reverse("imports"), {"office": "QH-T1", "kind": "auto", "file": file, **told})


class HandingInTests(ImportsPage):
    def test_a_ledger_comes_to_its_preview_and_nothing_is_stored_yet(self):
        answer = self.hand_in(register())
        upload = Upload.objects.get()
        self.assertRedirects(answer, reverse("upload", args=[upload.pk]))
        self.assertEqual((upload.office, upload.uploaded_by), (self.county.town, self.clerk))
        self.assertEqual(Item.objects.count(), 0)

    def test_the_own_office_is_filled_in_for_a_town(self):
        self.assertContains(self.page(), 'value="新桥镇"')

    def test_who_has_one_office_chooses_none(self):
        self.enter(make_user(Post.Role.CLERK, self.county.village))
        self.assertNotContains(self.page(), 'name="office"')
        self.hand_in(register(), office="")
        self.assertEqual(Upload.objects.get().office, self.county.village)

    def test_a_supervisor_says_whose_ledger_it_is(self):
        self.enter(self.supervisor)
        answer = self.hand_in(register(), office="")
        self.assertContains(answer, "请选台账单位。", status_code=422)
        self.hand_in(register(), office="柳林镇")
        self.assertEqual(Upload.objects.get().office, self.county.other_town)

    def test_namesakes_are_offered_by_code(self):
        self.enter(self.supervisor)
        self.assertContains(self.page(), '<option value="QH-T2-1">和平村</option>', html=True)

    def test_kind_and_year_are_handed_on(self):
        self.hand_in(register(), kind="document", year="2025")
        upload = Upload.objects.get()
        self.assertEqual((upload.kind, upload.year), ("document", 2025))


class RefusalTests(ImportsPage):
    def refused(self, sentence, *args, **told):
        answer = self.hand_in(*args, **told)
        self.assertContains(answer, sentence, status_code=422)
        self.assertFalse(Upload.objects.exists())
        return answer

    def test_no_file(self):
        self.refused("请选一个文件，或把文件拖到本页。", "")

    def test_an_empty_file(self):
        self.refused("文件是空的", SimpleUploadedFile("空.xlsx", b""))

    def test_a_file_that_is_no_ledger(self):
        self.refused("不能读取 .exe 文件", SimpleUploadedFile("a.exe", b"MZ"))

    def test_what_was_typed_is_kept(self):
        answer = self.refused("不能读取 .exe 文件", SimpleUploadedFile("a.exe", b"MZ"), office="红旗村", year="2025")
        self.assertContains(answer, 'value="红旗村"', status_code=422)
        self.assertContains(answer, 'value="2025"', status_code=422)

    def test_several_files_at_once(self):
        """Of several files under one name only the last would be looked at (CVE-2023-31047)."""
        self.refused("一次只读一个文件", [register(name="a.xlsx"), register(name="b.xlsx")])

    def test_a_file_that_is_too_large(self):
        with override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=1024 * 1024):
            self.refused("文件超过 1 MB，没有接收", SimpleUploadedFile("大.xlsx", b"x" * 1024 * 1024))

    def test_an_office_out_of_scope_is_answered_like_none(self):
        for office in ("BS-T1", "QH-T2", "没有这个镇"):
            self.refused(f"没有找到“{office}”", register(), office=office)

    def test_a_year_to_come(self):
        self.refused("年份从 2000 到", register(), year="3000")

    def test_nothing_handed_in_is_laid_on_a_disk(self):
        self.assertEqual(settings.FILE_UPLOAD_HANDLERS, ["django.core.files.uploadhandler.MemoryFileUploadHandler"])

    def test_a_file_name_cannot_write_into_the_page(self):
        answer = self.hand_in(register(name="<script>alert(1)</script>.xlsx"))
        page = self.client.get(answer.url)
        self.assertNotContains(page, "<script>alert")


class UnfinishedTests(ImportsPage):
    def test_ones_own_are_offered_to_go_on_with(self):
        self.hand_in(register())
        self.assertContains(self.page(), "还有 1 份文件没有写入")

    def test_a_colleagues_are_not_shown(self):
        self.hand_in(register())
        self.enter(self.colleague)
        self.assertNotContains(self.page(), "没有写入")

    def test_nothing_of_a_classified_row_is_kept_with_it(self):
        self.hand_in(register(GOOD, SECRET))
        upload = Upload.objects.get()
        kept = (str(upload.preview), self.client.get(reverse("upload", args=[upload.pk])).content.decode())
        self.assertNotIn("某事", "".join(kept))


class BatchListTests(ImportsPage):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        counts = {"read": 3, "new": 2, "refused": 1}
        Batch.objects.create(file_name="本镇.xlsx", office=cls.county.town, imported_by=cls.clerk, counts=counts)
        Batch.objects.create(file_name="邻镇.xlsx", office=cls.county.other_town)

    def test_shows_what_came_in_below_the_own_office(self):
        page = self.page()
        self.assertContains(page, "新增 2，拒绝 1")
        self.assertNotContains(page, "邻镇.xlsx")

    def test_shows_a_supervisor_the_whole_area(self):
        self.enter(self.supervisor)
        self.assertContains(self.page(), "邻镇.xlsx")

    def test_a_page_beyond_the_end_is_the_last(self):
        for number in ("99", "-1", "x"):
            self.assertContains(self.client.get(reverse("imports"), {"page": number}), "本镇.xlsx")
