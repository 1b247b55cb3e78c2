from datetime import time, timedelta
from uuid import uuid4

from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from tests.county import County, log, make_user
from tests.imports.papers.files import PAPER, docx
from tracker.forms.notices import LONGEST_NOTICE
from tracker.imports.papers.files import MAX_BYTES
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import OfficeAlias
from tracker.models.posts import Post

Role = Post.Role
MEETING = """关于召开全县冬季森林防火工作视频会议的通知

各乡镇、街道：
县应急管理局定于{day}上午9:00召开全县冬季森林防火工作视频会议，会期约1小时，请分管负责同志参加。
请会后报送贯彻落实情况。"""


def on(day):
    return f"{day.year}年{day.month}月{day.day}日"


class NoticeTests(TestCase):
    role = Role.CLERK

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.today = timezone.localdate()

    def setUp(self):
        self.user = make_user(self.role, self.home())
        self.client.force_login(self.user)

    def home(self):
        return self.county.town

    def read(self, text, **fields):
        return self.client.post(reverse("log_read"), {"kind": "meeting", "text": text, **fields})

    def read_meeting(self, day=None, **fields):
        return self.read(MEETING.format(day=on(day or self.today)), **fields)

    def facts(self, response):
        return response.context["entry"].facts

    def value(self, response, name):
        return self.facts(response)[name].value()

    def save(self, response, name="log_meeting", **changed):
        """Send the form as it stands, as a browser would."""
        page = response.context
        fields = {field.html_name: field.value() for form in page["entry"].forms for field in form}
        sent = {key: value for key, value in fields.items() if value not in (None, False, "", [])}
        hidden = {"submission": str(uuid4()), "read": page["seal"], "then": "next"}
        return self.client.post(reverse(name), sent | hidden | changed)


class PastedMeetingTests(NoticeTests):
    def test_fills_the_form_of_its_kind(self):
        response = self.read_meeting()
        told = {name: self.value(response, name) for name in ("title", "issuer", "day", "minutes", "required_rank")}
        self.assertEqual(
            told,
            {
                "title": "全县冬季森林防火工作视频会议",
                "issuer": "县应急管理局",
                "day": self.today,
                "minutes": 60,
                "required_rank": "deputy",
            },
        )
        self.assertEqual(self.value(response, "starts_at").isoformat("minutes"), "09:00")
        self.assertEqual((self.value(response, "meeting_form"), self.value(response, "asks_report")), ("video", True))

    def test_marks_each_value_in_the_text_with_the_name_of_its_field(self):
        response = self.read_meeting()
        self.assertContains(response, '<mark title="主办单位">县应急管理局</mark>')
        self.assertContains(response, '<mark title="开会日期、开始时间">')
        self.assertEqual("".join(text for text, _labels in response.context["reading"].parts).count("森林防火"), 2)

    def test_markup_in_the_text_stays_text(self):
        response = self.read(MEETING.format(day=on(self.today)) + "<script>alert(1)</script>")
        self.assertContains(response, "&lt;script&gt;alert(1)")
        self.assertNotContains(response, "<script>alert(1)")

    def test_what_was_read_is_pale_blue_and_what_was_not_is_named(self):
        response = self.read("县应急管理局定于今天上午9:00召开防汛调度会。")
        self.assertContains(response, "没认出：时长、要求谁参加。")
        painted = {
            name for name, field in self.facts(response).fields.items() if "rec" in field.widget.attrs.get("class", "")
        }
        self.assertEqual(painted, {"title", "issuer", "day", "starts_at"})

    def test_the_sender_of_the_last_record_does_not_stand_in_for_an_unknown_one(self):
        log(Kind.MEETING, self.county.bureau, self.today, [self.county.town], by=self.user)
        response = self.read("定于今天上午9:00召开防汛调度会，请分管负责同志参加。")
        self.assertEqual(self.value(response, "issuer"), "")

    def test_an_unknown_sender_is_asked_for_with_the_closest_names(self):
        response = self.read("县应急管理中心局定于今天上午9:00召开防汛调度会。")
        self.assertEqual(self.value(response, "issuer"), "县应急管理中心局")
        self.assertContains(response, "名单里没有“县应急管理中心局”")
        self.assertContains(response, "相近的有：县应急管理局")

    def test_an_alias_means_its_office(self):
        OfficeAlias.objects.create(office=self.county.bureau, name="县应急局")
        response = self.read("县应急局定于今天上午9:00召开防汛调度会。")
        self.assertEqual(self.value(response, "issuer"), "县应急管理局")

    def test_saves_as_pasted(self):
        self.save(self.read_meeting())
        item = Item.objects.get()
        self.assertEqual((item.source, item.minutes, item.issuer), (Item.Source.PASTE, 60, self.county.bureau))

    def test_nobody_else_says_where_a_record_came_from(self):
        self.save(self.read_meeting(), read="eyJzb3VyY2UiOiJpbXBvcnQifQ:forged")
        self.assertEqual(Item.objects.get().source, Item.Source.FORM)

    def test_comes_back_with_errors_and_all_that_was_read(self):
        text = MEETING.format(day=on(self.today))
        response = self.save(self.read(text), minutes="-5", pasted=text, arrived=self.today.isoformat())
        self.assertContains(response, '<mark title="主办单位">县应急管理局</mark>', status_code=422)
        classes = {name: field.widget.attrs.get("class", "") for name, field in self.facts(response).fields.items()}
        self.assertIn("rec", classes["title"])
        self.assertNotIn("rec", classes["minutes"])

    def test_the_cost_and_the_verdict_stand_above_the_buttons(self):
        response = self.read_meeting()
        self.assertContains(response, "<b>不计入统计口径</b>：部门业务会议。")
        self.assertContains(response, "全口径计 1 次。")

    def test_what_the_sender_logged_already_is_offered_at_once(self):
        sent = log(
            Kind.MEETING, self.county.bureau, self.today, self.county.towns,
            title="全县冬季森林防火工作视频会议", starts_at=time(9),
        )  # fmt: skip
        landing = sent.deliveries.get(office=self.county.town)
        self.assertContains(self.read_meeting(), reverse("delivery_edit", args=[landing.pk]))

    def test_so_is_what_the_sender_logged_in_its_own_words(self):
        sent = log(Kind.MEETING, self.county.bureau, self.today, self.county.towns, title="冬季森林防火视频会")
        response = self.read_meeting()
        self.assertEqual(response.context["alike"], [sent])
        self.assertContains(response, "，由县应急管理局登记")

    def test_another_meeting_of_that_sender_on_that_day_is_not(self):
        log(Kind.MEETING, self.county.bureau, self.today, self.county.towns, title="防汛抗旱工作会商会")
        self.assertEqual(self.read_meeting().context["alike"], [])


