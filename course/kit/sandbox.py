"""Run a function in a Python process of its own, with a limit on time and memory.

A learner's function may loop for ever, fill the memory, delete ``np.exp`` or end the interpreter.
In its own process none of that reaches the notebook. The price is a quarter of a second a call.
cloudpickle carries functions that were typed into a notebook; they arrive with the names they use.

Call and answer are files in a folder of their own. A pipe could be written to by anybody, and a
process that was left behind would hold it open for ever.
"""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import cloudpickle
import psutil

MEMORY_LIMIT = 2**30  # bytes, of the process and all that it started
START_LIMIT = 60.0  # seconds for starting Python and importing NumPy
_PATIENCE = 0.05  # seconds between two looks at the process


@dataclass(frozen=True)
class Failure:
    """Why a call gave no result.

    ``kind`` is "time", "memory", "died" or "copy"; or, with nobody's function to blame, "start"
    (no process), "slow" (not ready within ``START_LIMIT``) or "setup" (ready was never reached).
    """

    kind: str
    detail: str = ""


def run(function: Callable[..., Any], *args: Any, seconds: float) -> Any:
    """Call ``function(*args)`` elsewhere and return its result, or a ``Failure``.

    What the function raises is a ``Failure`` of kind "died"; catch what you expect inside it.
    The ``seconds`` count from when the process is ready to call it.
    """
    try:
        with _own_code_travels(args):
            call = cloudpickle.dumps(function) + cloudpickle.dumps(args)
    except Exception as error:  # whatever a learner's objects raise when they are copied
        return Failure("copy", str(error))
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return _run(call, Path(folder), seconds)
    except OSError as error:
        return Failure("start", str(error))


def _run(call: bytes, folder: Path, seconds: float) -> Any:
    (folder / "call").write_bytes(call)
    child = _start(folder, seconds)
    family: set[psutil.Process] = set()
    try:
        return _await(child, folder, seconds, family)
    finally:  # also when the learner interrupts the kernel while we wait
        _end(child, family)


def _start(folder: Path, seconds: float) -> subprocess.Popen:
    # The working directory last: a learner's random.py must not stand in for Python's own.
    environment = {
        "PYTHONPATH": os.pathsep.join([*filter(None, sys.path), os.getcwd()]),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = "from course.kit.sandbox import serve; serve()"
    with (folder / "complaints").open("wb") as complaints:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", command, str(folder), str(seconds), str(START_LIMIT)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            start_new_session=True,  # a group of its own, which can be ended as a whole
            env=os.environ | environment,
        )


def _await(
    child: subprocess.Popen, folder: Path, seconds: float, family: set[psutil.Process]
) -> Any:
    """Wait for the answer. ``family`` collects every process the child is seen to start."""
    ready = False
    deadline = time.monotonic() + START_LIMIT
    while True:
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=_PATIENCE)
            return _answer(child, folder)
        if not ready and (folder / "ready").exists():
            ready, deadline = True, time.monotonic() + seconds
        if time.monotonic() > deadline:
            return Failure("time" if ready else "slow")
        family |= _descendants(child.pid)
        if sum(map(_memory, family)) > MEMORY_LIMIT:
            return Failure("memory")


def _answer(child: subprocess.Popen, folder: Path) -> Any:
    if not (folder / "ready").exists():
        lines = (folder / "complaints").read_text(errors="replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        return Failure("setup", said[-1][:200] if said else f"exit code {child.returncode}")
    try:
        return pickle.loads((folder / "answer").read_bytes())
    except FileNotFoundError:
        return Failure("died", f"exit code {child.returncode}")
    except Exception:  # half an answer, or somebody else's
        return Failure("died", "its answer cannot be read")


def _descendants(pid: int) -> set[psutil.Process]:
    """The process and all it started: on Windows, Python itself may be a child of its launcher."""
    try:
        process = psutil.Process(pid)
        return {process, *process.children(recursive=True)}
    except psutil.Error:  # it has just ended
        return set()


def _memory(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def _end(child: subprocess.Popen, family: set[psutil.Process]) -> None:
    """End the process and all it started, also what has left its group."""
    family |= _descendants(child.pid)
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    for process in family:
        with suppress(psutil.Error):
            process.kill()
    child.kill()
    with suppress(subprocess.TimeoutExpired):
        child.wait(timeout=5)


@contextmanager
def _own_code_travels(args: tuple[Any, ...]) -> Iterator[None]:
    """Send functions from the learner's own files by value: nobody runs those files again."""
    modules = {module for module in map(_home, args) if module and _is_own(module)}
    for module in modules:
        cloudpickle.register_pickle_by_value(module)
    try:
        yield
    finally:
        for module in modules:
            cloudpickle.unregister_pickle_by_value(module)


def _home(value: Any) -> ModuleType | None:
    name = getattr(value, "__module__", None)
    return sys.modules.get(name) if isinstance(name, str) else None


def _is_own(module: ModuleType) -> bool:
    root, file = module.__name__.partition(".")[0], getattr(module, "__file__", None)
    installed = {"site-packages", "dist-packages"}
    return (
        file is not None
        and root not in {"course", "__main__", *sys.stdlib_module_names}
        and not installed & set(Path(file).parts)
    )


def serve() -> None:
    """The other end: read the call from a folder, and leave the answer there."""
    import faulthandler

    folder, seconds, start_limit = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    # A second guard, which works even if the parent is gone and the function never yields.
    devnull = open(os.devnull, "w")  # noqa: SIM115 (stays open for as long as the process lives)
    faulthandler.dump_traceback_later(start_limit + 1, exit=True, file=devnull)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the kernel, not for us
    with (folder / "call").open("rb") as call:
        function = pickle.load(call)
        try:
            args = pickle.load(call)
        except BaseException as error:  # an object that does not survive the journey
            function, args = Failure, ("copy", f"{type(error).__name__}: {error}")
    os.dup2(devnull.fileno(), 2)  # what was said so far was about starting
    (folder / "ready").touch()
    faulthandler.dump_traceback_later(seconds + 1, exit=True, file=devnull)
    (folder / "answer").write_bytes(cloudpickle.dumps(function(*args)))
    for process in _descendants(os.getpid()) - {psutil.Process()}:
        with suppress(psutil.Error):
            process.kill()
    os._exit(0)  # no cleaning up after somebody else's threads
