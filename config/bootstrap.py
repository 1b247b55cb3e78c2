"""Serves Bootstrap's stylesheet from the installed package, so that no third-party file lives in the repository."""

from collections.abc import Iterable
from importlib.metadata import distribution
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SERVED = ("bootstrap/css/bootstrap.min.css", "bootstrap/css/bootstrap.min.css.map")


class BootstrapFinder(BaseFinder):
    """Finds the files of SERVED and nothing else of the package, which holds thirty times as much."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=str(distribution("bootstrap-wrapper").locate_file("")))

    def find(  # type: ignore[override]  # the two overloads of the base class come to this
        self, path: str, find_all: bool = False, **kwargs: Any
    ) -> str | list[str]:
        found = [self.storage.path(path)] if path in SERVED else []
        if find_all:
            return found
        return found[0] if found else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        for path in SERVED:
            yield path, self.storage
