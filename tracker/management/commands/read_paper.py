"""Read papers in official layout (.docx, .pdf) and print a line of JSON for each. Nothing is stored."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.imports.opening.files import read_path
from tracker.imports.papers.files import read_paper
from tracker.imports.papers.problems import PaperRefusedError
from tracker.imports.problems import ImportFileError


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            try:
                data = read_path(path)
            except ImportFileError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(json.dumps(as_json(path.name, data), ensure_ascii=False))


def as_json(file_name: str, data: bytes) -> dict[str, Any]:
    """The fields of a paper; of a refused one its name and the reason, and nothing it says."""
    try:
        paper = read_paper(data)
    except PaperRefusedError as error:
        return {"file": file_name, "refuse": True, "reason": error.reason}
    told = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(paper).items()}
    return {"file": file_name, "issuer": paper.issuer, **told, "refuse": False, "reason": None}
