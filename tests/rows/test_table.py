"""The lesson's table: that each line is measured as it says, on fewer seeds and epochs."""

import re

import numpy as np
import pytest

from course.rows import experiments, table
from course.rows.table import SETTINGS

FEW = {"batch": 1_000, "alpha": 2.0}  # four updates in an epoch


def test_a_line_has_the_mean_and_the_spread_over_seeds():
    [line] = table.table({"large batches": FEW}, seeds=(0, 1), epochs=2)
    shares = 100 * np.stack([experiments.accuracies(seed, epochs=2, **FEW) for seed in (0, 1)])
    assert line.name == "large batches"
    assert line.end == pytest.approx(shares[:, 2].mean())
    assert line.first == pytest.approx(shares[:, 1].mean())
    assert line.spread == pytest.approx(abs(shares[0, 2] - shares[1, 2]) / np.sqrt(2))


@pytest.mark.parametrize(
    ("key", "told"),
    [("alpha", "alpha ([0-9.]+)"), ("batch", "batches of ([0-9,]+)"), ("decay", "decay ([0-9.]+)")],
)
def test_a_setting_is_what_its_name_says(key, told):
    """Names are all that readers see."""
    named = {name: re.search(told, name) for name in SETTINGS}
    found = {name: float(it[1].replace(",", "")) for name, it in named.items() if it}
    assert len(found) >= 2
    for name, value in found.items():
        assert (table.COMMON | SETTINGS[name])[key] == value, name


def test_a_seed_is_stopped_and_trained_to_the_end():
    [found] = table.stopping(seeds=(0,), epochs=2, patience=1)
    how = {"epochs": 2} | table.COMMON
    stopped = experiments.stopped_early(0, patience=1, **how)
    assert (found.seed, found.epochs) == (0, stopped["epochs"])
    assert found.stopped == 100 * stopped["test when stopped"]
    assert found.end == 100 * stopped["test at the end"]


def test_the_cost_of_new_rows_turns_where_it_is_lowest(monkeypatch):
    monkeypatch.setattr(
        table, "stopped_early",
        lambda seed, **how: {"epochs": 3, "test when stopped": 0.9, "test at the end": 0.8},
    )  # fmt: skip
    monkeypatch.setattr(table, "accuracies", lambda seed, **how: np.array([4, 2, 1, 1.5]))
    [found] = table.stopping(seeds=(7,), epochs=3)
    assert found == (7, 3, 90, 80, 2, pytest.approx(50))


def test_what_is_printed_has_a_line_for_each_setting_and_each_seed(monkeypatch, capsys):
    monkeypatch.setattr(
        table, "table", lambda: [table.Line(name, 94.41, 1.06, 88.9) for name in SETTINGS]
    )
    monkeypatch.setattr(
        table, "stopping", lambda: [table.Stopping(seed, 12, 93.7, 94.3, 11, 8) for seed in (0, 1)]
    )
    table.main()
    printed = capsys.readouterr().out
    assert printed.count("94.4 ± 1.1") == len(SETTINGS)
    assert all(name in printed for name in SETTINGS)
    mean = " ".join(printed.splitlines()[-1].split())
    assert mean == "mean 12.0 93.7 94.3 11.0 8%"
