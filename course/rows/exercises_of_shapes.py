"""Lesson 08 asks for shapes, and for sums over rows without a loop: how that is judged."""

import numpy as np

from course.kit.checking import SHOWN, Exercise, Mistake
from course.rows import answers, asked, drawn, mistakes_of_shapes as mistakes, properties, symptoms

SHAPES = Exercise(
    room="rows",
    name="shapes",
    reference=asked.shapes,
    draw=drawn.sizes,
    properties=(properties.fit_together,),
    view=symptoms.shapes,
    hints=(
        "One example is one row, everywhere. And a slope has the shape of what it is the slope "
        "for.",
        "In X @ W0 the inner two numbers have to be the same, and the outer two are what comes "
        "out. A bias is one number for each unit, whatever the number of rows.",
        "X is (n_rows, n_inputs), W0 (n_inputs, n_hidden), b0 (n_hidden,), so h is "
        "(n_rows, n_hidden). The second layer goes on from h; delta0 is like h, dW0 like W0.",
    ),
    mistakes=(
        Mistake(
            "weights on their sides",
            mistakes.turned(*mistakes.WEIGHTS),
            "You have weights that lie as for columns: W x, with a row for each unit. Here a row "
            "times W is asked for, X @ W, so W has a row for each input and a column for each "
            "unit.",
            also=(
                mistakes.turned("W0", "W1"),
                mistakes.turned("W0", "dW0"),
                mistakes.turned("W0"),
                mistakes.turned("W1"),
            ),
        ),
        Mistake(
            "all in columns",
            mistakes.turned(*mistakes.WEIGHTS, *mistakes.ROWS),
            "That is the convention of columns, all of it: each example a column. In this "
            "lesson each example is a row, so rows come first in X, h, a and both deltas.",
        ),
        Mistake(
            "examples in columns",
            mistakes.turned(*mistakes.ROWS),
            "You have examples that are columns. In this lesson each example is a row, so n_rows "
            "comes first in X, h, a and both deltas.",
            also=(
                mistakes.turned("X"),
                mistakes.turned("X", "h", "a"),
                mistakes.turned("delta1", "delta0"),
            ),
        ),
        Mistake(
            "slopes on their sides",
            mistakes.turned("dW0", "dW1"),
            "One of dW0 and dW1 lies on its side, or both do. They are taken from W0 and W1 number "
            "by number, so they have the same shapes: H.T @ delta, not delta.T @ H.",
            also=(mistakes.turned("dW0"), mistakes.turned("dW1")),
        ),
        Mistake(
            "a bias for each row",
            mistakes.biases("nu", slopes=False),
            "Your biases depend on the number of rows. All rows use the same ones: one number "
            "for each unit, and NumPy lays them under every row. Tiled, they would fit batches of "
            "one size only.",
            also=(
                mistakes.biases("nu"),
                mistakes.biases("n"),
                mistakes.biases("n", slopes=False),
            ),
        ),
        Mistake(
            "a bias as a table",
            mistakes.biases("1u"),
            "Your bias is a table of one row, (1, n). In this course it is the row alone, "
            "(n,): it is added to z in the same way.",
            also=(mistakes.biases("1u", slopes=False), mistakes.slopes_of_biases("1u")),
        ),
        Mistake(
            "a bias as a column",
            mistakes.biases("u1"),
            "Your bias is a column. In z, units stand side by side along a row, so the bias "
            "has to lie along it: (n,).",
            also=(mistakes.biases("u1", slopes=False),),
        ),
        Mistake(
            "no tuple",
            mistakes.as_numbers("b0", "b1", "db0", "db1"),
            "(n_hidden) is a number in brackets, and (n_hidden,) is a tuple of one: the comma "
            "makes it.",
            also=(mistakes.as_numbers("db0", "db1"), mistakes.as_numbers("b0", "b1")),
        ),
        Mistake(
            "a bias for each input",
            mistakes.shapes(b0="i", db0="i", b1="h", db1="h"),
            "Your biases are counted by what comes in. A bias belongs to a unit: there are as "
            "many as units that it leads to, as many as W has columns.",
            also=(mistakes.shapes(b0="i", b1="h"),),
        ),
        Mistake(
            "one bias for all",
            mistakes.biases("1"),
            "In yours all units of a layer share one bias. Each has its own: b0 is as long as W0 "
            "has columns, and b1 as W1 has.",
            also=(mistakes.biases("1", slopes=False),),
        ),
        Mistake(
            "not summed over rows",
            mistakes.slopes_of_biases("nu"),
            "Your slopes for the biases have a row for each example. The examples share one "
            "bias, so their rows are added up: db1 has the shape of b1.",
        ),
        Mistake(
            "all summed up",
            mistakes.slopes_of_biases("1"),
            "Your slopes for the biases are one number for a whole layer. Only rows are added up, "
            "and each unit keeps its own: db1 has the shape of b1.",
        ),
        Mistake(
            "blame without rows",
            mistakes.shapes(delta1="o", delta0="h"),
            "Your deltas are those of one example. Every example of the batch has weighted "
            "sums of its own, and so a row of slopes of its own.",
            also=(mistakes.shapes(delta1="1o", delta0="1h"),),
        ),
        Mistake(
            "deltas exchanged",
            mistakes.shapes(delta1="nh", delta0="no"),
            "delta1 and delta0 are the other way round: delta1 belongs to the outputs, whose "
            "weights are W1, and delta0 to the hidden units.",
        ),
        Mistake(
            "blame of the outputs",
            mistakes.shapes(delta0="no"),
            "Your delta0 has a number for each output. It belongs to the hidden units, as W0 and "
            "b0 do: it is like h.",
        ),
        Mistake(
            "blame for what comes in",
            mistakes.shapes(delta1="nh", delta0="ni"),
            "You have a delta with the shape of what comes into its layer. Deltas are slopes for "
            "the weighted sums, which come out of it: delta1 is like a, delta0 like h.",
            also=(mistakes.shapes(delta0="ni"), mistakes.shapes(delta1="nh")),
        ),
        Mistake(
            "blame like weights",
            mistakes.shapes(delta1="ho", delta0="ih"),
            "You give the deltas the shapes of the weights. They are slopes for the weighted "
            "sums z, so they have the shapes of what the units say: one row for each example.",
        ),
        Mistake(
            "slopes with rows",
            mistakes.shapes(dW1="nho", dW0="nih"),
            "You keep a table of slopes for each example. In H.T @ delta they are added up: "
            "the number of rows is the inner number, and does not come out.",
            also=(mistakes.shapes(dW1="no", dW0="nh"),),
        ),
        Mistake(
            "the numbers of the lesson",
            mistakes.of_the_lesson(),
            "Your shapes are those of one network, 784, 100 and 10. The arguments may be any "
            "numbers: write n_inputs, n_hidden and n_outputs in their places.",
            also=[mistakes.of_the_lesson(n_rows) for n_rows in (1, 5, 10, 20, 32, 100, 5_000)],
        ),
        Mistake(
            "the way back left out",
            mistakes.without("delta1", "delta0", "dW1", "db1", "dW0", "db0"),
            "Only the way there is in yours. The way back is asked for, too: delta1, delta0, "
            "dW1, db1, dW0, db0.",
            also=(
                mistakes.without("delta1", "delta0"),
                mistakes.without("db1", "db0"),
                mistakes.without("b1", "b0", "db1", "db0"),
            ),
        ),
        Mistake(
            "texts",
            mistakes.shapes_as_texts,
            "Your shapes are texts. Without quotation marks (2, 3) is a tuple.",
            also=(mistakes.shapes_as_digits, mistakes.of_each_size(str)),
        ),
        Mistake(
            "not whole",
            mistakes.of_each_size(float),
            "You have sizes with a point in them. A size counts something, so it is a whole "
            "number: 3, not 3.0. A division by / gives a point even where it comes out even.",
        ),
        Mistake(
            "arrays",
            mistakes.shapes_as_arrays,
            "Your dict holds arrays. Their shapes are asked for: array.shape.",
            also=(mistakes.shapes_as_numbers,),
        ),
    ),
    alternatives=(
        answers.shapes_of_arrays,
        answers.shapes_as_lists,
        mistakes.shapes(),
    ),
)

