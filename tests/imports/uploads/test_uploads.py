from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.imports.dropped import BAD, GOOD, HEADINGS, OTHER, SENT, SENT_HEADINGS, UNCLEAR, Dropping
from tests.imports.files import xlsx_bytes
from tracker.actions.batches import undo_batch
from tracker.actions.loads import differences, stale_copies
from tracker.imports.problems import ImportFileError
from tracker.imports.uploads import uploads
from tracker.imports.uploads.previews import Evidence, Preview
from tracker.imports.uploads.steps import read_upload, store_upload
from tracker.imports.uploads.uploads import (
    NothingToStoreError,
    answer_name,
    change_context,
    correct_columns,
    give_up,
    preview_of,
    purge,
    resume,
    store,
)
from tracker.models.batches import Batch
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.ledger_templates import LedgerTemplate
from tracker.models.offices import OfficeAlias
from tracker.models.uploads import KEPT_FOR, Upload

Stage = Upload.Stage


class ReceiveTests(Dropping):
    def test_keeps_what_was_read_and_stores_nothing_in_the_ledger(self):
        upload = self.drop([HEADINGS, GOOD, OTHER, BAD, UNCLEAR])
        counts = preview_of(upload).counts
        self.assertEqual(upload.stage, Stage.READY)
        self.assertEqual((counts.read, counts.new, counts.refused, counts.doubtful), (4, 2, 1, 1))
        self.assertEqual((Item.objects.count(), Batch.objects.count(), Item.history.count()), (0, 0, 0))

    def test_a_file_that_is_no_ledger_is_told_in_a_sentence_and_not_kept(self):
        for data, name, words in ((b"PK", "甲.xlsx", "损坏"), (b"a,b\n1,2", "乙.csv", "没有找到表头")):
            with self.assertRaisesMessage(ImportFileError, words):
                self.drop_bytes(data, name)
        self.assertFalse(Upload.objects.exists())

    def test_a_preview_comes_back_from_the_database_as_it_was(self):
        preview = preview_of(self.drop([HEADINGS, GOOD, BAD]))
        self.assertEqual(Preview.from_json(preview.to_json()), preview)
        self.assertEqual(preview_of(Upload.objects.get()), preview)

    def test_expired_uploads_go_when_the_next_comes(self):
        old = self.drop([HEADINGS, GOOD])
        Upload.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - KEPT_FOR - timedelta(hours=1))
        new = self.drop([HEADINGS, OTHER])
        self.assertEqual(list(Upload.objects.all()), [new])
        self.assertEqual(purge(timezone.now()), 0)


class StoreTests(Dropping):
    def test_stores_the_good_rows_and_forgets_the_file(self):
        upload = store(self.drop([HEADINGS, GOOD, OTHER, BAD]), self.clerk)
        self.assertEqual(upload.stage, Stage.STORED)
        self.assertEqual((upload.batch.counts["new"], upload.batch.upload), (2, upload.pk))
        self.assertEqual((bytes(upload.sheets), bytes(upload.book), upload.preview), (b"", b"", None))
        self.assertEqual(Item.objects.count(), 2)
        self.assertEqual((list(differences()), stale_copies()), ([], 0))

    def test_a_second_click_finds_it_stored(self):
        upload = self.drop([HEADINGS, GOOD])
        self.assertEqual(store(upload, self.clerk).batch, store(upload, self.clerk).batch)
        self.assertEqual(Batch.objects.count(), 1)

    def test_the_same_file_and_the_same_rows_in_another_file_add_nothing(self):
        store(self.drop([HEADINGS, GOOD, OTHER]), self.clerk)
        for name, rows in (("收文.xlsx", [HEADINGS, GOOD, OTHER]), ("另一本.csv", [HEADINGS, OTHER, GOOD])):
            upload = self.drop(rows, name)
            self.assertEqual(preview_of(upload).counts.unchanged, 2)
            self.assertEqual(preview_of(upload).effects, [])
            with self.assertRaisesMessage(NothingToStoreError, "没有要写入的行"):
                store(upload, self.clerk)
        self.assertEqual(Item.objects.count(), 2)

    def test_a_mended_file_takes_only_what_was_missing(self):
        store(self.drop([HEADINGS, GOOD, BAD]), self.clerk)
        mended = self.drop([HEADINGS, GOOD, ["2026-03-08", *BAD[1:]]])
        counts = preview_of(mended).counts
        self.assertEqual((counts.new, counts.unchanged), (1, 1))
        store(mended, self.clerk)
        self.assertEqual(Item.objects.count(), 2)

    def test_after_undoing_the_same_file_imports_again_as_new(self):
        undo_batch(store(self.drop([HEADINGS, GOOD, OTHER]), self.clerk).batch, self.clerk, timezone.now())
        again = self.drop([HEADINGS, GOOD, OTHER])
        self.assertEqual(preview_of(again).counts.new, 2)
        store(again, self.clerk)
        self.assertEqual(Item.objects.standing().count(), 2)

    def test_what_changed_since_the_preview_is_shown_again_before_it_is_stored(self):
        first, second = self.drop([HEADINGS, GOOD, OTHER]), self.drop([HEADINGS, GOOD], "另一本.csv")
        store(second, self.clerk)
        with self.assertRaisesMessage(NothingToStoreError, "台账有了变化"):
            store(first, self.clerk)
        first.refresh_from_db()
        counts = preview_of(first).counts
        self.assertEqual((first.stage, counts.new, counts.unchanged), (Stage.READY, 1, 1))
        self.assertEqual(store(first, self.clerk).batch.counts["new"], 1)
        self.assertEqual(Item.objects.count(), 2)

    def test_what_was_given_up_is_gone_and_what_was_stored_stays(self):
        upload = self.drop([HEADINGS, GOOD])
        stored = store(self.drop([HEADINGS, OTHER]), self.clerk)
        for one in (upload, stored):
            give_up(one)
        self.assertEqual(list(Upload.objects.all()), [stored])
        with self.assertRaises(NothingToStoreError):
            store(upload, self.clerk)


