from datetime import datetime

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.imports.notices.kinds import NoticeKind
from tracker.imports.notices.reading import as_json, read_notice

REFERENCE = datetime.fromisoformat("2026-09-16T10:00:00+08:00")  # a Wednesday
WORDS = (
    "明天", "本周五", "下班前", "9月", "31日", "十", "二〇", "上午", "25:61", "3点", "召开", "推进会", "会前一天", "前",
    "《", "》", "关于", "的通知", "县水利局", "通知", "到", "开展", "检查", "组", "请", "报送", "台账", "照片", "，",
    "。", "\n", "：", "〔2026〕5号", "书记", "参加", "地点", "（", "）", "小时内", "99", "@所有人 ",
)  # fmt: skip


def read(text, source="微信群"):
    return as_json(read_notice(text, REFERENCE, source))


class MeetingTests(SimpleTestCase):
    def test_a_paper_that_convenes(self):
        notice = read(
            "关于召开秋粮收购工作会议的通知\n各乡镇：\n定于9月21日（周一）下午2:30-4:00在粮食局四楼会议室召开秋粮收购工作会议。"
            "请分管领导和农业站站长参加，9月18日下班前将参会名单报县发改局。\n清河县发展和改革局\n2026年9月16日"
        )
        self.assertEqual(
            notice,
            {
                "kind": "meeting",
                "title": "秋粮收购工作会议",
                "issuer": "清河县发展和改革局",
                "doc_number": None,
                "date": "2026-09-21",
                "start": "2026-09-21T14:30:00+08:00",
                "end": "2026-09-21T16:00:00+08:00",
                "place": "粮食局四楼会议室",
                "deadline": "2026-09-18T17:30:00+08:00",
                "required_rank": "分管负责同志",
                "asks_report": True,
                "asks_photo": False,
                "channel": "群",
            },
        )

    def test_a_paper_that_convenes_and_states_matters_as_follows(self):
        notice = read(
            "关于召开古树保护研讨会的通知\n兹定于9月24日（周四）下午两点半召开古树保护研讨会，会期约一个半小时，现将有关事项通知如下：\n"
            "（一）地点：县会展中心。\n（二）参会人员：镇长。\n县林业局"
        )
        self.assertEqual(
            (notice["kind"], notice["title"], notice["place"]), ("meeting", "古树保护研讨会", "县会展中心")
        )
        self.assertEqual(notice["end"], "2026-09-24T16:00:00+08:00")

    def test_when_a_forwarded_chat_was_written_is_not_when_the_meeting_is(self):
        notice = read(
            "县残联-小赵 2026/9/16 09:41\n各位好，后天14:30在县会展中心开助残工作碰头会，请分管领导参加。\n"
            "党政办小陈 09:50\n收到"
        )
        self.assertEqual((notice["issuer"], notice["start"]), ("县残联", "2026-09-18T14:30:00+08:00"))
        self.assertEqual((notice["title"], notice["place"]), ("助残工作碰头会", "县会展中心"))

    def test_a_moved_meeting_is_on_its_new_day_at_the_place_that_stays(self):
        notice = read("原定于9月17日召开的林业动员会，因故时间改为9月18日下午3点，地点不变（县会展中心）。县林业局")
        self.assertEqual((notice["date"], notice["place"]), ("2026-09-18", "县会展中心"))

    def test_to_organise_calls_a_meeting_but_an_organisation_does_not(self):
        told = [
            read(f"县民政局将于9月18日上午9点在县会展中心组织{title}，请镇长参加。")
            for title in ("社会组织工作会", "动员会")
        ]
        self.assertEqual([one["title"] for one in told], ["社会组织工作会", "动员会"])

    def test_an_hour_without_a_day_is_todays_while_it_is_to_come(self):
        notice = read("视频会议提醒：14:30—15:30 县残联召开助残调度会，请经办人员准时入会。")
        self.assertEqual((notice["start"], notice["end"]), ("2026-09-16T14:30:00+08:00", "2026-09-16T15:30:00+08:00"))
        self.assertEqual((notice["issuer"], notice["required_rank"]), ("县残联", "工作人员"))
        self.assertEqual(read("县残联召开助残调度会，8:30开始，请经办人员准时入会。")["kind"], "none")

    def test_the_moment_may_stand_behind_the_name(self):
        notice = read("植树动员会明天早上8点在城东林场开，请镇长带队参加。县林业局")
        self.assertEqual((notice["title"], notice["place"]), ("植树动员会", "城东林场"))

    def test_a_rank_within_the_title_is_not_asked_to_come(self):
        notice = read("县委组织部定于9月18日上午9点举办村书记培训班，请组织委员带队参训。")
        self.assertEqual((notice["title"], notice["required_rank"]), ("村书记培训班", "分管负责同志"))

    def test_an_invitation_with_labels(self):
        notice = read("您有一个会议邀请：备耕调度会；发起人：县农技站；时间：2026-09-17 15:00-16:00；地点：线上。")
        self.assertEqual((notice["title"], notice["issuer"], notice["place"]), ("备耕调度会", "县农技站", "线上"))

    def test_signs_part_what_stands_beside_them(self):
        notice = read("会议提醒📅 9月21日（周一）9:30\n📍 县会展中心四楼\n📋 网络安全筹备会\n主办：县网信办")
        self.assertEqual(
            (notice["kind"], notice["title"], notice["place"]), ("meeting", "网络安全筹备会", "县会展中心四楼")
        )

    def test_the_end_by_its_label(self):
        notice = read("会议主题：热线会商会议\n开始时间：2026-09-27 14:30\n结束时间：2026-09-27 16:00\n请参会。")
        self.assertEqual((notice["title"], notice["end"]), ("热线会商会议", "2026-09-27T16:00:00+08:00"))

    def test_a_division_within_the_body_is_not_named(self):
        self.assertEqual(read("县委组织部干部科通知：明天上午8点召开党务工作会，请参会。")["issuer"], "县委组织部")

    def test_who_must_come_may_stand_on_the_next_line(self):
        notice = read(
            "县政府办关于召开改革会议的通知\n定于9月21日召开改革会议。\n一、时间\n9月21日（星期一）上午9∶00，会期1小时。\n"
            "二、参加人员\n各乡镇主要负责人。\n县政府办"
        )
        self.assertEqual((notice["start"], notice["end"]), ("2026-09-21T09:00:00+08:00", "2026-09-21T10:00:00+08:00"))
        self.assertEqual(notice["required_rank"], "主要负责同志")

    def test_a_leader_who_comes_is_not_asked_to_be_sent(self):
        self.assertIsNone(read("团县委王书记一行9月19日来镇调研青年之家，请团委做好对接。")["required_rank"])

    def test_whoever_presides_is_not_asked_to_come(self):
        notice = read("接县委办通知，县委书记明晚8点主持召开防汛调度会，请分管领导在镇视频会议室参会。")
        self.assertEqual((notice["required_rank"], notice["start"]), ("分管负责同志", "2026-09-17T20:00:00+08:00"))

    def test_arriving_early_is_no_deadline(self):
        notice = read("县档案馆通知：9月21日9:00召开档案工作会议，请于8:40前签到入场。")
        self.assertEqual((notice["deadline"], notice["asks_report"]), (None, False))

    def test_due_on_the_day_of_the_meeting(self):
        notice = read("县教育局通知，下周一上午9:00召开防溺水工作会议，会后当日17:00前报送照片。")
        self.assertEqual(notice["deadline"], "2026-09-21T17:00:00+08:00")

    def test_the_slip_is_due_before_the_meeting(self):
        notice = read("县教育局通知，下周一上午9:00召开防溺水工作会议，回执于会前一天12:00前报县教育局。")
        self.assertEqual(notice["deadline"], "2026-09-20T12:00:00+08:00")

    def test_an_hour_of_morning_or_afternoon_is_not_guessed(self):
        notice = read("县教育局通知，明天3点召开防溺水工作会议。")
        self.assertEqual((notice["date"], notice["start"]), ("2026-09-17", None))

    def test_a_length_gives_the_end(self):
        notice = read("县教育局通知，明天上午9点召开防溺水工作会议，会期约1.5小时。")
        self.assertEqual(notice["end"], "2026-09-17T10:30:00+08:00")


