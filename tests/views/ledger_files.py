"""A town's register of what it received, as clerks keep it: one good row, and whatever else a test asks for."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.imports.files import xlsx_bytes

HEAD = ["收文日期", "来文单位", "文件标题", "文号", "人数"]
GOOD = ["2026-03-05", "县应急管理局", "关于做好防汛工作的通知", "清应急〔2026〕5号", 3]
UNKNOWN_NAME = ["2026-03-06", "安监站", "关于报送隐患台账的通知", "清安监〔2026〕6号", 2]
NO_SUCH_DAY = ["2026-02-30", "县应急管理局", "关于开展演练的通知", "清应急〔2026〕7号", 2]
SECRET = ["2026-03-07", "县应急管理局", "绝密★关于某事的通知", "清应急〔2026〕8号", 2]
DAY = date(2026, 3, 5)


def register(*rows, name="新桥镇收文登记簿.xlsx", head=HEAD):
    """A workbook as a browser sends it: a title, headings and the rows."""
    content = xlsx_bytes([["新桥镇2026年收文登记簿"], head, *(rows or [GOOD])], sheet="收文")
    return SimpleUploadedFile(name, content)
