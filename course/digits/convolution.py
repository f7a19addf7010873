"""Convolution: the same few weights at every place of a picture, as one product of matrices.

A filter looks at 3 x 3 pixels at a time and says one number for each place where it looks. All
those little windows, laid out as rows of one table, turn the whole layer into ``table @ W``. So
weights have the usual shape (fan_in, fan_out): fan_in is 9 times the number of channels, and
fan_out is the number of filters, which are the channels of the next layer.

Pictures here have the shape (n_pictures, height, width, n_channels), channels last.

LeCun, Boser, Denker, Henderson, Howard, Hubbard and Jackel, "Backpropagation Applied to Handwritten
Zip Code Recognition", 1989.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course.digits.layers import Dropout, Layer, Linear, Network, ReLU
from course.digits.net import he_init
from course.kit.steps import Params, Rng

SIDE = 3  # of the windows


def windows(X: np.ndarray) -> np.ndarray:
    """Every 3 x 3 window of every picture, as the rows of one table.

    Parameters
    ----------
    X : ndarray of shape (n_pictures, height, width, n_channels)

    Returns
    -------
    ndarray of shape (n_pictures * height * width, 9 * n_channels)
        One window for each pixel, with that pixel in its middle; beyond the edge is 0. In a row
        stand the pixels from top left to bottom right, each with its channels.
    """
    n, height, width, channels = X.shape
    padded = np.zeros((n, height + 2, width + 2, channels))
    padded[:, 1:-1, 1:-1] = X
    views = sliding_window_view(padded, (1, SIDE, SIDE, channels))  # nothing is copied yet
    return views.reshape(n * height * width, -1)


def fold(table: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The way back from ``windows``: every number is added to the pixel where it came from.

    Parameters
    ----------
    table : ndarray of shape (n_pictures * height * width, 9 * n_channels)
    shape : that of the pictures, (n_pictures, height, width, n_channels)

    Returns
    -------
    ndarray of this shape
    """
    n, height, width, channels = shape
    parts = table.reshape(n, height, width, SIDE, SIDE, channels)
    padded = np.zeros((n, height + 2, width + 2, channels))
    for row in range(SIDE):
        for column in range(SIDE):
            place = padded[:, row : row + height, column : column + width]
            place += parts[:, :, :, row, column]
    return padded[:, 1:-1, 1:-1]


class Convolution:
    """``Z = windows(X) W + b``. Backwards: as of a linear layer, then each slope to its pixel.

    Parameters
    ----------
    W : ndarray of shape (9 * n_channels, n_filters), the first weights; the biases begin as zeros
    inner : False if nothing that learns stands before it. Then it does not work out slopes for
        its pictures, and ``backward`` gives zeros
    """

    def __init__(self, W: np.ndarray, *, inner: bool = True) -> None:
        self.params = {"W": W, "b": np.zeros(W.shape[1])}
        self.gradients: Params = {}
        self.inner = inner

    def forward(self, X: np.ndarray, *, training: bool = False) -> np.ndarray:
        """From (n_pictures, height, width, n_channels) to (…, n_filters)."""
        self.shape, self.table = X.shape, windows(X)
        Z = self.table @ self.params["W"]
        Z += self.params["b"]
        return Z.reshape(*X.shape[:3], -1)

    def backward(self, slope: np.ndarray) -> np.ndarray:
        """From (n_pictures, height, width, n_filters) to (…, n_channels)."""
        rows = slope.reshape(-1, slope.shape[-1])
        self.gradients = {"W": self.table.T @ rows, "b": rows.sum(axis=0)}
        if not self.inner:
            return np.zeros(self.shape)
        return fold(rows @ self.params["W"].T, self.shape)


class MaxPool:
    """The largest of each 2 x 2 pixels. Backwards: the slope goes to it, and none to the others."""

    def __init__(self) -> None:
        self.params: Params = {}
        self.gradients: Params = {}

    def forward(self, X: np.ndarray, *, training: bool = False) -> np.ndarray:
        """From (n_pictures, height, width, n_channels) to half the height and half the width."""
        self.X = X
        self.largest = np.maximum.reduce([X[:, i::2, j::2] for i in (0, 1) for j in (0, 1)])
        return self.largest

    def backward(self, slope: np.ndarray) -> np.ndarray:
        """From half the height and half the width to the whole picture."""
        back = np.zeros(self.X.shape)
        free = np.ones(slope.shape, dtype=bool)  # of several that are largest, the first has it
        for i in (0, 1):
            for j in (0, 1):
                here = free & (self.X[:, i::2, j::2] == self.largest)
                np.copyto(back[:, i::2, j::2], slope, where=here)
                free &= ~here
        return back


class Reshape:
    """The same numbers in another shape, row by row. Backwards: in the shape they came in.

    Parameters
    ----------
    shape : of one row; -1 for as many as there are
    """

    def __init__(self, *shape: int) -> None:
        self.params: Params = {}
        self.gradients: Params = {}
        self.shape = shape

    def forward(self, X: np.ndarray, *, training: bool = False) -> np.ndarray:
        """From (n_rows, …) to (n_rows, *shape)."""
        self.before = X.shape
        return X.reshape(len(X), *self.shape)

    def backward(self, slope: np.ndarray) -> np.ndarray:
        """From (n_rows, *shape) to (n_rows, …)."""
        return slope.reshape(self.before)


def convolutional(
    rng: Rng,
    *,
    side: int = 8,
    filters: tuple[int, int] = (16, 32),
    hidden: int = 64,
    rate: float = 0.25,
    classes: int = 10,
) -> Network:
    """Two convolutions, a max-pool, two linear layers: a network that sees pictures as pictures.

    Parameters
    ----------
    rng : draws the weights as ``he_init`` does, and later the masks
    side : even int, height and width of the pictures. The network reads rows of ``side**2``
        numbers, from about 0 to 1
    filters : how many the first convolution has, and the second
    hidden : units of the linear layer between
    rate : from 0 to below 1, the share of these that is dropped while training
    classes : int, how many logits it gives

    Raises
    ------
    ValueError
        If the side is odd or below 2, which 2 x 2 pixels cannot cover.
    """
    if side < 2 or side % 2:
        raise ValueError(
            f"side is {side}, and squares of 2 x 2 pixels are pooled: choose an even number, from "
            "2 on; the digits have 8"
        )
    first, second = filters
    flat = (side // 2) ** 2 * second
    layers: list[Layer] = [
        Reshape(side, side, 1),
        Convolution(he_init(rng, SIDE**2, first), inner=False),
        ReLU(),
        Convolution(he_init(rng, SIDE**2 * first, second)),
        ReLU(),
        MaxPool(),
        Reshape(-1),
        Linear(he_init(rng, flat, hidden)),
        ReLU(),
        Dropout(rate, rng),
        Linear(he_init(rng, hidden, classes)),
    ]
    return Network(layers)
