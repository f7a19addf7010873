"""The builder: one Markdown source in, two notebooks out, and nobody's work overwritten."""

import os
import shutil
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from course.build import BuildError, RefusedError, SourceError, build, check, main, targets
from course.building.kernel import CellError, execute, require_reproducible
from course.building.notebooks import exercise_code, make, stamp, text, tidy
from course.building.source import read


@dataclass(frozen=True)
class Fake:
    """An exercise, as far as the builder looks at it."""

    reference: Callable


def double(
    x,  # a number
):
    """Return twice ``x``.

    Nothing else.
    """
    y = x + x  # no product needed
    return y


def half(x):
    """Return half of ``x``."""
    return x / 2


def silent(x):
    return x


def double_rewritten() -> Fake:
    """Return the exercise as if somebody had edited its reference."""

    def double(x):
        """Return twice ``x``."""
        return 2 * x

    return Fake(double)


EXERCISES = {"tiny.double": Fake(double), "tiny.half": Fake(half)}

SOURCE = """\
---
title: Tiny
---

# Tiny

Some text.

```text
a fence that is only shown
```

```python only="solution"
print("a solution run")
```

<!-- #region only="lesson" -->
Only learners read this.
<!-- #endregion -->

```python
from types import SimpleNamespace

tiny = SimpleNamespace(check=lambda name, function: function)
```

```python exercise="tiny.double"
```

```python tags=["nbval-ignore-output"]
import time

print(time.perf_counter())
```

```python
import os, sys

print(double(21))
print("twice", flush=True)
(os.environ["OMP_NUM_THREADS"], os.environ["PYTHONHASHSEED"], os.path.basename(os.getcwd()))
```

```python
class Panel:
    def _repr_mimebundle_(self, include=None, exclude=None):
        view = {"model_id": os.urandom(8).hex(), "version_major": 2, "version_minor": 0}
        return {"application/vnd.jupyter.widget-view+json": view, "text/plain": "a panel"}


Panel()
```
"""


def write_source(root: Path, content: str, name: str = "01_tiny.md") -> Path:
    path = root / "solutions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A course of one lesson, built once; use ``course`` for a copy to spoil."""
    root = tmp_path_factory.mktemp("built")
    outcome = build(write_source(root, SOURCE), exercises=EXERCISES)
    assert list(outcome.values()) == ["built", "built"]
    return root


@pytest.fixture
def course(built, tmp_path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "course"))


def source_of(root: Path) -> Path:
    return root / "solutions" / "01_tiny.md"


def notebook(root: Path, edition: str) -> NotebookNode:
    return nbformat.read(targets(source_of(root))[edition], as_version=4)


def cell_with(found: NotebookNode, word: str) -> NotebookNode:
    (cell,) = [cell for cell in found.cells if word in cell.source]
    return cell


def rewrite(root: Path, edition: str, change: Callable[[NotebookNode], object]) -> None:
    """Change a notebook on disk as JupyterLab would, in its cells or metadata."""
    found = notebook(root, edition)
    change(found)
    nbformat.write(found, targets(source_of(root))[edition])


