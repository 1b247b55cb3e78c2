"""When a call came in is not when the meeting is."""

from datetime import datetime

from django.test import SimpleTestCase

from tracker.imports.notices.reading import as_json, read_notice

REFERENCE = datetime.fromisoformat("2026-09-16T10:00:00+08:00")  # a Wednesday


def read(text, source="微信群"):
    return as_json(read_notice(text, REFERENCE, source))


class CallTests(SimpleTestCase):
    def test_when_it_was_rung_through_is_no_moment_of_it(self):
        for text in (
            "9月16日9:55，县禁毒办来电：请我镇主要领导9月18日上午9点参加禁毒工作研讨会，地点待定，另行通知。",
            "来电时间：9月16日9时40分\n内容：9月18日上午9点召开禁毒工作研讨会，请镇长参加。",
            "上午8点20分县禁毒办小孙打电话说，禁毒工作研讨会提前到9月18日上午9点，让镇长去。",
        ):
            notice = read(text, "电话记录")
            self.assertEqual(
                (notice["title"], notice["start"], notice["deadline"], notice["required_rank"]),
                ("禁毒工作研讨会", "2026-09-18T09:00:00+08:00", None, "主要负责同志"),
                text,
            )

    def test_a_moment_still_to_come_is_kept(self):
        notice = read("明天上午9点，县禁毒办电话通知，召开禁毒工作研讨会。")
        self.assertEqual(notice["start"], "2026-09-17T09:00:00+08:00")
