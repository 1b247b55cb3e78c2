"""The shape that CONTRIBUTING.md describes: layers, sizes, names. What grows out of it fails here first."""

import ast
from fnmatch import fnmatch

from django.test import SimpleTestCase

from tests.sources import ROOT, functions, imports, modules, names, parsed

LAYERS = [
    {"periods", "figures", "measures"},
    {"models"},
    {"permissions", "queries", "rules"},
    {"actions"},
    {"sentences"},
    {"forms", "tables", "charts", "workbooks", "templatetags"},
    {"imports", "demo"},
    {"views", "admin", "management", "apps"},
    {"urls"},
]
RANKS = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
TOP_LEVEL = {
    "tracker", "config", "templates", "fixtures", "tests",
    "manage.py", "pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE",
}  # fmt: skip
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "base_views", "tools"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60

TRACKER = [module for module in modules("tracker") if module.name != "__init__.py"]
PRODUCT = modules("tracker", "config")
EVERYTHING = modules("tracker", "config", "tests")


def layer_of(dotted: str) -> str:
    """The layer a dotted name below tracker belongs to: tracker.models.items is in models."""
    return dotted.split(".")[1]


def in_layers(*layers):
    return [module for module in TRACKER if layer_of(dotted(module)) in layers]


def dotted(module):
    return ".".join(module.with_suffix("").parts)


class LayerTests(SimpleTestCase):
    def test_every_module_has_a_layer(self):
        self.assertEqual([str(module) for module in TRACKER if layer_of(dotted(module)) not in RANKS], [])

    def test_imports_only_point_up(self):
        down = [
            f"{module}: {name}"
            for module in TRACKER
            for name in imports(module)
            if name.startswith("tracker.") and RANKS[layer_of(name)] > RANKS[layer_of(dotted(module))]
        ]
        self.assertEqual(down, [])

    def test_the_product_knows_neither_its_settings_nor_its_tests(self):
        known = [f"{module}: {name}" for module in TRACKER for name in imports(module)]
        self.assertEqual([line for line in known if ": config." in line or ": tests." in line], [])

    def test_measures_see_numbers_and_nothing_else(self):
        seen = [f"{module}: {name}" for module in in_layers("measures", "periods") for name in imports(module)]
        self.assertTrue(seen)
        self.assertEqual([line for line in seen if ": django" in line], [])

    def test_tables_charts_and_workbooks_see_no_request(self):
        blind = in_layers("tables", "charts", "sentences", "workbooks", "queries", "rules", "actions")
        self.assertTrue(blind)
        self.assertEqual([str(module) for module in blind if {"request", "HttpRequest"} & names(module)], [])

    def test_views_ask_queries_for_their_rows(self):
        views = in_layers("views")
        self.assertTrue(views)
        self.assertEqual([str(module) for module in views if "objects" in names(module)], [])

    def test_nothing_is_imported_inside_a_function(self):
        hidden = [
            f"{module}:{node.lineno}"
            for module in EVERYTHING
            for function in functions(module)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        self.assertEqual(hidden, [])

    def test_nothing_happens_behind_a_signal(self):
        listening = [str(module) for module in TRACKER if any(".signals" in name for name in imports(module))]
        self.assertEqual(listening, [])


class SizeTests(SimpleTestCase):
    def test_files_can_be_read_in_one_sitting(self):
        lengths = {module: len((ROOT / module).read_text(encoding="utf-8").splitlines()) for module in EVERYTHING}
        self.assertEqual([str(module) for module, length in lengths.items() if length > LONGEST_FILE], [])

    def test_functions_fit_on_a_screen(self):
        long = [
            f"{module}:{function.name}"
            for module in EVERYTHING
            for function in functions(module)
            if function.end_lineno - function.lineno >= LONGEST_FUNCTION
        ]
        self.assertEqual(long, [])


class NameTests(SimpleTestCase):
    def test_no_file_is_called_by_a_name_that_says_nothing(self):
        sources = [*EVERYTHING, *(path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*"))]
        self.assertEqual([str(path) for path in sources if SAY_NOTHING & set(path.with_suffix("").parts)], [])

    def test_every_module_says_what_it_is_for(self):
        written = [module for module in PRODUCT if parsed(module).body]
        self.assertEqual([str(module) for module in written if not ast.get_docstring(parsed(module))], [])

    def test_the_top_level_holds_nothing_new(self):
        ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text().split() if not line.startswith("#")]
        found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
        kept = {name for name in found if not any(fnmatch(name, pattern) for pattern in ignored)}
        self.assertEqual(kept, TOP_LEVEL)
