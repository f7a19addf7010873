"""Lesson 05 asks for what a controller tells its stack: how that is judged."""

from functools import partial
from itertools import permutations

import numpy as np

from course.eleven.net import sigmoid
from course.kit.checking import Exercise, Mistake
from course.stack import answers, changes, drawn, mistakes_of_heads as mistakes, properties, walk

HEADS = Exercise(
    room="stack",
    name="heads",
    reference=walk.heads,
    draw=drawn.hidden,
    draws=24,
    properties=(properties.are_shares_and_a_value,),
    returns=("d", "u", "v"),
    hints=(
        "Three times the same: the hidden layer times weights, plus a bias, and squashed. "
        "Which squashing gives a share from 0 to 1, which a value from -1 to 1?",
        "The noise shakes the decision before it is squashed: it is added to what goes into "
        "the sigmoid. The value gets none.",
        'd = sigmoid(c @ params["W_d"] + params["b_d"] + noise_d), u in the same way, and v '
        "with np.tanh and no noise.",
    ),
    mistakes=(
        Mistake(
            "d and u swapped",
            mistakes.heads_in_order("udv"),
            "Push and pop are swapped. d belongs to W_d, b_d and noise_d, u to W_u, b_u and "
            "noise_u; return d, u, v.",
            also=(partial(mistakes.headed, names="udv"),),
        ),
        Mistake(
            "one gate's weights for both",
            partial(mistakes.headed, names="ddv"),
            "In yours both gates are made of the same weights. The push d takes W_d and b_d, "
            "the pop u takes W_u and b_u.",
            also=(partial(mistakes.headed, names="uuv"),),
        ),
        Mistake(
            "order of results",
            mistakes.heads_in_order("vdu"),
            "The three are right, but the order is not: return d, u, v.",
            also=tuple(
                mistakes.heads_in_order(order)
                for order in permutations("duv")
                if order not in (tuple("duv"), tuple("udv"), tuple("vdu"))
            ),
        ),
        Mistake(
            "sigmoid for the value",
            partial(mistakes.headed, v=sigmoid),
            "Push and pop are right. The value gets a tanh, so that its numbers may be "
            "negative too.",
        ),
        Mistake(
            "tanh for the gates",
            partial(mistakes.headed, d=np.tanh, u=np.tanh),
            "A push and a pop are shares from 0 to 1. A tanh goes down to -1: take the sigmoid.",
            also=(partial(mistakes.headed, d=np.tanh), partial(mistakes.headed, u=np.tanh)),
        ),
        Mistake(
            "not squashed",
            partial(mistakes.headed, d=changes.uncut, u=changes.uncut, v=changes.uncut),
            "Something is not squashed: push and pop need a sigmoid each, the value a tanh.",
            also=(
                partial(mistakes.headed, v=changes.uncut),
                partial(mistakes.headed, d=changes.uncut, u=changes.uncut),
                partial(mistakes.headed, d=changes.at_least_0, u=changes.at_least_0),
            ),
        ),
        Mistake(
            "bias forgotten",
            partial(mistakes.headed, bias=""),
            "A bias is missing. Each of the three has one: b_d, b_u and b_v.",
            also=tuple(partial(mistakes.headed, bias=left) for left in ("d", "u", "v", "du")),
        ),
        Mistake(
            "noise ignored",
            lambda params, c, noise_d=0.0, noise_u=0.0: walk.heads(params, c),
            "Without noise yours is right, with noise it is not: it is added to what goes into "
            "the sigmoid, noise_d for the push and noise_u for the pop.",
            also=(
                lambda params, c, noise_d=0.0, noise_u=0.0: walk.heads(params, c, noise_d),
                lambda params, c, noise_d=0.0, noise_u=0.0: walk.heads(params, c, 0, noise_u),
            ),
        ),
        Mistake(
            "noise after the sigmoid",
            mistakes.heads_with(
                lambda z, noise: sigmoid(z) + noise, lambda z, noise: sigmoid(z) + noise
            ),
            "You add the noise after the sigmoid, and then a push may be more than 1 or less "
            "than 0. It belongs inside.",
            also=(
                mistakes.heads_with(
                    lambda z, noise: np.clip(sigmoid(z) + noise, 0, 1),
                    lambda z, noise: np.clip(sigmoid(z) + noise, 0, 1),
                ),
            ),
        ),
        Mistake(
            "noise swapped",
            mistakes.heads_with_noise_swapped,
            "Without noise yours is right. With noise, noise_d belongs to the push d and "
            "noise_u to the pop u.",
        ),
        Mistake(
            "noise the wrong way",
            mistakes.heads_with(
                lambda z, noise: sigmoid(z * noise), lambda z, noise: sigmoid(z * noise)
            ),
            "The noise is added, as it is. Yours multiplies by it, or subtracts it.",
            also=(
                mistakes.heads_with(
                    lambda z, noise: sigmoid(z * (1 + noise)),
                    lambda z, noise: sigmoid(z * (1 + noise)),
                ),
                mistakes.heads_with(
                    lambda z, noise: sigmoid(z - noise), lambda z, noise: sigmoid(z - noise)
                ),
            ),
        ),
        Mistake(
            "noise elsewhere",
            mistakes.heads_with_noise_on_the_value,
            "The noise is for what goes into the two sigmoids, and for nothing else: neither "
            "for the value nor for the hidden layer.",
            also=(mistakes.heads_with_noise_on_the_hidden_layer,),
        ),
        Mistake(
            "one is the rest of the other",
            mistakes.heads_summing_to_one,
            "Your push and pop are 1 together. They are two decisions: a step may do both, or "
            "neither.",
            also=(mistakes.heads_by_softmax,),
        ),
        Mistake(
            "rounded",
            mistakes.heads_rounded,
            "You round push and pop to 0 or 1. Then they have no slope, and nothing is "
            "learned: return them as they come out of the sigmoid.",
        ),
        Mistake(
            "squashed twice",
            partial(
                mistakes.headed,
                d=lambda z: sigmoid(sigmoid(z)),
                u=lambda z: sigmoid(sigmoid(z)),
            ),
            "There is a squashing too many: once is enough.",
            also=(
                partial(mistakes.headed, v=lambda z: np.tanh(np.tanh(z))),
                lambda params, c, noise_d=0.0, noise_u=0.0: walk.heads(
                    params, np.tanh(c), noise_d, noise_u
                ),
            ),
        ),
        Mistake(
            "from the left",
            mistakes.heads_from_the_left,
            "Each row of c is one sequence, so c stands on the left, and no W is turned on its "
            "side: c @ W.",
            also=(mistakes.heads_transposed, mistakes.heads_by_number),
        ),
        Mistake(
            "last axis lost",
            mistakes.heads_without_axis,
            "Push and pop should have the shape (n_sequences, 1): a column, not a row.",
        ),
        Mistake(
            "not all three",
            mistakes.heads_gates_only,
            "Three arrays are asked for: return d, u, v.",
            also=(mistakes.heads_in_a_dict,),
        ),
    ),
    alternatives=(answers.heads_at_once, answers.heads_by_tanh),
)
