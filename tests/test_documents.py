"""What the papers say is true: README and CONTRIBUTING name what is there, and name all of it."""

import re

from django.core.management import get_commands
from django.test import SimpleTestCase

from tests.sources import ROOT, defines, modules

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SUBJECT_FOLDERS = {
    "measures", "models", "queries", "rules", "actions", "sentences", "forms", "tables", "charts", "workbooks",
    "imports", "demo", "views", "templatetags",
}  # fmt: skip
PARTS = {"charts", "tables", "log"}  # templates of a layer, and the one page that logs all three kinds


def section(text: str, heading: str) -> str:
    """What stands below a second-level heading."""
    found = re.search(rf"^## [^\n]*{heading}[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"No section {heading}.")
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Cells of the rows of a table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if not re.match(r"\|[ :-]+\|", line)
    ][1:]


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


class SubjectTests(SimpleTestCase):
    def test_the_list_names_every_file_and_nothing_else(self):
        listed = {name for line in section(CONTRIBUTING, "Subjects").splitlines() for name in listed_in(line)}
        found = {
            module.stem
            for module in modules("tracker")
            if module.parts[1] in SUBJECT_FOLDERS and module.stem != "__init__"
        }
        self.assertEqual(found - listed, set(), "Files whose subject CONTRIBUTING does not know")
        self.assertEqual(listed - found, set(), "Subjects without a file")

    def test_templates_bear_the_names_of_subjects(self):
        subjects = {name for line in section(CONTRIBUTING, "Subjects").splitlines() for name in listed_in(line)}
        folders = {path.name for path in (ROOT / "templates" / "tracker").iterdir() if path.is_dir()}
        self.assertEqual(folders - subjects - PARTS, set())


def listed_in(line: str) -> list[str]:
    return quoted(line.split("|")[1]) if line.startswith("|") else []


class RuleIndexTests(SimpleTestCase):
    def test_every_rule_points_to_code_and_test_that_exist(self):
        index = rows(section(CONTRIBUTING, "Rule index"))
        self.assertGreater(len(index), 20)
        for rule, code, test in index:
            with self.subTest(rule=rule):
                self.assertTrue(quoted(code) and quoted(test), "A rule names its code and its test.")
                for place in quoted(code) + quoted(test):
                    self.assertTrue(exists(place), f"{place} does not exist.")


def exists(place: str) -> bool:
    """Whether `path`, `path.py:function` or `path.py:Class.method` is there."""
    path, _, name = place.partition(":")
    if not (ROOT / path).exists():
        return False
    return not name or defines((ROOT / path).relative_to(ROOT), name)


class ReadmeTests(SimpleTestCase):
    def test_names_every_command(self):
        ours = {name for name, app in get_commands().items() if app == "tracker"}
        named = {
            name for cell in section(README, "Commands").split("`") for name in re.findall(r"manage\.py (\w+)", cell)
        }
        self.assertEqual(
            ours, named & (ours | {"demo", "import_offices", "import_ledger", "export_workbook", "recount"})
        )

    def test_names_every_setting_of_the_environment(self):
        source = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
        settings = set(re.findall(r"""(?:environ\.get|_flag)\(\s*"(\w+)\"""", source))
        self.assertLessEqual({"DATABASE_URL", "SECRET_KEY", "DEBUG", "HTTPS"}, settings)
        self.assertEqual({name for name in settings if f"`{name}`" not in README}, set())

    def test_shows_the_two_commands_that_the_checks_run(self):
        self.assertIn("bash .ci/setup && .venv/bin/python manage.py demo", README)
        test_command = "bash .ci/setup dev && .venv/bin/pytest"
        self.assertIn(test_command, README)
        self.assertIn(test_command, (ROOT / ".ci" / "run").read_text(encoding="utf-8"))

    def test_has_the_pictures_it_shows(self):
        shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
        self.assertTrue(shown)
        self.assertEqual([path for path in shown if not (ROOT / path).exists()], [])