PRODUCT = Exercise(
    room="rows",
    name="product",
    reference=asked.product,
    draw=drawn.factors,
    draws=20,
    properties=(properties.adds_up_over_rows,),
    view=symptoms.numbers,
    returns=SHOWN,
    hints=(
        "A matrix product adds up over the index that both share. Which of r, i and j is in "
        "both H[r, i] and delta[r, j]?",
        "In A @ B what is added up are the columns of A and the rows of B. Here it should be "
        "the rows of both: one of them has to be turned.",
        "H.T has the shape (n_in, n_rows), and (n_in, n_rows) @ (n_rows, n_out) is (n_in, n_out).",
    ),
    mistakes=(
        Mistake(
            "not turned",
            lambda H, delta: H @ delta,
            "H @ delta adds up over the columns of H, the loops over its rows. Turn H: the "
            "rows have to come second in it.",
            also=(lambda H, delta: delta @ H, lambda H, delta: np.einsum("ij,jk", H, delta)),
        ),
        Mistake(
            "the other one turned",
            lambda H, delta: H @ delta.T,
            "You turn the wrong one of the two, and add up over columns. What is to vanish is "
            "r, the number of the row.",
            also=(lambda H, delta: delta @ H.T, lambda H, delta: H.T @ delta.T),
        ),
        Mistake(
            "on its side",
            lambda H, delta: delta.T @ H,
            "The right numbers, on their side: yours has a row for each unit, and G[i, j] a "
            "row for each input.",
            also=(lambda H, delta: (H.T @ delta).T, mistakes.product_on_its_side_in_loops),
        ),
        Mistake(
            "a mean",
            lambda H, delta: H.T @ delta / len(H),
            "You divide by the number of rows. The loops add up and divide by nothing: whoever "
            "wants a mean has that in delta already.",
            also=(
                lambda H, delta: (H[:, :, None] * delta[:, None, :]).mean(axis=0),
                lambda H, delta: H.T @ delta / delta.shape[1],
                lambda H, delta: H.T @ delta / H.size,
            ),
        ),
        Mistake(
            "number by number",
            lambda H, delta: H * delta,
            "* multiplies number by number, and adds nothing up. Each input of a row meets "
            "each unit of that row, and the rows are added up: that is @.",
            also=(
                lambda H, delta: H.T * delta,
                lambda H, delta: (H * delta).sum(axis=0),
                lambda H, delta: H.T * delta.T,
            ),
        ),
        Mistake(
            "sums multiplied",
            lambda H, delta: np.outer(H.sum(axis=0), delta.sum(axis=0)),
            "You add the rows up first and multiply then, so that rows meet other rows. Each "
            "row's product first, then the sum.",
            also=(
                lambda H, delta: np.outer(H.mean(axis=0), delta.mean(axis=0)),
                lambda H, delta: np.outer(H.sum(axis=0), delta.mean(axis=0)),
                lambda H, delta: np.outer(H.mean(axis=0), delta.sum(axis=0)),
            ),
        ),
        Mistake(
            "every row with every row",
            lambda H, delta: np.outer(H, delta),
            "np.outer lays both tables out in one long row each. In yours every number of H "
            "meets every number of delta, of other rows, too.",
            also=(
                lambda H, delta: np.tensordot(H, delta, axes=0),
                lambda H, delta: np.kron(H, delta),
            ),
        ),
        Mistake(
            "not added up",
            lambda H, delta: H[:, :, None] * delta[:, None, :],
            "In yours each row still has a table of its own. The loops add them all up into one G.",
            also=(lambda H, delta: np.einsum("ri,rj->rij", H, delta),),
        ),
        Mistake(
            "one row only",
            mistakes.product_of_the_last_row,
            "Only one row is in your G. += adds to what is there, = writes over it; and a "
            "return line inside the loop ends it.",
            also=(
                mistakes.product_returned_too_early,
                lambda H, delta: np.outer(H[-1], delta[-1]),
                lambda H, delta: np.outer(H[0], delta[0]),
            ),
        ),
        Mistake(
            "a row too few",
            mistakes.product_of_all_but_the_last,
            "One of the rows is left out. range(n) ends before n by itself.",
            also=(lambda H, delta: H[1:].T @ delta[1:], lambda H, delta: H[:-1].T @ delta[:-1]),
        ),
        Mistake(
            "one number",
            lambda H, delta: np.vdot(H, delta),
            "One number is left of it. Only the rows are added up: inputs and units stay apart.",
            also=(
                lambda H, delta: (H.T @ delta).sum(),
                lambda H, delta: np.sum(H * delta),
            ),
        ),
        Mistake(
            "float32",
            lambda H, delta: (H.T @ delta).astype(np.float32),
            "Yours is of float32, which has seven digits. This course works in float64, with "
            "sixteen: leave the type as it is.",
        ),
        Mistake(
            "a list",
            lambda H, delta: (H.T @ delta).tolist(),
            "The numbers are right, but in a list. An array is asked for.",
            also=(lambda H, delta: [(h[:, None] * delta).sum(axis=0) for h in H.T],),
        ),
    ),
    alternatives=(
        answers.product_in_three_loops,
        answers.product_row_by_row,
        lambda H, delta: np.einsum("ri,rj->ij", H, delta),
        lambda H, delta: np.dot(delta.T, H).T,
    ),
)

