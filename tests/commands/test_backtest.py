import json
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase


class BacktestCommandTests(SimpleTestCase):
    def run_on(self, text, **options):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "series.csv"
            path.write_text(text, encoding="utf-8")
            out = StringIO()
            call_command("backtest", str(path), stdout=out, **options)
        return json.loads(out.getvalue())

    def test_prints_one_object(self):
        rows = [f"镇,{year}-{month:02},{2 + month % 3}" for year in (2023, 2024, 2025) for month in range(1, 13)]
        told = self.run_on("series,month,count\n" + "\n".join(rows))
        self.assertEqual((told["series"], told["forecasts"]), (1, 6))
        self.assertEqual(told["mae"], 0.0)

    def test_a_year_that_the_file_only_begins_is_left_out(self):
        rows = [f"镇,{month},4" for month in (202401, 202412, 202501, 202506)]
        self.assertEqual(self.run_on("series,month,count\n" + "\n".join(rows))["forecasts"], 0)

    def test_says_what_is_wrong_and_where(self):
        for text, sentence in (
            ("a,b\n1,2\n", "series、month、count"),
            ("series,month,count\n镇,2024-13,1\n", "第 2 行：“2024-13”不是月份"),
            ("series,month,count\n镇,2024-01,-1\n", "第 2 行：“-1”不是件数"),
        ):
            with self.assertRaisesMessage(CommandError, sentence):
                self.run_on(text)
