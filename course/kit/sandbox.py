"""Run a function in a Python process of its own, with a limit on time and memory.

A learner's function may loop for ever, fill the memory, delete ``np.exp`` or end the interpreter.
In its own process none of that reaches the notebook. The price is a quarter of a second a call.
cloudpickle carries functions that were typed into a notebook; they arrive with the names they use.
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

MEMORY_LIMIT = 2**30  # bytes
_PATIENCE = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True)
class Failure:
    """Why a call gave no result: ``kind`` is "time", "memory", "died", "copy" or "start"."""

    kind: str
    detail: str = ""


def run(function: Callable[..., Any], *args: Any, seconds: float) -> Any:
    """Call ``function(*args)`` elsewhere and return its result, or a ``Failure``.

    What the function raises is a ``Failure`` of kind "died"; catch what you expect inside it.
    """
    try:
        with _own_code_travels(args):
            payload = cloudpickle.dumps((function, args))
    except Exception as error:  # whatever a learner's objects raise when they are copied
        return Failure("copy", str(error))
    try:
        child = _start(payload, seconds)
    except OSError as error:
        return Failure("start", str(error))
    try:
        return _await(child, seconds)
    finally:  # also when the learner interrupts the kernel while we wait
        _end(child)
        child.communicate()


def _start(payload: bytes, seconds: float) -> subprocess.Popen:
    environment = {
        "PYTHONPATH": os.pathsep.join([os.getcwd(), *filter(None, sys.path)]),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "COURSE_SANDBOX_SECONDS": str(seconds),
    }
    # A file, not a pipe: communicate() called again forgets what a full pipe did not take.
    with tempfile.TemporaryFile() as sent:
        sent.write(payload)
        sent.seek(0)
        return subprocess.Popen(
            [sys.executable, "-P", "-c", "from course.kit.sandbox import serve; serve()"],
            stdin=sent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a group of its own, which can be ended as a whole
            env=os.environ | environment,
        )


def _end(child: subprocess.Popen) -> None:
    """End the process and what it started: a fork of it would hold its output open for ever."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()


def _await(child: subprocess.Popen, seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    answer: bytes | None = None
    while answer is None:
        try:
            answer, _ = child.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline:
                return Failure("time")
            if _memory(child.pid) > MEMORY_LIMIT:
                return Failure("memory")
    if not answer:
        return Failure("died", f"exit code {child.returncode}")
    return pickle.loads(answer)


def _memory(pid: int) -> int:
    try:
        return psutil.Process(pid).memory_info().rss
    except psutil.Error:  # it has just ended
        return 0


@contextmanager
def _own_code_travels(args: tuple[Any, ...]) -> Iterator[None]:
    """Send functions from the learner's own files by value: nobody runs those files again."""
    modules = [module for module in map(_home, args) if module and _is_own(module)]
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
    """The other end: read a call from standard input, write its result to standard output."""
    import faulthandler

    # A second guard, which works even if the parent is gone and the function never yields.
    devnull = open(os.devnull, "w")  # noqa: SIM115 (stays open for as long as the process lives)
    faulthandler.dump_traceback_later(
        float(os.environ["COURSE_SANDBOX_SECONDS"]) + 1, exit=True, file=devnull
    )
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the kernel, not for us
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(devnull.fileno(), sys.stdout.fileno())  # what the function prints goes nowhere
    try:
        function, args = pickle.load(sys.stdin.buffer)
    except Exception as error:  # an object that does not survive the journey
        answer.write(pickle.dumps(Failure("copy", str(error))))
    else:
        answer.write(cloudpickle.dumps(function(*args)))
    answer.flush()
    os._exit(0)  # no cleaning up after somebody else's threads
