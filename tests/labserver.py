"""A JupyterLab started the way a learner starts it: by ``make lab``, in a folder of its own.

Settings, kernels' connection files and IPython's history go to a temporary home, so nothing
of the user's is read or written. The settings that the course ships come from the environment,
as they do for a learner: they are what the tests are about.
"""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil

REPOSITORY = Path(__file__).resolve().parents[1]
OFFLINE = Path(__file__).resolve().parent / "offline"
START_SECONDS = 60


@dataclass(frozen=True)
class Lab:
    """A running server, and where it keeps things."""

    url: str  # without a slash at the end
    token: str
    root: Path
    home: Path
    process: psutil.Process

    def open(self, path, *, token=True, method="GET"):
        """Response to a request for `path`; HTTP errors are returned, not raised."""
        headers = {"Authorization": f"token {self.token}"} if token else {}
        request = urllib.request.Request(self.url + path, headers=headers, method=method)
        # No proxy, whatever the environment says: the server is on this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            return opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            return error

    def json(self, path):
        """The decoded answer to a request for `path`."""
        with self.open(path) as response:
            return json.load(response)

    def refused(self):
        """The attempts of this server and its kernels to reach another machine."""
        log = self.home / "outside.log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def log(self):
        """What the server has printed."""
        return (self.home / "lab.log").read_text(encoding="utf-8", errors="replace")


def environment(home):
    """The variables that send everything JupyterLab keeps to `home`."""
    variables = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
        "COURSE_HOME": "course",
        "COURSE_OFFLINE_LOG": "outside.log",
    }
    ours = {name: str(home / place) for name, place in variables.items()}
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER_", "MAKE"))}
    return kept | ours | {"PYTHONPATH": str(OFFLINE)}


def make_lab(root, *arguments):
    """The ``make`` command that starts JupyterLab on `root` with this very environment."""
    prefix = Path(sys.prefix)
    at_home = prefix == REPOSITORY / ".venv"
    venv = ".venv" if at_home else prefix.as_posix()
    here = subprocess.run(
        ["make", "--silent", "learn-stamp", f"VENV={venv}"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    return [
        "make",
        "--silent",
        f"--old-file={here}",  # never install anything from within a test
        "lab",
        f"VENV={venv}",
        f"ROOT={root.as_posix()}",
        f"LAB_ARGS=--no-browser {' '.join(arguments)}",
    ]


def start(root, home, *arguments):
    """Start JupyterLab on `root`, wait until it answers, and return it as a `Lab`."""
    home.mkdir(parents=True, exist_ok=True)
    with open(home / "lab.log", "wb") as log:
        process = psutil.Popen(
            make_lab(root, *arguments),
            cwd=REPOSITORY,
            env=environment(home),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        for file in (home / "runtime").glob("jpserver-*.json"):
            try:
                told = json.loads(file.read_text(encoding="utf-8"))
            except json.JSONDecodeError:  # still being written
                continue
            lab = Lab(told["url"].rstrip("/"), told["token"], root, home, process)
            try:
                if lab.open("/api/status").status == 200:
                    return lab
            except OSError:  # not listening yet
                continue
        time.sleep(0.1)
    stop(process)
    raise RuntimeError(f"JupyterLab did not start:\n{(home / 'lab.log').read_text()}")


def stop(process):
    """End `process` and everything that it started, and wait until it is gone."""
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for member in family:
        try:
            member.terminate()
        except psutil.NoSuchProcess:
            continue
    _, alive = psutil.wait_procs(family, timeout=10)
    for member in alive:
        member.kill()
    psutil.wait_procs(alive, timeout=10)