BIAS_GRADIENT = Exercise(
    room="rows",
    name="bias_gradient",
    reference=asked.bias_gradient,
    draw=drawn.blame,
    draws=20,
    properties=(properties.adds_up_over_rows,),
    view=symptoms.numbers,
    returns=SHOWN,
    hints=(
        "A unit's bias moves its weighted sum in every row alike. So the cost has something to "
        "say about it in every row.",
        "A unit has a column. What stands in it is added up: along which axis?",
        "delta.sum(axis=0), which has a number for each unit.",
    ),
    mistakes=(
        Mistake(
            "a mean",
            lambda delta: delta.mean(axis=0),
            "You divide by the number of rows. A delta of a mean cost has that division in it "
            "already: once is enough, so here it is the sum.",
            also=(
                lambda delta: delta.sum(axis=0) / delta.size,
                lambda delta: np.median(delta, axis=0),
            ),
        ),
        Mistake(
            "a table of one row",
            lambda delta: delta.sum(axis=0, keepdims=True),
            "Yours is a table of one row, (1, n). The bias is the row alone, (n,): without "
            "keepdims.",
            also=(
                lambda delta: np.ones((1, len(delta))) @ delta,
                lambda delta: delta.mean(axis=0, keepdims=True),
            ),
        ),
        Mistake(
            "along the rows",
            lambda delta: delta.sum(axis=1),
            "Yours adds up over units, and has a number for each row. It is the other axis: a "
            "column belongs to a unit.",
            also=(
                lambda delta: delta.mean(axis=1),
                lambda delta: delta.sum(axis=-1),
                lambda delta: np.array([sum(row) for row in delta]),
            ),
        ),
        Mistake(
            "a column",
            lambda delta: delta.sum(axis=0)[:, None],
            "Yours is a column, as where examples are columns. Here the bias is a row: (n,).",
            also=(
                lambda delta: delta.T.sum(axis=1, keepdims=True),
                lambda delta: delta.sum(axis=1, keepdims=True),
            ),
        ),
        Mistake(
            "one number",
            lambda delta: delta.sum(),
            "One number is left of it. Each unit has a bias of its own: sum along one axis.",
            also=(lambda delta: delta.mean(), lambda delta: np.array([delta.sum()])),
        ),
        Mistake(
            "not added up",
            lambda delta: 1 * delta,
            "That is delta itself, a row for each example. They share one bias, so their rows "
            "are added up.",
            also=(lambda delta: delta.T, lambda delta: delta / len(delta)),
        ),
        Mistake(
            "one row only",
            mistakes.bias_returned_too_early,
            "Only one row is in yours. All of them have used this bias; a return line inside a "
            "loop ends it.",
            also=(lambda delta: 1 * delta[-1], lambda delta: 1 * delta[0]),
        ),
        Mistake(
            "a sum for each row",
            lambda delta: np.tile(delta.sum(axis=0), (len(delta), 1)),
            "The right sum, laid out for every row. Broadcasting does that when the bias is "
            "used; its slope is one row.",
            also=(lambda delta: np.ones((len(delta), len(delta))) @ delta,),
        ),
        Mistake(
            "running sums",
            lambda delta: delta.cumsum(axis=0),
            "cumsum keeps all the sums on the way. Only the last one is asked for: sum.",
        ),
        Mistake(
            "without signs",
            lambda delta: np.abs(delta).sum(axis=0),
            "Signs matter: what one row wants more of, another may want less of. Add the "
            "numbers up as they are.",
            also=(
                lambda delta: (delta**2).sum(axis=0),
                lambda delta: np.linalg.norm(delta, axis=0),
                lambda delta: delta.max(axis=0),
            ),
        ),
        Mistake(
            "downhill already",
            lambda delta: -delta.sum(axis=0),
            "Right but for the sign. The slope is asked for; that the step goes against it "
            "comes later.",
        ),
        Mistake(
            "float32",
            lambda delta: (delta.sum(axis=0)).astype(np.float32),
            "Yours is of float32, with seven digits. This course works in float64, which has "
            "sixteen: leave the type as it is, or leave dtype out of it.",
        ),
        Mistake(
            "a list",
            lambda delta: delta.sum(axis=0).tolist(),
            "The numbers are right, but in a list. An array is asked for.",
            also=(lambda delta: [sum(column) for column in delta.T],),
        ),
        Mistake(
            "written over",
            mistakes.bias_into_the_first_row,
            "You add up inside the array that you were given. Others need it, too: begin with "
            "zeros of your own, or use sum.",
        ),
    ),
    alternatives=(
        lambda delta: np.ones(len(delta)) @ delta,
        lambda delta: sum(delta),
        lambda delta: np.array([sum(column) for column in delta.T]),
        lambda delta: np.einsum("ij->j", delta),
    ),
)