def contents(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


# What is made


def test_solution_shows_the_reference_and_checks_it(built):
    cell = cell_with(notebook(built, "solution"), "def double")
    assert cell.source == (
        textwrap.dedent(
            '''\
            def double(
                x,  # a number
            ):
                """Return twice ``x``.

                Nothing else.
                """
                y = x + x  # no product needed
                return y


            double = tiny.check("double", double)'''
        )
    )
    assert cell.metadata.tags == ["exercise"]


def test_lesson_shows_signature_and_docstring_only(built):
    cell = cell_with(notebook(built, "lesson"), "def double")
    assert cell.source == (
        textwrap.dedent(
            '''\
            def double(
                x,  # a number
            ):
                """Return twice ``x``.

                Nothing else.
                """
                ...  # your code here


            double = tiny.check("double", double)'''
        )
    )
    assert cell.metadata.tags == ["exercise", "raises-exception"]


def test_lesson_holds_no_outputs_and_solution_is_executed_in_order(built):
    lesson = [c for c in notebook(built, "lesson").cells if c.cell_type == "code"]
    solution = [c for c in notebook(built, "solution").cells if c.cell_type == "code"]
    assert [(c.outputs, c.execution_count) for c in lesson] == [([], None)] * 5
    assert [c.execution_count for c in solution] == [1, 2, 3, 4, 5, 6]


def test_cells_for_one_edition_stay_out_of_the_other(built):
    texts = {
        e: "\n".join(c.source for c in notebook(built, e).cells) for e in ("lesson", "solution")
    }
    assert "a solution run" in texts["solution"]
    assert "a solution run" not in texts["lesson"]
    assert "Only learners" in texts["lesson"]
    assert "Only learners" not in texts["solution"]


def test_header_is_not_a_cell_and_shown_fences_stay_text(built):
    first = notebook(built, "lesson").cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# Tiny")
    assert "only shown" in first.source


def test_outputs_come_from_the_course_folder_and_a_fixed_environment(built):
    stream, result = cell_with(notebook(built, "solution"), "double(21)").outputs
    assert stream.text == "42\ntwice\n"
    assert result.data["text/plain"] == "('1', '0', 'solutions')"


def test_ignored_outputs_are_not_stored_but_counted(built):
    cell = cell_with(notebook(built, "solution"), "perf_counter")
    assert cell.outputs == []
    assert cell.execution_count == 4


def test_widget_view_stays_under_a_fixed_name_and_without_state(built):
    solution = notebook(built, "solution")
    (output,) = cell_with(solution, "class Panel").outputs
    assert output.data["application/vnd.jupyter.widget-view+json"]["model_id"] == "live-only"
    assert output.data["text/plain"] == "a panel"
    assert "widgets" not in solution.metadata


def test_metadata_names_no_version_and_no_timing(built):
    for edition in ("lesson", "solution"):
        found = notebook(built, edition)
        assert sorted(found.metadata) == ["course", "kernelspec", "language_info"]
        assert found.metadata.language_info == {"name": "python"}
        assert not any("execution" in cell.metadata for cell in found.cells)


def test_kernel_is_this_interpreter_and_progress_goes_to_a_fresh_folder(tmp_path):
    nb = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "import os, sys\n"
                f"print(os.path.samefile(sys.executable, {sys.executable!r}))\n"
                "print(os.path.isdir(os.environ['COURSE_HOME']))\n"
                f"print(os.environ['COURSE_HOME'] != {os.environ.get('COURSE_HOME')!r})"
            )
        ]
    )
    done = execute(nb, tmp_path)
    assert done.cells[0].outputs[0].text == "True\nTrue\nTrue\n"
    assert nb.cells[0].outputs == []  # the original stays as it was


def test_building_twice_gives_the_same_bytes_and_says_unchanged(course, capsys):
    before = contents(course)
    assert main([], root=course, exercises=EXERCISES) == 0
    assert contents(course) == before
    assert capsys.readouterr().out == (
        "unchanged solutions/01_tiny.ipynb\nunchanged lessons/01_tiny.ipynb\n"
    )


def test_an_inserted_cell_leaves_the_lines_of_the_others_alone(tmp_path):
    short = "One.\n\n```python\nx = 1\n```\n\nTwo.\n\n```python\nx = 1\n```\n"
    longer = short.replace("Two.", "Inserted.\n\n```python\ny = 2\n```\n\nTwo.")
    made = []
    for content in (short, longer):
        cells = read(write_source(tmp_path, content), {})
        made.append(make(cells, "lesson", {}))
    ids = [[cell.id for cell in nb.cells] for nb in made]
    assert ids[1] == [*ids[0][:2], *ids[1][2:4], *ids[0][2:]]
    assert ids[0][3] == f"{ids[0][1]}-2"  # the same text again
    lines = [{line.rstrip(",") for line in text(stamp(nb)).splitlines()} for nb in made]
    assert len(lines[0] - lines[1]) == 1  # the digest of the order


