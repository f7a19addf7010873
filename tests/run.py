"""Run everything that continuous integration runs, and print how long each part took.

``make test`` calls this. Name parts to run only those: ``python tests/run.py types tests``.
All parts run even when one fails, so that one run tells everything there is to mend.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTEST = (sys.executable, "-m", "pytest", "-q")
# One kernel runs the cells of one notebook, so a file must stay on one worker.
BESIDE = ("-n", "2", "--dist", "loadfile")
NBVAL = (*PYTEST, *BESIDE, "--nbval-current-env")

PARTS = {
    "lint": (sys.executable, "-m", "ruff", "check"),
    "format": (sys.executable, "-m", "ruff", "format", "--check"),
    "types": (sys.executable, "-m", "mypy"),
    "imports": (shutil.which("lint-imports", path=str(Path(sys.executable).parent)),),
    "build": (sys.executable, "-m", "course.build", "--check"),
    "tests": (*PYTEST, *BESIDE, "-m", "not browser", "tests"),
    "solutions": (*NBVAL, "--nbval", "solutions"),
    "lessons": (*NBVAL, "--nbval-lax", "lessons"),
    # Alone, because these measure: nothing else may want the two cores meanwhile.
    "browser": (*PYTEST, "-s", "-m", "browser", "tests"),
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


def main(names):
    """Run the named parts, or all, and return the exit status."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"No part is called {unknown[0]!r}. The parts are: {', '.join(PARTS)}.")
        return 2
    times = {}
    for name in names or PARTS:
        print(f"\n== {name}", flush=True)
        start = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="course-") as home:
            status = subprocess.run(
                PARTS[name], cwd=HERE.parent, env=environment(Path(home))
            ).returncode
        times[name] = (time.perf_counter() - start, status)
    print()
    for name, (seconds, status) in times.items():
        print(f"{name:10} {seconds:6.1f} s  {'failed' if status else 'passed'}")
    print(f"{'all':10} {sum(seconds for seconds, _ in times.values()):6.1f} s")
    return int(any(status for _, status in times.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
