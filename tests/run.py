"""Run everything that continuous integration runs, and print how long each part took.

``make test`` calls this. Name parts to run only those: ``python tests/run.py types tests``; the
first word of their names is enough. All parts run even when one fails, so that one run tells
everything there is to mend. The parts that are for every week run only when they are named.
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
TWO = (*PYTEST, "-n", "2", "--dist", "loadfile")
NBVAL = (*PYTEST, "--nbval-current-env", "--nbval-sanitize-with", "tests/nbval.cfg")
DAILY = ("-m", "not browser and not weekly")
# To look for a browser's tests among the thousands of others takes a quarter of a minute.
WITH_BROWSER = [
    str(path) for path in sorted(HERE.rglob("test_*.py"))
    if "mark.browser" in path.read_text(encoding="utf-8")
]  # fmt: skip
TESTS = {
    "tests kit": (*PYTEST, "tests/kit", *DAILY),  # the longest first, so that none is waited for
    **{
        f"tests {folder.name}": (*PYTEST, f"tests/{folder.name}", *DAILY)
        for folder in sorted(HERE.iterdir(), reverse=True)
        if any(folder.glob("test_*.py")) and folder.name != "kit"
    },
    "tests": (*PYTEST, *(f"tests/{path.name}" for path in sorted(HERE.glob("test_*.py"))), *DAILY),
}

# The parts of a round are run two at a time: each keeps one of two cores busy.
ROUNDS = (
    {
        "solutions": (*NBVAL, "--nbval", "solutions"),
        "lessons": (*NBVAL, "--nbval-lax", "lessons"),
        **TESTS,
        "types": (sys.executable, "-m", "mypy"),
        "lint": (sys.executable, "-m", "ruff", "check"),
        "format": (sys.executable, "-m", "ruff", "format", "--check"),
        "imports": (shutil.which("lint-imports", path=str(Path(sys.executable).parent)),),
        "build": (sys.executable, "-m", "course.build", "--check"),
    },
    {"browser": (*TWO, *WITH_BROWSER, "-m", "browser and not measured and not weekly")},
)
# Only when they are asked for: what is too long for every day, and what the lessons say and print,
# computed as by a processor that rounds otherwise.
WEEKLY = (
    {"weekly": (*TWO, "tests", "-m", "weekly")},
    {
        "elsewhere claims": (
            *PYTEST, "-m", "not weekly", *map(str, HERE.glob("*/test_claims*.py")),
        ),
        "elsewhere solutions": (*NBVAL, "--nbval", "solutions"),
    },
)  # fmt: skip


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
            env=environment(Path(home)) | (elsewhere() if name.startswith("elsewhere") else {}),
            stdout=None if alone else subprocess.PIPE,
            stderr=None if alone else subprocess.STDOUT,
        )
    if not alone:  # as bytes and in one write: whatever the encoding, and unmixed
        sys.stdout.buffer.write(f"\n== {name}\n".encode() + ran.stdout)
        sys.stdout.flush()
    return ran.returncode, time.perf_counter() - start


def main(wanted):
    """Run the wanted parts, or all that are for every day, and return the exit status."""
    rounds = (*ROUNDS, *WEEKLY) if wanted else ROUNDS
    known = [name for parts in (*ROUNDS, *WEEKLY) for name in parts]
    unknown = [word for word in wanted if not any(map(meant_by, repeat(word), known))]
    if unknown:
        print(f"No part is called {unknown[0]!r}. The parts are: {', '.join(known)}.")
        return 2
    start = time.perf_counter()
    results = {}
    for parts in rounds:
        chosen = {
            name: command for name, command in parts.items()
            if not wanted or any(meant_by(word, name) for word in wanted)
        }  # fmt: skip
        with ThreadPoolExecutor(max_workers=2) as pool:
            alone = repeat(len(chosen) == 1)
            results |= zip(chosen, pool.map(run, chosen, chosen.values(), alone), strict=True)
    print()
    width = max(map(len, results))
    for name, (status, seconds) in results.items():
        print(f"{name:{width}} {seconds:6.1f} s  {'failed' if status else 'passed'}")
    print(f"{'all':{width}} {time.perf_counter() - start:6.1f} s")
    return int(any(status for status, _ in results.values()))


def meant_by(word, name):
    """Whether a word of the command line means a part: its name, or the beginning of it."""
    return f"{name} ".startswith(f"{word} ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