class MovedMeetingTests(SimpleTestCase):
    def test_a_correction_says_when_it_is(self):
        for text in (
            "更正通知：原通知禁毒工作研讨会时间有误，应为9月18日下午3点，地点调整为县委礼堂，其他不变。县禁毒办",
            "禁毒工作研讨会时间调整，由今天下午调到9月18日下午3点，地点仍在县委礼堂。\n县禁毒办 9月16日",
            "禁毒工作研讨会由9月17日改为9月18日下午3点，地点由县党校改为县委礼堂。县禁毒办",
            "各位书记，今天下午的禁毒工作研讨会挪到9月18日下午3点，还是在县委礼堂，县禁毒办刚通知的。",
            "禁毒工作研讨会地点由县党校改至县委礼堂，时间仍为9月18日下午3点，请书记参加。县禁毒办",
            "接县禁毒办通知，原定于今天下午三点的禁毒工作研讨会改到9月18日下午3点，地点不变（县委礼堂）。",
        ):
            notice = read(text)
            self.assertEqual(
                (notice["kind"], notice["title"], notice["start"], notice["place"], notice["issuer"]),
                ("meeting", "禁毒工作研讨会", "2026-09-18T15:00:00+08:00", "县委礼堂", "县禁毒办"),
                text,
            )

    def test_it_will_take_the_form_of(self):
        notice = read(
            "禁毒工作研讨会将于9月18日9:00至10:00以视频会议形式召开，主会场设在县委礼堂，请镇长收看。\n县禁毒办"
        )
        self.assertEqual(
            (notice["title"], notice["end"], notice["place"]),
            ("禁毒工作研讨会", "2026-09-18T10:00:00+08:00", "县委礼堂"),
        )

    def test_a_clause_behind_the_name_is_the_place(self):
        notice = read("会议预告：明天上午9点，禁毒工作研讨会，县融媒体中心演播厅，1名干部参加。——县禁毒办")
        self.assertEqual((notice["place"], notice["required_rank"]), ("县融媒体中心演播厅", "工作人员"))


