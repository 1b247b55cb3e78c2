"""A clerk drops the register they keep, puts it right, stores it and takes it back: the whole path of a ledger file."""

import base64
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, PHONE
from tests.county import County, log, make_user
from tracker.models.kinds import Kind
from tracker.models.offices import OfficeAlias
from tracker.models.posts import Post

HEADINGS = ["序号", "收文日期", "来文", None, "文件标题", "甲栏", "密级"]
BELOW = [None, None, "单位", "文号", None, None, None]
READ_ALIKE = ["A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4", "A1:G1", "A2:G2"]
DOCUMENTS_IN_FULL = 3  # the place of this figure among those of the three cards


@pytest.fixture
def county(transactional_db):
    county = County()
    log(Kind.DOCUMENT, county.bureau, timezone.localdate(), [county.town], title="早先登记的一件")
    return county


@pytest.fixture
def clerk(county):
    return make_user(Post.Role.CLERK, county.town, first_name="陈晓梅")


@pytest.fixture
def messy(tmp_path):
    """Titles, a merged head of two rows, a heading nobody knows, an office by another name, a day that does not exist,
    a row marked secret, and a total."""
    first = timezone.localdate().replace(month=1, day=1)
    days = [min(first + timedelta(days=number), timezone.localdate()).strftime("%Y.%m.%d") for number in range(3)]
    book = Workbook()
    sheet = book.active
    sheet.title = "收文"
    for row in [
        [f"新桥镇{first.year}年收文登记簿"],
        [f"填报单位：新桥镇党政办　　填报时间：{first.year}年12月"],
        HEADINGS,
        BELOW,
        [1, days[0], "县应急管理局", f"清应急〔{first.year}〕5号", "关于做好防汛工作的通知", 3, None],
        [2, days[1], "安监站", f"清应急〔{first.year}〕6号", "关于报送隐患排查台账的通知", 2, None],
        [3, f"{first.year}.13.2", "县农业农村局", f"清农〔{first.year}〕7号", "关于做好春耕备耕工作的通知", 2, None],
        [4, days[2], "县应急管理局", f"清应急〔{first.year}〕8号", "某事的通知", 1, "秘密"],
        ["合计", None, None, None, "4份", 8, None],
    ]:
        sheet.append(row)
    for area in READ_ALIKE:
        sheet.merge_cells(area)
    path = tmp_path / "新桥镇收文登记簿.xlsx"
    book.save(path)
    return path


def carried(page, path):
    """The file as the mouse carries it."""
    return page.evaluate_handle(
        """([name, data]) => {
            const carried = new DataTransfer();
            carried.items.add(new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], name));
            return carried;
        }""",
        [path.name, base64.b64encode(path.read_bytes()).decode()],
    )


def drop(page, path):
    """What a person does with the mouse: carry a file over the page and let go."""
    file = carried(page, path)
    page.dispatch_event("body", "dragover", {"dataTransfer": file})
    with page.expect_navigation():
        page.dispatch_event("body", "drop", {"dataTransfer": file})


def equation(page):
    """The numbers that add up: read, new, updated, unchanged, skipped, refused, doubtful."""
    return [int(number) for number in page.locator(".eq .n").all_inner_texts()]


def documents_so_far(page, live_server):
    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="本单位").first.click()
    return int(page.locator(".fig .big td a").all_inner_texts()[DOCUMENTS_IN_FULL])


def test_the_whole_path_of_a_messy_ledger(log_in, live_server, clerk, county, messy, tmp_path):
    page = log_in(clerk, "/")
    before = documents_so_far(page, live_server)
    page.goto(f"{live_server.url}/imports/")
    drop(page, messy)

    expect(page.get_by_role("heading", level=1)).to_have_text("导入预览：新桥镇收文登记簿.xlsx")
    read, *parts = equation(page)
    assert read == sum(parts)

    page.get_by_label("甲栏").select_option(label="人数")
    page.get_by_role("button", name="按这样读").click()
    expect(page.get_by_role("row", name="甲栏")).to_contain_text("已更正")

    page.get_by_role("group", name="安监站").get_by_role("combobox").fill("县应急管理局")
    page.get_by_role("button", name="就按所选的单位读").click()
    expect(page.get_by_role("status")).to_contain_text("已记住 1 个单位名称")
    assert OfficeAlias.objects.get(name="安监站").office == county.bureau

    problems = page.locator("#problems")
    expect(problems).to_contain_text(".13.2")
    expect(problems).to_contain_text("密级标志")
    expect(page.locator("main")).not_to_contain_text("某事")
    expect(page.get_by_role("button", name="导入 2 行")).to_be_enabled()

    mended = mend(download(page, tmp_path), tmp_path)
    page.get_by_role("button", name="换一个文件").click()
    drop(page, mended)
    expect(page.get_by_role("row", name="甲栏")).to_contain_text("已更正")
    assert equation(page)[-2:] == [0, 0]
    page.get_by_role("button", name="导入 3 行").dblclick()

    expect(page.get_by_role("status")).to_contain_text("新增 3 行")
    expect(page.get_by_role("heading", level=1)).to_contain_text("导入：")
    page.get_by_role("link", name="看这 3 个事项").click()
    expect(page.locator(".verdict")).to_contain_text("共 3 项")
    assert documents_so_far(page, live_server) == before + 3

    page.goto(f"{live_server.url}/imports/")
    page.get_by_role("link", name="撤销", exact=True).click()
    expect(page.locator("#undo")).to_contain_text("3 个事项")
    page.get_by_role("button", name="撤销这一批").click()
    expect(page.get_by_role("status")).to_contain_text("已撤销")
    assert documents_so_far(page, live_server) == before


def download(page, folder):
    """The marked workbook: its name, what it says beside each row, and nothing of the classified one."""
    with page.expect_download() as caught:
        page.get_by_role("link", name="下载标注错误的原表").first.click()
    assert caught.value.suggested_filename == "新桥镇收文登记簿-待改.xlsx"
    path = folder / "marked.xlsx"
    caught.value.save_as(path)
    sheet = load_workbook(path)["收文"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not any("某事" in text for text in texts)
    assert any("台账提示" in text for text in texts)
    assert sheet["B7"].fill.fill_type == "solid"
    return path


def mend(path, folder):
    """Put the day right and strike the row that must not be here."""
    book = load_workbook(path)
    sheet = book["收文"]
    sheet["B7"] = f"{timezone.localdate().year}.1.1"
    sheet.delete_rows(8)
    mended = folder / "新桥镇收文登记簿-待改.xlsx"
    book.save(mended)
    return mended


def test_a_supervisor_is_asked_for_the_office_before_a_dropped_file_is_sent(log_in, county, messy):
    page = log_in(make_user(Post.Role.SUPERVISOR, county.county), "/imports/")
    page.dispatch_event("body", "drop", {"dataTransfer": carried(page, messy)})
    expect(page.get_by_role("status")).to_have_text("文件已选好，请再选台账单位。")
    expect(page.get_by_label("台账单位")).to_be_focused()


def test_importing_works_without_scripts(browser, live_server, clerk, messy):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/login/?next=/imports/")
    page.fill("#id_username", clerk.username)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("把文件拖到本页任何地方，或在这里选").set_input_files(messy)
    page.get_by_role("button", name="读取并预览").click()
    page.get_by_role("button", name="导入 1 行").click()
    expect(page.get_by_role("status")).to_contain_text("新增 1 行")
    context.close()


def test_no_page_is_wider_than_a_phone(log_in, live_server, clerk, messy):
    page = log_in(clerk, "/imports/")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    drop(page, messy)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="导入 1 行").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("导入：")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