def test_notebooks_have_one_form_as_text(built):
    for path in targets(source_of(built)).values():
        stored = path.read_bytes().decode()
        assert stored == nbformat.writes(nbformat.read(path, as_version=4)) + "\n"
        assert stored.startswith('{\n "cells": [')
        assert "\r" not in stored


def test_streams_are_merged_and_wrapped_pictures_unwrapped():
    outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="a"),
        nbformat.v4.new_output("stream", name="stdout", text="b\n"),
        nbformat.v4.new_output("stream", name="stderr", text="c"),
        nbformat.v4.new_output("display_data", data={"image/png": "iVBO\nRw0K\n"}),
    ]
    done = tidy(outputs)
    assert [output.get("text") for output in done] == ["ab\n", "c", None]
    assert done[2].data["image/png"] == "iVBORw0K"
    assert outputs[0].text == "a"  # the originals stay as they were


# What is refused, and in which words


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('Text.\n\n```python exercise="tiny.doubel"\n```\n', 3, "Did you mean tiny.double?"),
        (
            '```python exercise="tiny.half"\n```\n\n```python exercise="tiny.half"\n```\n',
            4,
            "a second time; the first is on line 1",
        ),
        ('Text.\n\n```python exercise="tiny.half"\nx = 1\n```\n', 3, "has something in it"),
        ('Text.\n\n```python exercize="tiny.half"\n```\n', 3, "unknown cell metadata exercize"),
        ("Text.\n\n```python\n```\n", 3, "an empty code cell"),
        ('Text.\n\n```python only="teacher"\nx = 1\n```\n', 3, 'neither "lesson" nor "solution"'),
        ('Text.\n\n```python tags="a"\nx = 1\n```\n', 1, "'a' is not of type 'array'"),
        ("```python\nx = 1\n```\n\n```bash\nls\n```\n", 5, "starts with %%bash would run"),
        ("Text.\n\n```bash\nls\n```\n", 1, "most fences are in bash"),
        ("Text.\n\n```python\nx = 1\n", 3, "not closed"),
        ("Text.\n\n```python\nx = 1\n\nText.\n\n```python\ny = 1\n```\n", 8, "not closed"),
        ('Text.\n\n```python exercise="tiny.half\n```\n', 3, "incorrectly_encoded_metadata"),
        ('<!-- #region exercise="tiny.half" -->\nx\n<!-- #endregion -->\n', 2, "must be a"),
        ("Text.\n\n<!-- #raw -->\nx\n<!-- #endraw -->\n", 4, "a raw cell has no place"),
        ("---\ntitle: [\n---\n\nText.\n", 1, "cannot be read as Jupytext Markdown"),
        ("", 1, "there is no cell here"),
    ],
)
def test_a_bad_source_is_named_with_its_line(tmp_path, content, line, words):
    source = write_source(tmp_path, content)
    with pytest.raises(SourceError) as caught:
        build(source, exercises=EXERCISES)
    assert str(caught.value).startswith(f"solutions/01_tiny.md:{line}: ")
    assert words in str(caught.value)
    assert list(contents(tmp_path)) == ["solutions/01_tiny.md"]


def test_an_unknown_exercise_lists_the_known_ones(tmp_path):
    source = write_source(tmp_path, '```python exercise="nothing.like.it"\n```\n')
    with pytest.raises(SourceError, match=r"Known exercises: tiny\.double, tiny\.half"):
        build(source, exercises=EXERCISES)


def test_a_source_that_is_not_text_is_named(tmp_path):
    source = write_source(tmp_path, "")
    source.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match=r"01_tiny\.md:1: cannot be read"):
        build(source, exercises={})


def test_a_reference_without_docstring_or_source_is_named():
    with pytest.raises(BuildError, match=r"tiny\.silent.*with a docstring"):
        exercise_code("tiny.silent", Fake(silent), blank=True)
    with pytest.raises(BuildError, match=r"tiny\.len.*has no source"):
        exercise_code("tiny.len", Fake(len), blank=True)


