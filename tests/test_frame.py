"""What holds for every page: nothing inline, nothing from another machine, a stylesheet that nobody swapped."""

import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import Client, SimpleTestCase, TestCase
from django.urls import reverse

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.*"))
STATIC = sorted(path for path in (settings.BASE_DIR / "tracker" / "static").rglob("*.*"))
BOOTSTRAP = {
    "bootstrap/css/bootstrap.min.css": "d85327d99c7a3ee1f9b5d0500d1370acea3ad2db39c163c2f51f232baedbdede",
    "bootstrap/css/bootstrap.min.css.map": "48144faf6aa0fb3cd2ce748d9730238f888f4ab715f05dabd1c9af2c5671988a",
}


def offenders(paths: list[Path], pattern: str) -> list[str]:
    found = re.compile(pattern, re.IGNORECASE)
    return [f"{path.name}: {match[0]}" for path in paths for match in found.finditer(path.read_text())]


class ErrorPageTests(TestCase):
    def test_a_broken_page_needs_neither_database_nor_request(self):
        for name, sentence in (("500.html", "已保存的数据不受影响"), ("400.html", "没有保存任何改动")):
            self.assertIn(sentence, get_template(name).render())

    def test_a_stale_form_is_told_what_to_do(self):
        response = Client(enforce_csrf_checks=True).post(reverse("login"), {"username": "a", "password": "b"})
        self.assertContains(response, "请重新打开页面再提交", status_code=403)

    def test_an_address_that_does_not_exist_says_so_to_visitors_too(self):
        self.assertContains(self.client.get("/nowhere/"), "没有找到，或不在您的查看范围", status_code=404)


class FrameTests(SimpleTestCase):
    def test_there_are_templates_and_static_files_to_look_at(self):
        self.assertIn("base.html", [path.name for path in TEMPLATES])
        self.assertIn("tokens.css", [path.name for path in STATIC])

    def test_no_template_holds_a_style_or_a_script(self):
        inline = r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:"
        self.assertEqual(offenders(TEMPLATES, inline), [])

    def test_nothing_is_asked_of_another_machine(self):
        self.assertEqual(
            offenders(
                TEMPLATES + STATIC,
                r"https?://(?!www\.w3\.org/2000/svg)|(?:src|href)=[\"']//|@import|url\(\s*[\"']?(?!#|\"#)",
            ),
            [],
        )

    def test_bootstrap_is_the_one_that_was_reviewed(self):
        digests = {path: hashlib.sha256(Path(finders.find(path)).read_bytes()).hexdigest() for path in BOOTSTRAP}
        self.assertEqual(digests, BOOTSTRAP)

    def test_nothing_else_of_the_package_is_served(self):
        self.assertIsNone(finders.find("bootstrap/js/bootstrap.min.js"))

    def test_text_stays_readable(self):
        """Grey text keeps 4.5 : 1 on paper, on the page's ground and on every tint it stands on."""
        tokens = dict(
            re.findall(
                r"--([\w-]+): (#[0-9a-f]{3,6});",
                (settings.BASE_DIR / "tracker/static/tracker/css/tokens.css").read_text(),
            )
        )
        pairs = [("ink-3", "paper"), ("ink-3", "ground"), ("accent", "paper")]
        pairs += [(name, f"{name}-t") for name in ("over", "near", "ok", "unk")]
        for text, ground in pairs:
            self.assertGreaterEqual(contrast(tokens[text], tokens[ground]), 4.5, (text, ground))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