class CorrectionTests(Dropping):
    ROWS = [["落款", "来自", "文件标题", "收文日期"], ["2026-03-01", "县应急管理局", GOOD[3], "2026-03-05"]]

    def table(self, upload):
        return preview_of(upload).tables[0]

    def column(self, upload, heading):
        return next(column for column in self.table(upload).columns if column.heading == heading)

    def test_columns_are_told_with_their_evidence(self):
        upload = self.drop([[*HEADINGS, "承办人"], [*GOOD, "张三"]])
        told = {column.heading: (column.field, column.evidence) for column in self.table(upload).columns}
        self.assertEqual(told["收文日期"], ("date", Evidence.BY_NAME))
        self.assertEqual(told["承办人"], ("", Evidence.NOT_READ))
        column = self.column(upload, "文件标题")
        self.assertEqual((column.letter, column.samples, column.filled, column.understood), ("D", [GOOD[3]], 1, 1))
        self.assertTrue(column.is_sure)

    def test_a_person_knows_better_and_the_file_is_read_again(self):
        upload = self.drop([["日子", "发自", *HEADINGS[2:]], ["2026-03-05", "县应急管理局", *GOOD[2:]]])
        upload = correct_columns(upload, self.table(upload).fingerprint, {"日子": "issued_on", "发自": "issuer"})
        self.assertEqual(self.column(upload, "日子").evidence, Evidence.BY_PERSON)
        self.assertEqual((self.column(upload, "发自").field, preview_of(upload).counts.new), ("issuer", 1))

    def test_an_unknown_field_is_refused(self):
        upload = self.drop([HEADINGS, GOOD])
        with self.assertRaises(ValueError):
            correct_columns(upload, self.table(upload).fingerprint, {"收文日期": "birthday"})

    def test_what_was_corrected_is_remembered_by_its_headings(self):
        first = self.drop([[*HEADINGS, "截止"], [*GOOD, "2026-03-20"]], "一月.xlsx")
        fingerprint = self.table(first).fingerprint
        store(correct_columns(first, fingerprint, {"截止": ""}), self.clerk)
        self.assertIsNone(Item.objects.get().deadline)
        second = self.drop([[*HEADINGS, "截止"], [*OTHER, "2026-03-21"]], "二月.csv")
        table = self.table(second)
        self.assertEqual((table.fingerprint, table.template), (fingerprint, "一月.xlsx"))
        self.assertEqual(self.column(second, "截止").evidence, Evidence.BY_TEMPLATE)
        store(second, self.clerk)
        self.assertEqual(LedgerTemplate.objects.get().used_times, 2)
        self.assertEqual(Item.objects.filter(deadline__isnull=False).count(), 0)

    def test_another_office_has_templates_of_its_own(self):
        first = self.drop([[*HEADINGS, "截止"], [*GOOD, "2026-03-20"]])
        store(correct_columns(first, self.table(first).fingerprint, {"截止": ""}), self.clerk)
        elsewhere = self.drop([[*HEADINGS, "截止"], [*OTHER, "2026-03-21"]], by=self.sender)
        self.assertEqual(self.table(elsewhere).template, "")

    def test_a_declared_kind_and_year_are_read_anew(self):
        upload = self.drop([["日期", "事项", "单位"], ["3月5日", "防汛", "县应急管理局"]], kind=Kind.MEETING)
        self.assertEqual(preview_of(upload).counts.doubtful, 1)
        upload = change_context(upload, kind=Kind.INSPECTION, year=2026)
        self.assertEqual((preview_of(upload).counts.new, preview_of(upload).tables[0].kind), (1, Kind.INSPECTION))


