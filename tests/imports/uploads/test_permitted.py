from django.test import TestCase

from tests.county import County, make_user
from tests.views.ledger_files import register
from tracker.imports.uploads.uploads import preview_of, receive, store
from tracker.models.deliveries import Delivery
from tracker.models.offices import Office
from tracker.models.posts import Post

HEAD = ["收文日期", "来文单位", "文件标题", "文号", "主送单位"]


class ScopeOfFilesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)
        cls.issuer = make_user(Post.Role.ISSUER, cls.county.bureau)

    def landed(self, user, office, recipients, issuer="县应急管理局"):
        """Names of the offices a row landed on, and what was said against it."""
        file = register(["2026-03-05", issuer, "关于做好防汛工作的通知", "清应急〔2026〕5号", recipients], head=HEAD)
        upload = receive(file.name, file.read(), office, user)
        problems = [problem.message for problem in preview_of(upload).problems]
        if not problems:
            store(upload, user)
        return set(Delivery.objects.values_list("office__name", flat=True)), " ".join(problems)

    def test_a_town_logs_nothing_for_another_town(self):
        landed, said = self.landed(self.clerk, self.county.town, "柳林镇")
        self.assertEqual(landed, set())
        self.assertIn("您不能为“柳林镇”登记", said)

    def test_of_several_addressees_a_town_takes_its_own(self):
        landed, said = self.landed(self.clerk, self.county.town, "新桥镇、柳林镇、青山镇")
        self.assertEqual((landed, said), ({"新桥镇"}, ""))

    def test_a_town_logs_for_its_villages(self):
        self.assertEqual(self.landed(self.clerk, self.county.town, "红旗村"), ({"红旗村"}, ""))

    def test_a_bureau_sends_to_the_towns_of_its_county(self):
        landed, said = self.landed(self.issuer, self.county.bureau, "新桥镇、柳林镇")
        self.assertEqual((landed, said), ({"新桥镇", "柳林镇"}, ""))

    def test_a_bureau_sends_nothing_to_another_county(self):
        landed, said = self.landed(self.issuer, self.county.bureau, "新桥镇、青山镇")
        self.assertEqual(landed, set())
        self.assertIn("您不能为“青山镇”登记", said)

    def test_a_bureau_leaves_out_other_bureaus_beside_its_towns(self):
        landed, said = self.landed(self.issuer, self.county.bureau, "新桥镇、县农业农村局")
        self.assertEqual((landed, said), ({"新桥镇"}, ""))

    def test_a_supervisor_lists_what_bureaus_of_the_area_received_too(self):
        supervisor = make_user(Post.Role.SUPERVISOR, self.county.county)
        landed, said = self.landed(supervisor, self.county.county_office, "新桥镇、县农业农村局")
        self.assertEqual((landed, said), ({"新桥镇", "县农业农村局"}, ""))

    def test_a_bureau_sends_in_its_own_name_only(self):
        landed, said = self.landed(self.issuer, self.county.bureau, "新桥镇", issuer="县农业农村局")
        self.assertEqual(landed, set())
        self.assertIn("您只能以本单位的名义登记", said)

    def test_a_general_office_keeps_the_register_of_its_county(self):
        secretary = make_user(Post.Role.ISSUER, self.county.county_office)
        self.assertEqual(self.county.county_office.kind, Office.Kind.GENERAL_OFFICE)
        self.assertEqual(self.landed(secretary, self.county.county_office, "新桥镇", issuer="清河县"), ({"新桥镇"}, ""))

    def test_a_supervisor_logs_for_the_whole_area_and_no_further(self):
        supervisor = make_user(Post.Role.SUPERVISOR, self.county.county)
        self.assertEqual(self.landed(supervisor, self.county.town, "柳林镇")[0], {"柳林镇"})
        self.assertIn("您不能为“青山镇”登记", self.landed(supervisor, self.county.county, "青山镇")[1])
