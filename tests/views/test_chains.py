from django.urls import reverse
from time_machine import travel

from tests.county import make_user
from tests.planted_chain import MARCH, PlantedChain, landed
from tests.queries.test_chains import PlantedTestCase
from tracker.actions.items import withdraw_item
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post

BACKEND = "django.contrib.auth.backends.ModelBackend"


@travel("2026-03-31T02:00:00Z", tick=False)
class ChainPageTestCase(PlantedTestCase):
    def setUp(self):
        self.client.force_login(self.supervisor, BACKEND)

    def tree(self, item=None, **asked):
        return self.client.get(reverse("chain", args=[(item or self.planted.root).pk]), asked)


class TreeTests(ChainPageTestCase):
    def test_the_title_is_the_finding(self):
        finding = "省里 1 件文件，到村变成 2 次会、2 份文件、1 张表，连同原件共 16 人时，是原件的 8 倍"
        self.assertEqual(self.tree().context["frame"].title, finding)
        self.assertContains(self.tree(), finding)

    def test_picture_table_and_twin_tell_the_same_items(self):
        page = self.tree()
        for line, row in zip(page.context["lines"], page.context["frame"].twin.rows, strict=True):
            self.assertEqual(line.row.item.title, row[0].strip("　"))
            self.assertIn(f'href="{line.address}"', page.context["frame"].picture)
            self.assertContains(page, f'<a href="{line.address}">{line.row.item.title}</a>')

    def test_what_each_level_added_is_said(self):
        for words in (
            "期限提前 6 天；加填表",
            "期限提前 5 天；加留痕照片",
            "要党政主要负责同志参加",
            "多送到 2 个单位",
        ):
            self.assertContains(self.tree(), words)

    def test_of_what_is_out_of_scope_only_the_number_is_told(self):
        self.client.force_login(make_user(Post.Role.CLERK, self.county.village), BACKEND)
        page = self.tree(self.planted.town_document)
        self.assertContains(page, "另有 4 件，不在您的范围内")
        self.assertNotContains(page, self.planted.county_document.title)
        self.assertNotContains(page, self.planted.root.title)
        self.assertEqual(self.tree(self.planted.root).status_code, 404)

    def test_a_withdrawn_upper_item_keeps_its_place_and_says_so(self):
        withdraw_item(self.planted.county_document, "误登", by=None)
        self.assertContains(self.tree(), "已撤回，不计")

    def test_an_item_that_stands_alone_says_so(self):
        alone = landed(Kind.MEETING, self.county.bureau, MARCH[2], [self.county.town], 30)
        page = self.tree(alone)
        self.assertContains(page, "往下还没有引出别的事项")
        self.assertIsNone(page.context["frame"])

    def test_an_area_out_of_scope_is_not_found(self):
        self.assertEqual(self.tree(office=self.county.neighbour.code).status_code, 404)


class ListTests(ChainPageTestCase):
    def page(self, area=None, **asked):
        return self.client.get(reverse("chains", args=[(area or self.county.county).code, 2026]), asked)

    def test_lists_chains_by_hours_with_their_factor(self):
        PlantedChain.pair(self.county.other_bureau, self.county.town, MARCH[9])
        lines = self.page().context["lines"]
        self.assertEqual([line.times for line in lines], ["8", "2"])

    def test_a_line_opens_the_tree_that_it_counted(self):
        for area in (self.county.county, self.county.town):
            [line] = self.page(area).context["lines"]
            opened = self.client.get(line.address).context["chain"]
            self.assertEqual(opened, line.chain)

    def test_says_what_to_do_where_there_is_none(self):
        Item.objects.update(parent=None)
        self.assertContains(self.page(), "这段时间没有对应过上级来文的事项。")


