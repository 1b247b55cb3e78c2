import re
from datetime import date

from django.test import TestCase
from django.urls import reverse
from time_machine import travel

from tests.charts.pictures import parsed
from tests.county import County, log, make_office, make_user
from tests.views.listed import listed
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import Post
from tracker.models.targets import Target

BACKEND = "django.contrib.auth.backends.ModelBackend"
MARCH = date(2026, 3, 4)


@travel("2026-08-20T02:00:00Z", tick=False)
class Distributions(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def setUp(self):
        self.client.force_login(self.supervisor, BACKEND)

    def page(self, office=None, **asked):
        return self.client.get(reverse("distribution", args=[(office or self.county.county).code, 2026]), asked)

    def allow(self, office, number):
        Target.objects.create(office=office, kind=Kind.MEETING, year=2026, type=Target.Type.FIXED, number=number)

    def meet(self, *offices):
        log(Kind.MEETING, self.county.bureau, MARCH, list(offices))

    def official(self, **asked):
        return self.page(**asked).context["pairs"][0][0]


class PageTests(Distributions):
    def test_the_title_is_the_finding_and_the_unknown_are_counted(self):
        self.allow(self.county.town, 4)
        self.meet(*self.county.towns)
        page = self.page()
        self.assertContains(page, "会议：1 个有限额的单位中 0 个已过限额，半数用到 25.0% 以内；另 1 个不能判定")
        self.assertContains(page, "1 个单位没有限额，画在右侧斜线格，不算进半数")

    def test_both_counts_of_every_kind_stand_side_by_side(self):
        pairs = self.page().context["pairs"]
        self.assertEqual(len(pairs), 3)
        for official, full in pairs:
            self.assertTrue(official.sub.startswith("统计口径"))
            self.assertTrue(full.sub.startswith("全口径"))

    def test_every_office_is_a_dot_with_a_name_that_opens_its_rows(self):
        self.allow(self.county.town, 4)
        self.allow(self.county.other_town, 1)
        self.meet(*self.county.towns)
        self.meet(self.county.other_town)
        links = list(parsed(self.official().picture).iter("a"))
        told = {link.attrib["aria-label"]: link.attrib["href"] for link in links}
        self.assertIn("新桥镇：至少 1 次，全年限额 4，相当于 25.0%，不能判定", told)
        self.assertIn("柳林镇：至少 2 次，全年限额 1，相当于 200.0%，超额", told)
        for label, address in told.items():
            number = int(re.search(r"至少 (\d+) 次", label)[1])
            self.assertEqual(listed(self.supervisor, address).number, number)

    def test_the_table_stands_in_official_order(self):
        self.meet(self.county.other_town)
        self.assertEqual([row[0] for row in self.official().twin.rows], ["新桥镇", "柳林镇"])

    def test_of_one_office_there_is_nothing_to_compare(self):
        self.meet(self.county.village)
        page = self.page(self.county.village)
        self.assertContains(page, "只有红旗村一个单位，没有可比的。")
        self.assertContains(page, "红旗村：至少 1 次，没有基期同期，不能判定")

    def test_another_day_asks_for_the_villages_too(self):
        self.assertContains(self.page(of="villages"), '<input type="hidden" name="of" value="villages">')
        self.assertNotContains(self.page(), '<input type="hidden" name="of"')

    def test_villages_are_asked_for(self):
        self.assertEqual(len(self.official(of="villages").twin.rows), 3)
        self.assertEqual(len(self.official(of="nonsense").twin.rows), 2)

    def test_nothing_is_known_of_an_empty_county(self):
        self.assertContains(self.page(), "会议：2 个单位都没有限额，也没有可比的基期，不能比")


class ManyTests(Distributions):
    def test_four_hundred_offices_are_all_drawn_within_the_picture(self):
        for number in range(400):
            made = make_office(
                f"QH-V{number}", f"{number}村", Office.Kind.VILLAGE, Office.Level.VILLAGE, self.county.town
            )
            if number % 3:
                Target.objects.create(
                    office=made, kind=Kind.MEETING, year=2026, type=Target.Type.FIXED, number=1 + number % 9
                )
        frame = self.official(of="villages")
        picture = parsed(frame.picture)
        width, height = (float(number) for number in picture.attrib["viewBox"].split()[2:])
        dots = [node for link in picture.iter("a") for node in link if node.tag in ("circle", "rect", "polygon")]
        self.assertGreaterEqual(len(dots), 403)
        for dot in picture.iter("circle"):
            x, y, radius = (float(dot.attrib[name]) for name in ("cx", "cy", "r"))
            self.assertTrue(radius <= x <= width - radius and 0 <= y <= height)
        self.assertEqual(len(frame.twin.rows), 403)
