"""Runs a reader of hostile files in a process of its own, which sets its own limits on memory and CPU time."""

import subprocess
import sys
from pathlib import Path

TIMEOUT = 60
TIMED_OUT = -1


def run_reader(script: Path, data: bytes) -> tuple[int, bytes]:
    """The exit status, TIMED_OUT when it never came, and what was printed. Nothing of the project is on its path."""
    command = [sys.executable, "-I", str(script)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return TIMED_OUT, b""
    return done.returncode, done.stdout
