"""What the tests of uploads share: a town whose clerk drops in files, and small ledgers to drop."""

from django.test import TestCase

from tests.county import County, make_user
from tests.imports.files import csv_bytes, xlsx_bytes
from tracker.imports.uploads.uploads import receive
from tracker.models.offices import Office
from tracker.models.posts import Post

HEADINGS = ["收文日期", "来文单位", "发文字号", "文件标题"]
GOOD = ["2026-03-05", "县应急管理局", "清应急〔2026〕5号", "关于做好防汛工作的通知"]
OTHER = ["2026-03-06", "县农业农村局", "", "关于报送春耕情况的函"]
BAD = ["昨天", "县应急管理局", "", "关于安全生产的通知"]
UNCLEAR = ["2026年3月", "县应急管理局", "", "关于森林防火的通知"]
SECRET = ["2026-03-07", "县应急管理局", "清应急密〔2026〕7号", "不可外传之事"]
SENT_HEADINGS = ["发文日期", "发文字号", "文件标题", "主送单位"]
SENT = ["2026-03-05", "清应急〔2026〕5号", "关于做好防汛工作的通知", "各乡镇人民政府"]


class Dropping(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)
        cls.sender = make_user(Post.Role.ISSUER, cls.county.bureau)

    def drop(self, rows, name="收文.xlsx", by=None, **options):
        data = csv_bytes(rows) if name.endswith(".csv") else xlsx_bytes(rows, **options.pop("sheets", {}))
        return self.drop_bytes(data, name, by, **options)

    def drop_bytes(self, data, name="收文.xlsx", by=None, **options):
        user = by or self.clerk
        return receive(name, data, Office.objects.get(pk=user.post.office_id), user, **options)
