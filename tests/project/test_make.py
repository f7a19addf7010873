"""What `make lab` does on machines that lack something, told with machines made of shims."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "make", "cat", "cksum", "id", "mkdir", "rm", "touch", "chmod")
NAMES = ("python3", "python3.11", "python3.12", "python3.13", "python3.14", "python")

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not all(map(shutil.which, TOOLS)),
    reason="the stand-ins for Python are shell scripts, and make must be there",
)

# A Python whose version, or whose lack of a module, is made up.
PRETENDER = """#!/bin/sh
exec "{python}" -c 'import sys
{change}
exec(sys.argv[1])' "$2"
"""
# Without single quotes: they would end the shell's.
OLD = "sys.version_info = (3, 9, 18)"
WITHOUT_VENV = 'sys.modules["ensurepip"] = None'

# A Python that makes an environment whose own Python only writes down what it is asked to do.
RECORDER = """#!/bin/sh
[ "$1" = -c ] && exec "{python}" -c "$2"
folder="$4"
mkdir -p "$folder/bin"
touch "$folder/pyvenv.cfg"
cat > "$folder/bin/python" <<'END'
#!/bin/sh
[ "$1" = -c ] && exec "{python}" -c "$2"
echo "$@" >> calls.txt
echo "$OMP_NUM_THREADS" > threads.txt
[ "$2" != "$FAILING" ]
END
chmod +x "$folder/bin/python"
"""


@pytest.fixture
def machine(tmp_path):
    """A machine with make and a few tools, no Python yet, and a fresh copy of the course."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in TOOLS:
        (tools / tool).symlink_to(shutil.which(tool))
    folder = tmp_path / "course"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(REPOSITORY / name, folder)
    return Machine(tools, folder)


class Machine:
    """Runs make with nothing but its own tools on the path."""

    def __init__(self, tools, folder):
        self.tools = tools
        self.folder = folder

    def add(self, script, *names, change=""):
        for name in names:
            path = self.tools / name
            path.write_text(script.format(python=sys.executable, change=change))
            path.chmod(0o755)

    def make(self, *arguments, **variables):
        # Only the path: what make hands to its children must not reach this inner make.
        return subprocess.run(
            ["make", *arguments],
            cwd=self.folder,
            env={"PATH": str(self.tools), "HOME": str(self.folder)} | variables,
            capture_output=True,
            text=True,
        )

    def calls(self):
        """What the environment's Python was asked to do since the last look."""
        record = self.folder / "calls.txt"
        lines = record.read_text().splitlines() if record.exists() else []
        record.unlink(missing_ok=True)
        return ["pip" if "pip install" in line else line.split()[1] for line in lines]


def only_complaint(run):
    """The one sentence that was printed beside make's own closing line."""
    assert run.returncode != 0
    assert run.stdout == ""
    lines = run.stderr.splitlines()
    assert len(lines) == 2, run.stderr
    assert lines[1].startswith("make: ***")
    return lines[0]


@pytest.mark.parametrize("target", ["lab", "test"])
def test_a_python_that_is_too_old_is_named_with_what_to_do(machine, target):
    machine.add(PRETENDER, *NAMES, change=OLD)
    complaint = only_complaint(machine.make(target))
    assert "Python 3.11 or newer is needed, but python3 is Python 3.9.18" in complaint
    assert "install a newer one" in complaint


def test_no_python_at_all_is_said(machine):
    complaint = only_complaint(machine.make("lab"))
    assert "Python 3.11 or newer is needed, but python3 was not found" in complaint


def test_a_named_python_that_is_too_old_is_not_replaced_by_another(machine):
    machine.add(PRETENDER, "mine", change=OLD)
    machine.add(RECORDER, "python3")
    complaint = only_complaint(machine.make("lab", "PYTHON=mine"))
    assert "but mine is Python 3.9.18" in complaint


def test_a_missing_venv_module_is_named_with_what_to_do(machine):
    machine.add(PRETENDER, *NAMES, change=WITHOUT_VENV)
    complaint = only_complaint(machine.make("lab"))
    assert "venv module is missing from python3" in complaint
    assert "sudo apt install python3-venv" in complaint


def test_a_newer_python_is_found_beside_one_that_is_too_old(machine):
    machine.add(PRETENDER, "python3", change=OLD)
    machine.add(RECORDER, "python3.12")
    run = machine.make("lab")
    assert run.returncode == 0, run.stderr
    assert machine.calls() == ["pip", "jupyterlab"]


def test_the_second_start_installs_nothing_again(machine):
    machine.add(RECORDER, "python3")
    assert machine.make("lab").returncode == 0
    assert machine.calls() == ["pip", "jupyterlab"]
    assert machine.make("lab").returncode == 0
    assert machine.calls() == ["jupyterlab"]


def test_learners_networks_compute_on_one_thread_unless_told(machine):
    machine.add(RECORDER, "python3")
    machine.make("lab")
    assert (machine.folder / "threads.txt").read_text() == "1\n"
    machine.make("lab", OMP_NUM_THREADS="4")
    assert (machine.folder / "threads.txt").read_text() == "4\n"


def test_new_pins_are_installed_at_the_next_start(machine):
    machine.add(RECORDER, "python3")
    machine.make("lab")
    machine.calls()
    later = (machine.folder / "pyproject.toml").stat().st_mtime + 3600
    os.utime(machine.folder / "constraints.txt", (later, later))
    machine.make("lab")
    assert machine.calls() == ["pip", "jupyterlab"]


def test_what_the_tests_need_includes_what_a_learner_needs(machine):
    machine.add(RECORDER, "python3")
    assert machine.make("build").returncode == 0
    assert machine.calls() == ["pip", "course.build"]
    assert machine.make("lab").returncode == 0
    assert machine.calls() == ["jupyterlab"]


def test_without_the_pins_everything_is_installed_again(machine):
    machine.add(RECORDER, "python3")
    machine.make("lab")
    machine.calls()
    assert machine.make("lab", "PINS=").returncode == 0
    assert machine.calls() == ["pip", "jupyterlab"]
    assert machine.make("lab").returncode == 0
    assert machine.calls() == ["pip", "jupyterlab"]


def test_a_course_folder_that_was_moved_installs_itself_again(machine):
    machine.add(RECORDER, "python3")
    machine.make("lab")
    machine.calls()
    machine.folder = machine.folder.rename(machine.folder.parent / "moved")
    assert machine.make("lab").returncode == 0
    assert machine.calls() == ["pip", "jupyterlab"]


def test_an_environment_whose_python_is_gone_is_made_anew(machine):
    machine.add(RECORDER, "python3")
    machine.make("lab")
    machine.calls()
    (machine.folder / ".venv/bin/python").unlink()
    assert machine.make("lab").returncode == 0
    assert machine.calls() == ["pip", "jupyterlab"]


def test_a_failed_installation_says_what_to_do_and_is_tried_again(machine):
    machine.add(RECORDER, "python3")
    failed = machine.make("lab", FAILING="pip")
    assert failed.returncode != 0
    assert "check the connection and run make again" in failed.stderr
    assert machine.calls() == ["pip"]
    assert machine.make("lab").returncode == 0
    assert machine.calls() == ["pip", "jupyterlab"]


def test_help_names_every_target(machine):
    text = machine.make().stdout
    for target in ("lab", "test", "build", "bench", "pins", "clean"):
        assert f"make {target} " in text
