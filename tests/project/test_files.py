"""The files that say what to install, where it is tested and what is in the course agree."""

import importlib.metadata as metadata
import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import course

REPOSITORY = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = yaml.safe_load((REPOSITORY / "environment.yml").read_text(encoding="utf-8"))
WORKFLOW = yaml.safe_load((REPOSITORY / ".github/workflows/test.yml").read_text(encoding="utf-8"))
OLDEST = "3.11"
PLATFORMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "darwin": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "win32": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
PYTHONS = WORKFLOW["jobs"]["test"]["strategy"]["matrix"]["python"]


def lower_bounds(requirements):
    """Name and version of each requirement of the form ``name>=version``."""
    bounds = {}
    for requirement in map(Requirement, requirements):
        [clause] = requirement.specifier
        assert clause.operator == ">=", requirement
        bounds[canonicalize_name(requirement.name)] = clause.version
    return bounds


def constraints(file):
    """The lines of a file of pins by canonical name."""
    lines = (REPOSITORY / file).read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in pins}


def as_installed(pins):
    """How many of the pins are what is installed here."""
    installed = {canonicalize_name(each.name): each.version for each in metadata.distributions()}
    return sum(pin.specifier.contains(installed.get(name, "0")) for name, pin in pins.items())


DEPENDENCIES = lower_bounds(PYPROJECT["dependencies"])
TEST_DEPENDENCIES = lower_bounds(PYPROJECT["optional-dependencies"]["test"])
NEWEST_PINS = constraints("constraints.txt")
OLDEST_PINS = constraints("constraints-oldest.txt")
# The set in use: what packages require can only be asked of those that are installed.
PINS = max(NEWEST_PINS, OLDEST_PINS, key=as_installed)


# pyproject.toml, environment.yml


def test_environment_yml_has_what_the_course_needs_with_the_same_lower_bounds():
    conda = [each for each in ENVIRONMENT["dependencies"] if isinstance(each, str)]
    bounds = lower_bounds(each for each in conda if ">=" in each)
    assert bounds == DEPENDENCIES | {"nbval": TEST_DEPENDENCIES["nbval"]}


def test_environment_yml_installs_the_course_itself_with_pip():
    assert {"pip": ["-e ."]} in ENVIRONMENT["dependencies"]
    assert "pip" in ENVIRONMENT["dependencies"]


def test_environment_yml_names_itself_and_a_python_that_is_tested():
    assert ENVIRONMENT["name"] == PYPROJECT["name"]
    [python] = [
        each.removeprefix("python=")
        for each in ENVIRONMENT["dependencies"]
        if str(each).startswith("python=")
    ]
    assert python in PYTHONS


def test_environment_yml_computes_on_one_thread_as_make_lab_does():
    assert ENVIRONMENT["variables"] == {"OMP_NUM_THREADS": "1"}


# constraints.txt, constraints-oldest.txt


@pytest.mark.parametrize("name", sorted(DEPENDENCIES | TEST_DEPENDENCIES))
def test_the_pin_satisfies_the_lower_bound(name):
    [pin] = NEWEST_PINS[name].specifier
    requirement = Requirement(f"{name}>={(DEPENDENCIES | TEST_DEPENDENCIES)[name]}")
    assert requirement.specifier.contains(pin.version)


@pytest.mark.parametrize("name", sorted(DEPENDENCIES | TEST_DEPENDENCIES))
def test_the_oldest_set_has_the_lower_bound_itself(name):
    """Else nobody tries what pyproject.toml promises. When a bound rises, uv makes the set anew."""
    assert OLDEST_PINS[name].specifier.contains((DEPENDENCIES | TEST_DEPENDENCIES)[name])


@pytest.mark.parametrize("pins", [NEWEST_PINS, OLDEST_PINS], ids=["newest", "oldest"])
def test_every_pin_is_exact(pins):
    for pin in pins.values():
        assert [clause.operator for clause in pin.specifier] == ["=="], str(pin)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_everything_that_gets_installed_is_pinned(platform, python):
    """Walk from the course through all that its packages require there; demand a pin each."""
    if PINS is OLDEST_PINS and (platform, python) != ("linux", OLDEST):
        pytest.skip("the oldest versions are tried in one place only")
    where = PLATFORMS[platform] | {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    seen = set()
    to_visit = [(PYPROJECT["name"], frozenset(["test"]))]
    while to_visit:
        package = to_visit.pop()
        if package in seen:
            continue
        seen.add(package)
        name, extras = package
        try:
            requirements = metadata.requires(name) or []
        except metadata.PackageNotFoundError:  # a package of another platform
            continue
        for requirement in map(Requirement, requirements):
            marker = requirement.marker
            if marker and not any(marker.evaluate(where | {"extra": e}) for e in {"", *extras}):
                continue
            needed = canonicalize_name(requirement.name)
            assert needed in PINS, f"{name} needs {requirement}"
            pin = PINS[needed]
            assert not pin.marker or pin.marker.evaluate(where), f"{name} needs {requirement}"
            to_visit.append((needed, frozenset(requirement.extras)))
    assert len(seen) > len(DEPENDENCIES)


def test_every_pinned_version_runs_on_the_oldest_python():
    """The first release of it, not a later one: Debian 12 ships 3.11.2."""
    checked = 0
    for name, pin in PINS.items():
        try:
            package = metadata.metadata(name)
        except metadata.PackageNotFoundError:  # a package of another platform
            continue
        if not pin.specifier.contains(package["Version"]):  # the weekly run without pins
            continue
        wants = Requirement(f"python{package.get('Requires-Python') or ''}").specifier
        assert wants.contains(f"{OLDEST}.0"), f"{pin} wants Python {wants}"
        checked += 1
    assert checked


def test_the_oldest_python_is_the_same_everywhere():
    assert PYPROJECT["requires-python"] == f">={OLDEST}"
    assert PYTHONS[0] == OLDEST
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"version_info\D+(\d+, \d+)\)", makefile)) == {OLDEST.replace(".", ", ")}