class NameTests(Dropping):
    def test_an_unknown_name_is_asked_once_with_candidates(self):
        rows = [[GOOD[0], "应急局综合科", "", f"第{number}号通知"] for number in range(3)]
        (question,) = preview_of(self.drop([HEADINGS, *rows])).names
        self.assertEqual((question.text, question.role, question.rows), ("应急局综合科", "issuer", 3))
        self.assertEqual([place.row for place in question.places], [2, 3, 4])
        self.assertFalse(question.is_ambiguous)

    def test_an_answer_becomes_an_alias_and_the_rows_are_good(self):
        upload = self.drop([HEADINGS, [GOOD[0], "应急局综合科", "", "一号通知"]])
        upload = answer_name(upload, "应急局综合科", self.county.bureau, self.clerk)
        self.assertEqual((preview_of(upload).counts.new, preview_of(upload).names), (1, []))
        alias = OfficeAlias.objects.get()
        self.assertEqual(
            (alias.office, alias.said_in, alias.confirmed_by), (self.county.bureau, self.county.town, self.clerk)
        )

    def test_a_name_that_two_offices_bear_is_decided_by_a_person(self):
        rows = [SENT_HEADINGS, [*SENT[:3], "和平村"]]
        upload = self.drop(rows, by=self.sender)
        (question,) = preview_of(upload).names
        self.assertTrue(question.is_ambiguous)
        self.assertEqual({one.code for one in question.candidates[:2]}, {"QH-T1-2", "QH-T2-1"})
        self.assertEqual(question.candidates[0].parent, "新桥镇")
        upload = answer_name(upload, "和平村", self.county.far_village, self.sender)
        store(upload, self.sender)
        self.assertEqual(Delivery.objects.get().office, self.county.far_village)


class ProblemTests(Dropping):
    def test_every_problem_has_its_place_and_sentence(self):
        preview = preview_of(self.drop([["会议收文台账"], HEADINGS, GOOD, BAD, UNCLEAR]))
        told = [(one.row, one.letter, one.heading, one.value, one.outcome) for one in preview.problems]
        self.assertEqual(told, [(4, "A", "收文日期", "昨天", "refused"), (5, "A", "收文日期", "2026年3月", "doubtful")])
        self.assertEqual(preview.problems_total, 2)

    def test_skipped_rows_are_told_by_reason(self):
        preview = preview_of(self.drop([HEADINGS, GOOD, GOOD, ["合计", "", "", "2"]]))
        self.assertEqual({row.reason: row.number for row in preview.skipped}, {"duplicate": 1, "total": 1})
        self.assertEqual(preview.skipped[0].label, "与前面的行完全相同")

    def test_sheets_that_are_not_read_say_why(self):
        data = xlsx_bytes([HEADINGS, GOOD], 说明=[["请按月填报，每件一行。"]])
        sheets = preview_of(self.drop_bytes(data)).sheets
        self.assertEqual([(sheet.name, sheet.counts.new, sheet.sentence) for sheet in sheets],
                         [("台账", 1, ""), ("说明", 0, "填表说明")])  # fmt: skip


class LongFileTests(Dropping):
    def rows(self, number=uploads.AT_ONCE + 1):
        return [HEADINGS, *([*GOOD[:2], "", f"第{serial}份通知"] for serial in range(number))]

    def test_is_left_to_the_worker_and_read_and_stored_by_it(self):
        upload = self.drop(self.rows(), "长.csv")
        self.assertEqual((upload.stage, DBTaskResult.objects.count()), (Stage.WAITING, 1))
        read_upload(upload.pk)
        upload.refresh_from_db()
        self.assertEqual((upload.stage, preview_of(upload).counts.new), (Stage.READY, uploads.AT_ONCE + 1))
        upload = store(upload, self.clerk)
        self.assertEqual((upload.stage, DBTaskResult.objects.count()), (Stage.STORING, 2))
        for _twice in range(2):
            store_upload(upload.pk)
        self.assertEqual((Batch.objects.count(), Item.objects.count()), (1, uploads.AT_ONCE + 1))

    def test_is_taken_up_again_when_nobody_was_heard_of_for_a_minute(self):
        upload = self.drop(self.rows(), "长.csv")
        self.assertEqual(resume(timezone.now()), 0)
        self.assertEqual(resume(timezone.now() + timedelta(seconds=61)), 1)
        self.assertEqual(DBTaskResult.objects.count(), 2)
        read_upload(upload.pk)
        self.assertEqual(resume(timezone.now() + timedelta(hours=1)), 0)

    def test_nothing_of_the_file_stands_in_the_queue(self):
        upload = self.drop(self.rows(), "长.csv")
        self.assertEqual(DBTaskResult.objects.get().args_kwargs["args"], [str(upload.pk)])