class DayTests(NoticeTests):
    def test_relative_days_are_counted_from_the_day_it_came(self):
        came = self.today - timedelta(days=10)
        response = self.read("县应急管理局定于明天上午9:00召开防汛调度会。", received=came.isoformat())
        self.assertEqual(self.value(response, "day"), came + timedelta(days=1))

    def test_a_meeting_of_three_days_ago_is_read_without_being_told_when_its_notice_came(self):
        day = self.today - timedelta(days=3)
        self.assertEqual(self.value(self.read_meeting(day), "day"), day)

    def test_a_meeting_ahead_is_told_and_may_be_logged_as_the_notice_that_came(self):
        ahead = self.today + timedelta(days=4)
        response = self.read_meeting(ahead)
        self.assertContains(response, "还没有到。</b>开过以后再登记")
        self.assertEqual(self.value(response, "day"), ahead)
        self.assertContains(self.save(response, day=ahead.isoformat()), "还没有到", status_code=422)

    def test_the_notice_of_a_meeting_ahead_is_a_document_of_today(self):
        response = self.read_meeting(self.today + timedelta(days=4), as_document="on")
        told = {name: self.value(response, name) for name in ("title", "day", "genre", "document_format")}
        self.assertEqual(
            told,
            {
                "title": "关于召开全县冬季森林防火工作视频会议的通知",
                "day": self.today,
                "genre": "meeting_notice",
                "document_format": "white_head",
            },
        )
        self.save(response, "log_document")
        self.assertEqual(Item.objects.get().kind, Kind.DOCUMENT)

    def test_a_term_before_the_meeting_is_told_and_not_filled_in(self):
        yesterday = on(self.today - timedelta(days=1))
        response = self.read(f"县应急管理局定于{on(self.today)}上午9:00召开防汛调度会，请于{yesterday}前报送参会名单。")
        self.assertIsNone(self.value(response, "deadline"))
        self.assertContains(response, "早于这一事项的日期，没有填入")

    def test_it_cannot_have_come_tomorrow(self):
        response = self.read_meeting(received=(self.today + timedelta(days=1)).isoformat())
        self.assertContains(response, "还没有到", status_code=422)

    def test_its_term_is_kept_there(self):
        ahead, before = self.today + timedelta(days=4), self.today + timedelta(days=3)
        text = f"县应急管理局定于{on(ahead)}上午9:00召开防汛调度会，请于{on(before)}前报送参会名单。"
        self.assertEqual(self.value(self.read(text, as_document="on"), "deadline"), before)


