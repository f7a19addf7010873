"""The browser that the tests drive: find it, and install it where that is possible.

``make test`` runs this file first. Playwright's own download is the last resort, because
Debian's chromium or an installed Chrome does the same work.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# No sandbox: it cannot be set up as root or in a container. No shared memory: it is small in
# containers. The others stop Chromium from asking its maker's servers, which are out of reach.
FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find():
    """Path of a Chromium or Chrome, or None. The variable CHROMIUM overrules the search."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    candidates = [*map(shutil.which, NAMES), *PLACES]
    found = next((path for path in candidates if path and Path(path).exists()), None)
    return found or playwrights_own()


def playwrights_own():
    """Path of the Chromium that Playwright downloaded, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def is_debian():
    """Debian itself: Ubuntu's chromium package is a snap, which containers cannot run."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    family = {release["ID"], *release.get("ID_LIKE", "").split()}
    return "debian" in family and "ubuntu" not in family


def as_root():
    """The words to put before a command that needs root, or None when that is not possible."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    may = (
        shutil.which("sudo")
        and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0
    )
    return sudo if may else None


def install():
    """Install a browser by the system's own means. Whether that went well, `find` tells."""
    if is_debian() and (prefix := as_root()) is not None:
        print("Installing Debian's chromium for the browser tests.", flush=True)
        apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        subprocess.run([*apt, "update"])
        subprocess.run(
            [*apt, "install", "--yes", "--no-install-recommends", "chromium"],
            stdout=subprocess.DEVNULL,
        )
    elif os.environ.get("CI") == "true":
        subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"])


if __name__ == "__main__":
    if not find():
        install()
    if not find():
        print("No Chromium or Chrome was found or could be installed: see the browser tests below.")