# the workflow


def test_the_workflow_covers_three_systems_and_every_python_without_a_gap():
    matrix = WORKFLOW["jobs"]["test"]["strategy"]["matrix"]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    minors = [int(python.partition(".")[2]) for python in PYTHONS]
    assert minors == list(range(minors[0], minors[-1] + 1))


def test_the_workflow_runs_make_test_on_push_and_weekly_without_pins():
    events = WORKFLOW[True]  # YAML reads the key `on` as a truth value
    assert {"push", "pull_request", "schedule"} <= set(events)
    [cron] = [each["cron"] for each in events["schedule"]]
    assert cron.split()[2:] == ["*", "*", "1"]
    [run] = [step["run"] for step in WORKFLOW["jobs"]["test"]["steps"] if "run" in step]
    assert run.startswith("make test")
    assert "github.event_name == 'schedule' && 'PINS='" in run


def test_once_a_week_the_workflow_tries_the_oldest_set_and_what_takes_long():
    weekly = WORKFLOW["jobs"]["weekly"]
    assert "'push'" in weekly["if"]
    assert "'pull_request'" in weekly["if"]
    oldest, long = weekly["strategy"]["matrix"]["target"]
    assert oldest.split()[0] == "test"
    assert "PINS=constraints-oldest.txt" in oldest
    assert long == "weekly"
    [python] = [step["with"] for step in weekly["steps"] if "setup-python" in step.get("uses", "")]
    assert python["python-version"] == OLDEST


def test_ci_run_calls_make_test():
    script = (REPOSITORY / ".ci/run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == "exec make test"


# the lessons


@pytest.mark.parametrize("lesson", course.LESSONS, ids=lambda lesson: lesson.file)
def test_the_readme_has_the_row_of_each_lesson(lesson):
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.splitlines() if line.startswith("|") and lesson.file in line]
    assert len(rows) == 1, "one row of the lesson table links to the lesson"
    [row] = rows
    assert lesson.title in row
    assert re.search(rf"\b{lesson.minutes}\b", row), "the minutes"
    assert f"lessons/{lesson.file}.ipynb" in row


def test_the_readme_has_no_row_of_a_lesson_that_does_not_exist():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"lessons/(\d\d_\w+)\.ipynb", readme))
    assert linked <= {path.stem for path in (REPOSITORY / "lessons").glob("*.ipynb")}


@pytest.mark.parametrize("lesson", course.LESSONS, ids=lambda lesson: lesson.file)
@pytest.mark.parametrize("place", ["solutions/{}.md", "solutions/{}.ipynb", "lessons/{}.ipynb"])
def test_each_lesson_has_its_three_files(lesson, place):
    assert (REPOSITORY / place.format(lesson.file)).is_file()


# stored notebooks


def notebooks(folder):
    """One pytest parameter for each notebook in `folder`; at least one is demanded below."""
    return [
        pytest.param(path, id=path.name) for path in sorted((REPOSITORY / folder).glob("*.ipynb"))
    ]


def code_cells(path):
    """The code cells that have code."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code" and "".join(cell["source"])]


def test_there_are_notebooks_to_look_at():
    assert notebooks("solutions")
    assert notebooks("lessons")


@pytest.mark.parametrize("path", notebooks("solutions"))
def test_a_solution_is_stored_fully_executed(path):
    """nbval compares nothing in a cell without an execution count, and says not a word."""
    counts = [cell["execution_count"] for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("path", notebooks("solutions"))
def test_a_solution_has_outputs_and_none_is_an_error(path):
    outputs = [output for cell in code_cells(path) for output in cell["outputs"]]
    assert outputs
    for output in outputs:
        assert output["output_type"] != "error", output.get("ename")
        assert output.get("name") != "stderr", output.get("text")


@pytest.mark.parametrize("path", notebooks("lessons"))
def test_a_lesson_is_stored_without_outputs(path):
    for cell in code_cells(path):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@pytest.mark.parametrize("path", notebooks("solutions") + notebooks("lessons"))
def test_a_notebook_has_no_widget_state_and_the_general_kernel(path):
    """Saved widget state needs a server of others to show, and GitHub may refuse the file."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert "widgets" not in notebook["metadata"]
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
