from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from openpyxl import Workbook, load_workbook

from tests.county import make_user
from tests.views.figures import county_with_a_year, midsummer
from tests.workbooks.filling.books import saved, town_table
from tracker.models.exports import Export
from tracker.models.posts import Post
from tracker.models.workbook_templates import WorkbookTemplate


class TemplateTests(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county, first_name="吕立新")
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)

    def setUp(self):
        self.enter(self.supervisor)

    def enter(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def hand_in(self, data, file_name="表一.xlsx", **told):
        return self.client.post("/templates/", {"file": SimpleUploadedFile(file_name, data), **told})

    def asking(self, *cells):
        book = Workbook()
        for row, text in enumerate(cells, start=1):
            book.active[f"A{row}"] = text
        return saved(book)


@midsummer
class HandingInTests(TemplateTests):
    def test_is_remembered_for_the_office_under_the_name_of_the_file(self):
        answer = self.hand_in(town_table())
        template = WorkbookTemplate.objects.get()
        self.assertRedirects(answer, f"/templates/{template.pk}/")
        self.assertEqual((template.office, template.name, len(template.places)), (self.county.county, "表一", 7))

    def test_the_same_name_takes_the_place_of_the_old_file(self):
        self.hand_in(town_table())
        self.hand_in(self.asking("{{单位}}"), "新的.xlsx", name="表一")
        self.assertEqual(WorkbookTemplate.objects.get().file_name, "新的.xlsx")

    def test_unknown_names_are_told_with_the_nearest_known(self):
        self.hand_in(self.asking("{{会议.统计口径.本年累计}}", "{{会议.统计口经.本年累计}}"))
        answer = self.client.get(f"/templates/{WorkbookTemplate.objects.get().pk}/")
        self.assertContains(answer, "会议.统计口经.本年累计")
        self.assertContains(answer, "是不是“会议.统计口径.本年累计”？")

    def test_what_cannot_be_filled_is_refused_in_a_sentence_and_kept_nowhere(self):
        cases = (
            (self.asking("没有要填的"), "没有要填的地方"),
            (self.asking("名单：{{单位.名称}}"), "要单独占一格"),
            (self.asking("{{单位}}", "机密★10年"), "涉密"),
            (with_part(self.asking("{{单位}}"), "xl/vbaProject.bin"), "宏、外部链接或数据连接"),
            (b"not a workbook", "不是 Excel 工作簿"),
        )
        for data, sentence in cases:
            with self.subTest(sentence):
                self.assertContains(self.hand_in(data), sentence, status_code=422)
                self.assertFalse(WorkbookTemplate.objects.exists())


@midsummer
class FillingTests(TemplateTests):
    def fill(self, **told):
        template = WorkbookTemplate.objects.get()
        return self.client.post(f"/templates/{template.pk}/", {"office": "QH", "as_of": "2026-06-30", **told})

    def test_is_taken_away_filled_and_registered(self):
        self.hand_in(town_table())
        answer = self.fill()
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content)))["表1 会议"]
        export = Export.objects.get()
        self.assertEqual(sheet["A1"].value, "清河县精简会议情况表")
        self.assertIn(export.number, sheet["A2"].value)
        self.assertEqual((export.content, export.stage), ("template", "ready"))

    def test_can_be_checked_like_every_other_export(self):
        self.hand_in(town_table())
        content = b"".join(self.fill().streaming_content)
        answer = self.client.post("/exports/verify/", {"file": SimpleUploadedFile("表.xlsx", content)})
        self.assertContains(answer, "没有一格改动")

    def test_a_list_without_room_says_where_and_gives_no_file(self):
        self.hand_in(self.asking("{{单位.名称}}", "合计"))
        self.assertContains(self.fill(), "排到 A2 排不下了", status_code=422)
        self.assertEqual(Export.objects.get().stage, "failed")

    def test_a_town_fills_the_county_s_template_with_its_own_figures_only(self):
        self.hand_in(self.asking("{{单位}}"))
        self.enter(self.clerk)
        sheet = load_workbook(BytesIO(b"".join(self.fill(office="QH-T1").streaming_content))).active
        self.assertEqual(sheet["A1"].value, "新桥镇")
        self.assertContains(self.fill(office="QH"), "没有找到", status_code=422)

    def test_only_who_keeps_it_may_give_it_up(self):
        self.hand_in(self.asking("{{单位}}"))
        address = f"/templates/{WorkbookTemplate.objects.get().pk}/delete/"
        self.enter(self.clerk)
        self.assertEqual(self.client.post(address).status_code, 404)
        self.enter(self.supervisor)
        self.assertRedirects(self.client.post(address), "/templates/")
        self.assertFalse(WorkbookTemplate.objects.exists())

    def test_the_sample_can_be_handed_in_and_filled(self):
        sample = b"".join(self.client.get("/templates/sample/").streaming_content)
        self.hand_in(sample)
        sheet = load_workbook(BytesIO(b"".join(self.fill().streaming_content))).active
        self.assertEqual([sheet["A5"].value, sheet["A6"].value, sheet["A7"].value], ["新桥镇", "柳林镇", None])


@midsummer
class NamesTests(TemplateTests):
    def test_every_name_stands_there_with_its_braces(self):
        self.assertContains(self.client.get("/templates/names/"), "{{会议.统计口径.本年累计}}")


def with_part(data, name):
    content = BytesIO(data)
    with ZipFile(content, "a") as archive:
        archive.writestr(name, b"x")
    return content.getvalue()
