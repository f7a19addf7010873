"""How soon the live panels answer in JupyterLab in a browser, against the marks they are to meet.

The tests that are marked ``measured`` press the keys: here is only gathered what they print.
"""

import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from benches.table import Missing, Row, compare

REPOSITORY = Path(__file__).resolve().parents[2]
MEASURED = re.compile(r"^measured, ms: (.+?): ([\d. ]+)$", re.MULTILINE)

# In milliseconds. Below a tenth of a second an answer seems immediate, and thirty pictures a second
# seem to move.
MARKS = {
    "first picture after a key": (60, 100),
    "last picture after Pause": (100, 100),
    "from picture to picture while training": (33, 33),
}


def rows() -> Iterator[Row | Missing]:
    """Run those tests in a process of their own, and read their report."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-m", "measured", "tests"]
        command += [f"--junitxml={report}", "-o", "junit_logging=system-out"]
        ran = subprocess.run(
            command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        if ran.returncode:
            print(ran.stdout, file=sys.stderr)
        if not report.exists():
            raise RuntimeError("pytest wrote no report: what it said is above")
        yield from gathered(report.read_text(encoding="utf-8"))


def gathered(report: str) -> Iterator[Row | Missing]:
    """The rows of a report in JUnit's form, and of each test without figures the reason."""
    cases = [*ElementTree.fromstring(report).iter("testcase")]
    if not cases:
        yield Missing("all panels", "no test is marked as measured")
    for case in cases:
        room = case.get("classname", "").split(".")[-2]
        asked = f"tests/{room}/test_browser.py::{case.get('name')}"
        why = [each for tag in ("failure", "error", "skipped") for each in case.iter(tag)]
        if why:
            yield Missing(asked, (why[0].get("message") or why[0].tag).splitlines()[0])
            continue
        found = MEASURED.findall(case.findtext("system-out", ""))
        if not found:
            yield Missing(asked, "it printed no figures")
        for what, figures in found:
            yield from against_its_marks(what, [float(each) for each in figures.split()], asked)


def against_its_marks(what: str, figures: list[float], asked: str) -> Iterator[Row]:
    """The middle one and the worst, or the only one."""
    usual, worst = MARKS[what]
    room = asked.split("/")[1]
    of = f", {len(figures)} times" if len(figures) > 1 else ""
    chosen = [("median", statistics.median(figures), usual), ("worst", max(figures), worst)]
    for name, value, mark in chosen if of else [("mean", figures[0], usual)]:
        yield compare(
            f"{room}, {what}, {name}, against the mark",
            value / 1e3,
            mark / 1e3,
            ran=f"{asked}{of}, by the page's clock",
        )
