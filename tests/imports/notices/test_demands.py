"""What notices ask to be sent back, and until when."""

from datetime import datetime

from django.test import SimpleTestCase

from tracker.imports.notices.reading import as_json, read_notice

REFERENCE = datetime.fromisoformat("2026-09-16T10:00:00+08:00")  # a Wednesday


def read(text, source="微信群"):
    return as_json(read_notice(text, REFERENCE, source))


class FormTests(SimpleTestCase):
    def test_a_form_with_photographs(self):
        notice = read("各村：根据县民政局要求，请于本月20日17时前将独居老人摸排情况报民政办，附入户照片2张。")
        self.assertEqual(
            (notice["kind"], notice["title"], notice["deadline"], notice["asks_photo"]),
            ("form_demand", "独居老人摸排情况", "2026-09-20T17:00:00+08:00", True),
        )

    def test_the_form_is_named_without_who_wants_it(self):
        for text in (
            "县科协要的科普台账，今天下班前务必交。",
            "刚接县科协通知，科普台账要重新核对，月底前反馈。",
            "[文件]科普台账.xlsx\n填好后月底前发我（县科协小王）。",
        ):
            notice = read(text)
            self.assertEqual((notice["title"], notice["issuer"], notice["kind"]), ("科普台账", "县科协", "form_demand"))

    def test_报告_is_no_word_of_reporting(self):
        notice = read("各乡镇：政务公开自评报告、自评表，请于9月19日前报县政府办。")
        self.assertEqual((notice["title"], notice["issuer"]), ("政务公开自评报告", "县政府办"))
        notice = read("请各村认真核对退费花名册，9月19日前签字后送镇财政所。")
        self.assertEqual((notice["title"], notice["issuer"]), ("退费花名册", "镇财政所"))

    def test_dunning_and_other_words_for_handing_in(self):
        for text in (
            "县科协来电催要科普自查表，要求今晚8点前传真过去。",
            "提醒一下：科普自查表还差三个镇没报，今晚8点前一定要给县科协，不然要通报了。",
            "接龙报送：科普自查表（县科协要求），今晚8点前完成接龙。",
            "各单位今晚8点前把科普自查表填好发我，过时不候。县科协 刘洋",
            "县科协：各村速报科普自查表，今晚8点截止！",
            "县科协来电，要我们把科普自查表今晚8点前报过去。",
        ):
            notice = read(text)
            self.assertEqual(
                (notice["kind"], notice["title"], notice["issuer"], notice["deadline"]),
                ("form_demand", "科普自查表", "县科协", "2026-09-16T20:00:00+08:00"),
                text,
            )

    def test_a_form_to_be_given_to_somebody(self):
        notice = read("县科协小田：各镇，科普推荐表请在本月26号下班之前给到我哈。")
        self.assertEqual(
            (notice["title"], notice["issuer"], notice["deadline"]),
            ("科普推荐表", "县科协", "2026-09-26T17:30:00+08:00"),
        )
        notice = read("周一早上8点半以前把排查表交民政办，每户拍一张照片。")
        self.assertEqual((notice["title"], notice["deadline"]), ("排查表", "2026-09-21T08:30:00+08:00"))

    def test_who_has_not_handed_in_yet(self):
        notice = read("【提醒】今天下午5点前还没交党员核查表的村，请抓紧！")
        self.assertEqual((notice["title"], notice["deadline"]), ("党员核查表", "2026-09-16T17:00:00+08:00"))
        notice = read("县教育局催报：防溺水台账，今天必须报齐。")
        self.assertEqual((notice["title"], notice["deadline"]), ("防溺水台账", "2026-09-16"))

    def test_a_system_that_closes_is_a_deadline(self):
        notice = read("【县科协】请尽快完成科普台账填报工作，系统将于9月20日下午5点关闭。", "短信")
        self.assertEqual((notice["title"], notice["deadline"]), ("科普台账", "2026-09-20T17:00:00+08:00"))

    def test_photographs_to_be_sent_are_a_report(self):
        notice = read("县科协通知：科普大会于明天上午9点召开，请镇长参会；会后将学习的照片报上来。")
        self.assertEqual((notice["asks_photo"], notice["asks_report"]), (True, True))

    def test_what_recurs_has_no_single_deadline(self):
        self.assertIsNone(read("县防汛办：请每日16:00前上报巡查情况。")["deadline"])
