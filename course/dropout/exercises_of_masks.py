"""Lesson 03 asks for a mask, and for a layer under it: how that is judged."""

import numpy as np

from course.dropout import answers, drawn, mistakes_of_masks as mistakes, net, properties, symptoms
from course.kit.checking import SHOWN, Exercise, Mistake

DRAW_MASK = Exercise(
    room="dropout",
    name="draw_mask",
    reference=net.draw_mask,
    draw=drawn.tosses,
    properties=(properties.is_tossed, properties.comes_from_rng),
    view=symptoms.toss_symptom,
    draws=24,  # twelve are all alike now and then
    hints=(
        "A number drawn evenly from 0 to 1 is below 0.3 with probability 0.3.",
        "rng.random(shape) draws one such number for each place. Compare all of them with the "
        "rate.",
        "A comparison gives True and False, which will do as well as 1 and 0. True should "
        "mean: survives.",
    ),
    mistakes=(
        Mistake(
            "rate survives",
            lambda rng, shape, rate: (rng.random(shape) < rate) * 1.0,
            "Turned round: in yours a unit survives with probability rate. It should be "
            "dropped with that probability, so that rate = 0 drops nobody and 1 everybody.",
            also=(
                lambda rng, shape, rate: rng.binomial(1, rate, shape),
                lambda rng, shape, rate: rng.choice([0, 1], size=shape, p=[1 - rate, rate]),
                lambda rng, shape, rate: np.where(rng.random(shape) > rate, 0.0, 1.0),
                lambda rng, shape, rate: rng.random(shape) >= 1 - rate,
            ),
        ),
        Mistake(
            "rate ignored",
            lambda rng, shape, rate: np.round(rng.random(shape)),
            "Yours drops half of the places whatever the rate is. A coin is fair, this one "
            "need not be: compare the numbers with rate.",
            also=(
                lambda rng, shape, rate: (rng.random(shape) > 0.5) * 1.0,
                lambda rng, shape, rate: rng.integers(0, 2, shape),
                lambda rng, shape, rate: rng.binomial(1, 0.5, shape),
                lambda rng, shape, rate: rng.choice([0.0, 1.0], size=shape),
            ),
        ),
        Mistake(
            "one toss for all",
            mistakes.one_toss,
            "All places share one fate: you toss once, or not at all. Each unit in each row "
            "needs a toss of its own.",
            also=(
                lambda rng, shape, rate: np.ones(shape),
                lambda rng, shape, rate: np.ones(shape) * (rng.random() >= rate),
                lambda rng, shape, rate: float(rng.random() >= rate),
                lambda rng, shape, rate: rng.random() > rate,
                lambda rng, shape, rate: 1 if rng.random() > rate else 0,
            ),
        ),
        Mistake(
            "one row for all rows",
            mistakes.one_row_for_all,
            "You toss for each unit, but once for all rows. Each row gets tosses of its own: "
            "the mask needs the whole shape.",
            also=(
                lambda rng, shape, rate: np.ones(shape) * (rng.random(shape[1]) >= rate),
                lambda rng, shape, rate: (rng.random(shape[1]) >= rate) * 1.0,
                lambda rng, shape, rate: rng.random((1, shape[1])) > rate,
                lambda rng, shape, rate: (rng.random(shape[-1]) > rate).astype(int),
            ),
        ),
        Mistake(
            "one toss for each row",
            mistakes.one_toss_for_each_row,
            "You toss once for each row, so that all its units share one fate. Each unit in "
            "the row gets a toss of its own.",
            also=(
                lambda rng, shape, rate: np.ones(shape) * (rng.random((shape[0], 1)) >= rate),
                lambda rng, shape, rate: (rng.random(shape[0]) >= rate) * 1.0,
                lambda rng, shape, rate: rng.random(len(range(shape[0]))) > rate,
                lambda rng, shape, rate: rng.random((shape[0], 1)) > rate,
            ),
        ),
        Mistake(
            "exactly the share",
            mistakes.exactly_the_share_in_each_row,
            "Yours drops exactly the same number in each row. The rate is what happens on "
            "average: toss for each place by itself, and let the number vary.",
            also=(mistakes.exactly_the_share_by_rank,),
        ),
        Mistake(
            "scaled already",
            lambda rng, shape, rate: net.drop(np.ones(shape), rng.random(shape) >= rate, rate),
            "Your survivors are more than 1. Speaking up comes later, in drop: a mask only "
            "says who is there, with 0 and 1.",
            also=(lambda rng, shape, rate: (rng.random(shape) > rate) / (1 - rate),),
        ),
        Mistake(
            "never compared",
            lambda rng, shape, rate: rng.random(shape),
            "Those are numbers between 0 and 1, not yet tosses. Compare each of them with the "
            "rate: who is dropped, who survives?",
            also=(
                lambda rng, shape, rate: rng.random(shape) - rate,
                lambda rng, shape, rate: rng.random(shape) * rate,
                lambda rng, shape, rate: rng.random(shape) * (1 - rate),
                lambda rng, shape, rate: np.where((u := rng.random(shape)) >= rate, u, 0.0),
                lambda rng, shape, rate: rng.normal(size=shape),
            ),
        ),
        Mistake(
            "1 and -1",
            lambda rng, shape, rate: np.where(rng.random(shape) >= rate, 1.0, -1.0),
            "Who is dropped gets 0. With -1 it would still speak, and say the opposite.",
            also=(lambda rng, shape, rate: np.sign(rng.random(shape) - rate),),
        ),
        Mistake(
            "shape in pieces",
            lambda rng, shape, rate: (rng.random(*shape) >= rate) * 1.0,
            "The shape is one tuple, and rng.random takes it as it is: rng.random(shape).",
            also=(
                lambda rng, shape, rate: rng.random(shape[0], shape[1]) > rate,
                lambda rng, shape, rate: rng.rand(*shape) > rate,
            ),
        ),
    ),
    alternatives=(
        lambda rng, shape, rate: rng.random(shape) > rate,
        lambda rng, shape, rate: rng.binomial(1, 1 - rate, shape),
        lambda rng, shape, rate: np.where(rng.uniform(size=shape) < rate, 0, 1),
        lambda rng, shape, rate: rng.choice([0.0, 1.0], size=shape, p=[rate, 1 - rate]),
        answers.tossed_one_by_one,
    ),
)

