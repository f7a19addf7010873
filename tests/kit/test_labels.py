"""Labels stand where they are put, in the ink they are given, and can be taken away."""

import numpy as np
import pytest

from course.kit import plots
from course.kit.labels import Labels, wrapped


@pytest.fixture
def drawn():
    """Function that draws some labels on an empty card: how dark each pixel is, 0 to 255."""
    card = plots.figure(height=100, width=200)
    labels = Labels(card)

    def draw(*texts):
        labels.clear()
        for arguments, options in texts:
            labels.add(*arguments, **options)
        card.canvas.draw()
        return 255 - np.asarray(card.canvas.buffer_rgba())[..., :3].min(axis=2).astype(int)

    return draw


def box(dark):
    """Left, right, top and bottom of what is not white."""
    rows, columns = np.nonzero(dark > 60)
    return columns.min(), columns.max(), rows.min(), rows.max()


@pytest.mark.parametrize(("align", "left"), [(0, 100), (0.5, 80), (1, 60)])
def test_a_label_begins_ends_or_is_centred_where_it_is_put(drawn, align, left):
    begins, ends, _, _ = box(drawn(((100, 40, "00000"), {"align": align})))
    assert begins == pytest.approx(left, abs=2)
    assert ends - begins == pytest.approx(40, abs=3)


@pytest.mark.parametrize("text", ["0", "1000", "W", "H0"])
@pytest.mark.parametrize("y", [20, 50, 81])
def test_digits_and_capitals_have_their_middle_at_the_given_height(drawn, text, y):
    _, _, top, bottom = box(drawn(((20, y, text), {})))
    assert (top + bottom) / 2 == pytest.approx(y, abs=1.1)
    assert bottom - top + 1 >= 9


@pytest.mark.parametrize("pixels", [12.5, 25])
def test_large_letters_have_their_middle_at_the_given_height_too(drawn, pixels):
    _, _, top, bottom = box(drawn(((20, 50, "H0"), {"pixels": pixels})))
    assert (top + bottom) / 2 == pytest.approx(50, abs=1.1)
    assert bottom - top + 1 == pytest.approx(0.73 * pixels, abs=1.5)


def test_letters_stand_upright(drawn):
    _, _, top, bottom = box(drawn(((20, 50, "L"), {})))
    dark = drawn(((20, 50, "L"), {}))
    assert dark[bottom].sum() > 2 * dark[top].sum()


def test_a_label_has_its_colour(drawn):
    card = plots.figure(height=100, width=200)
    Labels(card).add(20, 50, "W", colour=plots.BLUE)
    card.canvas.draw()
    pixels = np.asarray(card.canvas.buffer_rgba())[..., :3].reshape(-1, 3)
    darkest = pixels[pixels.sum(axis=1).argmin()]
    np.testing.assert_allclose(darkest, [0x00, 0x72, 0xB2], atol=12)


def test_bold_has_more_ink(drawn):
    plain, bold = (drawn(((20, 50, "alpha"), {"bold": it})) for it in (False, True))
    assert bold.sum() > 1.2 * plain.sum()


def test_adding_returns_where_the_label_ends():
    labels = Labels(plots.figure())
    assert labels.add(10, 50, "00000") == pytest.approx(50, abs=2)
    assert labels.add(100, 50, "00000", align=1) == 100


def test_labels_can_be_taken_away_and_hidden(drawn):
    assert drawn(((20, 50, "0"), {})).max() > 200
    assert drawn().max() == 0
    card = plots.figure(height=100, width=200)
    labels = Labels(card)
    labels.add(20, 50, "0")
    labels.set_visible(False)
    card.canvas.draw()
    assert np.asarray(card.canvas.buffer_rgba()).min() == 255


def test_a_text_is_wrapped_into_lines_that_fit(drawn):
    text = "a text of many words, some of them long ones, is wrapped where it would not fit"
    lines = wrapped(text, 150)
    assert " ".join(lines) == text
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        assert box(drawn(((0, 50, line), {})))[1] <= 150
        if following is not None:
            assert box(drawn(((0, 50, f"{line} {following.split()[0]}"), {})))[1] >= 148
    assert wrapped("unbreakable", 10) == ("unbreakable",)
    assert wrapped("", 10) == ("",)
