"""Lesson 08: what is asked, how it is judged, and which mistakes are known."""

import numpy as np

from course.digits.symptoms import numbers
from course.kit.checking import Exercise, Mistake, checker
from course.rows import answers, asked, drawn, mistakes, properties, symptoms
from course.rows.costs import sigmoid
from course.rows.mistakes import entropy, slope, squares

SHOWN = ("a look at the result", "the result")

EXERCISES = (
    Exercise(
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
                "Your weights lie as for columns: W x, with a row for each unit. Here a row times "
                "W is asked for, X @ W, so W has a row for each input and a column for each unit.",
                also=(mistakes.turned("W0", "W1"), mistakes.turned("W0", "dW0")),
            ),
            Mistake(
                "examples in columns",
                mistakes.turned(*mistakes.WEIGHTS, *mistakes.ROWS),
                "That is the convention of columns, all of it: each example a column. In this "
                "lesson each example is a row, so rows come first in X, h, a and both deltas.",
                also=(
                    mistakes.turned(*mistakes.ROWS),
                    mistakes.turned("X"),
                    mistakes.turned("X", "h", "a"),
                ),
            ),
            Mistake(
                "slopes on their sides",
                mistakes.turned("dW0", "dW1"),
                "dW0 and dW1 lie on their sides. They are taken from W0 and W1 number by number, "
                "so they have the same shapes: H.T @ delta, not delta.T @ H.",
                also=(mistakes.turned("dW0"), mistakes.turned("dW1")),
            ),
            Mistake(
                "a bias for each row",
                mistakes.biases(lambda n, units: (n, units), slopes=False),
                "Your bias has as many rows as the batch. All rows use the same one: one number "
                "for each unit, and NumPy lays it under every row. Tiled, it would fit batches of "
                "one size only.",
                also=(mistakes.biases(lambda n, units: (n, units)),),
            ),
            Mistake(
                "a bias as a table",
                mistakes.biases(lambda n, units: (1, units)),
                "Your bias is a table of one row, (1, n). In this course it is the row alone, "
                "(n,): it is added to z in the same way.",
                also=(
                    mistakes.biases(lambda n, units: (1, units), slopes=False),
                    mistakes.slopes_of_biases(lambda n, units: (1, units)),
                ),
            ),
            Mistake(
                "a bias as a column",
                mistakes.biases(lambda n, units: (units, 1)),
                "Your bias is a column. In z, units stand side by side along a row, so the bias "
                "has to lie along it: (n,).",
                also=(mistakes.biases(lambda n, units: (units, 1), slopes=False),),
            ),
            Mistake(
                "no tuple",
                mistakes.biases(lambda n, units: units),
                "(n_hidden) is a number in brackets, and (n_hidden,) is a tuple of one: the comma "
                "makes it.",
                also=(
                    mistakes.slopes_of_biases(lambda n, units: units),
                    mistakes.biases(lambda n, units: units, slopes=False),
                ),
            ),
            Mistake(
                "a bias for each input",
                mistakes.shapes(
                    b0=lambda n, i, h, o: (i,),
                    db0=lambda n, i, h, o: (i,),
                    b1=lambda n, i, h, o: (h,),
                    db1=lambda n, i, h, o: (h,),
                ),
                "Your biases are counted by what comes in. A bias belongs to a unit: there are as "
                "many as units that it leads to, as many as W has columns.",
                also=(
                    mistakes.shapes(b0=lambda n, i, h, o: (i,), b1=lambda n, i, h, o: (h,)),
                    mistakes.biases(lambda n, units: (n,)),
                    mistakes.biases(lambda n, units: (1,)),
                ),
            ),
            Mistake(
                "not summed over rows",
                mistakes.slopes_of_biases(lambda n, units: (n, units)),
                "Your slopes for the biases have a row for each example. The examples share one "
                "bias, so their rows are added up: db1 has the shape of b1.",
            ),
            Mistake(
                "blame without rows",
                mistakes.shapes(
                    delta1=lambda n, i, h, o: (o,),
                    delta0=lambda n, i, h, o: (h,),
                ),
                "Your deltas are those of one example. Every example of the batch has weighted "
                "sums of its own, and so a row of slopes of its own.",
                also=(
                    mistakes.shapes(
                        delta1=lambda n, i, h, o: (1, o),
                        delta0=lambda n, i, h, o: (1, h),
                    ),
                ),
            ),
            Mistake(
                "deltas exchanged",
                mistakes.shapes(
                    delta1=lambda n, i, h, o: (n, h),
                    delta0=lambda n, i, h, o: (n, o),
                ),
                "delta1 and delta0 are the other way round: delta1 belongs to the outputs, whose "
                "weights are W1, and delta0 to the hidden units.",
                also=(
                    mistakes.shapes(delta0=lambda n, i, h, o: (n, o)),
                    mistakes.shapes(delta0=lambda n, i, h, o: (n, i)),
                    mistakes.shapes(
                        delta1=lambda n, i, h, o: (n, h),
                        delta0=lambda n, i, h, o: (n, i),
                    ),
                ),
            ),
            Mistake(
                "blame like weights",
                mistakes.shapes(
                    delta1=lambda n, i, h, o: (h, o),
                    delta0=lambda n, i, h, o: (i, h),
                ),
                "You give the deltas the shapes of the weights. They are slopes for the weighted "
                "sums z, so they have the shapes of what the units say: one row for each example.",
            ),
            Mistake(
                "slopes with rows",
                mistakes.shapes(
                    dW1=lambda n, i, h, o: (n, h, o),
                    dW0=lambda n, i, h, o: (n, i, h),
                ),
                "You keep a table of slopes for each example. In H.T @ delta they are added up: "
                "the number of rows is the inner number, and does not come out.",
                also=(
                    mistakes.shapes(
                        dW1=lambda n, i, h, o: (n, o),
                        dW0=lambda n, i, h, o: (n, h),
                    ),
                ),
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
    ),
    Exercise(
        room="rows",
        name="product",
        reference=asked.product,
        draw=drawn.factors,
        draws=20,
        properties=(properties.adds_up_over_rows,),
        view=numbers,
        returns=SHOWN,
        hints=(
            "A matrix product adds up over the index that both share. Which of r, i and j is in "
            "both H[r, i] and delta[r, j]?",
            "In A @ B what is added up are the columns of A and the rows of B. Here it should be "
            "the rows of both: one of them has to be turned.",
            "H.T has the shape (n_in, n_rows), and (n_in, n_rows) @ (n_rows, n_out) is "
            "(n_in, n_out).",
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
                also=(lambda H, delta: (H.T @ delta).T,),
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
                also=(lambda H, delta: np.tensordot(H, delta, axes=0),),
            ),
            Mistake(
                "not added up",
                lambda H, delta: H[:, :, None] * delta[:, None, :],
                "In yours each row still has a table of its own. The loops add them all up into "
                "one G.",
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
                "One number is left of it. Only the rows are added up: inputs and units stay "
                "apart.",
                also=(
                    lambda H, delta: (H.T @ delta).sum(),
                    lambda H, delta: np.sum(H * delta),
                ),
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
    ),
    Exercise(
        room="rows",
        name="batch_forward",
        reference=asked.batch_forward,
        draw=drawn.network_and_rows,
        draws=30,
        properties=(properties.goes_layer_by_layer,),
        view=symptoms.tables,
        hints=(
            "Begin with the list [X]. Each layer reads what the last one in the list says, and "
            "puts what it says behind it.",
            'In round i it is params[f"W{i}"] and params[f"b{i}"], for as many rounds as there '
            "are weights: half as many as there are parameters. The bias is added as it is.",
            "z = H[i] @ W + b, and then H.append(1 / (1 + np.exp(-z))). At the end return H.",
        ),
        mistakes=(
            Mistake(
                "no sigmoid at the end",
                mistakes.forward(last=lambda z: z),
                "Your last layer gives its weighted sums. Its units are sigmoids, too: what they "
                "say is asked for.",
                also=(
                    mistakes.forward(last=lambda z: np.exp(z) / np.exp(z).sum(1, keepdims=True)),
                ),
            ),
            Mistake(
                "no sigmoid at all",
                mistakes.forward(says=lambda z: z),
                "These are the weighted sums. What a unit says is the sigmoid of its sum: "
                "1 / (1 + np.exp(-z)).",
            ),
            Mistake(
                "another unit",
                mistakes.forward(says=np.tanh),
                "Your units are others than sigmoids. Asked for is 1 / (1 + np.exp(-z)); mind the "
                "brackets, and the minus.",
                also=(
                    mistakes.forward(says=lambda z: np.maximum(z, 0)),
                    mistakes.forward(says=lambda z: sigmoid(-z)),
                    mistakes.forward(says=lambda z: 1 / 1 + np.exp(-z)),
                    mistakes.forward(says=lambda z: sigmoid(z) * (1 - sigmoid(z))),
                    mistakes.forward(says=lambda z: z * (1 - z)),
                ),
            ),
            Mistake(
                "no bias",
                mistakes.forward(sums=lambda h, W, b: h @ W),
                "The bias is missing. Each unit adds its own to its weighted sum.",
                also=(mistakes.forward(sums=lambda h, W, b: h @ W - b),),
            ),
            Mistake(
                "weights on their sides",
                mistakes.forward(sums=lambda h, W, b: h @ W.T + b),
                "You turn W. It has a row for each input here, so that a row of X times W is right "
                "as it is: X @ W.",
                also=(mistakes.forward(sums=lambda h, W, b: np.dot(h, W.T) + b),),
            ),
            Mistake(
                "columns instead of rows",
                mistakes.forward(sums=lambda h, W, b: W @ h + b),
                "W in front is for columns. Here the examples are rows, and the row comes first: "
                "X @ W.",
                also=(
                    mistakes.forward(sums=lambda h, W, b: W.T @ h + b),
                    mistakes.forward(sums=lambda h, W, b: W.T @ h + b[:, None]),
                    mistakes.forward(sums=lambda h, W, b: W.T @ h.T + b[:, None]),
                    mistakes.forward(
                        first=lambda X: X.T, sums=lambda h, W, b: W.T @ h + b[:, None]
                    ),
                    mistakes.made_of(lambda H: [H[0], *(h.T for h in H[1:])]),
                ),
            ),
            Mistake(
                "a bias as a column",
                mistakes.forward(sums=lambda h, W, b: h @ W + b[:, None]),
                "As a column the bias goes down the rows, one number for each example. It belongs "
                "to the units: along the row, as it is.",
                also=(mistakes.forward(sums=lambda h, W, b: h @ W + b.reshape(-1, 1)),),
            ),
            Mistake(
                "tiled for batches of one size",
                mistakes.forward(sums=lambda h, W, b: h @ W + np.tile(b, (4, 1))),
                "You lay the bias out for a batch of one size. The last one may be shorter: add "
                "the bias as it is, and NumPy lays it under as many rows as there are.",
                also=(
                    *(
                        mistakes.forward(
                            sums=lambda h, W, b, rows=rows: h @ W + np.tile(b, (rows, 1))
                        )
                        for rows in (2, 3, 5, 10, 32, 100)
                    ),
                    mistakes.forward(sums=lambda h, W, b: h @ W + np.tile(b, (len(W), 1))),
                    mistakes.forward(sums=lambda h, W, b: h @ W + np.tile(b, (len(b), 1))),
                ),
            ),
            Mistake(
                "the biases averaged",
                mistakes.forward(sums=lambda h, W, b: h @ W + b.mean()),
                "In yours all units of a layer get the same bias. Each has its own: add b as it "
                "is, without a sum, a mean or an index.",
                also=(
                    mistakes.forward(sums=lambda h, W, b: h @ W + b.sum()),
                    mistakes.forward(sums=lambda h, W, b: h @ W + b[0]),
                ),
            ),
            Mistake(
                "X left out",
                mistakes.made_of(lambda H: H[1:]),
                "The list should begin with X: what the first layer is told is needed on the way "
                "back.",
            ),
            Mistake(
                "the last only",
                mistakes.made_of(lambda H: H[-1]),
                "Only what the last layer says comes back. The way back needs what all of them "
                "say: a list, X first.",
                also=(mistakes.made_of(lambda H: [H[-1]]),),
            ),
            Mistake(
                "a layer too few",
                mistakes.forward(layers=lambda n: n - 1),
                "Your network ends before its last layer. There are as many layers as there are "
                "weights, half as many as parameters; range(n) ends before n by itself.",
                also=(mistakes.forward(layers=lambda n: min(n, 1)),),
            ),
            Mistake(
                "two layers only",
                mistakes.forward_of_two_layers,
                "Yours has two layers, whatever there is in params. There may be any number: a "
                'loop, and names made of its number, f"W{i}".',
            ),
            Mistake(
                "counted from 1",
                mistakes.forward_counted_from_1,
                "The first layer has the number 0: W0 and b0. range(n) begins there by itself.",
                also=(mistakes.forward(layers=lambda n: 2 * n),),
            ),
            Mistake(
                "in the order of the dict",
                mistakes.forward_in_the_order_of_the_dict,
                "You take parameters in the order in which they stand in the dict. That is not "
                'always W0, b0, W1, …: ask for them by name, params[f"W{i}"].',
                also=(mistakes.forward_by_pairs,),
            ),
            Mistake(
                "always from X",
                mistakes.forward_always_from_the_inputs,
                "Each of your layers reads X. Only the first one does: the others read what the "
                "one before them says.",
            ),
            Mistake(
                "a sigmoid of X",
                mistakes.forward(first=sigmoid),
                "X itself is the first in the list. You change it before the network reads it.",
                also=(
                    mistakes.forward(first=lambda X: X / 255),
                    mistakes.forward(first=lambda X: X - X.mean(axis=0)),
                ),
            ),
            Mistake(
                "one example only",
                mistakes.forward(first=lambda X: X[0]),
                "One example goes through your network. All rows of X should, at once.",
                also=(
                    mistakes.forward(first=lambda X: X[:1]),
                    mistakes.forward(first=lambda X: X.mean(axis=0)),
                    mistakes.forward(sums=lambda h, W, b: h @ W + b, first=lambda X: X[-1]),
                ),
            ),
            Mistake(
                "a generator",
                mistakes.forward_one_by_one,
                "yield, and round brackets, hand tables out one by one, and only once. A list of "
                "them is asked for.",
                also=(mistakes.made_of(iter),),
            ),
            Mistake(
                "written over",
                mistakes.forward_into_the_biases,
                "You write into what you were given. Whoever calls this needs X and the parameters "
                "as they were: z = … makes a new array, z += … writes into the old one.",
                also=(mistakes.forward_over_the_rows,),
            ),
        ),
        alternatives=(
            answers.forward_by_tiling,
            answers.forward_with_ones,
            answers.forward_row_by_row,
        ),
    ),
    Exercise(
        room="rows",
        name="bias_gradient",
        reference=asked.bias_gradient,
        draw=drawn.blame,
        draws=20,
        properties=(properties.adds_up_over_rows,),
        view=numbers,
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
    ),
    Exercise(
        room="rows",
        name="delta",
        reference=asked.delta,
        draw=drawn.said_and_asked,
        draws=40,
        properties=(properties.is_slope_of_the_cost,),
        view=numbers,
        returns=SHOWN,
        hints=(
            "First the slope of a cost for a, then times the slope of the sigmoid, a (1 - a). And "
            "the mean over the rows makes each row's part smaller.",
            "The square's slope for a is a - y: the half in the cost is there to leave no 2. "
            "The cross-entropy's is (a - y) / (a (1 - a)). What becomes of that, times a (1 - a)?",
            '(a - y) / len(a) for the cross-entropy; and if cost == "quadratic", that times '
            "a * (1 - a).",
        ),
        mistakes=(
            Mistake(
                "a sum over rows",
                slope(squares, entropy, divide=lambda a: 1),
                "That is the slope of the sum. The cost is a mean over the rows, so each of them "
                "moves it by less: divide by how many there are.",
            ),
            Mistake(
                "costs exchanged",
                slope(entropy, squares),
                "The two costs are the other way round: a (1 - a) stays with the quadratic cost "
                "and cancels out with the cross-entropy.",
                also=(slope(entropy, squares, divide=lambda a: 1),),
            ),
            Mistake(
                "always quadratic",
                slope(squares, squares),
                "For both costs your slope has a (1 - a) in it. With the cross-entropy it cancels "
                'out. If you ask for the cost, is it written as here: "cross-entropy"?',
                also=(slope(squares, squares, divide=lambda a: 1),),
            ),
            Mistake(
                "always cross-entropy",
                slope(entropy, entropy),
                "For both costs yours is the plain difference. With the quadratic cost the slope "
                "of the sigmoid, a (1 - a), stays: that is why it learns so slowly where it is "
                "very wrong.",
                also=(slope(entropy, entropy, divide=lambda a: 1),),
            ),
            Mistake(
                "sign",
                slope(lambda a, y: -squares(a, y), lambda a, y: y - a),
                "Turned round: where an output says too much, a larger sum makes it worse, so the "
                "slope is above 0. a - y, not y - a.",
                also=(
                    slope(lambda a, y: -squares(a, y), lambda a, y: y - a, divide=lambda a: 1),
                    slope(squares, lambda a, y: y - a),
                    slope(lambda a, y: -squares(a, y), entropy),
                ),
            ),
            Mistake(
                "divided by something else",
                slope(squares, entropy, divide=np.size),
                "The right directions, the wrong size. The mean is over the rows, and over the "
                "outputs the costs are added up: divide by len(a) alone.",
                also=(
                    slope(squares, entropy, divide=lambda a: a.shape[1]),
                    slope(squares, entropy, divide=lambda a: 2 * len(a)),
                    slope(squares, entropy, divide=lambda a: len(a) ** 2),
                ),
            ),
            Mistake(
                "twice as much",
                slope(lambda a, y: 2 * squares(a, y), entropy),
                "The 2 of the square is still in yours. The quadratic cost has a half in front, "
                "and they cancel out.",
                also=(
                    slope(lambda a, y: 2 * squares(a, y), entropy, divide=lambda a: 1),
                    slope(lambda a, y: squares(a, y) / 2, entropy),
                    slope(lambda a, y: 2 * squares(a, y), lambda a, y: 2 * entropy(a, y)),
                ),
            ),
            Mistake(
                "the sigmoid twice",
                slope(
                    lambda a, y: (a - y) * sigmoid(a) * (1 - sigmoid(a)),
                    entropy,
                ),
                "a is what the sigmoid has said already, and you take it once more. The slope of "
                "the sigmoid is a (1 - a) itself.",
                also=(
                    slope(
                        lambda a, y: (sigmoid(a) - y) * sigmoid(a) * (1 - sigmoid(a)),
                        lambda a, y: sigmoid(a) - y,
                    ),
                    slope(
                        lambda a, y: (a - y) * sigmoid(a) * (1 - sigmoid(a)),
                        entropy,
                        divide=lambda a: 1,
                    ),
                ),
            ),
            Mistake(
                "slopes for a",
                slope(entropy, lambda a, y: (a - y) / (a * (1 - a))),
                "Those are slopes for what the outputs say. Asked for are those for their weighted "
                "sums: times the slope of the sigmoid, a (1 - a).",
                also=(
                    slope(entropy, lambda a, y: (a - y) / (a * (1 - a)), divide=lambda a: 1),
                    slope(entropy, lambda a, y: -y / a + (1 - y) / (1 - a)),
                    slope(squares, lambda a, y: (a - y) / (a * (1 - a))),
                    slope(squares, lambda a, y: -y / a + (1 - y) / (1 - a)),
                ),
            ),
            Mistake(
                "0 divided by 0",
                slope(squares, mistakes.by_the_rule),
                "Right on paper. But an output of exactly 0 or 1 makes it 0 divided by 0, which is "
                "NaN. Do the division on paper first: a (1 - a) cancels out.",
                also=(slope(squares, mistakes.term_by_term),),
            ),
            Mistake(
                "patched",
                slope(squares, mistakes.patched(1e-12)),
                "A small number keeps you from dividing by 0, but then an output that is quite "
                "sure, and wrong, has a slope of 0, where it should be 1. Do the division on paper "
                "first: a (1 - a) cancels out.",
                also=(
                    *(
                        slope(squares, patch(10.0**-n))
                        for patch in (mistakes.patched, mistakes.patched_term_by_term)
                        for n in (7, 8, 9, 10, 15)
                    ),
                    slope(squares, mistakes.patched_term_by_term(1e-12)),
                    slope(squares, lambda a, y: np.nan_to_num(mistakes.by_the_rule(a, y))),
                    slope(squares, lambda a, y: np.nan_to_num(mistakes.term_by_term(a, y))),
                ),
            ),
            Mistake(
                "half of the sigmoid's slope",
                slope(lambda a, y: (a - y) * a, entropy),
                "The slope of the sigmoid has two factors, a and 1 - a. Mind the brackets: "
                "a * 1 - a is 0.",
                also=(
                    slope(lambda a, y: (a - y) * (1 - a), entropy),
                    slope(lambda a, y: (a - y) * a * 1 - a, entropy),
                    slope(lambda a, y: (a - y) * (1 - a**2), entropy),
                    slope(lambda a, y: (a - y) * y * (1 - y), entropy),
                ),
            ),
            Mistake(
                "the costs themselves",
                slope(
                    lambda a, y: (a - y) ** 2 / 2,
                    lambda a, y: -(y * np.log(a) + (1 - y) * np.log(1 - a)),
                ),
                "These are the costs. Their slopes are asked for, with a number for each output in "
                "each row.",
                also=(
                    lambda a, y, cost: (a - y) ** 2 / 2 / len(a),
                    lambda a, y, cost: ((a - y) ** 2).sum() / (2 * len(a)),
                ),
            ),
            Mistake(
                "averaged over rows",
                lambda a, y, cost: slope(squares, entropy)(a, y, cost).sum(axis=0),
                "Yours adds the rows up. Each row keeps its own slopes here: the rows are added "
                "up where they meet a weight or a bias.",
                also=(
                    lambda a, y, cost: slope(squares, entropy)(a, y, cost).sum(),
                    lambda a, y, cost: slope(squares, entropy)(a, y, cost).sum(
                        axis=1, keepdims=True
                    ),
                    lambda a, y, cost: slope(squares, entropy)(a, y, cost).sum(axis=1),
                ),
            ),
            Mistake(
                "without signs",
                slope(lambda a, y: np.abs(squares(a, y)), lambda a, y: np.abs(a - y)),
                "Signs matter: without them the network cannot know whether to say more or less.",
            ),
            Mistake(
                "written over",
                mistakes.delta_in_place,
                "a -= y writes into the array that you were given, and what the outputs said is "
                "gone. a - y makes a new one.",
                also=(mistakes.delta_in_place_of_both,),
            ),
        ),
        alternatives=(
            answers.delta_by_table,
            answers.delta_row_by_row,
            lambda a, y, cost: (
                np.where(cost == "quadratic", a * (1 - a), np.ones_like(a)) * (a - y) / len(a)
            ),
        ),
    ),
    Exercise(
        room="rows",
        name="batch_backward",
        reference=asked.batch_backward,
        draw=drawn.network_and_blame,
        draws=20,
        properties=(properties.are_slopes,),
        view=symptoms.tables,
        hints=(
            "From the last layer to the first. In each, two slopes of its own, and then the blame "
            "for the layer before: you have written the first two already.",
            "H[i].T @ delta for W{i}, the sum over the rows for b{i}. The blame goes back through "
            "the weights, turned, and through the slope of the units that said H[i].",
            "delta = delta @ W.T * H[i] * (1 - H[i]), after the two slopes of layer i, and before "
            "i gets smaller by one.",
        ),
        mistakes=(
            Mistake(
                "weights not turned",
                mistakes.both(back=lambda delta, W: delta @ W)[0],
                "On the way back W has to be turned, W.T: from a number for each unit to a number "
                "for each input. Where W is square, nothing else complains.",
                also=(
                    mistakes.both(back=lambda delta, W: delta @ W)[1],
                    *mistakes.both(back=lambda delta, W: np.dot(delta, W)),
                ),
            ),
            Mistake(
                "no slope of the units",
                mistakes.both(slope=lambda h: 1)[0],
                "The blame goes through the sigmoids as if they were not there. Each hidden unit "
                "lets through its own slope's share: h (1 - h).",
                also=(mistakes.both(slope=lambda h: 1)[1],),
            ),
            Mistake(
                "the sigmoid twice",
                mistakes.both(slope=lambda h: sigmoid(h) * (1 - sigmoid(h)))[0],
                "H holds what the units say, the sigmoid is taken already, and you take it once "
                "more. From what they say, the slope is h (1 - h).",
                also=(mistakes.both(slope=lambda h: sigmoid(h) * (1 - sigmoid(h)))[1],),
            ),
            Mistake(
                "half of the slope",
                mistakes.both(slope=lambda h: h)[0],
                "The slope of a sigmoid that says h is h (1 - h), both factors of it, and no other "
                "unit's.",
                also=(
                    mistakes.both(slope=lambda h: h)[1],
                    *mistakes.both(slope=lambda h: 1 - h),
                    *mistakes.both(slope=lambda h: 1 - h**2),
                    *mistakes.both(slope=lambda h: h**2 * (1 - h)),
                ),
            ),
            Mistake(
                "the outputs' slope again",
                mistakes.backward(first=lambda delta, H: delta * H[-1] * (1 - H[-1])),
                "delta is the slope for the weighted sums already: the sigmoids of the outputs are "
                "behind it. Yours goes through them once more.",
                also=(
                    mistakes.backward(
                        first=lambda delta, H: delta * H[-1] * (1 - H[-1]), inputs=True
                    ),
                ),
            ),
            Mistake(
                "divided again",
                mistakes.backward(first=lambda delta, H: delta / len(delta)),
                "You divide by the number of rows. That division is in delta already: all the rest "
                "adds up.",
                also=(
                    mistakes.backward(dW=lambda h, delta: h.T @ delta / len(h)),
                    mistakes.backward(back=lambda delta, W: delta @ W.T / len(delta)),
                ),
            ),
            Mistake(
                "a mean for the biases",
                mistakes.backward(db=lambda delta: delta.mean(axis=0)),
                "The slope for the biases is a sum over the rows. The division by their number is "
                "in delta already.",
            ),
            Mistake(
                "biases as a table",
                mistakes.backward(db=lambda delta: delta.sum(axis=0, keepdims=True)),
                "Your slopes for the biases are tables of one row, (1, n). They should have the "
                "shape of the biases, (n,): without keepdims.",
                also=(mistakes.backward(db=lambda delta: delta.mean(axis=0, keepdims=True)),),
            ),
            Mistake(
                "biases along the wrong axis",
                mistakes.backward(db=lambda delta: delta.sum(axis=1)),
                "Your slopes for the biases are added up along the rows. A column belongs to a "
                "unit: axis=0.",
                also=(
                    mistakes.backward(db=lambda delta: delta.mean(axis=1)),
                    mistakes.backward(db=lambda delta: delta.sum(axis=1, keepdims=True)),
                    mistakes.backward(db=lambda delta: delta.sum()),
                ),
            ),
            Mistake(
                "biases not added up",
                mistakes.backward(db=lambda delta: delta),
                "Your slopes for the biases have a row for each example. The examples share one "
                "bias, so their rows are added up.",
                also=(
                    mistakes.backward(db=lambda delta: 1 * delta[0]),
                    mistakes.backward(db=lambda delta: 1 * delta[-1]),
                ),
            ),
            Mistake(
                "slopes on their sides",
                mistakes.backward(dW=lambda h, delta: delta.T @ h),
                "Your slopes for the weights lie on their sides: those for columns. Here W has a "
                "row for each input, and so has its slope: H[i].T @ delta.",
            ),
            Mistake(
                "H not turned",
                mistakes.backward(dW=lambda h, delta: h @ delta),
                "In H[i] @ delta the rows are not what is added up. Turn H[i]: H[i].T @ delta.",
                also=(
                    mistakes.backward(dW=lambda h, delta: h @ delta.T),
                    mistakes.backward(dW=lambda h, delta: h * delta),
                    mistakes.backward(dW=lambda h, delta: np.dot(h, delta)),
                ),
            ),
            Mistake(
                "one example only",
                mistakes.backward(dW=lambda h, delta: np.outer(h[0], delta[0])),
                "Only one row has a part in your slopes for the weights. All of them should: "
                "H[i].T @ delta adds them up.",
                also=(
                    mistakes.backward(dW=lambda h, delta: np.outer(h[-1], delta[-1])),
                    mistakes.backward(
                        dW=lambda h, delta: np.outer(h[0], delta[0]), db=lambda delta: 1 * delta[0]
                    ),
                    mistakes.backward(
                        dW=lambda h, delta: np.outer(h.mean(axis=0), delta.sum(axis=0))
                    ),
                    mistakes.backward(
                        dW=lambda h, delta: np.outer(h.sum(axis=0), delta.sum(axis=0))
                    ),
                ),
            ),
            Mistake(
                "one layer off",
                mistakes.backward_with_what_the_layer_says,
                "H[0] is X, so W{i} is told H[i] and makes H[i + 1] of it. Yours is one off: which "
                "of the two meets delta, and whose slope does the blame go through?",
                also=(
                    mistakes.backward_through_the_slope_of_the_layer,
                    mistakes.backward_with_both_one_off,
                ),
            ),
            Mistake(
                "after an update",
                mistakes.backward_after_an_update,
                "You move the weights before the blame has passed through them. It has to go back "
                "through the weights that were used on the way there.",
                also=(mistakes.backward_with_an_update,),
            ),
            Mistake(
                "a layer too few",
                mistakes.backward(down_to=1),
                "Some layers have no slopes in yours. The way back goes down to layer 0: "
                "reversed(range(n)) has it, range(n, 0, -1) ends before it.",
                also=(
                    mistakes.backward(down_to=1, inputs=True),
                    mistakes.slopes_made_of(
                        lambda g: {name: slope for name, slope in g.items() if name[0] == "W"}
                    ),
                ),
            ),
            Mistake(
                "two layers only",
                mistakes.backward_of_two_layers,
                "Yours has two layers, whatever there is in params. There may be any number: a "
                'loop, and names made of its number, f"W{i}".',
            ),
            Mistake(
                "downhill already",
                mistakes.slopes_made_of(mistakes.each(lambda slope: -slope)),
                "Right but for the sign. The slopes are asked for; that the step goes against them "
                "comes later.",
            ),
            Mistake(
                "a list",
                mistakes.slopes_made_of(lambda g: [g[name] for name in sorted(g)]),
                "A dict is asked for, with the names of the parameters as keys.",
                also=(
                    mistakes.slopes_made_of(lambda g: list(g.values())),
                    mistakes.slopes_made_of(lambda g: tuple(g.values())),
                    mistakes.slopes_made_of(lambda g: {f"d{name}": g[name] for name in g}),
                ),
            ),
            Mistake(
                "written over",
                mistakes.backward_in_place,
                "You write into what you were given: *= and -= do. Whoever calls this needs H, "
                "delta and the weights as they were: h * (1 - h) makes a new array.",
                also=(mistakes.backward_in_place_of_delta,),
            ),
        ),
        alternatives=(
            answers.backward_in_a_while,
            answers.backward_blame_first,
            answers.backward_row_by_row,
        ),
    ),
)

check = checker(EXERCISES)
