import random
import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO

import time_machine
from django.test import TestCase
from openpyxl import load_workbook

from tests.county import County, log, make_user
from tracker.actions.items import withdraw_item
from tracker.models.briefs import Brief
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.overview import overview

SEED = 20_260_831
AUTUMN = datetime(2026, 9, 15, 2, tzinfo=UTC)
PAGE = "/briefs/QH/202608/"
autumn = time_machine.travel(AUTUMN, tick=False)


class FigureLinks(HTMLParser):
    """Figures of the text, as key to (address, words)."""

    def __init__(self):
        super().__init__()
        self.found, self.key, self.address, self.text = {}, "", "", ""

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if "data-figure" in told:
            self.key, self.address, self.text = told["data-figure"], told.get("href", ""), ""

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        if self.key and tag in ("a", "span"):
            self.found[self.key] = (self.address, self.text)
            self.key = ""


def figures_of(response):
    links = FigureLinks()
    links.feed(response.content.decode())
    return links.found


class BriefCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, county.county, first_name="吕立新")
        chance = random.Random(SEED)
        offices = [county.town, county.village, county.other_town, county.far_village]
        for _number in range(120):
            day = date(2025, 1, 1) + timedelta(days=chance.randrange(610))
            issuer = chance.choice([county.bureau, county.other_bureau, county.county_office])
            chosen = chance.sample(offices, chance.randint(1, 3))
            log(chance.choice(Kind.values), issuer, day, chosen, emergency=chance.random() < 0.3)

    def setUp(self):
        self.enterContext(autumn)
        self.client.force_login(self.supervisor)

    def typed(self, page=PAGE, **changed):
        """What the form of a brief would send, with some paragraphs changed."""
        form = self.client.get(f"{page}edit/").context["form"]
        sent = {name: field.initial for name, field in form.fields.items()}
        return sent | changed

    def edit(self, **changed):
        return self.client.post(f"{PAGE}edit/", self.typed(**changed))


class OneNumberTests(BriefCase):
    def test_every_count_of_the_text_is_the_number_of_its_list(self):
        for language in ("zh-hans", "en"):
            figures = figures_of(self.client.get(f"{PAGE}?language={language}"))
            counted = {key: pair for key, pair in figures.items() if "/items/?" in pair[0] and "change" not in key}
            self.assertGreater(len(counted), 12)
            for key, (address, words) in counted.items():
                with self.subTest(key, language=language):
                    self.assertEqual(words, self.listed(address))

    def test_the_year_is_that_of_the_overview_in_both_languages(self):
        cards = overview(self.county.county, 2026, date(2026, 8, 31)).cards
        expected = {
            f"year.{card.kind}.{count}": f"{number:,}"
            for card in cards
            for count, number in (("official", card.landed.official), ("full", card.landed.full))
        }
        for language in ("zh-hans", "en"):
            figures = figures_of(self.client.get(f"{PAGE}?language={language}"))
            with self.subTest(language):
                self.assertEqual({key: figures[key][1] for key in expected}, expected)

    def test_the_year_is_that_of_the_workbook(self):
        answer = self.client.get("/workbook/QH/2026/?as_of=2026-08-31")
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content)), data_only=True)["各单位"]
        row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "清河县")
        figures = figures_of(self.client.get(PAGE))
        said = [figures[f"year.{kind}.{count}"][1] for kind in Kind.values for count in ("official", "full")]
        self.assertEqual([str(row[column]) for column in (1, 3, 5, 7, 9, 11)], said)

    def test_both_languages_say_the_same_numbers(self):
        chinese, english = (figures_of(self.client.get(f"{PAGE}?language={code}")) for code in ("zh-hans", "en"))
        numbers = [{key: re.sub(r"[^\d.,%]", "", pair[1]) for key, pair in one.items()} for one in (chinese, english)]
        for one in numbers:
            for key in ("day", "due", "rule"):
                one.pop(key, None)
        self.assertEqual(numbers[0], numbers[1])

    def test_the_table_says_what_the_text_says(self):
        response = self.client.get(PAGE)
        figures = figures_of(response)
        for line, (kind, count) in zip(
            response.context["lines"],
            [(kind, count) for kind in Kind.values for count in ("official", "full")],
            strict=True,
        ):
            said = (figures[f"month.{kind}.{count}"][1], figures[f"year.{kind}.{count}"][1])
            self.assertEqual((f"{line.month:,}", f"{line.year:,}"), said)

    def test_the_list_of_months_opens_the_rows_of_each_number(self):
        page = self.client.get("/briefs/QH/?year=2026").content.decode()
        links = re.findall(r'href="(/items/\?[^"]+)">([\d,]+)</a>', page)
        self.assertEqual(len(links), 9 * 6)
        for address, words in links[:12]:
            self.assertEqual(words, self.listed(address.replace("&amp;", "&")))

    def listed(self, address):
        """What the list states: items, visits for the full count of inspections, person-hours for all kinds."""
        page = self.client.get(address).content.decode()
        told = re.search(r'class="verdict[^"]*".*?</p>', page, re.S)
        verdict = re.sub(r"<[^>]+>", "", told[0]) if told else ""
        if "kind=" not in address:
            return re.search(r"合计\s*([\d,.]+)\s*人时", verdict)[1]
        pattern = r"共\s*([\d,]+)\s*项"
        if "kind=inspection" in address and "counted=yes" not in address:
            pattern = r"到场\s*([\d,]+)\s*次"
        found = re.search(pattern, verdict)
        return found[1] if found else "0"


