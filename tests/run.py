"""Run everything that continuous integration runs, and print how long each part took.

``make test`` calls this. Name parts to run only those: ``python tests/run.py types tests``.
All parts run even when one fails, so that one run tells everything there is to mend. The parts
that are for every week run only when they are named.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

import numpy

HERE = Path(__file__).resolve().parent
PYTEST = (sys.executable, "-m", "pytest", "-q")
# One worker for all tests of a file: they share what was costly to set up.
TESTS = (*PYTEST, "-n", "2", "--dist", "loadfile")
# To look through the thousands of others takes each worker a quarter of a minute.
WITH_BROWSER = [
    str(path) for path in sorted(HERE.rglob("test_*.py"))
    if "mark.browser" in path.read_text(encoding="utf-8")
]  # fmt: skip
NBVAL = (*PYTEST, "--nbval-current-env", "--nbval-sanitize-with", "tests/nbval.cfg")

# The parts of one round run side by side, and each keeps one of two cores busy.
ROUNDS = (
    {
        "types": (sys.executable, "-m", "mypy"),
        "lint": (sys.executable, "-m", "ruff", "check"),
        "format": (sys.executable, "-m", "ruff", "format", "--check"),
        "imports": (shutil.which("lint-imports", path=str(Path(sys.executable).parent)),),
        "build": (sys.executable, "-m", "course.build", "--check"),
    },
    {"tests": (*TESTS, "tests", "-m", "not browser and not weekly")},
    {
        "solutions": (*NBVAL, "--nbval", "solutions"),
        "lessons": (*NBVAL, "--nbval-lax", "lessons"),
    },
    {"browser": (*TESTS, *WITH_BROWSER, "-m", "browser and not measured and not weekly")},
)
# Only when they are asked for: what is too long for every day, and what the lessons say and print,
# computed as by a processor that rounds otherwise.
WEEKLY = (
    {"weekly": (*TESTS, "tests", "-m", "weekly")},
    {
        "claims elsewhere": (
            *PYTEST,
            "-m",
            "not weekly",
            *map(str, HERE.glob("*/test_claims*.py")),
        ),
        "solutions elsewhere": (*NBVAL, "--nbval", "solutions"),
    },
)


def elsewhere():
    """The variables that keep NumPy and its products of matrices to what every x86 processor has.

    A training of many steps makes of another last digit another network: what a lesson says is
    true of both, or it is luck.
    """
    simd = numpy.__config__.show(mode="dicts")["SIMD Extensions"]
    return {
        "OPENBLAS_CORETYPE": "Nehalem",
        "NPY_DISABLE_CPU_FEATURES": " ".join(simd.get("found", ())),
    }


def environment(home):
    """The variables of a run: one thread a process, no network, nothing of the user's touched."""
    nowhere = "http://127.0.0.1:9"  # the discard port: nothing listens there
    return os.environ | {
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": str(HERE / "offline"),
        "HTTP_PROXY": nowhere,
        "HTTPS_PROXY": nowhere,
        "NO_PROXY": "127.0.0.1,localhost",
        "COURSE_HOME": str(home / "course"),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
    }


def run(name, command, alone):
    """Run one part; give its status and its seconds. Parts side by side print when they end."""
    start = time.perf_counter()
    if alone:
        print(f"\n== {name}", flush=True)
    with tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True) as home:
        ran = subprocess.run(
            command,
            cwd=HERE.parent,
            env=environment(Path(home)) | (elsewhere() if name.endswith("elsewhere") else {}),
            stdout=None if alone else subprocess.PIPE,
            stderr=None if alone else subprocess.STDOUT,
        )
    if not alone:  # as bytes and in one write: whatever the encoding, and unmixed
        sys.stdout.buffer.write(f"\n== {name}\n".encode() + ran.stdout)
        sys.stdout.flush()
    return ran.returncode, time.perf_counter() - start


def main(wanted):
    """Run the wanted parts, or all that are for every day, and return the exit status."""
    daily = [name for parts in ROUNDS for name in parts]
    known = [*daily, *(name for parts in WEEKLY for name in parts)]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        names = ", ".join(known)
        print(f"No part is called {unknown[0]!r}. The parts are: {names}.")
        return 2
    wanted = wanted or daily
    start = time.perf_counter()
    results = {}
    for parts in (*ROUNDS, *WEEKLY):
        chosen = {name: parts[name] for name in parts if name in wanted}
        with ThreadPoolExecutor(max_workers=2) as pool:
            alone = repeat(len(chosen) == 1)
            results |= zip(chosen, pool.map(run, chosen, chosen.values(), alone), strict=True)
    print()
    for name, (status, seconds) in results.items():
        print(f"{name:19} {seconds:6.1f} s  {'failed' if status else 'passed'}")
    print(f"{'all':19} {time.perf_counter() - start:6.1f} s")
    return int(any(status for status, _ in results.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
