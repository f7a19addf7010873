"""What `make bench` gathers, and how it tells. Not how long anything takes: that is its own say."""

import sys
from pathlib import Path

import bench
import nbformat
import pytest
from benches import PARTS, frames, imports, machine, nets, notebooks, panels, table, turns
from benches.table import Missing, Row
from nbformat.v4 import new_code_cell, new_notebook

import course

ROW = Row(ratio=2.0, words="one against another", first="4 µs", second="2 µs", ran="10 steps")
REPOSITORY = Path(__file__).resolve().parents[2]


def finder(**parts):
    """Gives the rows of a part; those that are not named have one row."""
    return lambda name: lambda: parts.get(name, lambda: [ROW])()


def failing(error):
    yield ROW
    raise error


# the command


def test_all_parts_come_into_one_table(capsys):
    assert bench.main([], finder()) == 0
    printed = capsys.readouterr().out
    assert printed.count("| ratio |") == 1
    for name in PARTS:
        assert f"{name}: one against another" in printed
    assert "Not measured" not in printed


def test_a_part_can_be_called_by_its_name(capsys):
    assert bench.main(["imports"], finder()) == 0
    printed = capsys.readouterr().out
    assert "imports: one" in printed
    assert "nets: one" not in printed


def test_an_unknown_part_is_refused_with_the_names_of_all(capsys):
    assert bench.main(["speed"], finder()) == 2
    printed = capsys.readouterr().out
    assert "'speed'" in printed
    assert ", ".join(PARTS) in printed


@pytest.mark.parametrize(
    ("error", "said"),
    [(OSError("no space left"), "OSError: no space left"), (KeyboardInterrupt(), "interrupted")],
)
def test_a_part_that_fails_is_said_and_hides_neither_its_rows_nor_the_others(capsys, error, said):
    assert bench.main([], finder(imports=lambda: failing(error))) == 1
    printed = capsys.readouterr().out
    for name in PARTS:
        assert f"{name}: one against another" in printed
    assert f"- imports: all the rest: {said}" in printed.partition("Not measured")[2]


def test_what_a_part_could_not_measure_is_in_the_exit_status(capsys):
    gone = finder(panels=lambda: [Missing("a panel", "no browser")])
    assert bench.main(["panels"], gone) == 1
    assert "- panels: a panel: no browser" in capsys.readouterr().out


@pytest.mark.parametrize("name", PARTS)
def test_each_part_has_a_module_that_gives_its_rows(name):
    assert callable(sys.modules[f"benches.{name}"].rows)


# the table


def test_ratios_come_first_and_every_row_says_what_was_run():
    part = table.Part("nets", [ROW], [], seconds=3.0, load=0.5)
    lines = table.markdown("a machine", [part]).splitlines()
    assert lines[0] == "a machine"
    head, rule, row = [line for line in lines if line.startswith("|")]
    assert len({len(head), len(rule), len(row)}) == 1, "aligned, to be read as it is"
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells == ["2.00", "nets: one against another", "4 µs", "2 µs", "10 steps"]
    assert "- nets: 1 rows in 3 s by the clock; the load was 0.5 when it began" in lines


def test_a_table_without_rows_is_a_table():
    part = table.Part("nets", [], [Missing("all", "broken")], seconds=0.0, load=0.0)
    assert "| ratio |" in table.markdown("a machine", [part])


@pytest.mark.parametrize(
    ("value", "text"),
    [(12.34, "12.3 s"), (1.5, "1.50 s"), (0.1234, "123 ms"), (2e-6, "2.00 µs"), (4321, "4,321 s")],
)
def test_costs_have_three_digits(value, text):
    assert table.amount(value) == text


def test_the_machine_is_named():
    said = machine.describe()
    for part in ("cores", "Python 3.", "NumPy", "load at the start", machine.blas()):
        assert part in said
    assert machine.processor()


# nets, frames


def test_a_pair_is_compared_by_what_one_step_takes(monkeypatch):
    monkeypatch.setattr(turns, "CLOCK", iter(range(100)).__next__)  # each look a second later
    work = {"dear": (lambda steps: None, 5), "cheap": (lambda steps: None, 10)}
    [row] = turns.compared(work, [("dear", "cheap", "dear against cheap")], tries=2)
    assert row.ratio == 2
    assert row.ran.startswith("5 and 10 steps, best of 2 tries")