def test_line_numbers_survive_longer_fences_and_repeated_cells(tmp_path):
    content = (
        "---\ntitle: x\n---\n\nx\n\n```python\nx\n```\n\n```text\nx\n```\n\n"
        '````python\ns = """\n```\n"""\n````\n\n```python\nx\n```\n'
    )
    cells = read(write_source(tmp_path, content), {})
    assert [(cell.kind, cell.line) for cell in cells] == [
        ("markdown", 5),
        ("code", 7),
        ("markdown", 11),
        ("code", 15),
        ("code", 21),
    ]


def test_a_failing_cell_is_named_and_leaves_the_old_files_alone(course):
    source = source_of(course)
    source.write_text(SOURCE + "\n```python\n1 / 0\n```\n", encoding="utf-8")
    before = contents(course)
    with pytest.raises(SourceError) as caught:
        build(source, exercises=EXERCISES)
    line = SOURCE.count("\n") + 2
    assert str(caught.value).startswith(
        f"solutions/01_tiny.md:{line}: this cell raises ZeroDivisionError: division by zero."
    )
    assert contents(course) == before


def test_lines_are_right_behind_cells_that_only_learners_see(tmp_path):
    hidden = '<!-- #region only="lesson" -->\nText.\n<!-- #endregion -->\n'
    content = hidden + "\n```python\nraise OSError\n```\n"
    with pytest.raises(SourceError, match=r"01_tiny\.md:5: this cell raises OSError"):
        build(write_source(tmp_path, content), exercises={})


@pytest.mark.parametrize(
    ("output", "found"),
    [
        ("<object at 0x7f3e5c1b2d90>", "0x7f3e5c1b2d90"),
        ("ROOT/course/net.py:3: RuntimeWarning", "ROOT/course/net.py:3:"),
        ("in ROOT", "ROOT"),
        ("/home/ada/course", "/home/ada/course"),
        (r"C:\Users\ada\course", r"C:\Users\ada\course"),
        ("File ~/course/net.py", "~/course/net.py"),
    ],
)
def test_an_output_that_only_this_machine_has_is_an_error(tmp_path, output, found):
    words = output.replace("ROOT", str(tmp_path))
    for node in (
        nbformat.v4.new_output("stream", text=words),
        nbformat.v4.new_output("display_data", data={"text/html": words}),
        nbformat.v4.new_output("error", ename="E", evalue="", traceback=[words]),
    ):
        with pytest.raises(CellError, match="different on every machine") as caught:
            require_reproducible(0, [node], tmp_path)
        assert f"contains {found.replace('ROOT', str(tmp_path))}," in str(caught.value)


def test_an_output_that_every_machine_has_is_none(tmp_path):
    words = "0xff, 3/home/2, a ~ b, https://example.org/home, " + str(tmp_path.name)
    stream = nbformat.v4.new_output("stream", text=words)
    picture = nbformat.v4.new_output("display_data", data={"image/png": "x/home/ab"})
    assert require_reproducible(0, [stream, picture], tmp_path) is None


def test_a_cell_that_prints_its_address_is_named_with_its_line(tmp_path):
    source = write_source(tmp_path, "Text.\n\n```python\nobject()\n```\n")
    with pytest.raises(SourceError, match=r"01_tiny\.md:3: the output of this cell contains 0x"):
        build(source, exercises={})
    assert list(contents(tmp_path)) == ["solutions/01_tiny.md"]


def run_in(tmp_path: Path, code: str, seconds: int = 60) -> NotebookNode:
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    return execute(nb, tmp_path, seconds=seconds)


def test_a_lost_execution_is_tried_once_more(tmp_path):
    # The first try leaves a file, by which the second knows that it may pass.
    once = (
        "import os\nif not os.path.exists('mark'):\n    open('mark', 'w').close()\n    os._exit(1)"
    )
    assert run_in(tmp_path, once).cells[0].execution_count == 1
    assert (tmp_path / "mark").exists()


