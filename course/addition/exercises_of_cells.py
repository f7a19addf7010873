"""Lesson 04 asks for the cell of an LSTM: how it is judged."""

import numpy as np

from course.addition import answers, drawn, lstm, mistakes_of_cells as mistakes, properties
from course.eleven.net import sigmoid
from course.kit.checking import Exercise, Mistake

CELL = Exercise(
    room="addition",
    name="cell",
    reference=lstm.cell,
    draw=drawn.cell,
    properties=(properties.keeps_writes_and_shows,),
    returns=("h", "c", "the gates"),
    hints=(
        "One product for all four: x @ W_xh + h @ W_hh + b_h. Then cut it into four blocks of "
        "columns.",
        "np.split(z, 4, axis=1) gives the four, in the order i, f, o, g. Three of them get a "
        "sigmoid, the last a tanh.",
        "c = f * c + i * g, then h = o * tanh(c) with the new c; return h, c, (i, f, o, g).",
    ),
    mistakes=(
        Mistake(
            "blocks mixed up",
            mistakes.blocks_mixed_up[0],
            "The blocks of columns are taken in another order. It is i, f, o, and g the last.",
            also=mistakes.blocks_mixed_up[1:],
        ),
        Mistake(
            "candidate with a sigmoid",
            lambda params, x, h, c: mistakes.celled(params, x, h, c, candidate=sigmoid),
            "The candidate g gets a tanh and no sigmoid: the cell must be able to shrink too.",
            also=(mistakes.cell_squashed_twice,),
        ),
        Mistake(
            "gates with a tanh",
            lambda params, x, h, c: mistakes.celled(params, x, h, c, gate=np.tanh),
            "A gate is a share, from 0 to 1: i, f and o get a sigmoid.",
            also=(
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, gate=np.tanh, candidate=sigmoid
                ),
            ),
        ),
        Mistake(
            "never forgets",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, new=lambda c, i, f, o, g: c + i * g
            ),
            "Your cell keeps everything: the forget gate f has no effect on the old c.",
        ),
        Mistake(
            "keeps what it should forget",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, new=lambda c, i, f, o, g: (1 - f) * c + i * g
            ),
            "In yours, f = 1 forgets everything. It is named for forgetting, but it is the "
            "share that is kept: f times the old c.",
        ),
        Mistake(
            "one gate for both",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, new=lambda c, i, f, o, g: f * c + (1 - f) * g
            ),
            "Some cells write as much as they forget. In ours writing has a gate of its own: i.",
            also=(
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, new=lambda c, i, f, o, g: (1 - i) * c + i * g
                ),
            ),
        ),
        Mistake(
            "f and i swapped",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, new=lambda c, i, f, o, g: i * c + f * g
            ),
            "f and i are swapped: f is the share of the old cell that is kept, i the share of "
            "the candidate that is written.",
        ),
        Mistake(
            "multiplied together",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, new=lambda c, i, f, o, g: f * c * i * g
            ),
            "What is kept and what is written are added. In yours they are multiplied, or f "
            "acts on both.",
            also=(
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, new=lambda c, i, f, o, g: f * (c + i * g)
                ),
            ),
        ),
        Mistake(
            "h taken for the cell",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, new=lambda c, i, f, o, g: f * h + i * g
            ),
            "Your new cell is made from the hidden layer h. It is the old cell c that is kept.",
        ),
        Mistake(
            "squashed cell",
            lambda params, x, h, c: (
                *(mistakes.celled(params, x, h, c)[0], np.tanh(lstm.cell(params, x, h, c)[1])),
                lstm.cell(params, x, h, c)[2],
            ),
            "You hand on tanh(c), or h, instead of c. The tanh is for showing only: the cell "
            "itself goes on as it is, or it would shrink from position to position.",
            also=(
                lambda params, x, h, c: mistakes.celled(
                    params,
                    x,
                    h,
                    c,
                    new=lambda c, i, f, o, g: np.tanh(f * c + i * g),
                ),
                lambda params, x, h, c: mistakes.celled(
                    params,
                    x,
                    h,
                    c,
                    new=lambda c, i, f, o, g: np.tanh(f * c + i * g),
                    show=lambda new, old, o: o * new,
                ),
                lambda params, x, h, c: (
                    lstm.cell(params, x, h, c)[0],
                    *lstm.cell(params, x, h, c)[::2],
                ),
            ),
        ),
        Mistake(
            "old cell returned",
            lambda params, x, h, c: (
                lstm.cell(params, x, h, c)[0],
                c,
                lstm.cell(params, x, h, c)[2],
            ),
            "h is right, but the c you return is that of the position before.",
        ),
        Mistake(
            "always writes",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, new=lambda c, i, f, o, g: f * c + g
            ),
            "Your cell always writes: the input gate i has no effect on the candidate.",
        ),
        Mistake(
            "h without tanh",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, show=lambda new, old, o: o * new
            ),
            "Your h shows the cell as it is, or squashed in another way. It is o * tanh(c).",
            also=(
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, show=lambda new, old, o: o * sigmoid(new)
                ),
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, show=lambda new, old, o: np.tanh(o * new)
                ),
            ),
        ),
        Mistake(
            "h from the old cell",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, show=lambda new, old, o: o * np.tanh(old)
            ),
            "Your h shows the cell of the position before. Make the new c first, then show it.",
        ),
        Mistake(
            "always shows",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, show=lambda new, old, o: np.tanh(new)
            ),
            "Your h shows all of the cell: the output gate o has no effect.",
        ),
        Mistake(
            "not squashed",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, gate=lambda z: z, candidate=lambda z: z
            ),
            "Something is not squashed before it is used or handed back: i, f and o get a "
            "sigmoid, g a tanh.",
            also=(
                mistakes.cell_gates_raw,
                lambda params, x, h, c: mistakes.celled(params, x, h, c, gate=lambda z: z),
                lambda params, x, h, c: mistakes.celled(params, x, h, c, candidate=lambda z: z),
            ),
        ),
        Mistake(
            "cut the wrong way",
            mistakes.cell_split_by_rows,
            "The four blocks lie beside each other: the first n_hidden columns are those of i, "
            "and so on. np.split(…, 4, axis=1) cuts columns; without axis=1 it cuts rows.",
            also=(mistakes.cell_not_split, mistakes.cell_by_every_fourth),
        ),
        Mistake(
            "in place",
            mistakes.cell_in_place,
            "c *= and c += write into the old cell, which is still needed on the way back. "
            "c = f * c + i * g makes a new one.",
        ),
        Mistake(
            "no bias",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, z=x @ params["W_xh"] + h @ params["W_hh"]
            ),
            "The bias b_h is missing in what the gates get.",
            also=(
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, z=x @ params["W_xh"] + h @ params["W_hh"] - params["b_h"]
                ),
            ),
        ),
        Mistake(
            "no memory",
            lambda params, x, h, c: mistakes.celled(
                params, x, h, c, z=x @ params["W_xh"] + params["b_h"]
            ),
            "The gates look at the input only. The hidden layer of the position before comes "
            "in as well, through W_hh.",
        ),
        Mistake(
            "order of results",
            lambda params, x, h, c: tuple(lstm.cell(params, x, h, c)[k] for k in (1, 0, 2)),
            "All is right, but the order is not: return h, c, (i, f, o, g).",
            also=mistakes.gates_in_another_order,
        ),
        Mistake(
            "no gates returned",
            lambda params, x, h, c: lstm.cell(params, x, h, c)[:2],
            "What you return is right, but not all that is asked for. The way back needs c and "
            "the gates too: return h, c, (i, f, o, g).",
            also=(
                lambda params, x, h, c: (
                    *lstm.cell(params, x, h, c)[:2],
                    *lstm.cell(params, x, h, c)[2],
                ),
                lambda params, x, h, c: lstm.cell(params, x, h, c)[0],
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, gates=lambda i, f, o, g: (i, f, o)
                ),
            ),
        ),
    ),
    alternatives=(answers.cell_by_columns, answers.cell_block_by_block),
)