DROP = Exercise(
    room="dropout",
    name="drop",
    reference=net.drop,
    draw=drawn.drop,
    properties=(properties.speaks_the_same_on_average,),
    view=symptoms.numbers,
    returns=SHOWN,
    hints=(
        "Two things happen to h: some of it becomes 0, the rest becomes larger.",
        "If half of the units are dropped, the others should speak twice as loud. And if "
        "three quarters are dropped?",
        "Times mask, divided by (1 - rate). Mind the brackets.",
    ),
    mistakes=(
        Mistake(
            "not scaled",
            lambda h, mask, rate: h * mask,
            "The right units are silent, but the others do not speak up for them. Divide by "
            "the share that survives.",
            also=(lambda h, mask, rate: np.where(mask == 1, h, 0.0),),
        ),
        Mistake(
            "times the share that survives",
            lambda h, mask, rate: h * mask * (1 - rate),
            "Your survivors become quieter: you multiply by 1 - rate. They are to make up for "
            "those who are missing, so divide.",
            also=(lambda h, mask, rate: np.where(mask, h * (1 - rate), 0.0),),
        ),
        Mistake(
            "divided by the rate",
            lambda h, mask, rate: h * mask / rate,
            "You divide by the share that is dropped. With rate = 0.1 nearly all are left, and "
            "should hardly speak louder: which share is it then?",
        ),
        Mistake(
            "times the rate",
            lambda h, mask, rate: h * mask * rate,
            "You multiply by the rate, so the fewer are dropped, the quieter the others are. "
            "With rate = 0 nobody is dropped, and h should stay what it is.",
        ),
        Mistake(
            "by what was drawn",
            lambda h, mask, rate: h * mask / mask.mean(),
            "You scale by the share that happened to survive. Then how loud a unit speaks "
            "depends on the luck of the others, and its average over masks is not h. Use the "
            "rate: it is the same for all masks.",
            also=(
                lambda h, mask, rate: h * mask / mask.mean(axis=1, keepdims=True),
                lambda h, mask, rate: h * mask / mask.mean(axis=0),
                lambda h, mask, rate: h * mask * mask.size / mask.sum(),
                lambda h, mask, rate: h * mask * (h.sum() / (h * mask).sum()),
            ),
        ),
        Mistake(
            "added",
            lambda h, mask, rate: (h + mask) / (1 - rate),
            "You add the mask. Times 0 is what silences a unit; plus 0 leaves it as it is.",
            also=(
                lambda h, mask, rate: h + mask,
                lambda h, mask, rate: h + mask / (1 - rate),
                lambda h, mask, rate: h - mask,
            ),
        ),
        Mistake(
            "the others dropped",
            lambda h, mask, rate: h * (1 - mask) / (1 - rate),
            "Yours silences those who survive and lets the dropped ones speak. Where the mask "
            "is 0, nothing should be left.",
            also=(
                lambda h, mask, rate: np.where(mask, 0.0, h / (1 - rate)),
                lambda h, mask, rate: h * (1 - mask),
                lambda h, mask, rate: h * (mask == 0) / rate,
            ),
        ),
        Mistake(
            "dropped ones scaled",
            lambda h, mask, rate: np.where(mask, h, h / (1 - rate)),
            "It is the dropped units that you make louder, or quieter. They say nothing at "
            "all; the survivors are the ones who are scaled.",
            also=(
                lambda h, mask, rate: np.where(mask, h, h * (1 - rate)),
                lambda h, mask, rate: np.where(mask, h, h * rate),
            ),
        ),
        Mistake(
            "nobody dropped",
            lambda h, mask, rate: h / (1 - rate),
            "Everybody speaks louder, and nobody is silent: the mask is not used.",
            also=(
                lambda h, mask, rate: h,
                lambda h, mask, rate: h * (1 - rate),
                lambda h, mask, rate: np.where(mask, h / (1 - rate), h),
            ),
        ),
        Mistake(
            "missing brackets",
            lambda h, mask, rate: h * mask / 1 - rate,
            "Without brackets / goes before -: yours divides by 1 and then takes rate away "
            "from everything.",
            also=(lambda h, mask, rate: h * mask * 1 / 1 - rate,),
        ),
        Mistake(
            "one plus rate",
            lambda h, mask, rate: h * mask * (1 + rate),
            "Louder, but not by enough, or by too much. If three of four are dropped, the one "
            "that is left speaks for four: four times as loud.",
            also=(
                lambda h, mask, rate: h * mask / (1 + rate),
                lambda h, mask, rate: h * mask * 2,
                lambda h, mask, rate: h * mask / (1 - rate) ** 2,
                lambda h, mask, rate: h * mask / np.sqrt(1 - rate),
            ),
        ),
        Mistake(
            "in place",
            mistakes.dropped_in_place,
            "What the units said is gone: h *= … and h[…] = … write into the array that you "
            "were given. h * mask makes a new one. The way back will need the old.",
            also=(
                mistakes.dropped_and_scaled_in_place,
                mistakes.dropped_in_place_by_index,
                mistakes.dropped_in_place_and_nothing_returned,
                mistakes.dropped_in_place_and_not_scaled,
            ),
        ),
        Mistake(
            "only the survivors",
            lambda h, mask, rate: h[mask == 1] / (1 - rate),
            "h[mask == 1] takes the survivors out, into one long row, and h[mask] tries to. "
            "Every unit keeps its place: the dropped ones stay, and say 0. That is *.",
            also=(
                lambda h, mask, rate: h[mask],
                lambda h, mask, rate: h[mask > 0],
                lambda h, mask, rate: h[mask.astype(bool)] * (1 - rate),
            ),
        ),
        Mistake(
            "matrix product",
            lambda h, mask, rate: h @ mask / (1 - rate),
            "@ multiplies and adds up. Here each number meets only its own place in the mask: "
            "that is *.",
            also=(
                lambda h, mask, rate: h @ mask.T / (1 - rate),
                lambda h, mask, rate: np.dot(h, mask) / (1 - rate),
                lambda h, mask, rate: h @ mask,
            ),
        ),
    ),
    alternatives=(
        lambda h, mask, rate: np.where(mask, h / (1 - rate), 0.0),
        lambda h, mask, rate: mask / (1 - rate) * h,
        answers.dropped_in_a_copy,
    ),
)
