"""Where it was measured: without that, the figures of a table are nobody's."""

import os
import platform
import subprocess

import numpy as np
import psutil


def load() -> float:
    """How many processes wanted a core, on average over the last minute."""
    return psutil.getloadavg()[0]


def processor() -> str:
    """Its name, as the system gives it."""
    try:
        if platform.system() == "Linux":
            with open("/proc/cpuinfo", encoding="utf-8") as file:
                names = [line.partition(":")[2] for line in file if line.startswith("model name")]
            return names[0].strip()
        if platform.system() == "Darwin":
            command = ["sysctl", "-n", "machdep.cpu.brand_string"]
            return subprocess.run(
                command, capture_output=True, text=True, check=True
            ).stdout.strip()
    except (OSError, IndexError, subprocess.CalledProcessError):
        pass  # a name that it does not give in this way
    return platform.processor() or "processor without a name"


def blas() -> str:
    """What multiplies NumPy's tables."""
    found = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return f"{found['name']} {found['version']}"


def describe() -> str:
    """One line: processor, cores, system, Python, NumPy, BLAS, threads, and how busy it is."""
    threads = os.environ.get("OMP_NUM_THREADS", "as many as it likes")
    return (
        f"{processor()}, {platform.machine()}, {os.cpu_count()} cores, "
        f"{psutil.virtual_memory().total / 2**30:.0f} GiB; {platform.system()}, "
        f"Python {platform.python_version()}, NumPy {np.__version__} with {blas()}, "
        f"threads for it: {threads}; load at the start {load():.1f}."
    )
