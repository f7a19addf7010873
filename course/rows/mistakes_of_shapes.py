"""Wrong shapes, and wrong sums over rows, as far as they need more than a line."""

import numpy as np

# ---- shapes


def shapes(**changed):
    """All as they should be but for what is said with letters, a size each: ``h="nh"``.

    They are n for rows, i for inputs, h for hidden units, o for outputs, and 1 for itself.
    """

    def all_shapes(n_rows, n_inputs, n_hidden, n_outputs):
        n, i, h, o = n_rows, n_inputs, n_hidden, n_outputs
        size = {"n": n, "i": i, "h": h, "o": o, "1": 1}
        right = {
            "X": (n, i),
            "W0": (i, h), "b0": (h,), "h": (n, h), "W1": (h, o), "b1": (o,), "a": (n, o),
            "delta1": (n, o), "delta0": (n, h),
            "dW1": (h, o), "db1": (o,), "dW0": (i, h), "db0": (h,),
        }  # fmt: skip
        return right | {
            name: tuple(size[letter] for letter in letters) for name, letters in changed.items()
        }

    return all_shapes


def biases(letters, *, slopes=True):
    """All biases, and mostly their slopes, of another shape, in which u is for units."""
    of_slopes = slopes_of_biases(letters) if slopes else shapes()
    of_biases = shapes(b0=letters.replace("u", "h"), b1=letters.replace("u", "o"))

    def all_shapes(*sizes):
        changed = of_biases(*sizes)
        return of_slopes(*sizes) | {name: changed[name] for name in ("b0", "b1")}

    return all_shapes


def slopes_of_biases(letters):
    return shapes(db0=letters.replace("u", "h"), db1=letters.replace("u", "o"))


def as_numbers(*names):
    """Of these only the first size is given, and no tuple."""

    def all_shapes(*sizes):
        right = shapes()(*sizes)
        return {name: shape[0] if name in names else shape for name, shape in right.items()}

    return all_shapes


def of_each_size(change):
    """All shapes with ``change(size)`` in place of each size."""

    def all_shapes(*sizes):
        right = shapes()(*sizes)
        return {name: tuple(map(change, shape)) for name, shape in right.items()}

    return all_shapes


def of_the_lesson(n_rows=None):
    """The numbers of inputs, hidden units and outputs in the lesson, whatever is asked for."""
    return lambda n, i, h, o: shapes()(n_rows or n, 784, 100, 10)


def turned(*names):
    """These lie on their sides."""

    def all_shapes(n_rows, n_inputs, n_hidden, n_outputs):
        right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
        return {name: shape[::-1] if name in names else shape for name, shape in right.items()}

    return all_shapes


WEIGHTS = ("W0", "W1", "dW0", "dW1")
ROWS = ("X", "h", "a", "delta1", "delta0")


def without(*names):
    def some_shapes(n_rows, n_inputs, n_hidden, n_outputs):
        right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
        return {name: shape for name, shape in right.items() if name not in names}

    return some_shapes


def shapes_as_arrays(n_rows, n_inputs, n_hidden, n_outputs):
    right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
    return {name: np.zeros(shape) for name, shape in right.items()}


def shapes_as_numbers(n_rows, n_inputs, n_hidden, n_outputs):
    right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
    return {name: int(np.prod(shape)) for name, shape in right.items()}


def shapes_as_texts(n_rows, n_inputs, n_hidden, n_outputs):
    right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
    return {name: str(shape) for name, shape in right.items()}


def shapes_as_digits(n_rows, n_inputs, n_hidden, n_outputs):
    right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
    return {name: "".join(map(str, shape)) for name, shape in right.items()}


# ---- a product


def product_of_the_last_row(H, delta):
    """``=`` where ``+=`` was meant."""
    G = np.zeros((H.shape[1], delta.shape[1]))
    for r in range(len(H)):
        for i in range(H.shape[1]):
            for j in range(delta.shape[1]):
                G[i, j] = H[r, i] * delta[r, j]
    return G


def product_on_its_side_in_loops(H, delta):
    """With another number of units than of inputs there is no such place."""
    G = np.zeros((delta.shape[1], H.shape[1]))
    for r in range(len(H)):
        for i in range(H.shape[1]):
            for j in range(delta.shape[1]):
                G[i, j] += H[r, i] * delta[r, j]
    return G


def product_returned_too_early(H, delta):
    G = np.zeros((H.shape[1], delta.shape[1]))
    for r in range(len(H)):
        G += np.outer(H[r], delta[r])
        return G


def product_of_all_but_the_last(H, delta):
    G = np.zeros((H.shape[1], delta.shape[1]))
    for r in range(len(H) - 1):
        G += np.outer(H[r], delta[r])
    return G


# ---- the bias's slope


def bias_returned_too_early(delta):
    total = np.zeros(delta.shape[1])
    for row in delta:
        total += row
        return total


def bias_into_the_first_row(delta):
    for row in delta[1:]:
        delta[0] += row
    return delta[0]
