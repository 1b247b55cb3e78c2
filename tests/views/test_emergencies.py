from datetime import date, timedelta

from django.test import TestCase
from django.utils import timezone

from tests.county import County, log, make_user
from tests.views.figures import midsummer
from tracker.actions.loads import differences
from tracker.models.emergencies import Emergency
from tracker.models.kinds import Kind
from tracker.models.posts import Post


@midsummer
class EmergencyPage(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.today = timezone.localdate()

    def setUp(self):
        self.log_in(self.supervisor)

    def log_in(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    def declare(self, **fields):
        told = {"area": "QH", "name": "防汛四级应急响应", "reason": "连日暴雨", "first": self.today, "last": self.today}
        told |= fields
        return self.client.post("/emergencies/add/", told, follow=True)


class DeclareTests(EmergencyPage):
    def test_it_tells_what_leaves_the_quota(self):
        log(Kind.DOCUMENT, self.county.bureau, self.today, [self.county.town], emergency=True)
        response = self.declare()
        self.assertContains(response, "1 项改为不计入")
        self.assertEqual(Emergency.objects.get().declared_by, self.supervisor)
        self.assertEqual(list(differences()), [])

    def test_it_lasts_no_longer_than_the_norm(self):
        response = self.declare(last=self.today + timedelta(days=60))
        self.assertContains(response, "一次最长 60 天；还要继续的", status_code=422)
        self.declare(last=self.today + timedelta(days=59))
        self.assertEqual(Emergency.objects.count(), 1)

    def test_going_on_takes_a_new_reason(self):
        self.declare(first=self.today - timedelta(days=40), last=self.today - timedelta(days=1))
        self.assertContains(self.declare(), "要写新的理由", status_code=422)
        self.declare(reason="水位仍超警戒线")
        self.assertEqual(Emergency.objects.count(), 2)

    def test_it_ends_after_it_begins(self):
        response = self.declare(last=self.today - timedelta(days=1))
        self.assertContains(response, "止日不能早于起日", status_code=422)

    def test_only_in_the_own_area(self):
        self.assertContains(self.declare(area="LJ"), "没有找到“LJ”", status_code=422)

    def test_nothing_classified_is_kept_or_shown_again(self):
        response = self.declare(reason="机密★1年")
        self.assertNotContains(response, "机密★1年", status_code=422)
        self.assertFalse(Emergency.objects.exists())


class ChangeTests(EmergencyPage):
    def test_ending_it_today_lets_later_days_count_again(self):
        last = self.today + timedelta(days=5)
        self.declare(first=self.today - timedelta(days=2), last=last)
        days = (self.today, self.today + timedelta(days=1))
        items = [log(Kind.DOCUMENT, self.county.bureau, day, [self.county.town], emergency=True) for day in days]
        response = Emergency.objects.get()
        self.client.post(f"/emergencies/{response.pk}/end/")
        response.refresh_from_db()
        for item in items:
            item.refresh_from_db()
        self.assertEqual((response.last, [item.official for item in items]), (self.today, [False, True]))

    def test_a_change_is_told_with_who_made_it(self):
        self.declare()
        pk = Emergency.objects.get().pk
        told = {"area": "QH", "name": "防汛三级应急响应", "reason": "水位上涨", "first": self.today, "last": self.today}
        self.client.post(f"/emergencies/{pk}/", told)
        self.assertContains(self.client.get(f"/emergencies/{pk}/"), "防汛三级应急响应")
        self.assertContains(self.client.get(f"/emergencies/{pk}/"), "水位上涨")

    def test_a_response_of_the_city_is_shown_and_not_the_countys_to_end(self):
        Emergency.objects.create(
            area=self.county.city, name="全市防汛", reason="暴雨", first=self.today, last=self.today + timedelta(days=3)
        )
        page = self.client.get("/emergencies/")
        self.assertContains(page, "全市防汛")
        self.assertContains(page, "上级启动")
        self.assertNotContains(page, "今天结束")


class HintTests(EmergencyPage):
    def test_the_form_says_whether_a_response_runs(self):
        self.assertContains(self.client.get("/log/meeting/"), "没有应急响应，勾选后照常计入")
        self.declare(name="防汛四级应急响应", last=self.today + timedelta(days=3))
        self.assertContains(self.client.get("/log/meeting/"), "正在应急响应：防汛四级应急响应")

    def test_an_outlier_is_pointed_out(self):
        day = date(self.today.year, 1, 1)
        for number in range(10):
            log(Kind.DOCUMENT, self.county.bureau, day, [self.county.town], emergency=number < 8)
            log(Kind.DOCUMENT, self.county.other_bureau, day, [self.county.town])
        page = self.client.get("/emergencies/")
        self.assertContains(page, "10 项中有 8 项标为应急类")
        self.assertContains(page, "1 个单位标为应急类的明显偏多")
