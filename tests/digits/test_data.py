"""The digits and their split, moved copies, and drawings reduced the way the digits were made."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from sklearn.datasets import load_digits
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

from course.digits import data, drawing

SEEDS = st.integers(0, 2**32 - 1)
FILE = load_digits()


@pytest.fixture(scope="module")
def digits():
    return data.published()


def pictures(first, last):
    """The rows of the file that are number first to last - 1 of their digit."""
    rows = [np.flatnonzero(FILE.target == digit)[first:last] for digit in range(10)]
    return np.sort(np.concatenate(rows))


# ---- the split


def test_the_split_is_the_published_one(digits):
    train, new = pictures(0, 154), pictures(154, 174)
    np.testing.assert_array_equal(digits.X, FILE.data[train])
    np.testing.assert_array_equal(digits.labels, FILE.target[train])
    np.testing.assert_array_equal(digits.X_new, FILE.data[new])
    np.testing.assert_array_equal(digits.labels_new, FILE.target[new])
    assert (len(train), len(new)) == (1540, 200)


def test_each_digit_is_there_equally_often(digits):
    assert np.bincount(digits.labels).tolist() == [154] * 10
    assert np.bincount(digits.labels_new).tolist() == [20] * 10
    assert np.bincount(FILE.target).min() == data.PER_DIGIT  # of eights, all are used


def test_the_folds_keep_aside_each_digit_once_at_most():
    seen = [data.published(fold=fold).X_new for fold in range(8)]
    together = np.concatenate(seen)
    assert together.shape == (1600, 64)
    assert len(np.unique(together, axis=0)) == 1600
    for fold, X_new in enumerate(seen):
        rows = pictures(20 * fold, 20 * fold + 20)
        np.testing.assert_array_equal(X_new, FILE.data[rows])


@pytest.mark.parametrize("fold", [-1, 8])
def test_a_fold_that_is_not_there_is_refused(fold):
    with pytest.raises(ValueError, match=f"fold is {fold}: choose 0 to 7"):
        data.published(fold=fold)


def test_what_is_bundled_says_it_is_the_test_part_of_thirteen_writers():
    assert "copy of the test set" in FILE.DESCR
    assert " 13\nto the test set" in FILE.DESCR
    assert len(FILE.target) == 1797


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_a_split_by_lot_has_no_digit_on_both_sides(make):
    drawn = data.drawn(make(0), rows=1_000, new=797)
    assert [part.shape for part in drawn] == [(1000, 64), (1000,), (797, 64), (797,)]
    both = {row.tobytes(): label for row, label in zip(FILE.data, FILE.target, strict=True)}
    rows = [row.tobytes() for row in np.concatenate([drawn.X, drawn.X_new])]
    assert len(set(rows)) == 1797
    labels = np.concatenate([drawn.labels, drawn.labels_new])
    assert [both[row] for row in rows] == labels.tolist()


@pytest.mark.parametrize(("rows", "new"), [(0, 1), (1, 0), (1_000, 798)])
def test_more_digits_than_there_are_or_none_are_refused(rows, new):
    with pytest.raises(ValueError, match=f"{rows} digits to learn from and {new} new ones"):
        data.drawn(np.random.default_rng(0), rows=rows, new=new)


def test_the_nearest_are_those_of_scikit_learn():
    drawn = data.drawn(np.random.default_rng(0), rows=300, new=40)
    expected = NearestNeighbors(n_neighbors=4).fit(drawn.X).kneighbors(drawn.X_new)[0]
    rows = data.nearest(drawn.X, drawn.X_new, k=4)
    distances = np.linalg.norm(drawn.X[rows] - drawn.X_new[:, None], axis=2)
    np.testing.assert_allclose(distances, expected)


def test_clear_digits_are_most_of_them_and_their_neighbours_agree():
    every = data.drawn(np.random.default_rng(0))
    clear = data.drawn(np.random.default_rng(0), clear=True)
    np.testing.assert_array_equal(clear.X, every.X)
    assert 425 < len(clear.X_new) < 500
    assert len(clear.labels_new) == len(clear.X_new)
    neighbours = KNeighborsClassifier(n_neighbors=3).fit(clear.X, clear.labels)
    assert neighbours.score(clear.X_new, clear.labels_new) == 1


# ---- pictures that are none


def test_pictures_of_the_set_are_accepted(digits):
    data.check_pictures(digits.X)


@pytest.mark.parametrize(
    ("X", "sentence"),
    [
        (np.zeros(64), r"shape \(64,\): give \(n_pictures, 64\)"),
        (np.zeros((2, 8, 8)), r"shape \(2, 8, 8\)"),
        (np.zeros((2, 784)), r"shape \(2, 784\)"),
        (np.full((1, 64), 255.0), "reach from 255 to 255"),
        (np.full((1, 64), -1.0), "from -1 to -1"),
        (np.full((1, 64), np.nan), "from nan to nan"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(X, sentence):
    with pytest.raises(ValueError, match=sentence):
        data.check_pictures(X)


# ---- moved copies


def test_a_copy_that_is_not_moved_is_the_original(digits):
    still = data.moved(digits.X[:50], np.random.default_rng(0), shift=0, angle=0, scale=0, shear=0)
    np.testing.assert_allclose(still, digits.X[:50], atol=1e-12)


class Lots:
    """A generator that draws what it is told: from 0 to 1, as ``random`` does."""

    def __init__(self, *lots):
        self.lots = np.array(lots)

    def random(self, shape):
        return np.broadcast_to(self.lots[:, None, None], shape)


def test_a_shift_by_one_pixel_by_hand(digits):
    X = digits.X[:5]
    right_and_down = data.moved(X, Lots(0.5, 0.5, 0.5, 0, 0), shift=1)
    expected = np.zeros((5, 8, 8))
    expected[:, 1:, 1:] = X.reshape(5, 8, 8)[:, :-1, :-1]
    np.testing.assert_allclose(right_and_down.reshape(5, 8, 8), expected, atol=1e-12)


def test_a_quarter_turn_by_hand(digits):
    X = digits.X[:5]
    turned = data.moved(X, Lots(1, 0.5, 0.5, 0.5, 0.5), angle=90)
    np.testing.assert_allclose(
        turned.reshape(5, 8, 8), np.rot90(X.reshape(5, 8, 8), -1, axes=(1, 2)), atol=1e-9
    )


@given(seed=SEEDS)
def test_copies_stay_within_paper_and_ink_and_leave_the_original_alone(seed):
    rng = np.random.default_rng(seed)
    X = 16.0 * rng.random((7, 64))
    before = X.copy()
    copies = data.moved(X, rng, shift=2, angle=30, scale=0.3, shear=0.3)
    np.testing.assert_array_equal(X, before)
    assert copies.shape == X.shape
    assert copies.min() >= 0
    assert copies.max() <= X.max() + 1e-12


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_each_copy_is_moved_by_lot_and_the_lot_comes_from_the_seed(make, digits):
    X = np.repeat(digits.X[:1], 20, axis=0)
    copies = data.moved(X, make(0))
    assert len(np.unique(copies, axis=0)) == 20
    np.testing.assert_array_equal(copies, data.moved(X, make(0)))


def test_only_rows_of_64_pixels_can_be_moved():
    with pytest.raises(ValueError, match=r"shape \(3, 8, 8\): give rows of 64"):
        data.moved(np.zeros((3, 8, 8)), np.random.default_rng(0))


# ---- drawings


def ring(size=200, width=20):
    rows, columns = np.indices((size, size)) - size / 2
    return np.abs(np.hypot(rows, columns) - size / 3) < width / 2


def test_ink_is_counted_in_blocks_of_4_by_4():
    bits = np.zeros((32, 32), dtype=bool)
    bits[:4, 4:8] = True  # all of the second block of the first row
    bits[31, 31] = True
    counts = drawing.count(bits)
    assert counts[1] == 16
    assert counts[63] == 1
    assert counts.sum() == 17


@pytest.mark.parametrize("size", [20, 64, 200, 333])
def test_a_drawing_of_any_size_gives_much_the_same(size):
    expected = drawing.read(ring())
    counts = drawing.read(ring(size, size / 10))
    assert counts.shape == (64,)
    # Not the same: just above a limit of ink strokes are thinned, and just below they are not.
    assert np.corrcoef(counts, expected)[0, 1] > 0.9


def test_where_on_the_paper_it_is_drawn_does_not_matter():
    paper = np.zeros((500, 400), dtype=bool)
    paper[280:480, 30:230] = ring()
    np.testing.assert_array_equal(drawing.read(paper), drawing.read(ring()))


def test_a_drawing_fills_20_by_32_pixels_in_the_middle():
    bits = drawing.stretch(drawing.cut_out(ring()))
    assert np.flatnonzero(bits.any(axis=0))[[0, -1]].tolist() == [6, 25]
    assert np.flatnonzero(bits.any(axis=1))[[0, -1]].tolist() == [0, 31]


def test_a_straight_stroke_does_not_become_a_block():
    stroke = np.zeros((200, 200), dtype=bool)
    stroke[20:180, 95:105] = True
    bits = drawing.bitmap(stroke)
    wide = np.flatnonzero(bits.any(axis=0))
    assert wide[-1] - wide[0] < 12
    assert 3 * 64 < bits.sum() < 412


@pytest.mark.parametrize("width", [3, 8, 20, 40, 60])
def test_thin_and_thick_strokes_end_with_about_as_much_ink_as_the_digits_have(width):
    ink = FILE.data.sum(axis=1)
    assert (ink.min(), ink.max()) == (185, 433)
    assert 185 <= drawing.read(ring(width=width)).sum() <= 433


def slanted(lean):
    """A 1 whose lowest end is ``lean`` pixels to the left of the highest."""
    picture = np.zeros((200, 300), dtype=bool)
    for row in range(20, 180):
        left = 200 - round(lean * (row - 20) / 160)
        picture[row, left : left + 20] = True
    return picture


@pytest.mark.parametrize("lean", [-80, -30, 0, 30, 80])
def test_a_slanted_stroke_is_put_upright(lean):
    bits = drawing.bitmap(slanted(lean))
    middles = [np.flatnonzero(row).mean() for row in bits]
    assert max(middles) - min(middles) < 2


def test_the_bundled_digits_begin_as_far_left_in_the_last_row_as_in_the_first():
    def left_edge(row):
        block = np.flatnonzero(row)[0]
        return 4 * block + 4 - row[block] / 4

    lean = np.array([left_edge(image[0]) - left_edge(image[7]) for image in FILE.images])
    for digit in range(10):
        assert abs(lean[FILE.target == digit].mean()) < 0.5
    assert lean.std() < 1.2


@pytest.mark.parametrize(
    ("picture", "sentence"),
    [
        (np.zeros((50, 50)), "is empty: draw a digit"),
        (np.zeros((0, 0)), "is empty"),
        (np.ones((50, 50)), "all ink"),
        (np.zeros(2500), r"shape \(2500,\)"),
        (np.zeros((50, 50, 3)), r"shape \(50, 50, 3\)"),
        (np.full((50, 50), 255), "from 255 to 255: .* divided by 255"),
        (np.full((50, 50), np.nan), "from nan to nan"),
    ],
)
def test_what_is_no_drawing_is_refused_in_words(picture, sentence):
    with pytest.raises(ValueError, match=sentence):
        drawing.read(picture)


def test_only_a_bitmap_of_32_by_32_is_counted():
    with pytest.raises(ValueError, match=r"shape \(28, 28\)"):
        drawing.count(np.zeros((28, 28), dtype=bool))


@pytest.mark.parametrize("row", [0, 7, 15])
def test_a_single_dot_is_a_drawing_too(row):
    picture = np.zeros((16, 16), dtype=bool)
    picture[row, 3] = True
    assert drawing.read(picture).sum() > 0
