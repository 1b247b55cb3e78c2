"""Setting a target and sharing it out: the form shows what the type needs, the sums follow the typing."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.county import County, make_user
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.targets import Target


@pytest.fixture
def county(transactional_db):
    return County()


@pytest.fixture
def supervisor(county):
    return make_user(Post.Role.SUPERVISOR, county.county)


def shown(page):
    names = ("share", "mode", "base_year", "number", "period", "part")
    return [name for name in names if page.locator(f"#id_{name}").is_visible()]


def test_the_form_shows_only_what_the_type_needs(log_in, supervisor):
    page = log_in(supervisor, "/targets/add/")
    assert shown(page) == []
    for kind, fields in {
        "below_baseline": ["share", "mode", "base_year"],
        "fixed": ["number"],
        "per_period": ["number", "period"],
        "share": ["share", "part"],
    }.items():
        page.select_option("#id_type", kind)
        assert shown(page) == fields
    page.select_option("#id_type", "below_baseline")
    page.select_option("#id_mode", "same_period")
    assert shown(page) == ["share", "mode"]


def test_the_sums_follow_what_is_typed(log_in, supervisor, county):
    year = timezone.localdate().year
    target = Target.objects.create(
        office=county.county, kind=Kind.MEETING, year=year, type=Target.Type.FIXED, number=77
    )
    page = log_in(supervisor, f"/targets/{target.pk}/cascade/")
    page.get_by_role("button", name="平均分").click()
    expect(page.locator("#sums")).to_have_text("限额 77，已全部分完")
    page.get_by_label("新桥镇").fill("50")
    expect(page.locator("#sums")).to_have_text("限额 77，已分 88，▲ 多分了 11")
    page.get_by_label("新桥镇").fill("30")
    expect(page.locator("#sums")).to_have_text("限额 77，已分 68，＋ 还有 9 没有分")
    page.get_by_role("button", name="保存分解").click()
    expect(page.get_by_role("status")).to_contain_text("分给 2 个单位")
    assert target.shared_out.count() == 2