def test_a_cell_that_is_too_slow_twice_is_an_error(tmp_path):
    with pytest.raises(CellError, match=r"took longer than 1 s, twice"):
        run_in(tmp_path, "import time; time.sleep(60)", seconds=1)


# Nobody's work is overwritten


def type_an_answer(nb: NotebookNode) -> None:
    cell_with(nb, "def double").source += "\n# my answer"


def run_a_cell(nb: NotebookNode) -> None:
    cell = cell_with(nb, "double(21)")
    cell.execution_count = 1
    cell.outputs = [nbformat.v4.new_output("stream", text="42\n")]


WORK = {
    "edited": type_an_answer,
    "has outputs": run_a_cell,
    "added": lambda nb: nb.cells.insert(2, nbformat.v4.new_code_cell("double(4)")),
    "removed": lambda nb: nb.cells.remove(cell_with(nb, "double(21)")),
    "moved": lambda nb: nb.cells.append(nb.cells.pop(0)),
    "no digests": lambda nb: nb.metadata.pop("course"),
}
NAMED = {
    "edited": 'cell 4 ("def double("): edited',
    "has outputs": 'cell 6 ("import os, sys"): has outputs',
    "added": 'cell 3 ("double(4)"): added',
    "removed": 'cell 6 ("import os, sys"): removed',
    "moved": "cells were moved",
    "no digests": "it was not made by this builder",
}


@pytest.mark.parametrize("kind", WORK)
def test_a_lesson_somebody_worked_in_is_not_overwritten(course, capsys, kind):
    rewrite(course, "lesson", WORK[kind])
    before = contents(course)
    assert main([], root=course, exercises=EXERCISES) == 1
    said = capsys.readouterr()
    assert contents(course) == before
    assert said.out == "left      solutions/01_tiny.ipynb\nrefused   lessons/01_tiny.ipynb\n"
    assert NAMED[kind] in said.err
    assert "--force" in said.err


def test_a_solution_somebody_worked_in_is_not_overwritten(course):
    rewrite(course, "solution", lambda nb: cell_with(nb, "double(21)").outputs.clear())
    with pytest.raises(RefusedError, match=r'cell 6 \("import os, sys"\): outputs were changed'):
        build(source_of(course), exercises=EXERCISES)


def test_a_file_that_is_no_notebook_is_not_overwritten(course):
    path = targets(source_of(course))["lesson"]
    for content in ("<<<<<<< HEAD\n", "[]", '{"cells": [{"cell_type": "code"}]}'):
        path.write_text(content)
        with pytest.raises(RefusedError, match="cannot be read as a notebook"):
            build(source_of(course), exercises=EXERCISES)
        assert path.read_text() == content


def test_opening_and_saving_in_jupyterlab_does_not_count_as_work(course):
    def save(nb):
        nb.metadata.language_info = {"name": "python", "version": "3.11.2"}
        nb.cells[1].metadata["collapsed"] = False
        nb.cells[2].source += "\n"
        view = "application/vnd.jupyter.widget-view+json"
        for cell in nb.cells:
            for output in cell.get("outputs", []):
                if view in output.get("data", {}):
                    output.data[view]["model_id"] = "0123456789abcdef"

    original = contents(course)
    for edition in ("lesson", "solution"):
        rewrite(course, edition, save)
    assert contents(course) != original
    outcome = build(source_of(course), exercises=EXERCISES)
    assert list(outcome.values()) == ["built", "built"]
    assert contents(course) == original


def test_force_overwrites_and_other_sources_are_built_beside_a_refusal(course, capsys):
    original = contents(course)
    rewrite(course, "lesson", type_an_answer)
    write_source(course, "Another.\n", "02_other.md")
    assert main([], root=course, exercises=EXERCISES) == 1
    out = capsys.readouterr().out
    assert "refused   lessons/01_tiny.ipynb" in out
    assert "built     lessons/02_other.ipynb" in out
    assert main(["--force", "01_tiny"], root=course, exercises=EXERCISES) == 0
    after = contents(course)
    assert {path: after[path] for path in original} == original