class VisitTests(SimpleTestCase):
    def test_a_visit_of_several_days(self):
        notice = read("市水利局督导组将于9月20日-22日到柳林镇开展水库除险加固督导，请准备资料备查。", "电话记录")
        self.assertEqual(
            (notice["kind"], notice["title"], notice["issuer"], notice["date"], notice["place"], notice["channel"]),
            ("inspection", "水库除险加固督导", "市水利局", "2026-09-20", "柳林镇", "电话"),
        )
        self.assertFalse(notice["asks_report"])
        self.assertIsNone(notice["required_rank"])

    def test_a_leader_named_behind_the_body(self):
        notice = read("温馨提示：县文旅局王副局长一行3人，明天上午9点到文化站开展非遗验收，请提前打扫卫生。")
        self.assertEqual((notice["kind"], notice["issuer"], notice["title"]), ("inspection", "县文旅局", "非遗验收"))
        notice = read("县文旅局评估小组9月20日到红旗村入户开展文化验收，请村里派人配合。")
        self.assertEqual((notice["issuer"], notice["place"]), ("县文旅局", "红旗村"))
        notice = read("接通知，县文旅局第三督查组将于9月20日来我镇开展非遗检查。")
        self.assertEqual(notice["issuer"], "县文旅局")

    def test_a_chat_about_people_who_come(self):
        notice = read("政法委的同志明天上午9点过来搞禁毒检查，直接去集镇农贸市场，大概2个人。")
        self.assertEqual(
            (notice["kind"], notice["title"], notice["issuer"], notice["place"], notice["required_rank"]),
            ("inspection", "禁毒检查", "政法委", "集镇农贸市场", None),
        )
        notice = read("卫生监督所的人下午3点过来查学校，先去中心校，安排个人跟着。")
        self.assertEqual((notice["kind"], notice["title"], notice["place"]), ("inspection", None, "中心校"))

    def test_a_report_wanted_first_leaves_it_a_visit(self):
        notice = read("组织部拟于9月20日起开展人事档案检查，请各镇先行自查，今天下午5点前报自查报告。")
        self.assertEqual(
            (notice["kind"], notice["title"], notice["date"], notice["deadline"]),
            ("inspection", "人事档案检查", "2026-09-20", "2026-09-16T17:00:00+08:00"),
        )
        notice = read("请各镇于9月20日起开展人事档案检查，9月30日前报自查报告。组织部")
        self.assertEqual(notice["kind"], "form_demand")

    def test_a_meeting_held_on_the_visit_leaves_it_a_visit(self):
        notice = read("县科协拟于9月18日下午3点到贵镇调研科普落实情况，届时召开座谈会，请主要领导参加。")
        self.assertEqual(
            (notice["kind"], notice["title"], notice["required_rank"]),
            ("inspection", "调研科普落实情况", "主要负责同志"),
        )

    def test_help_wanted_with_what_others_undertake(self):
        notice = read("市住建局专家组9月20日进场开展自建房鉴定复核，请各村做好配合。")
        self.assertEqual(
            (notice["kind"], notice["title"], notice["issuer"]), ("inspection", "自建房鉴定复核", "市住建局")
        )

    def test_a_team_that_is_sent(self):
        notice = read(
            "县消安委定于9月20日至22日派出3个督导组，对各乡镇消防工作开展督导，督导结束后3日内报送问题整改照片。"
        )
        self.assertEqual(
            (notice["kind"], notice["issuer"], notice["date"], notice["deadline"], notice["asks_photo"]),
            ("inspection", "县消安委", "2026-09-20", None, True),
        )

    def test_a_team_without_a_body(self):
        notice = read("省级耕地保护督察组将于9月20日至22日进驻我县，请做好准备。")
        self.assertEqual((notice["kind"], notice["issuer"]), ("inspection", "省级耕地保护督察组"))


