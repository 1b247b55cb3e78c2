"""Reads the demo county's names, titles and volumes. They are data, in fixtures/demo."""

import json
from functools import cache
from typing import Any

from django.conf import settings


@cache
def read(name: str) -> dict[str, Any]:
    """The content of fixtures/demo/NAME.json. Read once and shared: do not change what comes back."""
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{name}.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
