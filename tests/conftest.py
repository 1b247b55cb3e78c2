"""Shared by every test: reference data is always there, and passwords are hashed fast."""

import os

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models.signals import post_migrate

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_configure():
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    post_migrate.connect(load_reference_data, dispatch_uid="reference data")


def load_reference_data(sender, **kwargs):
    """Once when the test database is made, and again whenever a test has emptied it, which sends the same signal."""
    if sender.name == "tracker":
        call_command("loaddata", "norms", "counting_rules", "workdays", "presets", verbosity=0)


@pytest.fixture
def reference_data(db):
    """Norms and counting rules, asked for by tests that are functions; test cases find them there anyway."""