class DocumentTests(SimpleTestCase):
    def test_a_title_that_speaks_of_sending_demands_nothing(self):
        notice = read("来文单位：县人社局\n标题：关于报送社保典型材料的函\n拟办：请阅示。", "OA")
        self.assertEqual((notice["kind"], notice["asks_report"]), ("document", False))

    def test_a_paper_that_is_passed_on(self):
        notice = read("收到县司法局《关于开展普法宣传的通知》（清司发[2026]07号），纸质件已送党政办，请阅办。", "OA")
        self.assertEqual(
            (notice["kind"], notice["title"], notice["issuer"], notice["doc_number"], notice["channel"]),
            ("document", "关于开展普法宣传的通知", "县司法局", "清司发〔2026〕7号", "纸质"),
        )

    def test_who_issued_it_may_stand_within_the_sentence(self):
        notice = read("大家查收一下县司法局今天下发的《关于普法的若干措施》（清司发〔2026〕8号）。")
        self.assertEqual(notice["issuer"], "县司法局")
        self.assertEqual(read("司法所转县司法局要求：9月20日前报送普法统计表。")["issuer"], "县司法局")

    def test_a_line_copied_from_a_register(self):
        notice = read("来文登记：清司发〔2026〕31号《关于普法的通知》，县司法局，2026-09-05印发，转司法所办理。")
        self.assertEqual((notice["issuer"], notice["date"]), ("县司法局", "2026-09-05"))
        self.assertIsNone(read("清司发〔2026〕32号 县司法局关于普法的函，收文日期9月8日，请阅办。")["date"])

    def test_a_word_with_报_in_it_sends_nothing_back(self):
        notice = read("县人社局《村干部报酬管理办法》已上传群文件，文号清人社发〔2026〕40号，请下载学习。")
        self.assertEqual((notice["title"], notice["asks_report"]), ("村干部报酬管理办法", False))

    def test_brackets_within_the_title_are_balanced(self):
        notice = read("转发司法局文件：关于转发《关于做好普法工作的通知》的通知，请阅办。")
        self.assertEqual(notice["title"], "关于转发《关于做好普法工作的通知》的通知")


