from django.utils import timezone

from tests.county import log
from tests.imports.dropped import BAD, GOOD, HEADINGS, OTHER, SENT, SENT_HEADINGS, Dropping
from tracker.imports.uploads.previews import Figure
from tracker.imports.uploads.uploads import preview_of, store
from tracker.models.baselines import Side
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.offices import Office
from tracker.models.targets import Target
from tracker.periods import year_to_date
from tracker.queries.issuers import issuers_by_load
from tracker.queries.landings import sent_by_month
from tracker.queries.overview import overview
from tracker.queries.standings import standings

MEETINGS = [
    ["会议名称", "召开日期", "主办单位", "时长（分钟）", "参会人数"],
    ["防汛调度会", "2026-02-05", "县应急管理局", "90", "2人"],
    ["防汛部署会", "2025-12-30", "县应急管理局", "60", "3人"],
]


class EffectTests(Dropping):
    """What the preview foretells, beside what the pages say before and after the file was really stored."""

    def cards(self, office, year):
        page = overview(office, year, timezone.localdate())
        figures = {}
        for card in page.cards:
            landed = card.landed
            figures[card.kind, None, Figure.OFFICIAL] = landed.official
            figures[card.kind, None, Figure.FULL] = landed.full
            figures[card.kind, None, Figure.MINUTES] = landed.full_minutes
            figures[card.kind, None, Figure.STANDING] = str(card.judgement.standing)
        for kind, months in page.months.items():
            for row in months.rows:
                if row.landed:
                    figures[kind, row.month, Figure.OFFICIAL] = row.landed.official
                    figures[kind, row.month, Figure.FULL] = row.landed.full
                    figures[kind, row.month, Figure.MINUTES] = row.landed.full_minutes
        return figures

    def sent(self, issuer, year):
        figures = {}
        for (_pk, kind), row in standings([issuer], year, timezone.localdate(), Side.SENT).items():
            figures[kind, None, Figure.OFFICIAL] = row.landed.official
            figures[kind, None, Figure.FULL] = row.landed.full
            figures[kind, None, Figure.MINUTES] = row.landed.full_minutes
            figures[kind, None, Figure.STANDING] = str(row.judgement.standing)
        for (kind, month), landed in sent_by_month(issuer, year_to_date(year, timezone.localdate())).items():
            figures[kind, month, Figure.OFFICIAL] = landed.official
            figures[kind, month, Figure.FULL] = landed.full
            figures[kind, month, Figure.MINUTES] = landed.full_minutes
        return figures

    def told(self, preview, side, year, which):
        return {
            (effect.kind, group.month, effect.figure): getattr(effect, which)
            for group in preview.effects
            if group.side == side and group.year == year
            for effect in group.effects
        }

    def assert_exact(self, upload, pages, side, years):
        preview = preview_of(upload)
        before = {year: pages(year) for year in years}
        store(upload, upload.uploaded_by)
        for year in years:
            after = pages(year)
            changed = {key for key in after if after[key] != before[year].get(key, 0)}
            self.assertLessEqual(changed, self.told(preview, side, year, "after").keys())
            self.assertTrue(changed)
            for which, figures in (("before", before[year]), ("after", after)):
                told = self.told(preview, side, year, which)
                self.assertEqual(told, {key: figures.get(key, 0) for key in told})
        return preview

    def test_a_towns_pages_become_what_was_foretold(self):
        log(Kind.MEETING, self.county.bureau, timezone.localdate().replace(month=1, day=5), [self.county.town])
        Target.objects.create(
            office=self.county.town, side=Side.RECEIVED, kind=Kind.DOCUMENT, year=2026, type=Target.Type.FIXED, number=1
        )
        town = Office.objects.get(pk=self.county.town.pk)
        upload = self.drop([HEADINGS, GOOD, OTHER, BAD, [*GOOD[:2], "清应急〔2026〕6号", "关于做好防火工作的通知"]])
        preview = self.assert_exact(upload, lambda year: self.cards(town, year), Side.RECEIVED, [2026])
        self.assertIn(Figure.STANDING, {effect.figure for group in preview.effects for effect in group.effects})

    def test_every_year_a_file_touches_is_foretold(self):
        town = Office.objects.get(pk=self.county.town.pk)
        upload = self.drop(MEETINGS, "会议.xlsx")
        self.assert_exact(upload, lambda year: self.cards(town, year), Side.RECEIVED, [2025, 2026])

    def test_an_issuers_pages_become_what_was_foretold(self):
        issuer = Office.objects.get(pk=self.county.bureau.pk)
        upload = self.drop([SENT_HEADINGS, SENT], by=self.sender)
        self.assert_exact(upload, lambda year: self.sent(issuer, year), Side.SENT, [2026])

    def test_what_a_stored_item_gains_is_foretold(self):
        store(self.drop([HEADINGS, GOOD]), self.clerk)
        town = Office.objects.get(pk=self.county.town.pk)
        upload = self.drop([[*HEADINGS, "办理用时（分钟）", "阅办人数"], [*GOOD, "45", "30"]])
        self.assertEqual(preview_of(upload).counts.updated, 1)
        self.assert_exact(upload, lambda year: self.cards(town, year), Side.RECEIVED, [2026])

    def test_a_rehearsal_leaves_nothing_behind(self):
        self.drop([HEADINGS, GOOD, OTHER])
        self.assertFalse(Load.objects.exists())
        self.assertEqual(issuers_by_load(self.county.town, 2026, timezone.localdate()), [])

    def test_figures_are_told_in_words(self):
        (year, month) = preview_of(self.drop([HEADINGS, GOOD])).effects
        full = next(effect for effect in year.effects if effect.figure == Figure.FULL)
        self.assertEqual((year.month, month.month), (None, 202603))
        self.assertEqual(
            (full.kind_label, full.label, full.before_text, full.after_text, full.unit),
            ("发文", "全口径", "0", "1", "件"),
        )