@pytest.mark.parametrize("room", nets.ROOMS, ids=lambda room: room.__name__)
def test_everything_that_is_timed_is_compared_and_the_other_way_round(room):
    named = {name for pair in room.PAIRS for name in pair[:2]}
    assert named == set(room.WORK)


@pytest.mark.parametrize("room", nets.ROOMS, ids=lambda room: room.__name__)
def test_all_that_is_timed_runs(room):
    for run, _ in room.WORK.values():
        run(1)


def test_every_panel_of_every_lesson_has_its_frames():
    panels = {getattr(make, "func", make) for make in frames.PANELS.values()}
    rooms = {panel.__module__.split(".")[1] for panel in panels}
    assert rooms == {lesson.room for lesson in course.LESSONS}


def test_a_panel_gives_its_frames():
    panel = frames.PANELS["ElevenPanel"](synchronous=True)
    rows = [*turns.compared(frames.work(panel), frames.pairs("ElevenPanel"), tries=1)]
    panel.close()
    assert len(rows) == 2
    assert all(row.ratio > 0 for row in rows)


# imports


def test_every_room_is_imported():
    for lesson in course.LESSONS:
        assert any(f"course.{lesson.room}.net" in modules for modules in imports.IMPORTED.values())


def test_an_import_takes_longer_than_none():
    assert 0 < imports.seconds(()) < imports.seconds(("json", "numpy"))


# notebooks


def test_a_notebook_that_fails_is_said_and_the_others_are_measured(tmp_path):
    for name, code in {"01_wrong": "1 / 0", "02_right": "sum(range(10**6))"}.items():
        nbformat.write(new_notebook(cells=[new_code_cell(code)]), tmp_path / f"{name}.ipynb")
    wrong, right = notebooks.rows(tmp_path)
    assert wrong.what == "01_wrong"
    assert "ZeroDivisionError" in wrong.why
    assert right.words.startswith("02_right against")
    assert right.ratio > 0


# panels

REPORT = """
<testsuites><testsuite>
  <testcase classname="tests.eleven.test_browser" name="test_latencies"><system-out>
measured, ms: first picture after a key: 30 50 90

measured, ms: from picture to picture while training: 33
  </system-out></testcase>
  <testcase classname="tests.rows.test_browser" name="test_latencies">
    <failure message="AssertionError: too slow&#10;assert 1">trace</failure></testcase>
  <testcase classname="tests.stack.test_browser" name="test_latencies">
    <skipped message="No Chromium"/></testcase>
  <testcase classname="tests.digits.test_browser" name="test_latencies"/>
</testsuite></testsuites>
"""


def test_latencies_are_gathered_and_what_gave_none_is_said():
    median, worst, mean, failed, skipped, silent = panels.gathered(REPORT)
    assert median.ratio == pytest.approx(50 / 60)
    assert (median.first, median.second) == ("50.0 ms", "60.0 ms")
    assert worst.ratio == pytest.approx(0.9)
    assert worst.first == "90.0 ms"
    assert mean.words == "eleven, from picture to picture while training, mean, against the mark"
    assert (
        median.ran == "tests/eleven/test_browser.py::test_latencies, 3 times, by the page's clock"
    )
    assert (failed.what, failed.why) == (
        "tests/rows/test_browser.py::test_latencies",
        "AssertionError: too slow",
    )
    assert skipped.why == "No Chromium"
    assert silent.why == "it printed no figures"


def test_the_browser_tests_print_what_is_gathered(capsys):
    from notebook_page import print_measured

    for what in panels.MARKS:
        print_measured(what, [12.4, 33.3])
    printed = capsys.readouterr().out
    assert panels.MEASURED.findall(printed) == [(what, "12 33") for what in panels.MARKS]


@pytest.mark.parametrize("lesson", course.LESSONS, ids=lambda lesson: lesson.room)
def test_each_lesson_has_a_test_of_its_latencies(lesson):
    text = (REPOSITORY / f"tests/{lesson.room}/test_browser.py").read_text(encoding="utf-8")
    assert "@pytest.mark.measured" in text
