"""The town 新桥镇 was merged into 柳林镇 on 1 June 2026; its villages go on."""

from datetime import date

from django.http import QueryDict
from django.test import TestCase
from django.urls import reverse

from tests.county import County, log, make_office, make_user
from tests.views.test_logging import meeting
from tracker.forms.entries import edit_entry, new_entry
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import Post

BEFORE, SINCE = date(2026, 5, 31), date(2026, 6, 1)
Role = Post.Role


class MergedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.town = cls.county.town
        cls.town.valid_to, cls.town.successor = SINCE, cls.county.other_town
        cls.town.save()

    def merge_villages(self):
        for village in (self.county.village, self.county.other_village):
            village.valid_to = SINCE
            village.save()

    def send(self, user, day, **fields):
        self.client.force_login(user)
        return self.client.post(reverse("log_meeting"), meeting(day=day.isoformat(), **fields))


class MergedReceivingTests(MergedTests):
    def setUp(self):
        self.clerk = make_user(Role.CLERK, self.town)

    def office_field(self, data=None):
        return new_entry(self.clerk, Kind.MEETING, data).here["office"]

    def test_nothing_is_chosen_where_the_own_office_is_gone(self):
        field = self.office_field()
        self.assertEqual(next(iter(field.field.choices)), ("", "请选择"))
        self.assertNotIn("selected", str(field).replace('value="" selected', ""))

    def test_says_who_took_over(self):
        self.assertEqual(self.office_field().help_text, "新桥镇从 2026-06-01 起已撤并，由柳林镇承接。")

    def test_a_clerk_who_chooses_nothing_is_asked_to(self):
        response = self.send(self.clerk, SINCE)
        self.assertContains(response, "请选择接收单位。", status_code=422)

    def test_what_landed_before_may_still_be_logged(self):
        self.send(self.clerk, BEFORE, **{"here-office": self.town.pk})
        self.assertEqual(Delivery.objects.get().office, self.town)

    def test_a_past_day_offers_the_offices_of_that_day(self):
        data = QueryDict(f"day={BEFORE.isoformat()}")
        self.assertIn(self.town, self.office_field(data).field.queryset)
        self.assertNotIn(self.town, self.office_field().field.queryset)

    def test_nothing_lands_on_an_office_that_is_gone(self):
        response = self.send(self.clerk, SINCE, **{"here-office": self.town.pk})
        self.assertEqual((response.status_code, Item.objects.count()), (422, 0))

    def test_a_village_that_is_gone_names_the_day(self):
        self.merge_villages()
        response = self.send(make_user(Role.CLERK, self.county.village), SINCE)
        self.assertContains(response, "红旗村从 2026-06-01 起已撤并。从这一天起的事项请改选单位", status_code=422)
        self.send(make_user(Role.HEAD, self.county.village), BEFORE)
        self.assertEqual(Delivery.objects.get().office, self.county.village)

    def test_the_own_office_stands_there_where_it_goes_on(self):
        clerk = make_user(Role.CLERK, self.county.other_town)
        field = new_entry(clerk, Kind.MEETING).here["office"]
        self.assertEqual((field.value(), field.help_text), (self.county.other_town.pk, ""))
        self.assertNotIn(("", "请选择"), list(field.field.choices))

    def test_a_copy_of_what_landed_on_a_village_that_is_gone_asks_for_another(self):
        clerk = make_user(Role.CLERK, self.county.other_town)
        make_office("QH-T2-2", "新丰村", Office.Kind.VILLAGE, Office.Level.VILLAGE, self.county.other_town)
        self.county.far_village.valid_to = SINCE
        self.county.far_village.save()
        log(Kind.MEETING, self.county.bureau, BEFORE, [self.county.far_village], by=clerk)
        field = new_entry(clerk, Kind.MEETING, copy=True).here["office"]
        self.assertEqual(next(iter(field.field.choices)), ("", "请选择"))


class MergedSendingTests(MergedTests):
    def setUp(self):
        self.issuer = make_user(Role.ISSUER, self.county.bureau)

    def landed_on(self):
        return set(Delivery.objects.values_list("office__name", flat=True))

    def test_a_group_means_the_offices_of_the_day(self):
        self.send(self.issuer, SINCE, groups=["towns"])
        self.assertEqual(self.landed_on(), {"柳林镇"})

    def test_and_those_of_an_earlier_day(self):
        self.send(self.issuer, BEFORE, groups=["towns"])
        self.assertEqual(self.landed_on(), {"新桥镇", "柳林镇"})

    def test_an_office_not_yet_set_up_is_refused(self):
        self.county.far_village.valid_from = SINCE
        self.county.far_village.save()
        response = self.send(self.issuer, BEFORE, offices=[self.county.far_village.pk])
        self.assertContains(response, "和平村到 2026-06-01 才设立，2026-05-31 还没有这个单位", status_code=422)
        self.assertFalse(Item.objects.exists())


class MergedEditTests(MergedTests):
    def setUp(self):
        self.issuer = make_user(Role.ISSUER, self.county.bureau)
        self.item = log(Kind.MEETING, self.county.bureau, BEFORE, self.county.towns)

    def test_an_earlier_item_keeps_the_offices_of_its_day(self):
        self.assertIn(self.town, edit_entry(self.issuer, self.item).recipients.open)

    def test_it_cannot_be_moved_past_the_end_of_one_of_them(self):
        data = meeting(day=SINCE.isoformat(), offices=[office.pk for office in self.county.towns], version="1")
        self.client.force_login(self.issuer)
        response = self.client.post(reverse("item_edit", args=[self.item.pk]), data)
        self.assertContains(response, "新桥镇从 2026-06-01 起已撤并，由柳林镇承接。", status_code=422)

    def test_what_an_old_file_brought_may_be_edited_all_the_same(self):
        late = log(Kind.MEETING, self.county.bureau, SINCE, self.county.towns)
        data = meeting(title="改过的", day=SINCE.isoformat(), offices=[self.county.other_town.pk], version="1")
        self.client.force_login(self.issuer)
        self.client.post(reverse("item_edit", args=[late.pk]), data)
        self.assertEqual(Item.objects.get(title="改过的").deliveries.standing().count(), 2)
