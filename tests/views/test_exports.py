import shutil
import subprocess
import tempfile
import unittest
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from openpyxl import Workbook, load_workbook

from tests.county import make_user
from tests.views.figures import county_with_a_year, midsummer
from tracker.models.exports import Export
from tracker.models.posts import Post

SOFFICE = shutil.which("soffice")


class ExportTests(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county, first_name="吕立新")
        cls.head = make_user(Post.Role.HEAD, cls.county.town)

    def setUp(self):
        self.enter(self.supervisor)

    def enter(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def taken(self):
        return b"".join(self.client.get("/workbook/QH/2026/").streaming_content)

    def check(self, data, **told):
        file = SimpleUploadedFile("台账.xlsx", data)
        return self.client.post("/exports/verify/", {"file": file, **told})


@midsummer
class RegisterTests(ExportTests):
    def test_every_workbook_gets_the_next_number(self):
        for _ in range(2):
            self.taken()
        self.assertEqual(
            sorted(Export.objects.values_list("number", "stage")),
            [("QH-2026-00001", "ready"), ("QH-2026-00002", "ready")],
        )

    def test_its_number_stands_on_the_cover(self):
        cover = load_workbook(BytesIO(self.taken())).worksheets[0]
        self.assertIn("QH-2026-00001", [cell for row in cover.iter_rows(values_only=True) for cell in row])

    def test_is_listed_with_who_and_what(self):
        self.taken()
        self.assertContains(self.client.get("/exports/"), "QH-2026-00001")
        self.assertContains(self.client.get("/exports/"), "吕立新")

    def test_what_was_taken_of_the_county_is_not_listed_for_a_town(self):
        self.taken()
        self.enter(self.head)
        self.assertNotContains(self.client.get("/exports/"), "QH-2026-00001")


@midsummer
class CheckingTests(ExportTests):
    def test_the_file_as_it_was_taken_is_unaltered(self):
        answer = self.check(self.taken())
        self.assertContains(answer, "与导出时一致")
        self.assertContains(answer, "一字节未动")

    def test_one_changed_digit_names_exactly_that_cell(self):
        content = self.taken()
        book = without_formulas(load_workbook(BytesIO(content)), content)
        sheet = book["会议台账"]
        was, sheet["D5"].value = sheet["D5"].value, "改过的会议"
        answer = self.check(saved(book))
        self.assertEqual([cell.place for cell in answer.context["cells"]], ["D5"])
        self.assertContains(answer, was)
        self.assertContains(answer, "改过的会议")

    def test_a_sheet_that_was_taken_out_is_named(self):
        content = self.taken()
        book = without_formulas(load_workbook(BytesIO(content)), content)
        book.remove(book["会议台账"])
        self.assertContains(self.check(saved(book)), "少了工作表“会议台账”")

    def test_a_file_without_a_number_asks_for_it(self):
        answer = self.check(blank())
        self.assertContains(answer, "没有找到导出编号", status_code=422)

    def test_a_typed_number_will_do(self):
        self.taken()
        answer = self.check(blank(), number="qh-2026-00001 ")
        self.assertContains(answer, "少了工作表")

    def test_who_may_not_see_the_county_learns_nothing_of_it(self):
        content = self.taken()
        self.enter(self.head)
        self.assertContains(self.check(content), "或不在您的范围内", status_code=422)

    def test_what_is_no_workbook_is_refused_with_a_sentence(self):
        for name, data in (("a.csv", b"a,b"), ("a.xlsx", b"not a workbook"), ("a.xlsx", b"")):
            with self.subTest(name=name, data=data):
                answer = self.client.post("/exports/verify/", {"file": SimpleUploadedFile(name, data)})
                self.assertEqual(answer.status_code, 422)
                self.assertContains(answer, "field-error", status_code=422)

    @unittest.skipUnless(SOFFICE, "LibreOffice is not installed: saving as is not checked")
    def test_saved_again_by_another_program_only_the_changed_cell_is_named(self):
        content = self.taken()
        self.assertContains(self.check(saved_by_libreoffice(content)), "没有一格改动")
        book = without_formulas(load_workbook(BytesIO(content)), content)
        book["发文台账"]["E5"].value = "县没有的局"
        answer = self.check(saved_by_libreoffice(saved(book)))
        self.assertEqual([cell.place for cell in answer.context["cells"]], ["E5"])


def blank():
    return saved(Workbook())


def saved(book):
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def without_formulas(book, content):
    """Values in place of formulas: a script that edits a workbook drops what the formulas gave."""
    values = load_workbook(BytesIO(content), data_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.value = values[sheet.title][cell.coordinate].value
    return book


def saved_by_libreoffice(content):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "book.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
        command += ["--outdir", f"{folder}/again", f"{folder}/book.xlsx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (Path(folder) / "again" / "book.xlsx").read_bytes()
