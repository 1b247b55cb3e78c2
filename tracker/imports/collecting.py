"""The garbage collector, while an import holds millions of cells at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Nothing is searched for cycles meanwhile: rows hold none, and looking through all of them again and again
    takes longer than storing them. Whatever is no longer used is freed at once all the same."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
