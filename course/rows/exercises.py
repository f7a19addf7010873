"""Lesson 08: what is asked, how it is judged, and which mistakes are known."""

import numpy as np

from course.digits.symptoms import ENOUGH, numbers
from course.kit.checking import Exercise, Mistake, checker
from course.rows import answers, asked, drawn, mistakes, net, properties, symptoms
from course.rows.costs import sigmoid
from course.rows.mistakes import entropy, of_all, slope, squares

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
                also=(mistakes.shapes(delta0=lambda n, i, h, o: (n, o)),),
            ),
            Mistake(
                "blame for what comes in",
                mistakes.shapes(
                    delta1=lambda n, i, h, o: (n, h),
                    delta0=lambda n, i, h, o: (n, i),
                ),
                "Your deltas have the shapes of what comes into a layer. They are slopes for the "
                "weighted sums, which come out of it: delta1 is like a, delta0 like h.",
                also=(mistakes.shapes(delta0=lambda n, i, h, o: (n, i)),),
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
                "texts",
                mistakes.shapes_as_texts,
                "Your shapes are texts. Without quotation marks (2, 3) is a tuple.",
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
        draws=40,
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
                "the bias behind the sigmoid",
                mistakes.forward_with_biases_last,
                "You add the bias to what the unit says. It belongs to the weighted sum, before "
                "the sigmoid.",
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
                "weights, half as many as parameters; range(n) ends before n by itself, and a "
                "return line inside the loop ends it at once.",
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
            ),
            Mistake(
                "twice as many layers",
                mistakes.forward(layers=lambda n: 2 * n),
                "You look for more layers than there are. len(params) counts weights and biases, "
                "two for each layer.",
            ),
            Mistake(
                "the number missing in the name",
                mistakes.forward_by_the_same_name,
                'params["W{i}"] asks for the name W{i} as it stands. With an f before the '
                'quotation mark, f"W{i}", the number is put in.',
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
                'very wrong. If you ask for the cost, is it by ==, and for "quadratic"?',
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
                    slope(lambda a, y: y - a, lambda a, y: y - a),
                    slope(lambda a, y: y - a, lambda a, y: y - a, divide=lambda a: 1),
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
                "one cost only",
                lambda a, y, cost: squares(a, y) / len(a) if cost == "quadratic" else None,
                "For one of the two costs yours gives nothing. Is its name written as in the task, "
                '"quadratic" and "cross-entropy"? else: takes whatever is left.',
                also=(
                    lambda a, y, cost: entropy(a, y) / len(a) if cost != "quadratic" else None,
                    mistakes.delta_by_another_name,
                    mistakes.delta_by_another_name_refused,
                ),
            ),
            Mistake(
                "half of the cross-entropy",
                slope(squares, lambda a, y: y * (a - 1)),
                "The cross-entropy has two parts, and you have derived one: -y / a and "
                "(1 - y) / (1 - a). Together, times a (1 - a), they are a - y.",
                also=(
                    slope(squares, lambda a, y: -y / a),
                    slope(squares, lambda a, y: -y / a * a * (1 - a)),
                    slope(squares, lambda a, y: (1 - y) * a),
                ),
            ),
            Mistake(
                "matrix product",
                slope(lambda a, y: (a - y) @ (a * (1 - a)), entropy),
                "@ multiplies rows with columns and adds up. Here each number meets only its own "
                "place: that is *.",
                also=(slope(lambda a, y: (a - y) @ (a * (1 - a)).T, entropy),),
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
                    lambda a, y, cost: (a - y).mean(axis=0),
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
                "from the front",
                mistakes.backward_from_the_front,
                "You begin with layer 0. The blame is that of the outputs, so the last layer comes "
                "first: reversed(range(n)).",
                also=(mistakes.backward_from_the_front_without_the_inputs,),
            ),
            Mistake(
                "blame before the slopes",
                mistakes.backward_with_blame_first,
                "In each layer you send the blame back first, and then take the slopes from it. It "
                "is that of the layer before by then: first the two slopes, then the blame.",
            ),
            Mistake(
                "the blame stays",
                mistakes.backward(back=lambda delta, W: delta, slope=lambda h: 1),
                "delta is the same in all of your layers. Behind the two slopes of a layer it goes "
                "back: delta = delta @ W.T * h * (1 - h).",
            ),
            Mistake(
                "the number missing in the name",
                mistakes.backward_by_the_same_name,
                '"W{i}" is the name W{i} as it stands. With an f before the quotation mark, '
                'f"W{i}", the number is put in.',
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
                    *mistakes.both(dW=np.outer),
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
                    mistakes.backward_one_off(0, 1, inputs=True),
                    mistakes.backward_one_off(1, 1, inputs=True),
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
                "reversed(range(n)) has it, range(n, 0, -1) ends before it. Is the return line, or "
                "gradients = {}, inside the loop?",
                also=(
                    mistakes.backward_returned_too_early,
                    mistakes.backward_begun_anew,
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
    Exercise(
        room="rows",
        name="l2_update",
        reference=asked.l2_update,
        draw=drawn.update,
        properties=(properties.shrinks_weights_alone,),
        view=symptoms.tables,
        hints=(
            "What is squared has the slope 2 W, and half of it is W. So each weight's slope grows "
            "by decay times the weight, and then comes a step as always.",
            'A name that begins with "W" belongs to weights: name.startswith("W"). Put what is '
            "new into a new dict, under the same name.",
            "W - alpha * (slope + decay * W) for weights, b - alpha * slope for biases. slope += … "
            "would write into the gradients: slope = slope + … does not.",
        ),
        mistakes=(
            Mistake(
                "biases shrink",
                of_all(lambda W, dW, alpha, decay: W - alpha * (dW + decay * W)),
                "Your biases shrink, too. They are added, and multiply nothing: only weights are "
                "to be kept small.",
                also=(
                    of_all(lambda W, dW, alpha, decay: (1 - decay) * W - alpha * dW),
                    mistakes.update(
                        lambda W, dW, alpha, decay: W - alpha * dW,
                        lambda b, db, alpha, decay: b - alpha * (db + decay * b),
                    ),
                ),
            ),
            Mistake(
                "no alpha at the decay",
                mistakes.update(lambda W, dW, alpha, decay: W - alpha * dW - decay * W),
                "The step goes against the slope of all that is to become small, the decay "
                "included: alpha belongs to both parts.",
                also=(
                    mistakes.update(lambda W, dW, alpha, decay: decay * W - alpha * dW),
                    mistakes.update(lambda W, dW, alpha, decay: (W - alpha * dW) * (1 - decay)),
                ),
            ),
            Mistake(
                "no decay",
                of_all(lambda W, dW, alpha, decay: W - alpha * dW),
                "That is plain descent: no weight shrinks. If you ask for names, are they found? "
                'They begin with a large W, "W0" and so on.',
            ),
            Mistake(
                "weights grow",
                mistakes.update(lambda W, dW, alpha, decay: W - alpha * (dW - decay * W)),
                "In yours large weights become larger. The decay is part of the slope, and the "
                "step goes against it: a minus in front of both.",
                also=(
                    mistakes.update(lambda W, dW, alpha, decay: (1 + alpha * decay) * W - dW),
                    mistakes.update(lambda W, dW, alpha, decay: (1 + decay) * W - alpha * dW),
                ),
            ),
            Mistake(
                "uphill",
                mistakes.update(
                    lambda W, dW, alpha, decay: W + alpha * (dW + decay * W),
                    lambda b, db, alpha, decay: b + alpha * db,
                ),
                "Your step goes with the slope, so the cost grows. It goes against it: minus.",
                also=(
                    mistakes.update(
                        lambda W, dW, alpha, decay: (1 - alpha * decay) * W + alpha * dW,
                        lambda b, db, alpha, decay: b + alpha * db,
                    ),
                    of_all(lambda W, dW, alpha, decay: W + alpha * dW),
                ),
            ),
            Mistake(
                "half or twice as much",
                mistakes.update(lambda W, dW, alpha, decay: W - alpha * (dW + decay / 2 * W)),
                "Your weights shrink by half as much, or by twice as much. In decay / 2 times W "
                "squared, the half and the 2 of the square cancel out.",
                also=(
                    mistakes.update(lambda W, dW, alpha, decay: W - alpha * (dW + 2 * decay * W)),
                    mistakes.update(lambda W, dW, alpha, decay: W - alpha * (dW + decay * W) / 2),
                ),
            ),
            Mistake(
                "divided by the size",
                mistakes.update(lambda W, dW, alpha, decay: W - alpha * (dW + decay * W / len(W))),
                "You divide the decay by a number of inputs or of weights. In the book it is "
                "divided by the number of all training rows; here decay is what is left then.",
                also=(
                    mistakes.update(
                        lambda W, dW, alpha, decay: W - alpha * (dW + decay * W / W.size)
                    ),
                    mistakes.update(
                        lambda W, dW, alpha, decay: W - alpha * (dW + decay * W.mean())
                    ),
                ),
            ),
            Mistake(
                "after the step",
                mistakes.update(lambda W, dW, alpha, decay: (W - alpha * dW) * (1 - alpha * decay)),
                "You make the step first, and then what has come of it shrinks. It is one step, "
                "from the old weights: their slope plus decay times the old weights.",
            ),
            Mistake(
                "another penalty",
                mistakes.update(lambda W, dW, alpha, decay: W - alpha * (dW + decay * np.sign(W))),
                "Your weights shrink by another rule. The slope of half the square of a weight is "
                "the weight itself: not its sign, its square or its size.",
                also=(
                    mistakes.update(lambda W, dW, alpha, decay: W - alpha * (dW + decay)),
                    mistakes.update(lambda W, dW, alpha, decay: W - alpha * (dW + decay * W**2)),
                    mistakes.update(
                        lambda W, dW, alpha, decay: W - alpha * (dW + decay * W**2 / 2)
                    ),
                    mistakes.update(lambda W, dW, alpha, decay: W - alpha * (dW + decay * abs(W))),
                    mistakes.update(
                        lambda W, dW, alpha, decay: W - alpha * (dW + decay / 2 * (W**2).sum())
                    ),
                    mistakes.update(
                        lambda W, dW, alpha, decay: W - alpha * (dW + decay * (W**2).sum())
                    ),
                    mistakes.update(
                        lambda W, dW, alpha, decay: W - alpha * (dW + decay * np.linalg.norm(W))
                    ),
                ),
            ),
            Mistake(
                "the gradient shrinks",
                mistakes.update(lambda W, dW, alpha, decay: W - alpha * (1 - decay) * dW),
                "In yours the gradient shrinks, and with it the step. It is the weight that is to "
                "shrink.",
                also=(
                    mistakes.update(lambda W, dW, alpha, decay: W - alpha * (1 + decay) * dW),
                    mistakes.update(lambda W, dW, alpha, decay: W - alpha * decay * dW),
                    of_all(lambda W, dW, alpha, decay: W - alpha * (1 - decay) * dW),
                    of_all(lambda W, dW, alpha, decay: W - alpha * decay * dW),
                ),
            ),
            Mistake(
                "no alpha",
                mistakes.update(
                    lambda W, dW, alpha, decay: W - dW - decay * W,
                    lambda b, db, alpha, decay: b - db,
                ),
                "The step size is missing. alpha multiplies the slope.",
                also=(
                    mistakes.update(
                        lambda W, dW, alpha, decay: W - dW - alpha * decay * W,
                        lambda b, db, alpha, decay: b - db,
                    ),
                    mistakes.update(lambda W, dW, alpha, decay: W - (dW + alpha * decay * W)),
                ),
            ),
            Mistake(
                "the step alone",
                mistakes.update(
                    lambda W, dW, alpha, decay: alpha * (dW + decay * W),
                    lambda b, db, alpha, decay: alpha * db,
                ),
                "That is the step, or the slope. The new parameters are asked for: the old ones "
                "minus the step.",
                also=(
                    mistakes.update(
                        lambda W, dW, alpha, decay: -alpha * (dW + decay * W),
                        lambda b, db, alpha, decay: -alpha * db,
                    ),
                    mistakes.update(
                        lambda W, dW, alpha, decay: dW + decay * W,
                        lambda b, db, alpha, decay: 1 * db,
                    ),
                ),
            ),
            Mistake(
                "biases stand still",
                mistakes.update(
                    lambda W, dW, alpha, decay: W - alpha * (dW + decay * W),
                    lambda b, db, alpha, decay: 1 * b,
                ),
                "Your biases stay as they are. They do not shrink, but they have their step: "
                "b - alpha * slope.",
                also=(
                    mistakes.update(
                        lambda W, dW, alpha, decay: W - alpha * (dW + decay * W),
                        lambda b, db, alpha, decay: b - decay * db,
                    ),
                ),
            ),
            Mistake(
                "a dict of one",
                mistakes.update_begun_anew,
                "One parameter comes back. Is new = {} inside the loop, or the return line?",
                also=(mistakes.update_returned_too_early,),
            ),
            Mistake(
                "a list",
                lambda p, g, alpha, decay: list(asked.l2_update(p, g, alpha, decay).values()),
                "A dict is asked for, with the names of the parameters as keys.",
                also=(
                    lambda p, g, alpha, decay: tuple(asked.l2_update(p, g, alpha, decay).values()),
                    lambda p, g, alpha, decay: (asked.l2_update(p, g, alpha, decay), g),
                ),
            ),
            Mistake(
                "in the order of the dicts",
                mistakes.update_in_the_order_of_the_dicts,
                "You take parameters and gradients side by side, in the order of the two dicts. "
                "That need not be the same order: look each gradient up by its name.",
            ),
            Mistake(
                "one layer only",
                mistakes.update_of_the_first_layer,
                "Not all the weights shrink in yours. There may be any number of layers: all names "
                'that begin with "W".',
                also=(
                    lambda p, g, alpha, decay: {
                        f"W{i}": p[f"W{i}"] - alpha * (g[f"W{i}"] + decay * p[f"W{i}"])
                        for i in range(len(p) // 2)
                    },
                ),
            ),
            Mistake(
                "written over",
                mistakes.update_in_place,
                "You write into what you were given, and it should be left as it is. W -= … writes "
                "into the old array, W - … makes a new one. params.copy() copies the dict, and not "
                "the arrays in it.",
                also=(
                    mistakes.update_into_the_dict,
                    mistakes.update_of_a_shallow_copy,
                    mistakes.update_into_the_gradients,
                    mistakes.update_that_gives_none,
                ),
            ),
        ),
        alternatives=(
            answers.update_by_shrinking,
            answers.update_of_copies,
            lambda params, gradients, alpha, decay: {
                name: W - alpha * (gradients[name] + decay * W * (W.ndim == 2))
                for name, W in params.items()
            },
        ),
    ),
    Exercise(
        room="rows",
        name="caught_in_place",
        reference=asked.caught_in_place,
        draw=drawn.slope,
        draws=150,  # so that each of the suspects comes up
        properties=(properties.catches_the_sick_alone,),
        view=symptoms.verdict,
        hints=(
            "Make some weighted sums, keep a copy of them, ask slope about them, and compare.",
            "before = z is no copy, but another name for the same array; z.copy() is one. And ask "
            "about numbers on both sides of 0, none of which is a slope itself, such as 0.4.",
            "z = np.array([[-2.0, 0.4]]), before = z.copy(), slope(z), and then "
            "not np.array_equal(z, before).",
        ),
        mistakes=(
            Mistake(
                "no copy",
                mistakes.nothing_kept,
                "Yours never catches anything. before = z is another name for the same array: what "
                "is written into one is written into the other. Keep z.copy(), before slope is "
                "asked, and ask it about z itself.",
                also=(mistakes.kept_too_late, mistakes.a_copy_asked, lambda slope: False),
            ),
            Mistake(
                "turned round",
                mistakes.asked_about(mistakes.BOTH_SIDES, changed=np.array_equal),
                "Yours says True to the sound ones. True means caught: z has another value than "
                "before.",
                also=(
                    mistakes.asked_about(
                        mistakes.BOTH_SIDES, changed=lambda z, before: (z == before).all()
                    ),
                ),
            ),
            Mistake(
                "only if all have changed",
                mistakes.asked_about(
                    mistakes.BOTH_SIDES, changed=lambda z, before: (z != before).all()
                ),
                "Yours asks whether all numbers have changed. Some functions write only where z is "
                "above 0, or below: one number that has changed is enough, .any().",
                also=(
                    mistakes.asked_about(
                        mistakes.BOTH_SIDES, changed=lambda z, before: not (z == before).any()
                    ),
                ),
            ),
            Mistake(
                "above 0 only",
                mistakes.asked_about([[0.4, 2.0, 3.0]]),
                "You ask only about numbers above 0. A function that writes where z is below 0 "
                "passes your test: ask about both.",
                also=(mistakes.asked_about([[0.3]]), mistakes.asked_about([[0.4, 1.0]])),
            ),
            Mistake(
                "below 0 only",
                mistakes.asked_about([[-0.4, -2.0, -3.0]]),
                "You ask only about numbers below 0. A function that writes where z is above 0 "
                "passes your test: ask about both.",
                also=(mistakes.asked_about([[-1.0]]), mistakes.asked_about([[0.0, -1.0]])),
            ),
            Mistake(
                "asked about slopes",
                mistakes.asked_about([[-1.0, 1.0]]),
                "Where z is 0 or 1 the slope may be the same number, and then nothing is seen of "
                "what is written there. Ask about numbers that are no slopes: 0.4 or -2, say.",
                also=(
                    mistakes.asked_about([[1.0]]),
                    mistakes.asked_about([[0.0]]),
                    mistakes.asked_about([[0.0, 1.0]]),
                    mistakes.asked_about([[-1.0, 0.0, 1.0]]),
                ),
            ),
            Mistake(
                "the same array",
                mistakes.the_same_array,
                "You ask whether what comes back is z itself. It may be, and z unharmed; and what "
                "comes back may be new, and z written over. Compare z with what it was.",
                also=(mistakes.shared_memory, mistakes.the_answer_compared_with_z),
            ),
            Mistake(
                "slope and z compared",
                mistakes.the_answer_compared,
                "You compare what slope gives back with z. A slope is another number, and rightly "
                "so: compare z afterwards with z before.",
                also=(
                    lambda slope: (
                        not np.allclose(
                            slope(z := np.array([[-2.0, 0.4]])), np.where(z > 0, 1, 0.1)
                        )
                    ),
                ),
            ),
            Mistake(
                "always caught",
                lambda slope: True,
                "Yours says True to every slope, the sound ones as well. «z is not before» asks "
                "whether these are two arrays, and they always are; compare their numbers.",
            ),
            Mistake(
                "asked twice",
                mistakes.asked_twice,
                "You ask twice and compare what comes back. A function that writes the same both "
                "times passes: compare z itself with what it was.",
                also=(mistakes.asked_twice_without_a_copy,),
            ),
            Mistake(
                "no single answer",
                mistakes.asked_about(mistakes.BOTH_SIDES, changed=lambda z, before: z != before),
                "Your answer is an array, with a True or False for each number. One is asked for: "
                ".any().",
                also=(
                    mistakes.asked_about(
                        mistakes.BOTH_SIDES, changed=lambda z, before: z == before
                    ),
                ),
            ),
            Mistake(
                "a number",
                mistakes.asked_about(
                    mistakes.BOTH_SIDES, changed=lambda z, before: np.abs(z - before).max()
                ),
                "Yours gives a number. True or False is asked for: is it above 0?",
                also=(
                    mistakes.asked_about(
                        mistakes.BOTH_SIDES, changed=lambda z, before: np.abs(z - before).sum()
                    ),
                    mistakes.asked_about(
                        mistakes.BOTH_SIDES, changed=lambda z, before: (z - before).sum()
                    ),
                    mistakes.asked_about(
                        mistakes.BOTH_SIDES, changed=lambda z, before: np.sum(z != before)
                    ),
                    mistakes.asked_about(
                        mistakes.BOTH_SIDES, changed=lambda z, before: int(np.sum(z != before))
                    ),
                ),
            ),
            Mistake(
                "in words",
                mistakes.asked_about(
                    mistakes.BOTH_SIDES,
                    changed=lambda z, before: "sound" if np.array_equal(z, before) else "caught",
                ),
                "Yours answers in words. True or False is asked for.",
            ),
            Mistake(
                "an assertion",
                mistakes.asserted,
                "assert stops where something is wrong. Here the answer is wanted, not an end: "
                "return True or False.",
                also=(mistakes.asserted_and_false, mistakes.asserted_and_true),
            ),
        ),
        alternatives=(
            answers.caught_by_bytes,
            answers.caught_by_the_largest_change,
            answers.caught_by_writing_protection,
            lambda slope: [(z := np.array([[-3.0, 0.3]])), slope(z), (z != [[-3, 0.3]]).any()][2],
        ),
    ),
    Exercise(
        room="rows",
        name="caught_overlap",
        reference=asked.caught_overlap,
        draw=drawn.deal,
        draws=200,  # so that each of the suspects comes up
        properties=(properties.catches_the_sick_alone,),
        view=symptoms.verdict,
        hints=(
            "Deal one epoch, put all its row numbers into one row, and ask whether each number is "
            "there once.",
            "Sorted, they should be 0, 1, 2 and so on. Which n_rows and batch should be tried, so "
            "that the last batch is a short one?",
            "rows = np.concatenate(deal(np.random.default_rng(0), 13, 4)), and then "
            "sorted(rows) != list(range(13)).",
        ),
        mistakes=(
            Mistake(
                "even batches only",
                mistakes.epochs((12, 4)),
                "All your batches are full. A deal that leaves a short last batch out, or fills "
                "it up, passes: try a number of rows that batch does not divide, too.",
                also=(
                    mistakes.epochs((10, 5)),
                    mistakes.epochs((100, 10)),
                    mistakes.epochs((12, 4), (20, 5)),
                ),
            ),
            Mistake(
                "one batch only",
                mistakes.epochs((12, 12)),
                "With one batch, or with one row in each, no two of them can overlap. Try several "
                "batches of several rows.",
                also=(
                    mistakes.epochs((12, 1)),
                    mistakes.epochs((5, 1)),
                    mistakes.epochs((12, 12), (12, 1)),
                    mistakes.epochs((4, 4)),
                ),
            ),
            Mistake(
                "how many, not which",
                mistakes.epochs(*mistakes.EPOCHS, wrong=lambda seen, n: len(seen) != n),
                "You count the rows of an epoch. There can be as many as there should be, and some "
                "of them twice, others never: ask which they are.",
                also=(
                    mistakes.epochs((12, 4), wrong=lambda seen, n: len(seen) != n),
                    mistakes.epochs((13, 4), wrong=lambda seen, n: seen.size != n),
                    mistakes.number_of_batches,
                    mistakes.lengths_of_batches,
                ),
            ),
            Mistake(
                "different ones counted",
                mistakes.epochs(
                    *mistakes.EPOCHS, wrong=lambda seen, n: len(set(seen.tolist())) != n
                ),
                "You count how many different rows there are. One that comes once more than it "
                "should is not seen so, nor a row that does not exist.",
                also=(
                    mistakes.epochs((13, 4), wrong=lambda seen, n: len(np.unique(seen)) < n),
                    mistakes.epochs((12, 4), wrong=lambda seen, n: len(np.unique(seen)) < n),
                    mistakes.epochs((13, 4), wrong=lambda seen, n: len(np.unique(seen)) != n),
                ),
            ),
            Mistake(
                "which numbers",
                mistakes.epochs(
                    *mistakes.EPOCHS,
                    wrong=lambda seen, n: len(seen) != n or len(set(seen.tolist())) != n,
                ),
                "As many as there should be, and no two the same: that is nearly it. But rows "
                "counted from 1 pass so, without the row 0, and with one that does not exist. "
                "Compare with the numbers themselves, range(n).",
                also=(
                    mistakes.epochs(
                        (13, 4), wrong=lambda seen, n: len(seen) != n or len(np.unique(seen)) != n
                    ),
                ),
            ),
            Mistake(
                "the last rows not counted",
                lambda deal: (np.bincount(mistakes.seen_in(deal, 13, 4).astype(int)) != 1).any(),
                "np.bincount counts up to the largest number that it is given. If the last rows "
                "never come, it does not know of them: minlength=n.",
                also=(
                    mistakes.epochs(
                        (13, 4), wrong=lambda seen, n: sorted(seen) != list(range(len(seen)))
                    ),
                ),
            ),
            Mistake(
                "doubles only",
                mistakes.epochs(
                    *mistakes.EPOCHS, wrong=lambda seen, n: len(set(seen.tolist())) < len(seen)
                ),
                "You look for rows that come twice. A row that never comes is a fault, too.",
                also=(
                    mistakes.epochs(
                        (13, 4), wrong=lambda seen, n: len(np.unique(seen)) < len(seen)
                    ),
                    mistakes.epochs(
                        (12, 4), wrong=lambda seen, n: len(np.unique(seen)) < len(seen)
                    ),
                ),
            ),
            Mistake(
                "missing ones only",
                mistakes.epochs(
                    *mistakes.EPOCHS, wrong=lambda seen, n: not set(range(n)) <= set(seen.tolist())
                ),
                "You look for rows that are missing. A row that comes twice is a fault, too.",
                also=(
                    mistakes.epochs((13, 4), wrong=lambda seen, n: set(seen) != set(range(n))),
                    mistakes.epochs((12, 4), wrong=lambda seen, n: set(seen) != set(range(n))),
                ),
            ),
            Mistake(
                "the sum alone",
                mistakes.epochs((13, 4), wrong=lambda seen, n: sum(seen) != n * (n - 1) // 2),
                "You add the row numbers up, or look at the largest. Other rows can have the same "
                "sum, the row 0 adds nothing, and the order says nothing: sort them and look at "
                "all.",
                also=(
                    mistakes.epochs(
                        *mistakes.EPOCHS, wrong=lambda seen, n: sum(seen) != n * (n - 1) / 2
                    ),
                    mistakes.epochs((13, 4), wrong=lambda seen, n: max(seen) != n - 1),
                ),
            ),
            Mistake(
                "neighbours only",
                mistakes.neighbours_only,
                "You ask whether a batch has rows in common with the next one. Rows can also be "
                "left out, or come again much later: look at the whole epoch.",
                also=(mistakes.neighbours_of_even_batches,),
            ),
            Mistake(
                "inside a batch only",
                mistakes.inside_batches_only,
                "You look at each batch by itself. What overlaps are batches: put the rows of all "
                "of them together first.",
                also=(mistakes.first_batch_only, lambda deal: False),
            ),
            Mistake(
                "not sorted",
                mistakes.epochs((13, 4), wrong=lambda seen, n: seen.tolist() != list(range(n))),
                "A sound deal may shuffle the rows, and yours then says True. Sort them before you "
                "compare.",
                also=(
                    mistakes.epochs(
                        *mistakes.EPOCHS, wrong=lambda seen, n: seen.tolist() != list(range(n))
                    ),
                    mistakes.epochs((12, 4), wrong=lambda seen, n: seen.tolist() != list(range(n))),
                ),
            ),
            Mistake(
                "all batches as long",
                mistakes.all_as_long,
                "A last batch that is shorter is no fault. What counts is that each row comes "
                "once.",
            ),
            Mistake(
                "turned round",
                mistakes.epochs((13, 4), wrong=lambda seen, n: sorted(seen) == list(range(n))),
                "Yours says True to the sound ones. True means caught: a row is missing, or there "
                "twice.",
                also=(
                    mistakes.epochs((12, 4), wrong=lambda seen, n: sorted(seen) == list(range(n))),
                    lambda deal: not asked.caught_overlap(deal),
                ),
            ),
            Mistake(
                "always caught",
                mistakes.epochs((13, 4), wrong=lambda seen, n: sorted(seen) != range(n)),
                "Yours says True to every deal, the sound ones as well. sorted gives a list, and a "
                "list is never the same as a range: list(range(n)). And range(n) goes from 0 to "
                "n - 1.",
                also=(
                    lambda deal: True,
                    mistakes.epochs(
                        (13, 4), wrong=lambda seen, n: sorted(seen) != list(range(n + 1))
                    ),
                ),
            ),
            Mistake(
                "nothing to join",
                mistakes.nothing_to_join,
                "A deal that leaves the short batch out gives an empty list if there are fewer "
                "rows than batch, and np.concatenate wants one array at least. A loop over the "
                "batches takes an empty list, too.",
            ),
            Mistake(
                "counted from 1",
                mistakes.epochs(
                    (13, 4), wrong=lambda seen, n: sorted(seen) != list(range(1, n + 1))
                ),
                "You expect rows from 1 on. The first row is row 0: range(n) ends before n by "
                "itself.",
                also=(
                    mistakes.epochs(
                        *mistakes.EPOCHS,
                        wrong=lambda seen, n: sorted(seen) != list(range(1, n + 1)),
                    ),
                ),
            ),
            Mistake(
                "lengths that differ",
                mistakes.epochs(
                    (13, 4), wrong=lambda seen, n: not (np.sort(seen) == np.arange(n)).all()
                ),
                "If rows are missing, there are fewer numbers than you compare them with, and == "
                "stops. np.array_equal says False then.",
                also=(
                    mistakes.epochs(
                        (12, 4), wrong=lambda seen, n: not (np.sort(seen) == np.arange(n)).all()
                    ),
                    mistakes.epochs(
                        (13, 4), wrong=lambda seen, n: (np.sort(seen) != np.arange(n)).any()
                    ),
                ),
            ),
            Mistake(
                "a ragged table",
                mistakes.a_ragged_table,
                "Batches of different length make no table. np.concatenate lays them one behind "
                "the other.",
            ),
            Mistake(
                "no generator",
                lambda deal: sorted(np.concatenate(deal(13, 4))) != list(range(13)),
                "deal wants three things: deal(rng, n_rows, batch). Make it a generator first, "
                "np.random.default_rng(0).",
                also=(
                    lambda deal: sorted(np.concatenate(deal(None, 13, 4))) != list(range(13)),
                    lambda deal: sorted(np.concatenate(deal(0, 13, 4))) != list(range(13)),
                ),
            ),
            Mistake(
                "no single answer",
                lambda deal: np.sort(mistakes.seen_in(deal, 12, 4))[:4] != np.arange(4),
                "Your answer is an array or a number. One True or False is asked for, for all rows "
                "together.",
                also=(
                    lambda deal: [len(rows) for rows in deal(np.random.default_rng(0), 13, 4)],
                    lambda deal: 13 - len(np.unique(mistakes.seen_in(deal, 13, 4))),
                    lambda deal: sorted(mistakes.seen_in(deal, 13, 4)) != np.arange(13),
                ),
            ),
            Mistake(
                "an assertion",
                mistakes.epoch_asserted,
                "assert stops where something is wrong. Here the answer is wanted, not an end: "
                "return True or False.",
                also=(mistakes.epoch_asserted_and_false,),
            ),
        ),
        alternatives=(
            answers.overlap_by_counting,
            answers.overlap_by_sets,
            answers.overlap_in_one_line,
        ),
    ),
    Exercise(
        room="rows",
        name="rebuild",
        reference=asked.rebuild,
        draw=drawn.pictures,
        draws=1,  # 1,000 digits tell enough, and a training takes long
        seconds=90.0,
        properties=(properties.names_enough,),
        view=symptoms.digit_symptom,
        hints=(
            "Two layers of weights, sigmoids, one-hot targets. First weights around 0, divided by "
            "the root of the inputs; biases of 0.",
            "For some 15 epochs: shuffle, cut, and for each mini-batch forward, the delta of the "
            "cross-entropy, backward, update. You have written each of them above.",
            "With 50 hidden units and batches of 10, alpha = 0.5 works. At the end run X_new "
            "through and return what the last layer says: ten numbers a row.",
        ),
        mistakes=(
            Mistake(
                "for the rows of X",
                mistakes.rebuilt_for_the_old_rows,
                "Those are answers for X, the rows to learn from. Asked for are those for the rows "
                "of X_new.",
                also=(lambda X, y, X_new: np.eye(10)[y],),
            ),
            Mistake(
                "one number for each row",
                mistakes.rebuilt_as_digits,
                "Yours gives one number for each row. Return all ten: an array of shape "
                "(n_new, 10). The largest is looked for afterwards.",
            ),
            Mistake(
                "on its side",
                lambda X, y, X_new: mistakes.rebuilt_quickly(X, y, X_new).T,
                "Yours has a column for each new digit, as where examples are columns. A row for "
                "each is asked for, with ten numbers in it.",
            ),
            Mistake(
                "no predictions",
                lambda X, y, X_new: net.init(np.random.default_rng(7), sizes=(784, 30, 10)),
                "Return ten numbers for each row of X_new and nothing else: an array of shape "
                "(n_new, 10). Not the weights, and of forward's list only the last.",
                also=(lambda X, y, X_new: mistakes.rebuilt_quickly(X, y, X_new)[:, 1:],),
            ),
            Mistake(
                "not numbers",
                mistakes.rebuilt_to_nan,
                "Some of your numbers are NaN or infinite. Is alpha far too large, or does a "
                "softmax take powers without a shift?",
            ),
            Mistake(
                "always the same digit",
                mistakes.rebuilt_from_zeros,
                "Yours names the same digit for all rows. Do the first weights differ from each "
                "other, and are they small enough for the sigmoids to have a slope? Or is alpha "
                "far too large?",
                also=(lambda X, y, X_new: np.zeros((len(X_new), 10)),),
            ),
            Mistake(
                "upside down",
                lambda X, y, X_new: -mistakes.rebuilt_quickly(X, y, X_new),
                "The digit that is meant has your smallest number. Is a sign turned round, or are "
                "these losses?",
            ),
            Mistake(
                "columns swapped",
                lambda X, y, X_new: np.roll(mistakes.rebuilt_quickly(X, y, X_new), 1, axis=1),
                "Your network tells the digits apart, but the columns belong to others. Is column "
                "0 the digit 0, column 1 the digit 1?",
                also=(lambda X, y, X_new: mistakes.rebuilt_quickly(X, y, X_new)[:, ::-1],),
            ),
            Mistake(
                "hardly any right",
                mistakes.rebuilt_without_training,
                "Yours is no better than guessing. Do the weights move, and downhill? Are rows and "
                "labels shuffled together, by the same order? Are the answers in the order of "
                "X_new?",
                also=(mistakes.rebuilt_with_shuffled_answers,),
            ),
            Mistake(
                "hardly trained",
                mistakes.rebuilt_too_short,
                "Yours has learned something, but too few are right: at least "
                f"{100 * ENOUGH:.0f} in 100 are asked for. More epochs, or larger steps? Are there "
                "hidden units, and does every row get its turn, and every one of the ten digits?",
                also=(mistakes.rebuilt_quickly, mistakes.rebuilt_by_least_squares),
            ),
        ),
        alternatives=(
            answers.rebuilt_with_the_course,
            answers.rebuilt_by_another_network,
            answers.rebuilt_by_the_library,
            answers.rebuilt_by_vote_of_neighbours,
        ),
    ),
)

check = checker(EXERCISES)
