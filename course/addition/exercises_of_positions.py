"""Lesson 04 sends sequences through one position, and through all: how that is judged."""

import numpy as np

from course.addition import (
    answers,
    drawn,
    mistakes_of_positions as mistakes,
    net,
    properties,
    symptoms,
)
from course.addition.net import hidden_step
from course.eleven.net import sigmoid
from course.kit.checking import Exercise, Mistake

HIDDEN_STEP = Exercise(
    room="addition",
    name="hidden_step",
    reference=net.hidden_step,
    draw=drawn.hidden_step,
    properties=(properties.is_a_hidden_layer,),
    hints=(
        "Two things reach the hidden layer: the input at this position, and what the hidden "
        "layer said at the position before. Each has weights of its own.",
        "x @ W_xh is what comes in, h @ W_hh is what is remembered. Add them first.",
        'sigmoid(x @ params["W_xh"] + h @ params["W_hh"])',
    ),
    mistakes=(
        Mistake(
            "no memory",
            lambda params, x, h: sigmoid(x @ params["W_xh"]),
            "Yours looks at the input only. What the hidden layer said before comes in as "
            "well, through W_hh.",
        ),
        Mistake(
            "no input",
            lambda params, x, h: sigmoid(h @ params["W_hh"]),
            "Yours looks at the memory only. The input comes in as well, through W_xh.",
        ),
        Mistake(
            "weights swapped",
            lambda params, x, h: sigmoid(x @ params["W_hh"] + h @ params["W_xh"]),
            "The two matrices are swapped, or one of them is used twice. W_xh leads from x to "
            "h, W_hh from h to h.",
            also=(
                lambda params, x, h: sigmoid(x @ params["W_xh"] + h @ params["W_xh"]),
                lambda params, x, h: sigmoid(x @ params["W_hh"] + h @ params["W_hh"]),
                lambda params, x, h: sigmoid((x + h) @ params["W_xh"]),
            ),
        ),
        Mistake(
            "transposed",
            lambda params, x, h: sigmoid(x @ params["W_xh"] + h @ params["W_hh"].T),
            "W_hh is turned on its side. It is square, so nobody complains: but its row i "
            "holds what leaves unit i, and h comes from the left.",
            also=(lambda params, x, h: sigmoid(x @ params["W_xh"] + (params["W_hh"] @ h.T).T),),
        ),
        Mistake(
            "sigmoid twice",
            lambda params, x, h: sigmoid(hidden_step(params, x, h)),
            "There is a sigmoid too many: it comes once, over the sum.",
            also=(
                lambda params, x, h: sigmoid(
                    sigmoid(x @ params["W_xh"]) + sigmoid(h @ params["W_hh"])
                ),
                lambda params, x, h: sigmoid(sigmoid(x @ params["W_xh"]) + h @ params["W_hh"]),
                lambda params, x, h: sigmoid(x @ params["W_xh"] + sigmoid(h @ params["W_hh"])),
                lambda params, x, h: sigmoid(x @ params["W_xh"] + sigmoid(h) @ params["W_hh"]),
            ),
        ),
        Mistake(
            "no sigmoid",
            lambda params, x, h: x @ params["W_xh"] + h @ params["W_hh"],
            "The sum is right. It still has to be squashed, or it would grow from position to "
            "position.",
        ),
        Mistake(
            "added after the sigmoid",
            lambda params, x, h: sigmoid(x @ params["W_xh"]) + h @ params["W_hh"],
            "Your sigmoid is over before everything has been added. Add both first, then "
            "squash the sum.",
            also=(
                lambda params, x, h: x @ params["W_xh"] + sigmoid(h @ params["W_hh"]),
                lambda params, x, h: sigmoid(x @ params["W_xh"]) + sigmoid(h @ params["W_hh"]),
            ),
        ),
        Mistake(
            "memory without weights",
            lambda params, x, h: sigmoid(x @ params["W_xh"] + h),
            "The memory is added as it is. It has weights of its own, W_hh, and they decide "
            "what of it counts.",
            also=(
                lambda params, x, h: sigmoid(x @ params["W_xh"] + h @ params["W_hh"] + h),
                lambda params, x, h: sigmoid(x @ params["W_xh"]) + h,
            ),
        ),
        Mistake(
            "input through both",
            lambda params, x, h: sigmoid((x @ params["W_xh"] + h) @ params["W_hh"]),
            "In yours the input passes W_hh as well. Each of the two goes through its own "
            "matrix only; then they meet.",
            also=(
                lambda params, x, h: sigmoid(sigmoid(x @ params["W_xh"]) @ params["W_hh"]),
                lambda params, x, h: sigmoid(x @ params["W_xh"] @ params["W_hh"]),
            ),
        ),
        Mistake(
            "subtracted",
            lambda params, x, h: sigmoid(x @ params["W_xh"] - h @ params["W_hh"]),
            "There is a minus where the two should be added as they are.",
            also=(lambda params, x, h: sigmoid(-(x @ params["W_xh"] + h @ params["W_hh"])),),
        ),
        Mistake(
            "averaged",
            lambda params, x, h: sigmoid((x @ params["W_xh"] + h @ params["W_hh"]) / 2),
            "You take the mean of the two. They are added, and nothing is divided.",
            also=(
                lambda params, x, h: (
                    (sigmoid(x @ params["W_xh"]) + sigmoid(h @ params["W_hh"])) / 2
                ),
            ),
        ),
        Mistake(
            "from the left",
            lambda params, x, h: sigmoid(params["W_xh"] @ x + params["W_hh"] @ h),
            "Each row of x is one sequence, so x and h stand on the left: x @ W, not W @ x.",
            also=(
                lambda params, x, h: sigmoid(x @ params["W_xh"] + params["W_hh"] @ h),
                lambda params, x, h: sigmoid(params["W_xh"].T @ x + params["W_hh"].T @ h),
            ),
        ),
        Mistake(
            "the output",
            lambda params, x, h: sigmoid(hidden_step(params, x, h) @ params["W_hy"]),
            "You go on to the output. The hidden layer is asked for; W_hy comes later.",
            also=(lambda params, x, h: hidden_step(params, x, h) @ params["W_hy"],),
        ),
        Mistake(
            "another squash",
            lambda params, x, h: np.tanh(x @ params["W_xh"] + h @ params["W_hh"]),
            "Many networks have a tanh here, or cut off what is below 0. Ours has a sigmoid, "
            "so that it stays between 0 and 1.",
            also=(lambda params, x, h: np.maximum(0, x @ params["W_xh"] + h @ params["W_hh"]),),
        ),
        Mistake(
            "number by number",
            lambda params, x, h: sigmoid(x * params["W_xh"] + h * params["W_hh"]),
            "* goes number by number. Each hidden unit adds up all that comes in: that is @.",
            also=(
                lambda params, x, h: sigmoid(x @ params["W_xh"] + h * params["W_hh"]),
                lambda params, x, h: sigmoid((x @ params["W_xh"]) * (h @ params["W_hh"])),
            ),
        ),
        Mistake(
            "in place",
            mistakes.step_in_place,
            "h is what was remembered, and yours writes over it. Make a new array: the old one "
            "is still needed on the way back.",
            also=(
                mistakes.step_in_place_and_nothing_returned,
                mistakes.step_in_place_by_adding,
                mistakes.step_in_place_by_product,
            ),
        ),
    ),
    alternatives=(
        lambda params, x, h: sigmoid(
            np.hstack([x, h]) @ np.vstack([params["W_xh"], params["W_hh"]])
        ),
        lambda params, x, h: sigmoid(np.dot(h, params["W_hh"]) + np.dot(x, params["W_xh"])),
        answers.step_by_sequences,
    ),
)

