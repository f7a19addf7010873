"""Letters in pictures can be read: WCAG AA's contrast with what is behind them."""

import nbformat
import numpy as np
import pages
import pytest
from labserver import REPOSITORY
from legible import LEAST, contrast, faint

from course.addition.panel import AdditionPanel
from course.descent.panel import BucketPanel, SurfacePanel, SweepPanel
from course.digits.panel import DrawPanel, TrainPanel
from course.dropout.panel import DropoutPanel
from course.eleven.panel import ElevenPanel
from course.graveyard.panel import GravePanel
from course.kit import labels, plots
from course.rows.panel import RowsPanel
from course.stack.panel import HandPanel, LearnPanel

PANELS = {
    "eleven": (ElevenPanel, {}),
    "bucket": (BucketPanel, {}),
    "ravine": (BucketPanel, {"curve": "ravine", "optimiser": "momentum"}),
    "surface": (SurfacePanel, {}),
    "sweep": (SweepPanel, {}),
    "dropout": (DropoutPanel, {}),
    "addition": (AdditionPanel, {}),
    "by hand": (HandPanel, {"steps": 6, **{f"d{t}": 1.0 for t in range(1, 7)}}),
    "stack": (LearnPanel, {}),
    "digits": (TrainPanel, {}),
    "paper": (DrawPanel, {}),
    "grave": (GravePanel, {}),
    "rows": (RowsPanel, {}),
}
INKS = ("BLUE", "ORANGE", "GREEN", "PURPLE", "SKY", "YELLOW")
LESSONS = sorted(path.stem for path in (REPOSITORY / "lessons").glob("0[1-9]*.ipynb"))
NEEDS_LITTLE = 2  # cells that have to be run for a figure, the imports among them


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("black", "white", 21), ("#777777", "white", 4.48), ("#595959", "#ffffff", 7.0)],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert contrast(plots.to_rgb(one), plots.to_rgb(other)) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("name", ["text.color", "axes.labelcolor", "xtick.color", "ytick.color"])
def test_the_style_writes_in_colours_that_can_be_read(name):
    assert contrast(plots.to_rgb(plots.STYLE[name]), plots.to_rgb(plots.CARD)) >= LEAST


@pytest.mark.parametrize("name", INKS)
def test_each_colour_for_letters_can_be_read_on_the_card_and_the_card_on_it(name):
    ink = plots.for_letters(getattr(plots, name))
    assert contrast(ink, plots.to_rgb(plots.CARD)) >= LEAST


def test_faint_letters_are_found_wherever_they_are():
    made = plots.figure(height=200, width=400)
    with plots.style():
        ax = made.subplots()
    ax.set_title("dark enough")
    made.text(0.8, 0.5, "sky", color=plots.SKY)
    ax.imshow(np.ones((2, 2)), cmap="Greys", vmin=0, vmax=1)
    ax.text(0, 0.5, "black on black", color="black")
    words = labels.Labels(made)
    words.add(10, 20, "orange", colour=plots.ORANGE)
    words.add(10, 40, "large orange", colour=plots.ORANGE, pixels=25)
    told = " ".join(faint(made))
    assert "sky" in told
    assert "black on black" in told
    assert "at 10" in told
    assert len(faint(made)) == 3


@pytest.mark.parametrize("name", PANELS)
def test_what_a_panel_writes_in_its_picture_can_be_read(name):
    make, settings = PANELS[name]
    panel = make(synchronous=True, **settings)
    try:
        assert faint(panel.picture.figure, panel.picture) == []
        for _ in range(3):
            panel.step()
        assert faint(panel.picture.figure, panel.picture) == []
    finally:
        panel.close()


def figures_of(lesson, monkeypatch, *, most):
    """The letters that are hard to read in the figures of a lesson, and how many figures it has.

    Only those that need no more than so many cells to be run.
    """
    cells = nbformat.read(REPOSITORY / "lessons" / f"{lesson}.ipynb", 4).cells
    told, count = [], [0]

    def look(figure, text):
        count[0] += 1
        assert len(text) > 20, "a picture needs a text alternative"
        told.extend(faint(figure))

    monkeypatch.setattr(plots, "show", look)
    places = {*pages.places(cells, "figures."), *pages.places(cells, "plots.bars(")}
    for place in sorted(places):
        needed = pages.needed(cells, [place])
        if needed[:-1] and len(needed) <= most:  # else it is the imports
            scope = {}
            for i in needed:
                exec(compile(cells[i].source, lesson, "exec"), scope)
    return told, count[0]


@pytest.mark.parametrize("lesson", [name for name in LESSONS if name != "07_graveyard"])
def test_the_figures_of_a_lesson_can_be_read(lesson, monkeypatch):
    told, count = figures_of(lesson, monkeypatch, most=NEEDS_LITTLE)
    assert count > 0
    assert told == []


@pytest.mark.weekly
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("lesson", LESSONS)
def test_all_figures_of_a_lesson_can_be_read(lesson, monkeypatch):
    told, count = figures_of(lesson, monkeypatch, most=1_000)
    assert count > 0
    assert told == []
