"""The rule for a missing browser: a skip on a laptop, a failure where everything must run."""

import os
import subprocess
import sys

import browser
import pytest


def outcome(ci):
    """The closing lines of a browser test that is run where there is no browser."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "browser", "-p", "no:cacheprovider"]
    variables = {"CHROMIUM": "/no/such/browser", "CI": ci}
    ran = subprocess.run(
        [*command, "tests/project/test_lab.py"],
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )
    return ran.returncode, ran.stdout


def test_without_a_browser_its_tests_are_skipped_with_the_reason():
    status, text = outcome(ci="")
    assert status == 0, text
    assert "1 skipped" in text
    assert "Install one, or name it: CHROMIUM=/path/to/it" in text


def test_without_a_browser_ci_fails():
    status, text = outcome(ci="true")
    assert status == 1, text
    assert "1 error" in text
    assert "Install one, or name it: CHROMIUM=/path/to/it" in text


def test_the_variable_overrules_the_search(monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert browser.find() == sys.executable


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ({"ID": "debian"}, True),
        ({"ID": "raspbian", "ID_LIKE": "debian"}, True),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, False),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, False),
        ({"ID": "fedora"}, False),
    ],
)
def test_only_debian_has_a_chromium_package_that_is_no_snap(monkeypatch, release, expected):
    monkeypatch.setattr(browser.platform, "freedesktop_os_release", lambda: release)
    assert browser.is_debian() is expected