UNROLL = Exercise(
    room="addition",
    name="unroll",
    reference=net.unroll,
    draw=drawn.network,
    properties=(properties.walks_forward,),
    view=symptoms.lists_too,
    returns=("the result", "the result"),
    hints=(
        "The same step, again and again. What goes in at one position is what came out at the "
        "one before.",
        "Start with h = np.zeros((n_sequences, n_hidden)). At each position: a hidden step "
        "with X[:, t], and the result becomes the next h and is kept.",
        "for t in range(X.shape[1]): h = hidden_step(params, X[:, t], h), then H[:, t] = h. H "
        "was made before with np.zeros((len(X), X.shape[1], n_hidden)).",
    ),
    mistakes=(
        Mistake(
            "memory not handed on",
            lambda params, X: mistakes.unrolled(params, X, hand_on=False),
            "Every position of yours starts from a memory of 0. What a position gives is the "
            "memory of the next: h = hidden_step(…, h).",
            also=(lambda params, X: sigmoid(X @ params["W_xh"]),),
        ),
        Mistake(
            "starts elsewhere",
            lambda params, X: mistakes.unrolled(params, X, start=1.0),
            "Yours does not start from a memory of 0. Before the first position there is "
            "nothing to remember.",
            also=(lambda params, X: mistakes.unrolled(params, X, start=0.5),),
        ),
        Mistake(
            "same input everywhere",
            mistakes.unrolled_same_input,
            "Every position of yours sees the input of the first. Position t sees X[:, t].",
        ),
        Mistake(
            "from the end",
            mistakes.unrolled_from_the_end,
            "Yours walks from the last position to the first. Position 0 is the lowest bit, "
            "where a sum begins: walk upwards.",
            also=(mistakes.unrolled_backwards_and_stored_so,),
        ),
        Mistake(
            "stored before the step",
            mistakes.unrolled_stored_before,
            "You keep the memory before the step, so that everything comes one position late. "
            "H[:, t] is the hidden layer after X[:, t] has been seen; the zeros before the "
            "first are not kept.",
            also=(mistakes.unrolled_with_the_memory_before,),
        ),
        Mistake(
            "sequences taken for positions",
            mistakes.unrolled_over_sequences,
            "Yours walks from sequence to sequence. They have nothing to do with each other: "
            "the positions are the second axis of X, X[:, t].",
        ),
        Mistake(
            "counts the sequences",
            mistakes.unrolled_as_many_as_sequences,
            "len(X) is the number of sequences, and a loop over X goes through them. Positions "
            "are the second axis: range(X.shape[1]) counts them, X[:, t] takes one.",
            also=(
                mistakes.unrolled_into_zeros_as_many_as_sequences,
                mistakes.unrolled_over_rows_of_x,
            ),
        ),
        Mistake(
            "one position left out",
            mistakes.unrolled_first_left_out,
            "Yours leaves out the first position, or the last. range(X.shape[1]) goes from 0 "
            "to the last, and each of them gets its step.",
            also=(mistakes.unrolled_last_left_out, mistakes.unrolled_last_cut_off),
        ),
        Mistake(
            "axes swapped",
            mistakes.unrolled_positions_first,
            "The numbers are right, but the positions come first. A list of positions, made "
            "into an array, is of shape (n_positions, n_sequences, n_hidden): np.stack(…, "
            "axis=1) puts them where they belong.",
            also=(
                mistakes.unrolled_positions_first_reshaped,
                mistakes.unrolled_glued,
                lambda params, X: mistakes.unrolled_glued(params, X, axis=0),
            ),
        ),
        Mistake(
            "a list",
            lambda params, X: list(net.unroll(params, X).swapaxes(0, 1)),
            "That is a list, with an array for each position. Make one array of it: "
            "np.stack(…, axis=1).",
        ),
        Mistake(
            "added up",
            mistakes.unrolled_added_up,
            "You add each hidden layer to the one before. A step makes the new one from the "
            "old; nothing else is added.",
        ),
        Mistake(
            "all positions the same array",
            mistakes.unrolled_into_one_array,
            "Every position of yours holds the last hidden layer: you write into one array "
            "again and again, and keep it many times. Let h be a new array at each position.",
        ),
        Mistake(
            "memory of another sequence",
            mistakes.unrolled_one_memory_for_all,
            "The first sequence is right. The next one starts with the memory of that before: "
            "set it back to 0 for each sequence.",
        ),
        Mistake(
            "last position only",
            mistakes.unrolled_last_only,
            "That is the hidden layer at the last position. All of them are asked for: keep "
            "each, inside the loop.",
            also=(lambda params, X: net.unroll(params, X)[:, -1:],),
        ),
        Mistake(
            "first position only",
            mistakes.unrolled_returned_too_early,
            "It returns after the first position. The return line stands below the loop.",
        ),
        Mistake(
            "the outputs",
            lambda params, X: net.forward(params, X)[0],
            "Those are the outputs, or the outputs too. The hidden layers alone are asked for.",
            also=(
                lambda params, X: net.forward(params, X),
                lambda params, X: net.unroll(params, X) @ params["W_hy"],
            ),
        ),
    ),
    alternatives=(
        answers.unrolled_as_list,
        answers.unrolled_by_sequences,
        answers.unrolled_inputs_first,
    ),
)
