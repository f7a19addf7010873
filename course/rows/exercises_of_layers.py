"""Lesson 08 sends a batch through all layers, and back: how that is judged."""

import numpy as np

from course.kit.checking import SHOWN, Exercise, Mistake
from course.rows import answers, asked, drawn, mistakes_of_layers as mistakes, properties, symptoms
from course.rows.costs import sigmoid
from course.rows.known import known

BATCH_FORWARD = Exercise(
    room="rows",
    name="batch_forward",
    reference=asked.batch_forward,
    draw=drawn.network_and_rows,
    draws=40,
    properties=(properties.goes_layer_by_layer,),
    view=symptoms.tables,
    returns=SHOWN,
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
            also=(mistakes.forward(last=lambda z: np.exp(z) / np.exp(z).sum(1, keepdims=True)),),
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
        ),
        Mistake(
            "the bias with the wrong sign",
            mistakes.forward(sums=lambda h, W, b: h @ W - b),
            "Your bias has the wrong sign. A minus in front of h @ W + b belongs to h @ W alone: "
            "-z is -(h @ W + b).",
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
            mistakes.COLUMNS[0],
            "W in front is for columns. Here the examples are rows, and the row comes first: "
            "X @ W.",
            also=(
                *mistakes.COLUMNS[1:],
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
                    mistakes.forward(sums=lambda h, W, b, rows=rows: h @ W + np.tile(b, (rows, 1)))
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
            "The list should begin with X: what the first layer is told is needed on the way back.",
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
            also=(mistakes.forward_of_two_layers_in_order,),
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
)

BATCH_BACKWARD = Exercise(
    room="rows",
    name="batch_backward",
    reference=asked.batch_backward,
    draw=drawn.network_and_blame,
    draws=20,
    properties=(properties.are_slopes,),
    view=symptoms.tables,
    returns=SHOWN,
    hints=(
        "From the last layer to the first. In each, two slopes of its own, and then the blame "
        "for the layer before: you have written the first two already.",
        "H[i].T @ delta for W{i}, the sum over the rows for b{i}. The blame goes back through "
        "the weights, turned, and through the slope of the units that said H[i].",
        "delta = delta @ W.T * H[i] * (1 - H[i]), after the two slopes of layer i, and before "
        "i gets smaller by one.",
    ),
    mistakes=(
        known(
            "weights not turned",
            (
                *mistakes.both(back=lambda delta, W: delta @ W),
                *mistakes.both(back=lambda delta, W: np.dot(delta, W)),
            ),
            "On the way back W has to be turned, W.T: from a number for each unit to a number "
            "for each input. Where W is square, nothing else complains.",
        ),
        known(
            "no slope of the units",
            mistakes.both(slope=lambda h: 1),
            "The blame goes through the sigmoids as if they were not there. Each hidden unit "
            "lets through its own slope's share: h (1 - h).",
        ),
        known(
            "the sigmoid twice",
            mistakes.both(slope=lambda h: sigmoid(h) * (1 - sigmoid(h))),
            "H holds what the units say, the sigmoid is taken already, and you take it once "
            "more. From what they say, the slope is h (1 - h).",
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
        known(
            "half of the slope",
            (
                *mistakes.both(slope=lambda h: h),
                *mistakes.both(slope=lambda h: 1 - h),
                *mistakes.both(slope=lambda h: 1 - h**2),
                *mistakes.both(slope=lambda h: h**2 * (1 - h)),
            ),
            "The slope of a sigmoid that says h is h (1 - h), both factors of it, and no other "
            "unit's.",
        ),
        Mistake(
            "no brackets",
            mistakes.backward_without_brackets,
            "Brackets are missing in the slope of the units: h * 1 - h is h * 1, and then minus h. "
            "Write h * (1 - h).",
            also=mistakes.both(slope=lambda h: h * 1 - h),
        ),
        known(
            "the outputs' slope again",
            mistakes.both(first=lambda delta, H: delta * H[-1] * (1 - H[-1])),
            "delta is the slope for the weighted sums already: the sigmoids of the outputs are "
            "behind it. Yours goes through them once more.",
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
                mistakes.backward(dW=lambda h, delta: np.outer(h.mean(axis=0), delta.sum(axis=0))),
                mistakes.backward(dW=lambda h, delta: np.outer(h.sum(axis=0), delta.sum(axis=0))),
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
            ),
        ),
        Mistake(
            "no slopes for the biases",
            mistakes.slopes_made_of(lambda g: {name: g[name] for name in g if name[0] == "W"}),
            "Your dict has slopes for the weights alone. Each bias has one, too: the sum of delta "
            "over the rows.",
        ),
        Mistake(
            "two layers only",
            mistakes.backward_of_two_layers,
            "Yours has two layers, whatever there is in params. There may be any number: a "
            'loop, and names made of its number, f"W{i}".',
            also=[
                mistakes.two_layers_of(first, weights_first=weights_first)
                for first in (0, -3)
                for weights_first in (True, False)
            ],
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
)