def test_a_notebook_saved_while_the_solution_runs_is_not_overwritten(course):
    lesson = targets(source_of(course))["lesson"]
    busy = SOURCE + f"\n```python\nopen({str(lesson)!r}, 'w').close()\n```\n"
    with pytest.raises(RefusedError, match="cannot be read as a notebook"):
        build(write_source(course, busy), exercises=EXERCISES)
    assert lesson.read_bytes() == b""


def test_when_a_folder_cannot_be_written_both_notebooks_stay(course):
    before = contents(course)
    write_source(course, SOURCE + "\nMore.\n")
    before["solutions/01_tiny.md"] = source_of(course).read_bytes()
    # A folder in the way of the second temporary file: the first one is already there by then.
    (course / "lessons" / ".01_tiny.ipynb.new").mkdir()
    with pytest.raises(BuildError, match=r"cannot be written"):
        build(source_of(course), exercises=EXERCISES)
    assert contents(course) == before


# --check


def test_check_passes_on_what_was_built_and_writes_nothing(course, capsys):
    before = contents(course)
    assert main(["--check"], root=course, exercises=EXERCISES) == 0
    assert contents(course) == before
    assert capsys.readouterr() == ("", "")


def set_count(value: int | None) -> Callable[[NotebookNode], None]:
    def change(nb: NotebookNode) -> None:
        cell_with(nb, "perf_counter").execution_count = value

    return change


def edit_output(nb: NotebookNode) -> None:
    cell_with(nb, "double(21)").outputs[0].text = "43\ntwice\n"


def store_error(nb: NotebookNode) -> None:
    cell = cell_with(nb, "perf_counter")
    cell.outputs = [nbformat.v4.new_output("error", ename="OSError", evalue="", traceback=[])]
    nb.metadata["course"] = stamp(nb).metadata["course"]


def live_widget(nb: NotebookNode) -> None:
    (output,) = cell_with(nb, "class Panel").outputs
    output.data["application/vnd.jupyter.widget-view+json"]["model_id"] = "0123"


def untag(nb: NotebookNode) -> None:
    cell_with(nb, "def double").metadata.tags.pop()


@pytest.mark.parametrize(
    ("edition", "change", "words"),
    [
        ("lesson", type_an_answer, 'cell 4 ("def double("): text not what the source gives'),
        ("lesson", untag, 'cell 4 ("def double("): metadata not what the source gives'),
        ("lesson", run_a_cell, 'cell 6 ("import os, sys"): has outputs'),
        ("lesson", set_count(3), 'cell 5 ("import time"): not in the form the builder writes'),
        ("lesson", WORK["added"], 'cell 3 ("double(4)") is not in the source'),
        ("lesson", WORK["removed"], 'cell 6 ("import os, sys") of the source is missing'),
        ("lesson", WORK["moved"], 'cell 1 ("# Tiny") of the source is missing'),
        ("lesson", WORK["no digests"], "it was not made by this builder: it has no digests"),
        (
            "lesson",
            lambda nb: nb.metadata.language_info.update(version="3"),
            "metadata of the notebook",
        ),
        ("solution", edit_output, 'cell 6 ("import os, sys"): outputs were changed'),
        ("solution", set_count(None), 'cell 5 ("import time"): execution count None, expected 4'),
        ("solution", set_count(7), 'cell 5 ("import time"): execution count 7, expected 4'),
        ("solution", store_error, 'cell 5 ("import time"): holds the error OSError'),
        ("solution", live_widget, 'cell 7 ("class Panel:"): not in the form'),
    ],
)
def test_check_names_the_cell_that_was_tampered_with(course, capsys, edition, change, words):
    rewrite(course, edition, change)
    assert main(["--check"], root=course, exercises=EXERCISES) == 1
    said = capsys.readouterr().err
    assert f"{'lessons' if edition == 'lesson' else 'solutions'}/01_tiny.ipynb: {words}" in said
    assert said.count("01_tiny.ipynb") == 1 or change is WORK["moved"]


