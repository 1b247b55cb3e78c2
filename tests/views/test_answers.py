from io import BytesIO

from openpyxl import Workbook

from tests.county import log
from tests.views.ledger_files import DAY, GOOD, NO_SUCH_DAY, SECRET
from tests.views.test_uploads import UploadPage
from tracker.imports.uploads.uploads import receive
from tracker.models.batches import Batch
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.uploads import Upload


def with_hidden_sheet():
    book = Workbook()
    for title, row in (("收文", GOOD), ("旧账", [*GOOD[:2], "关于旧事的通知", "清安监〔2026〕88号", 2])):
        sheet = book.active if title == "收文" else book.create_sheet(title)
        sheet.title = title
        sheet.append(["收文日期", "来文单位", "文件标题", "文号", "份数"])
        sheet.append(row)
    book["旧账"].sheet_state = "hidden"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


class RowAnswerTests(UploadPage):
    def answer(self, upload, **told):
        self.post("upload_rows", upload, **told)
        upload.refresh_from_db()
        return upload.preview["counts"]

    def place(self, upload, number=0):
        problem = upload.preview["problems"][number]
        return f"{problem['row']}:{problem['sheet']}"

    def test_a_cell_put_right_on_the_page_is_imported(self):
        upload = self.hand_in(GOOD, NO_SUCH_DAY)
        self.assertContains(self.page(upload), 'value="2026-02-30"')
        counts = self.answer(upload, place=self.place(upload), column=1, value="2026-02-28")
        self.assertEqual((counts["new"], counts["doubtful"] + counts["refused"]), (2, 0))
        self.post("upload_store", upload)
        self.assertEqual(Batch.objects.get().counts["new"], 2)

    def test_what_was_taken_is_said(self):
        upload = self.hand_in(GOOD, NO_SUCH_DAY)
        page = self.post("upload_rows", upload, place=self.place(upload), column=1, value="2026-02-28")
        self.assertContains(page, "已改 1 格")

    def test_what_was_said_can_be_taken_back(self):
        upload = self.hand_in(GOOD, NO_SUCH_DAY)
        before = upload.preview["counts"]
        self.answer(upload, place=self.place(upload), column=1, value="2026-02-28")
        self.assertContains(self.page(upload), "改了 1 格")
        self.assertEqual(self.answer(upload, forget=1), before)
        self.assertEqual(Upload.objects.get().answers, {})
        self.assertNotContains(self.page(upload), "都收回")

    def test_another_paper_of_the_same_number_is_accepted_as_it_is(self):
        log(Kind.DOCUMENT, self.county.bureau, DAY, [self.county.town], title="另一份文件", document_number=GOOD[3])
        upload = self.hand_in(GOOD)
        self.assertContains(self.page(upload), "照样导入")
        counts = self.answer(upload, place=self.place(upload), accept=1)
        self.assertEqual((counts["new"], counts["doubtful"]), (1, 0))
        self.post("upload_store", upload)
        again = self.hand_in(GOOD)
        self.assertEqual(again.preview["counts"]["unchanged"], 1)
        self.assertEqual(Item.objects.count(), 2)

    def test_a_row_that_cannot_be_read_is_not_accepted(self):
        upload = self.hand_in(GOOD, NO_SUCH_DAY)
        before = upload.preview["counts"]
        self.assertEqual(self.answer(upload, place=self.place(upload), accept=1), before)

    def test_a_hidden_sheet_is_read_when_asked_for(self):
        upload = receive("收文.xlsx", with_hidden_sheet(), self.county.town, self.clerk)
        self.assertContains(self.page(upload), "工作表“旧账”在原表中是隐藏的，有 2 行")
        self.assertEqual(upload.preview["counts"]["new"], 1)
        self.assertEqual(self.answer(upload, show="旧账")["new"], 2)

    def test_nothing_classified_may_be_typed_and_nothing_of_it_is_kept(self):
        upload = self.hand_in(GOOD, NO_SUCH_DAY)
        page = self.post("upload_rows", upload, place=self.place(upload), column=3, value="某事（机密★）")
        self.assertContains(page, "密级标志")
        self.assertNotContains(page, "某事")
        self.assertEqual(Upload.objects.get().answers, {})

    def test_a_classified_row_cannot_be_filled_again(self):
        upload = self.hand_in(GOOD, SECRET)
        refused = upload.preview["counts"]["refused"]
        self.assertEqual(self.answer(upload, place=self.place(upload), column=3, value="别的")["refused"], refused)

    def test_odd_requests_change_nothing(self):
        upload = self.hand_in(GOOD, NO_SUCH_DAY)
        before = upload.preview["counts"]
        for told in ({}, {"place": "x"}, {"place": "9:无", "column": 1, "value": "a"}, {"place": "4:收文", "column": 0},
                     {"place": f"{10**9}:收文", "accept": 1}, {"show": "没有这张"}):  # fmt: skip
            self.assertEqual(self.answer(upload, **told), before)

    def test_reading_afresh_forgets_the_answers(self):
        upload = self.hand_in(GOOD, NO_SUCH_DAY)
        self.answer(upload, place=self.place(upload), column=1, value="2026-02-28")
        self.post("upload_afresh", upload)
        self.assertEqual(Upload.objects.get().answers, {})
