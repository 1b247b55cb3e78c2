from io import BytesIO

from django.test import TestCase
from django.urls import reverse
from openpyxl import load_workbook

from tests.county import County, log, make_user
from tests.views.ledger_files import DAY, GOOD, HEAD, NO_SUCH_DAY, SECRET, UNKNOWN_NAME, register
from tracker.imports.uploads.uploads import receive
from tracker.models.batches import Batch
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.ledger_templates import LedgerTemplate
from tracker.models.offices import OfficeAlias
from tracker.models.posts import Post
from tracker.models.uploads import Upload

ODD_HEAD = ["收文日期", "来文单位", "文件标题", "文号", "甲栏"]


class UploadPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)
        cls.colleague = make_user(Post.Role.HEAD, cls.county.town)

    def setUp(self):
        self.enter(self.clerk)

    def enter(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def hand_in(self, *rows, **told):
        file = register(*rows, **told)
        return receive(file.name, file.read(), self.county.town, self.clerk)

    def page(self, upload):
        return self.client.get(reverse("upload", args=[upload.pk]))

    def post(self, name, upload, follow=True, **told):
        return self.client.post(reverse(name, args=[upload.pk]), told, follow=follow)


class PreviewTests(UploadPage):
    def test_the_rows_add_up(self):
        page = self.page(self.hand_in(GOOD, UNKNOWN_NAME, NO_SUCH_DAY, SECRET))
        counts = page.context["preview"].counts
        parts = counts.new + counts.updated + counts.unchanged + counts.skipped + counts.refused + counts.doubtful
        self.assertEqual((counts.read, parts, counts.new), (4, 4, 1))
        self.assertContains(page, "导入 1 行")

    def test_says_how_the_figures_would_move(self):
        log(Kind.DOCUMENT, self.county.bureau, DAY, [self.county.town])
        page = self.page(self.hand_in())
        self.assertContains(page, "导入后，新桥镇2026年收到：发文 +1 件")
        self.assertContains(page, "2026年3月收到")

    def test_shows_why_each_column_is_read_as_it_is(self):
        page = self.page(self.hand_in())
        self.assertContains(page, "5 列中 5 列已认出")
        self.assertContains(page, "列名是常用的")

    def test_names_what_is_wrong_with_its_place(self):
        page = self.page(self.hand_in(GOOD, NO_SUCH_DAY))
        self.assertContains(page, "2026-02-30")
        self.assertContains(page, "收文 4")

    def test_says_the_same_problem_once(self):
        other = [*UNKNOWN_NAME[:3], "清安监〔2026〕9号", 2]
        other[2] = "关于另一事项的通知"
        page = self.page(self.hand_in(UNKNOWN_NAME, other))
        self.assertEqual(len(page.context["first_problems"]), 1)
        self.assertContains(page, "收文 3、4")

    def test_shows_nothing_of_a_classified_row_but_its_place(self):
        page = self.page(self.hand_in(GOOD, SECRET))
        self.assertContains(page, "密级标志")
        self.assertNotContains(page, "某事")

    def test_warns_where_the_name_of_the_file_says_another_office(self):
        self.assertContains(self.page(self.hand_in(name="柳林镇收文.xlsx")), "文件名里是“柳林镇”")
        self.assertNotContains(self.page(self.hand_in(name="新桥镇收文.xlsx")), "文件名里是")

    def test_nothing_to_store_says_why(self):
        self.post("upload_store", self.hand_in())
        again = self.page(self.hand_in())
        self.assertContains(again, "这些行台账里都已经有了，不用再导入。")
        self.assertContains(again, "disabled")

    def test_headings_alone_say_that_there_is_nothing_in_the_file(self):
        page = self.page(receive("收文.csv", ",".join(HEAD).encode(), self.county.town, self.clerk))
        self.assertContains(page, "文件里没有可以导入的行。")

    def test_text_of_a_cell_cannot_write_into_the_page(self):
        hostile = [*NO_SUCH_DAY]
        hostile[1] = "<script>alert(1)</script>"
        self.assertNotContains(self.page(self.hand_in(hostile)), "<script>alert")


class OwnTests(UploadPage):
    def test_a_colleague_finds_nothing(self):
        upload = self.hand_in()
        self.enter(self.colleague)
        for name in ("upload", "upload_marked"):
            self.assertEqual(self.client.get(reverse(name, args=[upload.pk])).status_code, 404)
        for act in ("columns", "reading", "afresh", "names", "store", "drop"):
            self.assertEqual(self.post(f"upload_{act}", upload).status_code, 404, act)
        self.assertEqual(Upload.objects.get().stage, Upload.Stage.READY)

    def test_who_was_moved_to_another_office_finds_nothing_either(self):
        upload = self.hand_in()
        Post.objects.filter(user=self.clerk).update(office=self.county.other_town)
        self.assertEqual(self.page(upload).status_code, 404)
        self.assertEqual(self.post("upload_store", upload).status_code, 404)


class ColumnTests(UploadPage):
    def correct(self, upload, **told):
        table = self.page(upload).context["cards"][0]
        fields = {select.html_name: select.value() for select in table.form.selects}
        return self.post("upload_columns", upload, fingerprint=table.table.fingerprint, **(fields | told))

    def test_a_corrected_column_is_read_as_the_person_says(self):
        upload = self.hand_in(head=ODD_HEAD)
        page = self.correct(upload, column_4="attendees")
        self.assertContains(page, "您更正的")
        self.post("upload_store", upload)
        self.assertEqual(Delivery.objects.get().people, 3)

    def test_the_next_file_with_these_headings_is_read_alike(self):
        self.correct(self.hand_in(head=ODD_HEAD), column_4="attendees")
        page = self.page(self.hand_in(head=ODD_HEAD))
        self.assertContains(page, "按上次更正过的对应")
        self.assertContains(page, "认出“新桥镇收文登记簿.xlsx”的表头")

    def test_nothing_corrected_remembers_nothing(self):
        self.correct(self.hand_in())
        self.assertFalse(LedgerTemplate.objects.exists())

    def test_a_field_that_does_not_exist_is_refused(self):
        upload = self.hand_in()
        answer = self.correct(upload, column_4="__class__")
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(Upload.objects.get().columns, {})

    def test_a_table_that_is_not_there_changes_nothing(self):
        upload = self.hand_in()
        self.assertContains(self.post("upload_columns", upload, fingerprint="x"), "这一页已经变了")

    def test_columns_with_which_nothing_can_be_read_can_be_put_right_again(self):
        upload = self.hand_in()
        self.assertContains(self.correct(upload, column_2=""), "还没有可以写入的行")
        self.assertContains(self.correct(upload, column_2="title"), "导入 1 行")

    def test_corrections_of_a_file_that_cannot_be_read_can_be_forgotten(self):
        upload = self.hand_in()
        Upload.objects.update(stage=Upload.Stage.FAILED, columns={"x": {"日期": ""}}, kind="meeting")
        self.assertContains(self.page(upload), "改回程序认出的样子")
        self.assertContains(self.post("upload_afresh", upload), "导入 1 行")
        self.assertEqual(Upload.objects.get().columns, {})


class ReadingTests(UploadPage):
    def test_the_file_is_read_as_another_kind(self):
        upload = self.hand_in()
        page = self.post("upload_reading", upload, kind="meeting", year="")
        self.assertContains(page, "类别：会议")

    def test_a_wrong_year_keeps_the_preview(self):
        upload = self.hand_in()
        answer = self.post("upload_reading", upload, kind="meeting", year="1066")
        self.assertContains(answer, "年份从 2000 到", status_code=422)
        self.assertEqual(Upload.objects.get().kind, "auto")


class NameTests(UploadPage):
    def answer(self, upload, **told):
        return self.post("upload_names", upload, **{"name-0-text": "安监站", **told})

    def test_a_confirmed_name_is_read_at_once_and_remembered(self):
        upload = self.hand_in(UNKNOWN_NAME)
        page = self.answer(upload, **{"name-0-choice": "other", "name-0-other": "县应急管理局"})
        self.assertContains(page, "导入 1 行")
        self.assertEqual(OfficeAlias.objects.get().office, self.county.bureau)

    def test_what_was_confirmed_can_be_taken_back(self):
        upload = self.hand_in(UNKNOWN_NAME)
        self.answer(upload, **{"name-0-other": "QH-02"})
        page = self.post("upload_names", upload, take_back=OfficeAlias.objects.get().pk)
        self.assertContains(page, "1 个单位名称请您确认")
        self.assertFalse(OfficeAlias.objects.exists())

    def test_another_persons_alias_cannot_be_taken_back(self):
        alias = OfficeAlias.objects.create(name="安监", office=self.county.bureau, confirmed_by=self.colleague)
        self.post("upload_names", self.hand_in(), take_back=alias.pk)
        self.assertTrue(OfficeAlias.objects.exists())

    def test_a_candidate_is_picked(self):
        upload = self.hand_in([*UNKNOWN_NAME[:1], "应急管理所", *UNKNOWN_NAME[2:]])
        question = self.page(upload).context["names"][0].question
        code = question.candidates[0].code
        self.answer(upload, **{"name-0-text": "应急管理所", "name-0-choice": code})
        self.assertEqual(OfficeAlias.objects.get().office.code, code)

    def test_an_office_nobody_knows_is_asked_again_with_what_was_typed(self):
        upload = self.hand_in(UNKNOWN_NAME)
        answer = self.answer(upload, **{"name-0-choice": "other", "name-0-other": "不存在的局"})
        self.assertContains(answer, "没有找到“不存在的局”", status_code=422)
        self.assertFalse(OfficeAlias.objects.exists())

    def test_a_name_that_is_not_in_question_is_not_taken(self):
        upload = self.hand_in(UNKNOWN_NAME)
        self.answer(upload, **{"name-0-text": "别的", "name-0-other": "县应急管理局"})
        self.assertFalse(OfficeAlias.objects.exists())

    def test_nothing_answered_says_so(self):
        self.assertContains(self.answer(self.hand_in(UNKNOWN_NAME)), "还没有选单位。")


class StoringTests(UploadPage):
    def test_stores_the_good_rows_and_offers_to_take_them_back(self):
        page = self.post("upload_store", self.hand_in(GOOD, NO_SUCH_DAY))
        batch = Batch.objects.get()
        self.assertContains(page, "已导入：新增 1 行，更新 0 行。")
        self.assertContains(page, f'action="{reverse("batch_undo", args=[batch.pk])}"')
        self.assertEqual(Item.objects.count(), 1)

    def test_a_second_click_shows_the_batch_of_the_first(self):
        upload = self.hand_in()
        first = self.post("upload_store", upload, follow=False)
        self.assertRedirects(self.post("upload_store", upload, follow=False), first.url)
        self.assertRedirects(self.page(upload), first.url)
        self.assertEqual((Item.objects.count(), Batch.objects.count()), (1, 1))

    def test_nothing_to_store_stores_nothing(self):
        upload = self.hand_in(NO_SUCH_DAY)
        self.assertContains(self.post("upload_store", upload), "没有要写入的行")
        self.assertFalse(Batch.objects.exists())

    def test_what_is_given_up_is_gone(self):
        upload = self.hand_in()
        self.assertContains(self.post("upload_drop", upload), "读到的内容都已删除")
        self.assertEqual((Upload.objects.count(), Item.objects.count()), (0, 0))


class MarkedTests(UploadPage):
    def test_the_persons_own_workbook_comes_back_with_its_errors(self):
        upload = self.hand_in(GOOD, NO_SUCH_DAY, SECRET)
        answer = self.client.get(reverse("upload_marked", args=[upload.pk]))
        self.assertIn("%E5%BE%85%E6%94%B9.xlsx", answer["Content-Disposition"])
        self.assertIn("no-store", answer["Cache-Control"])
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content)))["收文"]
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
        self.assertIn("新桥镇2026年收文登记簿", texts)
        self.assertTrue(any("没有" in text for text in texts))
        self.assertFalse(any("某事" in text for text in texts))

    def test_one_that_was_stored_has_none_any_more(self):
        upload = self.hand_in()
        self.post("upload_store", upload)
        answer = self.client.get(reverse("upload_marked", args=[upload.pk]))
        self.assertRedirects(answer, reverse("upload", args=[upload.pk]), fetch_redirect_response=False)


class WaitingTests(UploadPage):
    def waiting(self, stage, done=0):
        upload = self.hand_in()
        Upload.objects.filter(pk=upload.pk).update(stage=stage, done=done, total=9_000, problem="读不了。")
        return self.page(upload)

    def test_says_how_far_it_is_and_that_one_may_leave(self):
        page = self.waiting(Upload.Stage.READING, 3_000)
        self.assertContains(page, "3,000 行，共 9,000 行")
        self.assertContains(page, "可以离开本页")

    def test_a_file_that_cannot_be_read_says_why_and_what_to_do(self):
        page = self.waiting(Upload.Stage.FAILED)
        self.assertContains(page, "读不了。")
        self.assertContains(page, "换一个文件")

    def test_nothing_is_corrected_while_it_is_read(self):
        upload = self.hand_in()
        Upload.objects.filter(pk=upload.pk).update(stage=Upload.Stage.READING)
        for name in ("upload_columns", "upload_reading", "upload_names"):
            self.assertContains(self.post(name, upload), "这一页已经变了")
