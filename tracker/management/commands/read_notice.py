"""Read pasted notices: a line {"text", "reference", "source"} of JSON in, a line of what was read out.

An `id` is passed through. A line that cannot be read gives {"error": …} and fails the command at the end.
"""

import json
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tracker.imports.notices.reading import as_json, read_notice
from tracker.imports.opening.files import read_path
from tracker.imports.problems import ImportFileError


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = read_path(options["file"]).decode("utf-8-sig")
        except (ImportFileError, UnicodeDecodeError) as error:
            raise CommandError(_("文件读不了。请给出 UTF-8 编码的文本文件，每行一条 JSON。")) from error
        answers = [_answer(line) for line in content.split("\n") if line.strip()]
        for answer in answers:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if wrong := sum("error" in answer for answer in answers):
            raise CommandError(_("有 %(count)s 行读不了，原因见输出。") % {"count": wrong})


def _answer(line: str) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": _("这一行不是 JSON。")}
    if not isinstance(case, dict) or not isinstance(case.get("text"), str):
        return {"error": _("这一行没有 text（通知原文）。")}
    passed = {"id": case["id"]} if "id" in case else {}
    try:
        reference = datetime.fromisoformat(case["reference"]) if case.get("reference") else None
    except (TypeError, ValueError):
        return passed | {"error": _("reference（收到的时间）应写成 2026-03-05T09:00:00+08:00 的样子。")}
    return passed | as_json(read_notice(case["text"], reference, str(case.get("source") or "")))
