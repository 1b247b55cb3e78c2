"""Where the public data sets lie. They are not part of the project; tests that need them skip, and say so."""

import os
import unittest
from pathlib import Path

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
DATA = Path(os.environ.get("REAL_DATA", settings.BASE_DIR.parent / "shared" / "data"))
MAPPINGS = Path(__file__).parent

needs_real_data = unittest.skipUnless(
    DATA.is_dir(), f"The public data sets are not in {DATA}; set REAL_DATA to the folder that holds them."
)