class OtherKindTests(NoticeTests):
    def test_a_demand_for_a_form_is_a_document_that_asks_for_it(self):
        due = self.today + timedelta(days=5)
        response = self.read(f"各村：请于{on(due)}17:00前报送《高标准农田建设摸底表》。县农业农村局")
        self.assertEqual(response.context["entry"].kind, Kind.DOCUMENT)
        told = [self.value(response, name) for name in ("title", "asks_form", "deadline")]
        self.assertEqual(told, ["高标准农田建设摸底表", True, due])

    def test_a_visit_leaves_its_plan_to_be_told(self):
        response = self.read("县应急管理局今天下午2:30到新桥镇开展安全生产专项督查，请主要负责同志陪同。")
        self.assertEqual(response.context["entry"].kind, Kind.INSPECTION)
        self.assertEqual(self.value(response, "inspection_type"), "supervision")
        self.assertIn("autofocus", str(self.facts(response)["plan_status"]))
        self.assertContains(response, "选好计划情况后判断")

    def test_chat_is_no_notice_and_stays_in_the_box(self):
        response = self.read("今天食堂吃什么？")
        self.assertContains(response, "没有认出通知", status_code=422)
        self.assertContains(response, "今天食堂吃什么？</textarea>", status_code=422)
        self.assertEqual(self.value(response, "title"), None)

    def test_nothing_pasted(self):
        self.assertContains(self.read("  "), "请先粘贴通知原文", status_code=422)

    def test_far_too_long(self):
        self.assertContains(self.read("长" * (LONGEST_NOTICE + 1)), "最多 10000 个字", status_code=422)


class SecrecyTests(NoticeTests):
    def test_nothing_of_a_marked_notice_is_shown_again(self):
        response = self.read("机密★1年\n县应急管理局定于今天上午9:00召开防汛调度会。")
        self.assertContains(response, "没有接收这一条", status_code=422)
        self.assertNotContains(response, "防汛调度会", status_code=422)

    def test_nor_when_it_comes_along_with_a_form(self):
        response = self.save(self.read_meeting(), minutes="-5", pasted="（秘密）防汛部署", arrived="")
        self.assertNotContains(response, "防汛部署", status_code=422)
        self.assertNotContains(response, "森林防火", status_code=422)

    def test_nothing_of_a_marked_paper_is_shown(self):
        response = self.client.post(reverse("log_read"), {"paper": paper(["机密★10年", *PAPER])})
        self.assertContains(response, "没有接收这一条", status_code=422)
        self.assertNotContains(response, "春耕备耕", status_code=422)


def paper(lines, name="通知.docx"):
    return SimpleUploadedFile(name, docx(lines))