def test_check_sees_an_edited_source_in_both_notebooks(course):
    source = write_source(course, SOURCE.replace("Some text.", "Other text."))
    said = check(source, exercises=EXERCISES)
    assert [problem.split(":")[0] for problem in said] == [
        "solutions/01_tiny.ipynb",
        "lessons/01_tiny.ipynb",
    ]
    assert all('cell 1 ("# Tiny"): not what the source gives' in problem for problem in said)


def test_check_sees_an_edited_reference(course):
    said = check(source_of(course), exercises=EXERCISES | {"tiny.double": double_rewritten()})
    assert len(said) == 2
    assert all('("def double("): not what the source gives' in problem for problem in said)


def test_check_sees_a_changed_layout(course):
    path = targets(source_of(course))["lesson"]
    path.write_text(path.read_text() + "\n")
    (said,) = check(source_of(course), exercises=EXERCISES)
    assert said.startswith("lessons/01_tiny.ipynb: the file is not laid out")


def test_check_sees_missing_surplus_and_unreadable_notebooks(course, capsys):
    lesson = targets(source_of(course))["lesson"]
    shutil.copy(lesson, course / "lessons" / "09_gone.ipynb")
    shutil.copy(lesson, course / "solutions" / "scratch.ipynb")
    lesson.unlink()
    targets(source_of(course))["solution"].write_text("<<<<<<< HEAD")
    assert main(["--check"], root=course, exercises=EXERCISES) == 1
    said = capsys.readouterr().err
    assert "lessons/09_gone.ipynb has no source" in said
    assert "solutions/scratch.ipynb has no source" in said
    assert "lessons/01_tiny.ipynb is missing" in said
    assert "solutions/01_tiny.ipynb: it cannot be read as a notebook" in said


# The command line


def test_misnamed_and_doubly_numbered_sources_are_named_and_the_others_built(tmp_path, capsys):
    for name in ("01_one.md", "01_uno.md", "2_two.md", "notes.md", "03_fine.md"):
        write_source(tmp_path, "Text.\n", name)
    assert main([], root=tmp_path, exercises={}) == 1
    said = capsys.readouterr()
    assert "solutions/01_one.md:1: number 01 is also that of solutions/01_uno.md" in said.err
    assert "solutions/01_uno.md:1: number 01 is also that of solutions/01_one.md" in said.err
    assert "solutions/2_two.md:1: a source is named NN_name.md" in said.err
    assert "solutions/notes.md:1: a source is named NN_name.md" in said.err
    assert said.out == "built     solutions/03_fine.ipynb\nbuilt     lessons/03_fine.ipynb\n"


def test_a_failing_source_does_not_stop_the_others(tmp_path, capsys):
    write_source(tmp_path, "```python\nx = 1\n", "01_bad.md")
    write_source(tmp_path, "Text.\n", "02_good.md")
    assert main([], root=tmp_path, exercises={}) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "failed    solutions/01_bad.md"
    assert "solutions/01_bad.md:1: a code fence is not closed" in said.err
    assert (tmp_path / "lessons" / "02_good.ipynb").exists()


def test_names_choose_sources_and_an_unknown_one_is_explained(tmp_path, capsys):
    write_source(tmp_path, "Text.\n", "01_one.md")
    write_source(tmp_path, "Text.\n", "02_two.md")
    assert main(["solutions/02_two.md"], root=tmp_path, exercises={}) == 0
    assert not (tmp_path / "lessons" / "01_one.ipynb").exists()
    assert (tmp_path / "lessons" / "02_two.ipynb").exists()
    assert main(["02_too"], root=tmp_path, exercises={}) == 1
    assert "no source 02_too. Did you mean 02_two?" in capsys.readouterr().err


def test_outside_the_course_the_command_says_where_to_run_it(tmp_path, capsys):
    assert main([], root=tmp_path, exercises={}) == 1
    assert "top folder of the course" in capsys.readouterr().err
