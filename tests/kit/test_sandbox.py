"""Another Python process takes the damage: time, memory, exits, and nothing reaches this one."""

import contextlib
import operator
import os
import signal
import sys
import textwrap
import threading
import time

import numpy as np
import psutil
import pytest

from course.kit import sandbox
from course.kit.sandbox import Failure, run

PATIENT = 60.0  # seconds; for what must end by itself, however slow the machine is


def call(function, *args, seconds=PATIENT):
    """Run one of this file's own functions in the sandbox."""
    return run(operator.call, function, *args, seconds=seconds)


def children():
    return psutil.Process().children(recursive=True)


@pytest.fixture(autouse=True)
def no_process_is_left_behind():
    before = set(children())
    yield
    left = [child for child in children() if child not in before]
    psutil.wait_procs(left, timeout=5)
    assert [child for child in left if child.is_running()] == []


def ends(pid):
    """Whether a process that is no child of this one is soon gone."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for _ in range(100):
            if process.status() == psutil.STATUS_ZOMBIE:
                return True
            time.sleep(0.05)
        return False
    return True


def helper(x):
    return 2 * x + OFFSET


OFFSET = 7


def twice_and_seven(x):
    return helper(x)


def test_a_result_comes_back():
    got = call(lambda x: {"squared": x**2}, np.arange(3.0))
    np.testing.assert_array_equal(got["squared"], [0, 1, 4])


def test_a_function_of_a_learners_own_file_travels_with_all_that_it_uses():
    assert call(twice_and_seven, 4) == 15


def test_a_learners_own_file_is_not_run_again(tmp_path, monkeypatch):
    (tmp_path / "my_answers.py").write_text(
        textwrap.dedent(
            """
            import os
            with open(os.path.join(os.path.dirname(__file__), "runs"), "a") as runs:
                runs.write("x")

            def half(x):
                return x / 2
            """
        )
    )
    monkeypatch.syspath_prepend(tmp_path)
    from my_answers import half

    assert call(half, 3) == 1.5
    assert (tmp_path / "runs").read_text() == "x"
    del sys.modules["my_answers"]


def test_nothing_that_is_printed_reaches_the_notebook(capfd):
    def loud():
        print("x" * 2**20)
        print("y" * 2**20, file=sys.stderr)
        os.write(1, b"z" * 2**20)
        return "quiet"

    assert call(loud) == "quiet"
    assert capfd.readouterr() == ("", "")


def test_writing_to_any_open_file_does_not_spoil_the_answer():
    def writes_everywhere():
        for number in range(3, 256):
            with contextlib.suppress(OSError):
                os.write(number, b"not an answer")
        return "an answer"

    assert call(writes_everywhere) == "an answer"


def test_a_file_that_prints_when_it_is_imported_does_not_spoil_the_answer(tmp_path, monkeypatch):
    (tmp_path / "loud_helper.py").write_text("print('hello')\nimport os\nos.write(1, b'hello')\n")
    monkeypatch.syspath_prepend(tmp_path)
    import loud_helper

    def uses_it(x):
        return x if loud_helper else None

    assert call(uses_it, 3) == 3
    del sys.modules["loud_helper"]


def test_a_spoilt_answer_is_a_failure_not_an_error():
    def spoils():
        with open(os.path.join(sys.argv[1], "answer"), "wb") as answer:
            answer.write(b"not an answer")
        os._exit(0)

    assert call(spoils) == Failure("died", "its answer cannot be read")


@pytest.mark.parametrize("name", ["random", "copy", "pickle"])
def test_a_learners_file_does_not_stand_in_for_pythons_own(name, tmp_path, monkeypatch):
    (tmp_path / f"{name}.py").write_text("raise SystemExit('not Python')\n")
    (tmp_path / "my_helper.py").write_text("VALUE = 5\n")
    monkeypatch.chdir(tmp_path)

    def imports():
        import my_helper

        return __import__(name).__name__, my_helper.VALUE

    assert call(imports) == (name, 5)


def test_what_prevents_the_judge_is_told_as_it_is(monkeypatch):
    monkeypatch.setattr(sandbox.os, "environ", os.environ | {"PYTHONPATH": "x"})
    monkeypatch.setattr(sandbox.sys, "path", [path for path in sys.path if "packages" not in path])
    monkeypatch.setattr(sandbox.sys, "executable", psutil.Process().exe())  # without its packages
    failure = call(lambda: 1)
    assert failure.kind == "setup"
    assert "ModuleNotFoundError" in failure.detail


def test_starting_has_a_limit_of_its_own(monkeypatch):
    monkeypatch.setattr(sandbox, "START_LIMIT", 0.0)
    assert call(lambda: 1) == Failure("slow")


class SlowToArrive:
    def __reduce__(self):
        return time.sleep, (1.5,)


def test_the_time_limit_counts_from_when_the_process_is_ready():
    assert run(operator.call, lambda _: "done", SlowToArrive(), seconds=0.7) == "done"


def test_input_finds_nobody_to_ask():
    def ask():
        try:
            return input("your name? ")
        except EOFError:
            return "nobody"

    assert call(ask) == "nobody"


def test_what_is_too_large_for_a_pipe_comes_through():
    sent = np.arange(500_000.0)
    assert np.array_equal(call(lambda x: x + 1, sent), sent + 1)


@pytest.mark.parametrize("spin", ["busy", "asleep", "deaf"])
def test_what_never_ends_is_ended(spin):
    def busy():
        while True:
            pass

    def asleep():
        time.sleep(1000)

    def deaf():
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, signal.SIG_IGN)
        while True:
            try:
                time.sleep(1000)
            except BaseException:
                continue

    function = {"busy": busy, "asleep": asleep, "deaf": deaf}[spin]
    began = time.monotonic()
    assert call(function, seconds=0.6) == Failure("time")
    assert time.monotonic() - began < 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
@pytest.mark.parametrize(
    ("who_ends", "failure"),
    [("nobody", Failure("time")), ("parent", Failure("died", "exit code 0"))],
)
@pytest.mark.parametrize("leaves", [False, True], ids=["same group", "own group"])
def test_a_process_that_splits_in_two_is_ended_as_a_whole(who_ends, failure, leaves, tmp_path):
    def split():
        if child := os.fork():
            (tmp_path / "pid").write_text(str(child))
            if who_ends == "parent":
                time.sleep(0.5)
                os._exit(0)
        elif leaves:
            os.setsid()
        while True:
            time.sleep(1)

    began = time.monotonic()
    assert call(split, seconds=1.5) == failure
    assert time.monotonic() - began < 30
    assert ends(int((tmp_path / "pid").read_text()))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_process_that_was_left_behind_does_not_keep_the_answer_waiting():
    def leaves_one_behind():
        child = os.fork()
        if child == 0:
            os.setsid()
            time.sleep(40)
            os._exit(0)
        return child

    began = time.monotonic()
    child = call(leaves_one_behind)
    assert time.monotonic() - began < 30
    assert ends(child)


def test_memory_that_grows_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(sandbox, "MEMORY_LIMIT", 300 * 2**20)

    def grow():
        held = []
        while True:
            held.append(np.ones(2_000_000))

    assert call(grow) == Failure("memory")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_memory_counts_for_the_whole_family(monkeypatch):
    monkeypatch.setattr(sandbox, "MEMORY_LIMIT", 400 * 2**20)

    def share():
        for _ in range(3):
            if os.fork() == 0:
                held = np.ones(20_000_000)  # 160 MB
                time.sleep(1000)
                return held
        time.sleep(1000)

    assert call(share) == Failure("memory")


@pytest.mark.parametrize("code", [0, 3])
def test_leaving_python_is_noticed(code):
    assert call(lambda: os._exit(code)) == Failure("died", f"exit code {code}")


def test_an_error_outside_every_net_is_noticed():
    assert call(lambda: 1 / 0).kind == "died"


def test_an_interrupt_is_not_for_the_sandbox():
    def interrupted():
        os.kill(os.getpid(), signal.SIGINT)
        return "still here"

    assert call(interrupted) == "still here"


def test_what_cannot_be_copied_is_named():
    lock = threading.Lock()
    failure = call(lambda: lock)
    assert failure.kind == "copy"
    assert "lock" in failure.detail


def test_what_cannot_be_copied_back_is_a_failure_too():
    assert call(threading.Lock).kind == "died"


def test_what_breaks_on_arrival_is_a_matter_of_copying():
    class Fragile:
        def __reduce__(self):
            return int, ("not a number",)

    fragile = Fragile()
    failure = call(lambda: fragile)
    assert failure.kind == "copy"
    assert "not a number" in failure.detail


def test_a_computer_that_starts_no_process_is_a_failure_not_an_error(monkeypatch):
    def refused(*_, **__):
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(sandbox.subprocess, "Popen", refused)
    failure = call(lambda: 1)
    assert failure.kind == "start"
    assert "temporarily unavailable" in failure.detail


def test_a_folder_that_is_gone_is_a_failure_not_an_error(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert call(lambda: 1) == Failure("start", "[Errno 2] No such file or directory")


def test_threads_of_the_function_do_not_keep_it_alive():
    def leaves_a_thread():
        threading.Thread(target=time.sleep, args=(1000,)).start()
        return "done"

    assert call(leaves_a_thread) == "done"


def test_interrupting_the_wait_ends_the_process(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sandbox, "_await", interrupted)
    before = len(children())
    with pytest.raises(KeyboardInterrupt):
        call(time.sleep, 1000)
    assert len(children()) == before
