"""Reads one PDF from stdin and prints the text of each page as a line of JSON. Run in a process of its own.

A hostile PDF can keep any reader busy for ever or fill its memory. Here that ends this process, at its own limits,
and not the server. Nothing of the project is imported.
Exit status 3: protected by a password; 5: too many pages; any other but 0: not readable, or the limits were reached.
"""

import io
import json
import logging
import resource
import sys

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
MAX_PAGES = 300
MAX_CHARACTERS = 20_000  # on one page; printed pages hold under 3,000


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    try:
        reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
        if len(reader.pages) > MAX_PAGES:
            return 5
        for page in reader.pages:
            print(json.dumps(page.extract_text()[:MAX_CHARACTERS]))
    except (DependencyError, FileNotDecryptedError, WrongPasswordError):
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