class EditTests(BriefCase):
    def brief(self):
        return Brief.objects.get()

    def test_what_was_written_is_kept_with_its_figures_and_who_wrote_it(self):
        self.edit(p0="县委、县政府")
        page = self.client.get(PAGE)
        self.assertContains(page, "县委、县政府：")
        self.assertContains(page, "吕立新修改")
        self.assertEqual(self.brief().edited_by, self.supervisor)
        self.assertIn("year.meeting.official", figures_of(page))

    def test_an_unedited_month_is_written_anew_each_time(self):
        before = figures_of(self.client.get(PAGE))["month.document.full"][1]
        log(Kind.DOCUMENT, self.county.bureau, date(2026, 8, 20), [self.county.town])
        self.assertEqual(int(figures_of(self.client.get(PAGE))["month.document.full"][1]), int(before) + 1)

    def test_an_edited_month_keeps_its_numbers_and_says_which_have_moved(self):
        before = figures_of(self.client.get(PAGE))["month.document.full"][1]
        self.edit(p0="县委")
        log(Kind.DOCUMENT, self.county.bureau, date(2026, 8, 20), [self.county.town])
        page = self.client.get(PAGE)
        self.assertEqual(figures_of(page)["month.document.full"][1], before)
        self.assertContains(page, "个数与台账现在的不同")
        self.assertContains(page, f"8月发文（全口径）：{before} → ")
        self.assertIn(str(int(before) + 1), [one.now for _label, one, _address in page.context["moved"]])

    def test_a_number_that_went_down_is_told_too(self):
        self.edit(p0="县委")
        item = Item.objects.filter(day__year=2026, day__month=8).first()
        withdraw_item(item, "重复登记", by=self.supervisor)
        self.assertTrue(self.client.get(PAGE).context["moved"])

    def test_the_numbers_are_brought_up_to_date_on_request_and_the_words_stay(self):
        self.edit(p4="我们认为应当压减。")
        log(Kind.DOCUMENT, self.county.bureau, date(2026, 8, 20), [self.county.town])
        page = self.client.post(f"{PAGE}update/", {"version": 1}, follow=True)
        self.assertFalse(page.context["moved"])
        self.assertContains(page, "我们认为应当压减。")
        self.assertEqual(self.brief().version, 2)

    def test_unchanged_text_is_not_saved(self):
        self.assertRedirects(self.edit(), PAGE)
        self.assertFalse(Brief.objects.exists())

    def test_the_languages_are_edited_each_by_itself(self):
        self.client.post(f"{PAGE}edit/?language=en", self.typed(p0="To the county committee"))
        self.assertNotContains(self.client.get(PAGE), "To the county committee")
        self.assertContains(self.client.get(f"{PAGE}?language=en"), "To the county committee")

    def test_a_colleagues_words_are_not_overwritten_and_the_own_ones_not_lost(self):
        mine = self.typed(p0="县委")
        self.edit(p0="县政府")
        answer = self.client.post(f"{PAGE}edit/", mine)
        self.assertContains(answer, "这份月报被别人改过", status_code=409)
        self.assertContains(answer, "县政府", status_code=409)
        self.assertContains(answer, 'value="县委"', status_code=409)
        self.assertEqual(self.brief().paragraphs[0]["text"], "县政府")

    def test_saving_again_after_a_conflict_keeps_the_own_words(self):
        mine = self.typed(p0="县委")
        self.edit(p0="县政府")
        answer = self.client.post(f"{PAGE}edit/", mine)
        self.client.post(f"{PAGE}edit/", mine | {"version": answer.context["version"]})
        self.assertEqual(self.brief().paragraphs[0]["text"], "县委")

    def test_taken_back_it_is_automatic_again_and_undoing_brings_the_words_back(self):
        self.edit(p0="县委")
        page = self.client.post(f"{PAGE}restore/", {"version": 1}, follow=True)
        self.assertContains(page, "自动生成，没有改过")
        self.assertContains(page, f'action="{PAGE}undo/"')
        self.assertContains(self.client.post(f"{PAGE}undo/", follow=True), "县委：")

    def test_undoing_the_first_change_leaves_the_ledgers_own_text(self):
        self.edit(p0="县委")
        self.assertNotContains(self.client.post(f"{PAGE}undo/", follow=True), "县委：")

    def test_a_step_on_an_old_version_does_nothing(self):
        self.edit(p0="县委")
        self.edit(p0="县政府")
        answer = self.client.post(f"{PAGE}restore/", {"version": 1}, follow=True)
        self.assertContains(answer, "被别人改过，这一步没有做")
        self.assertEqual(self.brief().paragraphs[0]["text"], "县政府")

    def test_history_tells_every_version_and_who_made_it(self):
        self.edit(p0="县委")
        self.client.post(f"{PAGE}restore/", {"version": 1})
        steps = self.client.get(PAGE).context["steps"]
        self.assertEqual([words for _step, words in steps], ["恢复为自动生成", "修改正文"])
        self.assertEqual({step.by for step, _words in steps}, {"吕立新"})

    def test_a_text_beyond_one_page_is_refused_with_how_long_it_is(self):
        answer = self.edit(p4="字" * 1200)
        self.assertContains(answer, "一页 A4 最多放", status_code=422)
        self.assertFalse(Brief.objects.exists())

    def test_an_empty_paragraph_is_told_at_its_field(self):
        self.assertContains(self.edit(p2=""), "这一段不能空着", status_code=422)


