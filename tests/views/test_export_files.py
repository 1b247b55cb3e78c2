import csv
import tempfile
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import quote

from django.http import QueryDict
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.county import County, log, make_user
from tests.long_lists import DAY, plant_meetings
from tracker.actions.export_stages import QUIET, claim, fail
from tracker.forms.item_filters import ItemFilterForm
from tracker.models.exports import Export
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.workbooks.export_jobs import write_export
from tracker.workbooks.item_exports import take_away_as_csv

Stage = Export.Stage
LONG = 5_001


class ExportPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.colleague = make_user(Post.Role.AUDITOR, cls.county.county)
        plant_meetings(cls.county, LONG)
        log(Kind.DOCUMENT, cls.county.bureau, DAY, cls.county.towns, title="=关于防汛的通知")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        chosen = override_settings(EXPORT_FOLDER=self.folder)
        chosen.enable()
        self.addCleanup(chosen.disable)
        self.enter(self.supervisor)

    def enter(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def asked(self, **parameters):
        answer = self.client.get(reverse("items_export"), parameters)
        export = Export.objects.get()
        self.assertRedirects(answer, reverse("export", args=[export.pk]))
        return export

    def ready(self):
        export = self.asked()
        write_export(export.pk)
        return export

    def page(self, export):
        return self.client.get(reverse("export", args=[export.pk]))

    def fetch(self, export, **options):
        return self.client.get(reverse("export_file", args=[export.pk]), **options)


class LongListTests(ExportPage):
    def test_a_long_list_is_waited_for_and_a_short_one_is_not(self):
        self.assertContains(self.page(self.asked()), "等待生成，共 5,002 行。")
        short = self.client.get(reverse("items_export"), {"kind": "document"})
        self.assertEqual(load_workbook(BytesIO(short.getvalue())).worksheets[0].max_row, 5)

    def test_the_page_says_how_far_it_is_and_looks_again_without_scripts(self):
        export = claim(self.asked().pk)
        Export.objects.update(done=2_500, total=5_002)
        page = self.page(export)
        self.assertContains(page, "已写 2,500 行，共 5,002 行。")
        self.assertContains(page, '<progress class="bar" max="5002" value="2500"')
        self.assertContains(page, f'href="{reverse("export", args=[export.pk])}"')

    def test_the_file_has_the_rows_of_the_list_and_is_kept_by_no_cache(self):
        export = self.ready()
        self.assertContains(self.page(export), reverse("export_file", args=[export.pk]))
        answer = self.fetch(export)
        self.assertIn("no-store", answer["Cache-Control"])
        self.assertIn(f"filename*=utf-8''{quote('事项清单')}", answer["Content-Disposition"])
        sheet = load_workbook(BytesIO(answer.getvalue()), read_only=True).worksheets[0]
        titles = [row[3] for row in sheet.iter_rows(min_row=5, values_only=True)]
        self.assertEqual((titles[0], len(titles)), ("=关于防汛的通知", LONG + 1))

    def test_the_register_leads_its_maker_to_the_file_and_nobody_else(self):
        export = self.ready()
        address = reverse("export", args=[export.pk])
        self.assertContains(self.client.get(reverse("exports")), address)
        self.enter(self.colleague)
        self.assertNotContains(self.client.get(reverse("exports")), address)

    def test_cancelling_is_said_and_offers_the_list_again(self):
        export = self.asked(kind="meeting")
        page = self.client.post(reverse("export_cancel", args=[export.pk]), follow=True)
        self.assertContains(page, "已取消，没有生成文件。")
        self.assertContains(page, f"{reverse('items')}?kind=meeting")
        write_export(export.pk)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_what_went_wrong_is_said_in_a_sentence(self):
        export = claim(self.asked().pk)
        fail(export, "服务器的磁盘空间不够。")
        self.assertContains(self.page(export), "服务器的磁盘空间不够。")

    def test_whoever_waits_wakes_a_worker_that_was_ended(self):
        export = self.asked()
        Export.objects.update(beat=timezone.now() - 2 * QUIET)
        self.page(export)
        export.refresh_from_db()
        self.assertGreater(export.beat, timezone.now() - QUIET)


class OwnTests(ExportPage):
    def test_another_users_file_is_not_found_even_by_a_colleague_of_the_same_scope(self):
        export = self.ready()
        self.enter(self.colleague)
        self.assertEqual((self.page(export).status_code, self.fetch(export).status_code), (404, 404))
        self.assertEqual(self.client.post(reverse("export_cancel", args=[export.pk])).status_code, 404)

    def test_whoever_was_moved_to_another_office_finds_nothing_either(self):
        export = self.ready()
        Post.objects.filter(user=self.supervisor).update(office=self.county.town)
        self.assertEqual((self.page(export).status_code, self.fetch(export).status_code), (404, 404))

    def test_nothing_is_offered_before_it_is_whole_nor_after_it_expired(self):
        export = self.asked()
        self.assertRedirects(self.fetch(export), reverse("export", args=[export.pk]))
        write_export(export.pk)
        Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        self.assertRedirects(self.fetch(export), reverse("export", args=[export.pk]))
        self.assertContains(self.page(export), "文件已过期删除")

    def test_a_file_that_is_gone_is_no_error(self):
        export = self.ready()
        for path in self.folder.iterdir():
            path.unlink()
        self.assertRedirects(self.fetch(export), reverse("export", args=[export.pk]))


class CsvTests(ExportPage):
    def lines(self, **parameters):
        answer = self.client.get(reverse("items_export"), parameters | {"format": "csv"})
        data = b"".join(answer.streaming_content)
        return answer, data, list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))

    def test_has_all_rows_at_any_length_and_is_registered(self):
        answer, data, lines = self.lines()
        self.assertEqual(len(lines), LONG + 2)
        self.assertIn("no-store", answer["Cache-Control"])
        self.assertIn(".csv", answer["Content-Disposition"])
        export = Export.objects.get()
        self.assertEqual((export.stage, export.size), (Stage.READY, len(data)))

    def test_a_title_is_no_formula(self):
        _answer, _data, lines = self.lines(kind="document")
        self.assertEqual(lines[1][3], "'=关于防汛的通知")

    def test_whoever_hangs_up_leaves_no_finished_export(self):
        form = ItemFilterForm(QueryDict(), user=self.supervisor)
        self.assertFalse(form.asks_beyond_scope)
        parts, export = take_away_as_csv(self.supervisor, form)
        next(parts)
        parts.close()  # what a server does to a body whose reader has gone
        export.refresh_from_db()
        self.assertEqual(export.stage, Stage.FAILED)