class NoNoticeTests(SimpleTestCase):
    def test_nothing_is_filled_but_the_channel(self):
        for text in (
            "昨天的会开得很好，大家辛苦了。",
            "请问明天的会几点开始",
            "张主任，请把上次会议的照片发我一份",
            "停电通知：9月18日8:00-17:00集镇线路检修停电，请做好准备。",
            "原定明天上午9点的联席会议取消，请相互转告。",
            "今晚加班的同志在食堂订餐的请报名接龙",
            "已报送，谢谢",
            "张会计，8月的工资表发我看一下。",
            "各位家长，家长会9月18日晚上7点在班级教室举行，请准时参加。",
            "新闻：全国两会3月4日开幕。",
            "我把表发到群里了，大家看看",
            "县运动会将于9月20日上午9点在体育场开幕，欢迎观看。",
            "音乐会定于9月20日晚7点在文化馆举行。",
            "供电所明天上午9点过来查电表，请各户留人。",
            "现将9月份值班表发给大家，请按时到岗。",
            "大家把昨天活动照片发到群里，我做个美篇。",
            "原定今天下午2:00召开的春季造林现场会推迟，具体时间另行通知。",
            "今天下午三点消防演练，听到警报不要惊慌。",
            "",
        ):
            filled = {name: value for name, value in read(text).items() if value not in (None, False)}
            self.assertEqual(filled, {"kind": "none", "channel": "群"}, text)


class ClassifiedTests(SimpleTestCase):
    def test_nothing_is_kept_of_it(self):
        refused = {"kind": None, "refuse": True, "reason": "classified"}
        self.assertEqual(read("机密★1年\n关于召开会议的通知\n定于明天上午9点召开工作会议。"), refused)
        self.assertEqual(read("请阅：\n秘密\n县局通知"), refused)


class SpanTests(SimpleTestCase):
    def test_every_value_knows_its_place_in_the_text(self):
        text = "【会议通知】秋粮收购推进会定于　９月２１日上午９：００在县委礼堂召开，请镇长参加。（县发改局）"
        notice = read_notice(text, REFERENCE, "")
        places = {name: text[found.start : found.end] for name, found in notice.found.items()}
        self.assertEqual(places["title"], "秋粮收购推进会")
        self.assertEqual(places["start"], "９月２１日上午９：００")
        self.assertEqual((places["place"], places["required_rank"]), ("县委礼堂", "镇长"))
        self.assertEqual(notice.value("issuer"), "县发改局")


class AnyTextTests(SimpleTestCase):
    @given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=30).map("".join)), st.datetimes(), st.text())
    def test_never_raises_and_never_leaves_the_text(self, text, reference, source):
        notice = read_notice(text, reference, source)
        if notice is None:
            return
        for found in notice.found.values():
            self.assertLess(found.start, found.end)
            self.assertLessEqual(found.end, len(text))
        for name in ("title", "issuer", "place"):
            self.assertIn(notice.value(name) or "", text)
        if notice.kind == NoticeKind.NONE:
            self.assertEqual(notice.found, {})