class SecretTests(BriefCase):
    def test_a_mark_of_secrecy_is_refused_and_shown_nowhere(self):
        for words in ("机密★10年", "正文\n机密\n正文", "清政办密〔2026〕2号"):
            with self.subTest(words):
                answer = self.edit(p4=f"另有安排。{words}" if "\n" not in words else words)
                self.assertContains(answer, "带有密级标志", status_code=422)
                self.assertNotContains(answer, "★", status_code=422)
                self.assertNotContains(answer, "密〔", status_code=422)
                self.assertFalse(Brief.history.exists())

    def test_an_ordinary_word_is_no_mark(self):
        self.edit(p4="商业秘密保护检查暂停。")
        self.assertTrue(Brief.objects.exists())


class RightsTests(BriefCase):
    def answers(self, role, office=None):
        self.client.force_login(make_user(role, office or self.county.county, first_name="某"))
        return self.client.get(PAGE).status_code, self.client.get(f"{PAGE}edit/").status_code

    def test_all_who_see_the_area_read_and_only_its_supervisors_edit(self):
        for role in (Post.Role.AUDITOR, Post.Role.LEADER, Post.Role.ADMINISTRATOR):
            with self.subTest(role):
                self.assertEqual(self.answers(role), (200, 403))

    def test_readers_are_offered_no_way_to_edit(self):
        self.client.force_login(make_user(Post.Role.LEADER, self.county.county))
        page = self.client.get(PAGE)
        self.assertNotContains(page, "/edit/")
        self.assertNotContains(page, "/restore/")

    def test_another_countys_brief_does_not_exist(self):
        self.assertEqual(self.answers(Post.Role.SUPERVISOR, self.county.neighbour), (404, 404))

    def test_what_is_no_month_that_has_begun_does_not_exist(self):
        for month in (202600, 202613, 202610, 198912, 20260):
            with self.subTest(month):
                self.assertEqual(self.client.get(f"/briefs/QH/{month}/").status_code, 404)


class TakeAwayTests(BriefCase):
    def test_plain_text_is_the_text_of_the_page_with_windows_line_ends(self):
        answer = self.client.get(f"{PAGE}text/")
        self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")
        text = answer.content.decode()
        self.assertEqual(text.count("\n"), text.count("\r\n"))
        self.assertTrue(text.startswith("清河县基层减负情况月报（2026年8月）\r\n"))
        for key, (_address, words) in figures_of(self.client.get(PAGE)).items():
            self.assertIn(words, text, key)

    def test_the_page_offers_it_to_be_copied(self):
        self.assertContains(self.client.get(PAGE), "readonly")
