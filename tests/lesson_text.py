"""A lesson's source as its tests see it: sentences to look up, cells to run."""

import contextlib
import io
import re
from functools import cached_property
from pathlib import Path

import jupytext

import course


class LessonText:
    """The source of one lesson.

    Parameters
    ----------
    stem : its file name without ending
    asked : further text of the lesson that stands elsewhere, such as its quiz
    """

    def __init__(self, stem, asked=""):
        self.path = Path(course.__file__).parents[1] / "solutions" / f"{stem}.md"
        self.text = self.path.read_text(encoding="utf-8")
        self.words = " ".join(self.text.split())
        self.notebook = jupytext.read(self.path)
        self._asked = asked

    def says(self, sentence):
        """Whether the lesson has this sentence, wherever its lines are broken."""
        return " ".join(sentence.split()) in self.words or sentence in self._asked

    def search(self, pattern):
        """The numbers that stand at the groups of a pattern, which the lesson must have once."""
        [found] = re.finditer(pattern, self.words)
        return [float(number) for number in found.groups()]

    def cell(self, *marks):
        """The one code cell of the lesson that has all these marks."""
        [found] = [
            each.source
            for each in self.notebook.cells
            if each.cell_type == "code" and all(mark in each.source for mark in marks)
        ]
        return found

    def tagged(self, tag):
        """The one cell with this tag."""
        [found] = [c.source for c in self.notebook.cells if tag in c.metadata.get("tags", ())]
        return found

    @cached_property
    def stored(self):
        """The executed solution notebook, as it is committed."""
        return jupytext.read(self.path.with_suffix(".ipynb"))

    def printed(self, mark):
        """What the stored solution prints below the one cell that has this mark, and prints."""
        printed = (
            "".join(output.get("text", "") for output in cell.outputs)
            for cell in self.stored.cells
            if cell.cell_type == "code" and mark in cell.source
        )
        [found] = filter(None, printed)
        return found


def run_cells(*sources, **names):
    """Run cells as the lesson does, and give what they printed and the names they left."""
    scope = names | {"__name__": "lesson"}
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for source in sources:
            exec(compile(source, "lesson", "exec"), scope)  # the course's own cells
    return out.getvalue(), scope
