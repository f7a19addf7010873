"""Running a solution notebook with nbclient, in surroundings that are the same everywhere."""

import json
import os
import re
import sys
import tempfile
from copy import deepcopy
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from course.building.notebooks import tidy

CELL_SECONDS = 300
IGNORE_OUTPUT = "nbval-ignore-output"


class CellError(Exception):
    """The cell at ``index`` could not be executed, or its outputs cannot be stored."""

    def __init__(self, index: int, message: str) -> None:
        self.index = index
        super().__init__(message)


def execute(notebook: NotebookNode, folder: Path, *, seconds: int = CELL_SECONDS) -> NotebookNode:
    """Return a copy of the notebook with outputs, run from top to bottom in a fresh kernel.

    Parameters
    ----------
    notebook : NotebookNode, left as it is
    folder : the kernel's working directory
    seconds : time limit of each cell

    Raises
    ------
    CellError : a cell raises, twice runs out of time or loses its kernel, or its output names a
        memory address or a path of this machine
    """
    try:
        done = _run(notebook, folder, seconds)
    except _LostError:
        # Once in a while nbclient waits for a message that never comes: a second run tells such
        # a hiccup from a cell that is really too slow.
        try:
            done = _run(notebook, folder, seconds)
        except _LostError as lost:
            advice = "Make the cell quicker, or smaller if memory ran out."
            raise CellError(lost.index, f"{lost}, twice. {advice}") from None
    done.metadata = deepcopy(notebook.metadata)  # nbclient notes the version of this Python
    for index, cell in enumerate(done.cells):
        if cell.cell_type == "code":
            ignored = IGNORE_OUTPUT in cell.metadata.get("tags", [])
            cell.outputs = [] if ignored else tidy(cell.outputs)
            require_reproducible(index, cell.outputs, folder.resolve().parent)
    return done


class _LostError(CellError):
    """Out of time, or the kernel is gone."""


def _run(notebook: NotebookNode, folder: Path, seconds: int) -> NotebookNode:
    running = 0

    def note(cell: NotebookNode, cell_index: int) -> None:
        nonlocal running
        running = cell_index

    copy = deepcopy(notebook)
    # Without folders to look in, "python3" is the kernel of this very interpreter.
    manager = AsyncKernelManager(
        kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[])
    )
    client = NotebookClient(
        copy,
        km=manager,
        timeout=seconds,
        iopub_timeout=30,
        raise_on_iopub_timeout=True,  # else outputs that come late are lost without a word
        store_widget_state=False,
        record_timing=False,
        shutdown_kernel="immediate",
        on_cell_start=note,
        extra_arguments=["--log-level=ERROR"],  # a build has nothing to say of loopback traffic
    )
    client.log.disabled = True  # what it would log is raised, and said in our words
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        try:
            client.execute(cwd=str(folder), env=_environment(home), cleanup_kc=True)
        except CellExecutionError as error:
            message = f"this cell raises {error.ename}: {error.evalue}. Mend it and build again."
            raise CellError(running, message) from None
        except TimeoutError:
            raise _LostError(running, f"this cell took longer than {seconds} s") from None
        except RuntimeError as error:
            raise _LostError(running, f"the kernel stopped while this cell ran: {error}") from None
    return copy


def _environment(home: str) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    return environment | {
        "COURSE_HOME": home,  # the author's own progress is neither shown nor changed
        "IPYTHONDIR": str(Path(home) / "ipython"),  # nor are the author's start-up files run
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
    }


def require_reproducible(index: int, outputs: list[NotebookNode], root: Path) -> None:
    """Raise CellError if outputs name a memory address or a folder of this machine.

    Parameters
    ----------
    index : the cell's place in the notebook, for the error
    outputs : what the cell has put out
    root : the folder of the course
    """
    folders = {root, Path.home(), Path(tempfile.gettempdir()), Path(sys.prefix)}
    patterns = [re.escape(str(f)) + r"(?![\w.-])" for f in folders if f != Path(f.anchor)]
    patterns += [r"/(?:home|Users)/", r"[A-Z]:\\Users\\", r"~[/\\]"]
    machine = rf"(?<![\w.])(?:{'|'.join(patterns)})[^\s'\"<>]*"
    found = re.search(rf"\b0x[0-9a-fA-F]{{8,}}|{machine}", _words(outputs))
    if found:
        raise CellError(
            index,
            f"the output of this cell contains {found[0]}, which is different on every machine or "
            f'run. Print something else, or tag the cell tags=["{IGNORE_OUTPUT}"].',
        )


def _words(outputs: list[NotebookNode]) -> str:
    words = []
    for output in outputs:
        words += [output.get("text", ""), *output.get("traceback", [])]
        for mime, value in output.get("data", {}).items():
            if not mime.startswith("image/"):
                words.append(value if isinstance(value, str) else json.dumps(value))
    return "\n".join(words)