class ParentPageTests(ChainPageTestCase):
    def setUp(self):
        super().setUp()
        self.item = landed(
            Kind.DOCUMENT, self.county.bureau, MARCH[20], self.county.towns, 10, title="转发关于开展燃气安全排查的通知"
        )
        self.address = reverse("item_parent", args=[self.item.pk])

    def parent(self):
        return Item.objects.get(pk=self.item.pk).parent

    def post(self, **sent):
        return self.client.post(self.address, sent, follow=True)

    def test_offers_the_likeliest_first_and_ties_nothing_by_itself(self):
        offered = self.client.get(self.address).context["offered"]
        self.assertEqual(offered[0].item, self.planted.root)
        self.assertIsNone(self.parent())

    def test_a_number_that_is_looked_for_stands_first(self):
        PlantedChain.pair(self.county.other_bureau, self.county.town, MARCH[9])
        offered = self.client.get(self.address, {"q": "见江应急[2026]008号"}).context["offered"]
        self.assertEqual((offered[0].item, offered[0].ground), (self.planted.root, "number"))

    def test_choosing_says_what_was_done_and_can_be_undone(self):
        page = self.post(parent=self.planted.root.pk)
        self.assertContains(page, "已对应到：关于开展燃气安全排查的通知。")
        self.assertEqual(self.parent(), self.planted.root)
        undo = f"{self.address}?to=none"
        self.assertContains(page, f'action="{undo}"')
        self.client.post(undo)
        self.assertIsNone(self.parent())

    def test_taking_it_away_can_be_undone(self):
        self.post(parent=self.planted.root.pk)
        self.assertContains(self.post(parent="none"), f"{self.address}?to={self.planted.root.pk}")
        self.client.post(f"{self.address}?to={self.planted.root.pk}")
        self.assertEqual(self.parent(), self.planted.root)

    def test_a_later_item_is_refused_with_the_way_out(self):
        later = landed(Kind.DOCUMENT, self.county.bureau, MARCH[25], self.county.towns, 10)
        page = self.post(parent=later.pk)
        self.assertContains(page, "上级来文的日期 2026-03-26 晚于本条的 2026-03-21", status_code=422)
        self.assertIsNone(self.parent())

    def test_what_may_not_be_seen_cannot_be_chosen(self):
        hidden = landed(Kind.DOCUMENT, self.county.neighbour, MARCH[1], [self.county.foreign_town], 10)
        self.assertEqual(self.post(parent=hidden.pk).status_code, 404)

    def test_a_secret_that_is_looked_for_is_not_shown_again(self):
        page = self.client.get(self.address, {"q": "机密★1年 关于某事"})
        self.assertContains(page, "有密级标志", status_code=422)
        self.assertNotContains(page, "机密★", status_code=422)

    def test_a_withdrawn_item_is_restored_first(self):
        withdraw_item(self.item, "误登", by=None)
        self.assertContains(self.client.get(self.address, follow=True), "要对应上级来文，请先恢复。")

    def test_the_item_page_shows_both_ways(self):
        self.post(parent=self.planted.root.pk)
        page = self.client.get(reverse("item", args=[self.item.pk]))
        self.assertContains(page, self.planted.root.title)
        upper = self.client.get(reverse("item", args=[self.planted.root.pk]))
        self.assertEqual(upper.context["caused"].seen, 3)


class LoggingFieldTests(ChainPageTestCase):
    """上级来文 on the pages where items are logged and edited."""

    def log(self, **fields):
        sent = {
            "title": "关于落实燃气排查的通知", "issuer": self.county.bureau.code, "day": "2026-03-20", "offices":
            [self.county.town.pk], "document_format": "red_head", "genre": "notice", "then": "stay",
        }  # fmt: skip
        return self.client.post(reverse("log_document"), sent | fields)

    def logged(self):
        return Item.objects.get(title="关于落实燃气排查的通知")

    def test_a_number_names_the_parent_however_it_is_written(self):
        self.log(upper="江应急[2026]8号")
        self.assertEqual(self.logged().parent, self.planted.root)

    def test_left_empty_it_stays_so(self):
        self.log()
        self.assertIsNone(self.logged().parent)

    def test_words_that_name_none_offer_likely_ones_to_pick(self):
        page = self.log(upper="燃气安全排查")
        self.assertContains(page, "没有正好对上的一件", status_code=422)
        self.assertContains(page, f'name="upper_pk" value="{self.planted.root.pk}"', status_code=422)
        self.log(upper="燃气安全排查", upper_pk=self.planted.root.pk)
        self.assertEqual(self.logged().parent, self.planted.root)

    def test_a_parent_of_a_later_day_is_refused_at_the_field(self):
        page = self.log(upper="江应急〔2026〕8号", day="2026-02-20")
        self.assertContains(page, "晚于本条的 2026-02-20", status_code=422)

    def edit(self, item, **fields):
        page = self.client.get(reverse("item_edit", args=[item.pk]))
        entry = page.context["entry"]
        sent = {name: entry.facts[name].value() for name in entry.facts.fields}
        sent |= {"version": page.context["version"], "upper": entry.upper["upper"].value()}
        sent |= {"offices": [self.county.town.pk], **fields}
        return self.client.post(
            reverse("item_edit", args=[item.pk]), {key: value for key, value in sent.items() if value is not None}
        )

    def test_editing_something_else_keeps_the_parent(self):
        self.edit(self.planted.county_document, title="改了标题")
        changed = Item.objects.get(title="改了标题")
        self.assertEqual(changed.parent, self.planted.root)

    def test_clearing_the_field_takes_it_away(self):
        self.edit(self.planted.county_document, upper="")
        self.assertIsNone(Item.objects.get(pk=self.planted.county_document.pk).parent)

    def test_a_parent_out_of_scope_stays_and_is_not_told(self):
        self.client.force_login(make_user(Post.Role.ISSUER, self.county.bureau), BACKEND)
        page = self.client.get(reverse("item_edit", args=[self.planted.county_document.pk]))
        self.assertNotContains(page, "江应急〔2026〕8号")
        self.edit(self.planted.county_document, title="改了标题")
        self.assertEqual(Item.objects.get(title="改了标题").parent, self.planted.root)

    def test_an_item_cannot_be_moved_behind_what_it_caused(self):
        page = self.edit(self.planted.county_document, day="2026-03-20", deadline="")
        self.assertContains(page, "由本条引起的事项最早是 2026-03-07 的", status_code=422)

    def test_history_tells_no_title_of_a_parent(self):
        self.edit(self.planted.county_document, upper="")
        self.client.force_login(make_user(Post.Role.ISSUER, self.county.bureau), BACKEND)
        page = self.client.get(reverse("item", args=[self.planted.county_document.pk]))
        self.assertContains(page, "上级来文")
        self.assertNotContains(page, f">{self.planted.root.title}<")
