"""Test the year-end forecast on past years (.csv with columns series, month, count); prints one JSON object."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tracker.imports.month_series import read_month_series
from tracker.imports.opening.files import read_path
from tracker.imports.problems import ImportFileError
from tracker.measures.backtest import TARGET, backtest


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--target", type=float, default=TARGET, help="the change promised against last year; -0.10 is a tenth fewer"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["target"] < -1:
            raise CommandError(_("--target 不能小于 -1（减少 100%）。"))
        try:
            told = read_month_series(options["file"].name, read_path(options["file"]))
        except ImportFileError as error:
            raise CommandError(str(error)) from error
        scores = backtest(told.counts, told.years, options["target"])
        rounded = {name: _rounded(value) for name, value in asdict(scores).items()}
        self.stdout.write(json.dumps(rounded, ensure_ascii=False))


def _rounded(value: float | None) -> float | None:
    return round(value, 4) if isinstance(value, float) else value
