"""Every Chinese message has an English text, and the compiled catalogue is the one that was written."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.test import SimpleTestCase

from tests.sources import ROOT

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def written():
    return polib.pofile(str(CATALOGUE / "django.po"))


def compiled():
    return polib.mofile(str(CATALOGUE / "django.mo"))


def messages(entry):
    """The English of an entry: one text, or one for each plural form."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


class CatalogueTests(SimpleTestCase):
    def test_every_message_has_an_english_text(self):
        self.assertEqual([entry.msgid for entry in written() if not entry.obsolete and not all(messages(entry))], [])

    def test_every_message_is_called_by_a_name_that_makemessages_knows(self):
        """A `gettext as …` of another name than `_` is passed over, and its messages stay Chinese."""
        sources = {path: path.read_text() for path in (ROOT / "tracker").rglob("*.py")}
        aliases = re.compile(r"\bn?p?gettext\w* as (?!_$)\w+", re.MULTILINE)
        self.assertEqual(
            {str(path): aliases.findall(text) for path, text in sources.items() if aliases.search(text)}, {}
        )

    def test_no_text_is_a_guess(self):
        self.assertEqual([entry.msgid for entry in written() if entry.fuzzy], [])

    def test_no_message_is_its_own_translation(self):
        """But for the name of the language, which the switch shows in that language."""
        chinese = [entry for entry in written() if re.search("[\u4e00-\u9fff]", entry.msgid)]
        self.assertEqual([entry.msgid for entry in chinese if entry.msgid in messages(entry)], ["中文"])

    def test_placeholders_survive(self):
        """A singular may say "one" for %(number)s; nothing else may drop out or come in."""
        for entry in written():
            with self.subTest(msgid=entry.msgid):
                expected = set(PLACEHOLDER.findall(entry.msgid))
                found = [set(PLACEHOLDER.findall(text)) for text in messages(entry)]
                self.assertEqual(found[-1], expected)
                self.assertTrue(all(names <= expected for names in found))

    def test_the_compiled_catalogue_is_the_written_one(self):
        def texts(catalogue):
            return {(entry.msgctxt, entry.msgid): messages(entry) for entry in catalogue if not entry.obsolete}

        self.assertEqual(texts(compiled()), texts(written()))


class SourceTests(SimpleTestCase):
    def test_the_catalogue_knows_every_message_of_the_source(self):
        if shutil.which("xgettext") is None and not os.environ.get("CI"):
            self.skipTest("needs xgettext: apt-get install gettext")
        known = {(entry.msgctxt, entry.msgid) for entry in written() if not entry.obsolete}
        found = {(entry.msgctxt, entry.msgid) for entry in in_source()}
        self.assertGreater(len(found), 100)
        self.assertEqual(sorted(msgid for _, msgid in found - known), [])
        self.assertEqual(sorted(msgid for _, msgid in known - found), [], "No longer in the source")


def in_source():
    """What makemessages finds in a copy of the source, so that the real catalogue stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("config", "tracker", "templates", "manage.py"):
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.po", "*.mo"))
            else:
                shutil.copy(source, copy)
        (copy / "tracker" / "locale").mkdir(exist_ok=True)
        command = [sys.executable, "manage.py", "makemessages", "--locale", "en", "--no-location"]
        subprocess.run(command, cwd=copy, check=True, capture_output=True)
        return list(polib.pofile(str(copy / "tracker" / "locale" / "en" / "LC_MESSAGES" / "django.po")))