class PaperTests(NoticeTests):
    def drop(self, upload):
        return self.client.post(reverse("log_read"), {"kind": "meeting", "text": "", "paper": upload})

    def test_fills_the_form_of_a_document(self):
        response = self.drop(paper(PAPER))
        told = {name: self.value(response, name) for name in ("title", "document_number", "document_format", "genre")}
        self.assertEqual(
            told,
            {
                "title": "关于做好2025年春耕备耕工作的通知",
                "document_number": "清农发〔2025〕79号",
                "document_format": "red_head",
                "genre": "notice",
            },
        )
        self.assertEqual(self.value(response, "issued_on").isoformat(), "2025-03-01")
        self.assertEqual(self.value(response, "day"), self.today)

    def test_its_sender_is_found_by_the_name_with_its_county(self):
        self.assertEqual(self.value(self.drop(paper(PAPER)), "issuer"), "县农业农村局")

    def test_saves_as_a_paper(self):
        self.save(self.drop(paper(PAPER)), "log_document", issuer="县农业农村局")
        self.assertEqual(Item.objects.get().source, Item.Source.PAPER)

    def test_what_is_no_paper_is_refused_with_a_sentence(self):
        response = self.drop(SimpleUploadedFile("图.pdf", b"\x89PNG"))
        self.assertContains(response, "没有接收这份公文", status_code=422)
        self.assertContains(response, "文件已损坏，或不是 .docx、.pdf 文件。", status_code=422)

    def test_an_empty_file(self):
        self.assertContains(self.drop(SimpleUploadedFile("空.pdf", b"")), "没有接收这份公文", status_code=422)

    def test_a_paper_never_touches_the_disk(self):
        """Also one that Django by itself would put into a temporary file."""
        response = self.drop(SimpleUploadedFile("大.pdf", b"%PDF-" + b"x" * 3_000_000))
        self.assertIsInstance(response.wsgi_request.FILES["paper"], InMemoryUploadedFile)
        self.assertContains(response, "没有接收这份公文", status_code=422)

    def test_one_that_is_too_large_is_let_go_unread(self):
        response = self.drop(SimpleUploadedFile("大.pdf", b"%PDF-" + b"x" * (MAX_BYTES + 2 * 1024 * 1024)))
        self.assertContains(response, "文件过大，未读取", status_code=422)
        self.assertEqual(len(response.wsgi_request.FILES), 0)


class SendingTests(NoticeTests):
    role = Role.ISSUER

    def home(self):
        return self.county.bureau

    def test_whoever_is_addressed_is_ticked(self):
        response = self.read_meeting()
        self.assertEqual(response.context["entry"].recipients.initial["groups"], ["towns_and_streets"])
        self.assertContains(response, 'value="towns_and_streets" checked')
        self.assertContains(response, "已勾选接收单位 2 个。")

    def test_unclear_addressees_are_left_to_be_ticked(self):
        response = self.read("有关乡镇：县应急管理局定于今天上午9:00召开防汛调度会。")
        self.assertEqual(response.context["entry"].recipients.initial["groups"], [])
        self.assertNotContains(response, " checked> ")
        self.assertContains(response, "接收单位没认出，请勾选。")

    def test_a_bureau_logs_in_its_own_name_whoever_is_written(self):
        response = self.read("县农业农村局定于今天上午9:00召开防汛调度会。")
        self.assertEqual(self.value(response, "issuer"), "县应急管理局")
        self.assertContains(response, "发文单位写的是“县农业农村局”。您只能以县应急管理局的名义登记")

    def test_its_own_name_needs_no_word(self):
        self.assertNotContains(self.read_meeting(), "发文单位写的是")

    def test_the_verdict_adds_the_towns_up(self):
        self.assertContains(self.read_meeting(), "送达 2 个单位，合计约 <b>")


class RequestTests(NoticeTests):
    def test_a_token_is_asked_for(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.user)
        self.assertEqual(client.post(reverse("log_read"), {"text": "x"}).status_code, 403)

    def test_the_address_alone_leads_to_the_form(self):
        self.assertRedirects(self.client.get(reverse("log_read")), reverse("log_meeting"))


class AnyTextTests(HypothesisTestCase):
    """A transaction for each text: the rows are made anew."""

    pieces = st.sampled_from(
        [
            "关于",
            "召开",
            "会议",
            "的通知",
            "《",
            "》",
            "县应急管理局",
            "明天",
            "11月31日",
            "上午9:00",
            "：",
            "前报送",
            "\r\n",
            "<b>",
        ]
    )
    texts = st.one_of(st.text(max_size=300), st.lists(st.one_of(pieces, st.text(max_size=6)), max_size=30).map("".join))

    @settings(max_examples=60, deadline=None)
    @given(texts)
    def test_never_fails_and_marks_only_what_stands_there(self, text):
        client = Client()
        client.force_login(make_user(Role.CLERK, County().town))
        response = client.post(reverse("log_read"), {"kind": "meeting", "text": text})
        self.assertIn(response.status_code, (200, 422))
        reading = response.context["reading"] if response.status_code == 200 else None
        if reading is not None:
            self.assertEqual("".join(part for part, _labels in reading.parts), reading.text)
            self.assertTrue(all(0 <= start < end <= len(reading.text) for (start, end), _ in reading.filling.spans))
