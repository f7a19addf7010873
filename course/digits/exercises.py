"""Lesson 06: what is asked, how it is judged, and which mistakes are known."""

import numpy as np

from course.digits import answers, drawn, mistakes, net, properties, symptoms
from course.digits.net import cross_entropy, one_hot, softmax
from course.eleven.net import sigmoid
from course.kit.checking import SHOWN, Exercise, Mistake, checker

EXERCISES = (
    Exercise(
        room="digits",
        name="one_hot",
        reference=net.one_hot,
        draw=drawn.labels,
        draws=40,
        properties=(properties.one_in_each_row, properties.refuses_what_is_no_class),
        view=symptoms.numbers,
        returns=SHOWN,
        hints=(
            "Begin with zeros: a row for each label, a column for each class. In each row one "
            "place changes.",
            "The row of np.eye(classes) with the number 3 is the row for the label 3. Or compare "
            "each label with all of 0, 1, 2, … at once. What does indexing make of -1?",
            "np.eye(classes)[labels] takes a row for each label. Before that: raise ValueError(…) "
            "if a label is below 0, or is classes or more.",
        ),
        mistakes=(
            Mistake(
                "on its side",
                lambda labels, classes=10: one_hot(labels, classes).T,
                "Yours has a row for each class. Each label should have a row of its own, and "
                "each class a column.",
                also=(
                    lambda labels, classes=10: np.eye(classes)[:, labels],
                    mistakes.hot_rows_and_columns_swapped,
                    mistakes.hot_rows_and_columns_swapped_in_a_loop,
                ),
            ),
            Mistake(
                "whole columns",
                mistakes.hot_in_whole_columns,
                "Y[:, labels] means all rows, so each row gets a 1 for every label there is. Name "
                "the rows one by one beside the labels.",
                also=(mistakes.hot_in_one_row,),
            ),
            Mistake(
                "whole rows",
                mistakes.hot_rows_only,
                "Y[labels] is the row with that number, and all of it. A place needs two numbers: "
                "which row, which column.",
            ),
            Mistake(
                "counted from 1",
                lambda labels, classes=10: np.eye(classes)[labels - 1],
                "Your 1 stands one column off. The first column is column 0, and it belongs to "
                "label 0.",
                also=(
                    lambda labels, classes=10: np.eye(classes + 1)[labels][:, 1:],
                    lambda labels, classes=10: (
                        labels[:, None] == np.arange(1, classes + 1)
                    ).astype(float),
                    lambda labels, classes=10: np.eye(classes)[(labels + 1) % classes],
                    lambda labels, classes=10: np.eye(classes)[labels + 1],
                ),
            ),
            Mistake(
                "one column too many",
                lambda labels, classes=10: np.eye(classes + 1)[labels],
                "Yours has one column too many. classes counts them: with 10 they are 0 to 9.",
            ),
            Mistake(
                "turned round",
                lambda labels, classes=10: 1 - one_hot(labels, classes),
                "Yours has 0 for the right class and 1 for all others. It should be the other way "
                "round.",
                also=(
                    lambda labels, classes=10: labels[:, None] != np.arange(classes),
                    lambda labels, classes=10: 2 * one_hot(labels, classes) - 1,
                ),
            ),
            Mistake(
                "the label for the 1",
                mistakes.hot_with_the_label_itself,
                "The right place, but you write the label there. Where it stands says which class "
                "it is; what stands there is always 1.",
                also=(lambda labels, classes=10: one_hot(labels, classes) * (labels[:, None] + 1),),
            ),
            Mistake(
                "always ten",
                lambda labels, classes=10: np.eye(10)[labels],
                "Yours has ten columns whatever is asked for. How many it should be is in classes.",
                also=(
                    lambda labels, classes=10: (labels[:, None] == np.arange(10)) * 1.0,
                    lambda labels, classes=10: one_hot(labels, 10),
                ),
            ),
            Mistake(
                "classes from the labels",
                lambda labels, classes=10: np.eye(labels.max() + 1)[labels],
                "You count the classes in the labels at hand. If no 9 is among them, there are "
                "still ten digits: how many columns is said by classes.",
                also=(
                    lambda labels, classes=10: np.eye(len(np.unique(labels)))[labels],
                    lambda labels, classes=10: (labels[:, None] == np.unique(labels)) * 1.0,
                ),
            ),
            Mistake(
                "as many columns as rows",
                lambda labels, classes=10: np.eye(len(labels))[labels],
                "Yours has as many columns as there are labels. Which of the two numbers does "
                "np.eye need?",
                also=(
                    lambda labels, classes=10: np.eye(len(labels)),
                    lambda labels, classes=10: np.eye(len(labels), classes),
                    lambda labels, classes=10: labels[:, None] == labels,
                ),
            ),
            Mistake(
                "one row only",
                mistakes.hot_in_one_row_by_loop,
                "One row comes back. Each label needs its own: is a new row begun in the loop, and "
                "are all of them kept?",
                also=(
                    mistakes.hot_returned_too_early,
                    lambda labels, classes=10: np.eye(classes)[labels[0]],
                    lambda labels, classes=10: np.eye(classes)[labels].ravel(),
                ),
            ),
            Mistake(
                "a list",
                mistakes.hot_list,
                "The rows are right, but in a list. np.array(rows) makes an array of them.",
                also=(lambda labels, classes=10: list(one_hot(labels, classes)),),
            ),
            Mistake(
                "shape in pieces",
                mistakes.hot_shape_in_pieces,
                "np.zeros takes the shape as one tuple: two pairs of brackets.",
            ),
        ),
        alternatives=(
            answers.hot_by_index,
            answers.hot_by_comparison,
            answers.hot_in_a_loop,
        ),
    ),
    Exercise(
        room="digits",
        name="softmax",
        reference=net.softmax,
        draw=drawn.logits,
        draws=60,
        properties=(properties.is_a_distribution,),
        view=symptoms.numbers,
        returns=SHOWN,
        hints=(
            "Three steps: move the logits, take powers, divide by their sum. Each row for itself.",
            "A sum over each row is .sum(axis=1). With keepdims=True it stays a column, and a "
            "table can be divided by it. The same goes for .max.",
            "e = np.exp(z - z.max(axis=1, keepdims=True)), and then each row by its own sum.",
        ),
        mistakes=(
            Mistake(
                "over columns",
                lambda z: softmax(z.T).T,
                "Your columns add up to 1. Each row is one picture, so it is the rows that should: "
                "which axis runs along a row? (Python's own sum adds rows up, too.)",
                also=(
                    mistakes.softmax_by_map,
                    lambda z: (e := mistakes.powers(z)) / e.sum(axis=0),
                    lambda z: (e := mistakes.powers(z, z.max())) / e.sum(axis=0),
                    lambda z: (e := mistakes.powers(z)) / e.sum(axis=0) / len(z),
                ),
            ),
            Mistake(
                "over the whole table",
                lambda z: (e := mistakes.powers(z, z.max())) / e.sum(),
                "All your numbers together add up to 1. Each row should, for itself: give the sum "
                "an axis.",
                also=(
                    lambda z: (e := np.exp(z)) / e.sum(),
                    lambda z: (e := mistakes.powers(z)) / e.sum(),
                ),
            ),
            Mistake(
                "no shift",
                lambda z: mistakes.per_row(np.exp(z)),
                "Right for small logits. But e**1000 is infinity for a computer, and e**-1000 is "
                "0; one divided by the other is NaN. What has to be taken from a whole row "
                "first, so that no power of it is above 1?",
                also=(
                    lambda z: np.nan_to_num(mistakes.per_row(np.exp(z))),
                    lambda z: (e := np.exp(z)) / (e.sum(axis=1, keepdims=True) + 1e-8),
                    lambda z: (e := np.exp(z)) / (e.sum(axis=1, keepdims=True) + 1e-12),
                    lambda z: mistakes.per_row(np.exp(z) + 1e-12),
                    lambda z: mistakes.per_row(np.exp(z) + 1e-8),
                ),
            ),
            Mistake(
                "one shift for all",
                lambda z: mistakes.per_row(mistakes.powers(z, z.max())),
                "In a row that lies far below what you take away every power becomes 0, and 0 / 0 "
                "is NaN. Each row has a largest of its own: take that.",
                also=(lambda z: np.nan_to_num(mistakes.per_row(mistakes.powers(z, z.max()))),),
            ),
            Mistake(
                "shifted once",
                lambda z: mistakes.powers(z) / np.exp(z).sum(axis=1, keepdims=True),
                "The powers and their sum are of different logits: in yours only one of them has "
                "the largest taken out. Sum up the very powers that you divide.",
                also=(
                    lambda z: np.exp(z) / mistakes.powers(z).sum(axis=1, keepdims=True),
                    lambda z: mistakes.powers(z, z.max()) / np.exp(z).sum(axis=1, keepdims=True),
                ),
            ),
            Mistake(
                "the columns' largest",
                lambda z: mistakes.per_row(mistakes.powers(z, z.max(axis=0))),
                "What you take away differs from column to column, so it does change the "
                "probabilities. It has to be the same along a row: which axis?",
                also=(lambda z: (e := mistakes.powers(z, z.max(axis=0))) / e.sum(),),
            ),
            Mistake(
                "another shift",
                lambda z: mistakes.per_row(mistakes.powers(z, z.min(axis=1, keepdims=True))),
                "Any shift is right on paper, but yours leaves powers that are too large, or only "
                "such as are 0. After which shift is none above 1, and one of them 1?",
                also=(
                    lambda z: mistakes.per_row(mistakes.powers(z, z.mean(axis=1, keepdims=True))),
                    lambda z: mistakes.per_row(mistakes.powers(z, z.min())),
                ),
            ),
            Mistake(
                "keepdims forgotten",
                lambda z: (e := mistakes.powers(z)) / e.sum(axis=1),
                "z.max(axis=1) and e.sum(axis=1) are one flat row, and NumPy lays it along the "
                "columns. With keepdims=True it is a column, with a number for each row.",
                also=(
                    lambda z: (e := np.exp(z)) / e.sum(axis=1),
                    lambda z: mistakes.per_row(mistakes.powers(z, z.max(axis=1))),
                    lambda z: (e := mistakes.powers(z, z.max(axis=1))) / e.sum(axis=1),
                    lambda z: (e := mistakes.powers(z, z.max())) / e.sum(axis=1),
                ),
            ),
            Mistake(
                "no powers",
                lambda z: z / z.sum(axis=1, keepdims=True),
                "You divide the logits themselves by their sum. They may be negative, and "
                "probabilities may not: first e to the power of each.",
                also=(
                    lambda z: mistakes.per_row(z - z.max(axis=1, keepdims=True)),
                    lambda z: mistakes.per_row(z - z.min(axis=1, keepdims=True)),
                    lambda z: mistakes.per_row(np.abs(z)),
                    lambda z: mistakes.per_row(np.maximum(z, 0)),
                    lambda z: mistakes.per_row(1.0 * z**2),
                ),
            ),
            Mistake(
                "not divided",
                lambda z: mistakes.powers(z),
                "Those are the powers. To make each row add up to 1, something is left to do.",
                also=(
                    lambda z: np.exp(z),
                    lambda z: mistakes.powers(z, z.max()),
                    lambda z: (e := mistakes.powers(z)) / e.mean(axis=1, keepdims=True),
                    lambda z: (e := mistakes.powers(z)) / e.shape[1],
                    lambda z: (e := mistakes.powers(z)) / len(e),
                    lambda z: np.exp(z) / np.exp(z).max(axis=1, keepdims=True),
                ),
            ),
            Mistake(
                "sigmoid",
                sigmoid,
                "That is the sigmoid: each logit by itself, as if every class were a question of "
                "its own. Here the classes share one probability of 1.",
                also=(
                    lambda z: 1 / (1 + np.exp(-z)),
                    lambda z: mistakes.per_row(1 / (1 + np.exp(-z))),
                    lambda z: np.exp(z) / (1 + np.exp(z)),
                ),
            ),
            Mistake(
                "logarithm",
                lambda z: mistakes.log_softmax(z),
                "That is the logarithm of what is asked for. The exercise after this one wants it; "
                "here the probabilities themselves.",
                also=(
                    lambda z: np.log(softmax(z)),
                    lambda z: -np.log(softmax(z)),
                    lambda z: -mistakes.log_softmax(z),
                    lambda z: np.log(mistakes.per_row(np.exp(z))),
                ),
            ),
            Mistake(
                "the largest takes all",
                lambda z: (z == z.max(axis=1, keepdims=True)) * 1.0,
                "Yours gives 1 to the largest and 0 to all others. Softmax is softer: the others "
                "keep a share, by how far they are behind.",
                also=(
                    lambda z: np.eye(z.shape[1])[z.argmax(axis=1)],
                    lambda z: np.round(softmax(z)),
                    lambda z: z.argmax(axis=1),
                ),
            ),
            Mistake(
                "turned round",
                lambda z: softmax(-z),
                "In yours the largest logit gets the smallest probability. Look for a minus too "
                "many.",
                also=(lambda z: mistakes.per_row(np.exp(-z)), lambda z: 1 - softmax(z)),
            ),
            Mistake(
                "divided by the largest",
                lambda z: softmax(z / z.max(axis=1, keepdims=True)),
                "You divide the logits by the largest, or by how far they spread. That changes how "
                "far apart they are, and so the probabilities. Take it away, with -.",
                also=(
                    lambda z: softmax(z / z.max()),
                    lambda z: softmax(z / np.abs(z).max()),
                    lambda z: softmax(z / np.abs(z).max(axis=1, keepdims=True)),
                    lambda z: mistakes.per_row(np.exp(z / z.max(axis=1, keepdims=True))),
                    lambda z: mistakes.per_row(np.exp(z / z.max())),
                    lambda z: softmax((z - z.mean()) / z.std()),
                ),
            ),
            Mistake(
                "clipped",
                lambda z: mistakes.per_row(np.exp(np.clip(z, -500, 500))),
                "You cut large logits off, so that 1000 and 990 become the same number. They "
                "differ by 10, and that is all that counts: move them instead.",
                also=(
                    lambda z: mistakes.per_row(np.exp(np.minimum(z, 500))),
                    lambda z: softmax(np.clip(z, -500, 500)),
                ),
            ),
            Mistake(
                "in place",
                mistakes.softmax_in_place,
                "Afterwards the logits are gone: z -= … and z[…] = … write into the array that you "
                "were given. z - … makes a new one.",
                also=(
                    mistakes.softmax_all_in_place,
                    mistakes.softmax_in_place_by_row,
                    mistakes.softmax_written_over,
                ),
            ),
        ),
        alternatives=(
            answers.softmax_on_its_side,
            answers.softmax_row_by_row,
            answers.softmax_by_differences,
            lambda z: np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True)),
        ),
    ),
    Exercise(
        room="digits",
        name="cross_entropy",
        reference=net.cross_entropy,
        draw=drawn.logits_and_targets,
        draws=60,
        properties=(properties.is_a_mean_loss,),
        view=symptoms.numbers,
        returns=SHOWN,
        hints=(
            "In each row only the right class counts. Times y leaves it over, and 0 elsewhere.",
            "Do not go through the probabilities: one that has become 0 has no logarithm. The log "
            "of a softmax is the logit, minus the log of the sum of all powers in the row.",
            "m = z.max(axis=1, keepdims=True); that log of the sum is m + np.log(np.exp(z - m)"
            ".sum(axis=1, keepdims=True)). Minus z, times y, summed up, divided by the rows.",
        ),
        mistakes=(
            Mistake(
                "sum",
                lambda z, y: cross_entropy(z, y) * len(z),
                "Yours grows with the number of rows: a sum. Asked for is the mean over rows. (Or "
                "do a column and a flat row meet somewhere, and make a table of all pairs?)",
                also=mistakes.entropies(lambda log, y: -(y * log).sum())[1:],
            ),
            Mistake(
                "mean over all entries",
                lambda z, y: cross_entropy(z, y) / z.shape[1],
                "Too small by a factor: np.mean divides by all entries, or len by something else "
                "than the rows. There is one loss for each row, and the mean is over those.",
                also=(
                    *mistakes.entropies(lambda log, y: -(y * log).mean())[1:],
                    *mistakes.entropies(lambda log, y: -(y * log).sum() / y.shape[1]),
                    *mistakes.entropies(lambda log, y: -(y * log).sum() / len(y) ** 2),
                ),
            ),
            Mistake(
                "logarithm of 0",
                mistakes.entropy_from(mistakes.naive_log, lambda log, y: -(y * log).sum() / len(y)),
                "Right for small logits. But where softmax has become 0, its logarithm is "
                "-infinity, and 0 times that is NaN. The logarithm can be had from the logits "
                "directly.",
                also=(
                    mistakes.entropy_from(
                        mistakes.naive_log, lambda log, y: -mistakes.at_the_right(log, y).mean()
                    ),
                    mistakes.entropy_from(
                        mistakes.naive_log, lambda log, y: -np.nan_to_num(y * log).sum() / len(y)
                    ),
                    mistakes.entropy_from(
                        mistakes.naive_log, lambda log, y: -(y * np.nan_to_num(log)).sum() / len(y)
                    ),
                ),
            ),
            Mistake(
                "no shift",
                mistakes.no_shift,
                "Right for small logits. But e**1000 is infinity for a computer, and e**-1000 is "
                "0: there the logarithm of your sum says nothing. Take the largest logit out of "
                "each row first, and give it back at the end.",
                also=(
                    mistakes.one_shift_for_all,
                    mistakes.entropy_from(
                        mistakes.plain_log, lambda log, y: -(y * log).sum() / len(y)
                    ),
                    mistakes.entropy_from(
                        mistakes.plain_log, lambda log, y: -mistakes.at_the_right(log, y).mean()
                    ),
                    lambda z, y: (
                        np.log(np.exp(z).sum(axis=1)) - mistakes.at_the_right(z, y)
                    ).mean(),
                ),
            ),
            Mistake(
                "patched",
                mistakes.patched(1e-12),
                "A small number keeps the logarithm from 0, but then there is a most that a "
                "mistake can cost (28, if it is 1e-12), and the slope behind it is lost. Go from "
                "the logits instead: there no logarithm of 0 comes up.",
                also=(
                    *map(mistakes.patched, mistakes.EPSILONS),
                    *map(mistakes.clipped, mistakes.EPSILONS),
                    *map(mistakes.clipped_on_both_sides, mistakes.EPSILONS),
                ),
            ),
            Mistake(
                "logits for probabilities",
                lambda z, y: -(y * np.log(z)).sum() / len(z),
                "You take the logarithm of the logits. They are no probabilities yet, and may be "
                "negative.",
                also=(
                    lambda z, y: -np.log(mistakes.at_the_right(z, y)).mean(),
                    lambda z, y: -(y * z).sum() / len(z),
                    lambda z, y: -(y * np.log(z)).sum(),
                    lambda z, y: -(y * np.log(np.abs(z))).sum() / len(z),
                ),
            ),
            Mistake(
                "sign",
                lambda z, y: -cross_entropy(z, y),
                "Right but for the sign: the logarithm of a probability is negative, and a loss is "
                "not.",
                also=(
                    *mistakes.entropies(lambda log, y: (y * log).sum() / len(y))[1:],
                    *mistakes.entropies(lambda log, y: (y * log).sum()),
                    *mistakes.entropies(lambda log, y: (y * log).mean()),
                    *mistakes.entropies(lambda log, y: mistakes.at_the_right(log, y).mean())[1:],
                ),
            ),
            Mistake(
                "both yes and no",
                mistakes.entropy_of_both,
                "log(1 - p) belongs to a single yes or no. Here the classes share one probability "
                "of 1: what the right one has, the others have not. So only the right class "
                "counts.",
                also=(mistakes.entropy_of_both_averaged,),
            ),
            Mistake(
                "another base",
                lambda z, y: cross_entropy(z, y) / np.log(2),
                "That is a logarithm to another base. The one of e is np.log.",
                also=(
                    lambda z, y: cross_entropy(z, y) / np.log(10),
                    *mistakes.entropies(lambda log, y: -(y * log / np.log(2)).sum() / len(y))[1:],
                    *mistakes.entropies(lambda log, y: -(y * log / np.log(10)).sum() / len(y))[1:],
                ),
            ),
            Mistake(
                "all classes",
                lambda z, y: -mistakes.log_softmax(z).sum() / len(z),
                "Yours adds up the logarithms of all classes. Where does y come in? Only the right "
                "class counts.",
                also=(
                    lambda z, y: -mistakes.log_softmax(z).mean(),
                    *mistakes.entropies(lambda log, y: -log.sum() / len(y))[1:],
                    *mistakes.entropies(lambda log, y: -log.mean())[1:],
                ),
            ),
            Mistake(
                "the wrong classes",
                lambda z, y: -((1 - y) * mistakes.log_softmax(z)).sum() / len(z),
                "That counts the wrong classes and leaves the right one out. y is 1 at the right "
                "one.",
                also=mistakes.entropies(lambda log, y: -((1 - y) * log).sum() / len(y))[1:],
            ),
            Mistake(
                "not one number",
                lambda z, y: -(y * mistakes.log_softmax(z)).sum(axis=1),
                "One number is asked for: the mean over the rows. Yours still has several.",
                also=(
                    *mistakes.entropies(lambda log, y: -(y * log).sum(axis=1))[1:],
                    *mistakes.entropies(lambda log, y: -mistakes.at_the_right(log, y)),
                    *mistakes.entropies(lambda log, y: -(y * log).mean(axis=0)),
                    *mistakes.entropies(lambda log, y: -(y * log).mean(axis=1)),
                    *mistakes.entropies(lambda log, y: -(y * log) / len(y)),
                    *mistakes.entropies(lambda log, y: -(y * log)),
                    lambda z, y: -(y * mistakes.log_softmax(z)).sum(axis=1, keepdims=True),
                ),
            ),
            Mistake(
                "the largest not given back",
                mistakes.largest_not_given_back,
                "You take the largest logit out of the powers, but then subtract a logit that "
                "still has it. Give it back to the logarithm of the sum, or take it from both.",
                also=(
                    lambda z, y: (
                        np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1))
                        - mistakes.at_the_right(z, y)
                    ).mean(),
                ),
            ),
            Mistake(
                "the largest given back twice",
                mistakes.largest_given_back_twice,
                "The largest comes in once too often: it is given back to the logarithm of the "
                "sum, and z has it still. So m + log(sum) - z, with the z that came in.",
            ),
            Mistake(
                "logarithm before the sum",
                mistakes.logarithm_before_the_sum,
                "In yours each power has its own logarithm, and these are added up. First the sum "
                "of the powers, then its logarithm.",
                also=(mistakes.logarithm_before_the_sum_unmoved,),
            ),
            Mistake(
                "the largest, not the right",
                lambda z, y: -mistakes.log_softmax(z).max(axis=1).mean(),
                "You take the class that the network finds most probable. Asked for is the right "
                "one: where y is 1.",
                also=(lambda z, y: -np.log(softmax(z).max(axis=1)).mean(),),
            ),
            Mistake(
                "softmax twice",
                lambda z, y: cross_entropy(softmax(z), y),
                "Softmax is taken twice. What comes in are logits; once is enough.",
                also=(
                    lambda z, y: -(y * np.log(softmax(softmax(z)))).sum() / len(z),
                    lambda z, y: cross_entropy(mistakes.log_softmax(softmax(z)), y),
                ),
            ),
            Mistake(
                "over columns",
                lambda z, y: -(y * mistakes.log_softmax(z.T).T).sum() / len(z),
                "Your probabilities add up to 1 along the columns, or all together. The classes of "
                "one row are the ones that share.",
                also=(
                    mistakes.one_sum_for_all,
                    lambda z, y: -(y * np.log(softmax(z.T).T)).sum() / len(z),
                    lambda z, y: -(y * np.log(np.exp(z) / np.exp(z).sum(axis=0))).sum() / len(z),
                    lambda z, y: -(y * np.log(np.exp(z) / np.exp(z).sum())).sum() / len(z),
                    lambda z, y: (y * (np.log(np.exp(z).sum()) - z)).sum() / len(z),
                ),
            ),
            Mistake(
                "no logarithm",
                lambda z, y: (1 - softmax(z))[y == 1].mean(),
                "That asks how far the right probability is from 1. Its logarithm asks more: it "
                "has no end as the probability goes to 0.",
                also=(
                    lambda z, y: -(y * softmax(z)).sum() / len(z),
                    lambda z, y: (y * softmax(z)).sum() / len(z),
                    lambda z, y: (y * (1 - softmax(z))).sum(),
                ),
            ),
            Mistake(
                "squares",
                lambda z, y: ((softmax(z) - y) ** 2).sum() / len(z),
                "That is the squared error of the lessons before. Here the loss is -log of the "
                "right probability.",
                also=(
                    lambda z, y: ((softmax(z) - y) ** 2).mean(),
                    lambda z, y: ((softmax(z) - y) ** 2).sum() / 2,
                    lambda z, y: ((softmax(z) - y) ** 2).sum() / 2 / len(z),
                    lambda z, y: ((z - y) ** 2).mean(),
                    lambda z, y: np.abs(softmax(z) - y).mean(),
                ),
            ),
            Mistake(
                "labels expected",
                lambda z, y: -mistakes.log_softmax(z)[np.arange(len(z)), y].mean(),
                "You use y as column numbers. It is a table as wide as z, of zeros and ones: "
                "multiply by it, or ask y.argmax(axis=1).",
                also=(
                    lambda z, y: -np.log(softmax(z))[np.arange(len(z)), y].mean(),
                    lambda z, y: z[np.arange(len(z)), y].mean(),
                    lambda z, y: cross_entropy(z, np.eye(z.shape[1])[y]),
                ),
            ),
            Mistake(
                "matrix product",
                lambda z, y: -np.sum(y @ mistakes.log_softmax(z)) / len(z),
                "@ multiplies and adds up, rows with columns. Here each logarithm meets only its "
                "own place in y: that is *.",
                also=(
                    lambda z, y: -np.sum(y @ mistakes.log_softmax(z).T) / len(z),
                    lambda z, y: -np.sum(y @ np.log(softmax(z))) / len(z),
                    lambda z, y: -np.dot(y, np.log(softmax(z))).sum() / len(z),
                    lambda z, y: -np.dot(y, np.log(softmax(z))).mean(),
                ),
            ),
            Mistake(
                "in place",
                mistakes.entropy_in_place,
                "Afterwards the logits are gone: z -= … writes into the array that you were given. "
                "z - … makes a new one.",
            ),
        ),
        alternatives=(
            answers.entropy_by_index,
            answers.entropy_row_by_row,
            answers.entropy_by_margins,
            lambda z, y: -np.vdot(y, mistakes.log_softmax(z)) / len(z),
        ),
    ),
    Exercise(
        room="digits",
        name="logit_gradient",
        reference=net.logit_gradient,
        draw=drawn.logits_and_targets,
        draws=60,
        properties=(properties.is_slope_of_the_loss,),
        view=symptoms.numbers,
        returns=SHOWN,
        hints=(
            "The loss of a row is log(sum of all powers) minus the right logit. Each logit is in "
            "the first part; which is in the second?",
            "The slope of log(sum) in one logit is its power, divided by the sum. You have a "
            "function for that. And the slope of the second part is 1 or 0.",
            "So in each row: what softmax says, minus 1 at the right class. And the loss is a mean "
            "over rows.",
        ),
        mistakes=(
            Mistake(
                "not divided",
                lambda z, y: softmax(z) - y,
                "That is the slope of the sum. The loss is a mean over rows, so each of them moves "
                "it by less.",
            ),
            Mistake(
                "sign",
                lambda z, y: (y - softmax(z)) / len(z),
                "Turned round: in yours the loss would fall when a wrong class gets a larger "
                "logit. Which is subtracted from which?",
                also=(lambda z, y: y - softmax(z), lambda z, y: (y - softmax(z)) / y.size),
            ),
            Mistake(
                "divided by something else",
                lambda z, y: (softmax(z) - y) / z.size,
                "The right directions, the wrong size. The loss is a mean over the rows, not over "
                "all entries: divide by how many rows there are.",
                also=(
                    lambda z, y: (softmax(z) - y) / z.shape[1],
                    lambda z, y: (softmax(z) - y) / 2,
                    lambda z, y: (softmax(z) - y) / len(z) ** 2,
                    lambda z, y: (softmax(z) - y) * len(z),
                    lambda z, y: 2 * (softmax(z) - y) / len(z),
                    lambda z, y: 2 * (softmax(z) - y),
                    lambda z, y: (softmax(z) - y) / (2 * len(z)),
                ),
            ),
            Mistake(
                "the sigmoid's slope",
                lambda z, y: (p := softmax(z)) * (1 - p) * (p - y) / len(z),
                "p * (1 - p) was there for the squared error behind a sigmoid. With the "
                "cross-entropy behind a softmax it cancels out: derive the slope of the loss in "
                "z as a whole.",
                also=(
                    lambda z, y: (p := softmax(z)) * (1 - p) * (p - y),
                    lambda z, y: (p := softmax(z)) * (1 - p) * (y - p) / len(z),
                    lambda z, y: (p := softmax(z)) * (1 - p) * (y - p),
                    lambda z, y: (p := softmax(z)) * (1 - p) / len(z),
                    lambda z, y: (p := softmax(z)) * (1 - p),
                    lambda z, y: (p := softmax(z)) * (1 - p) * (p - y) / z.size,
                ),
            ),
            Mistake(
                "minus 1 everywhere",
                lambda z, y: (softmax(z) - 1) / len(z),
                "The 1 is subtracted in too many places. In each row it belongs to one class: the "
                "right one.",
                also=(
                    mistakes.minus_one_in_whole_columns,
                    mistakes.minus_one_in_whole_rows,
                    lambda z, y: mistakes.minus_one_in_whole_columns(z, y) * len(z),
                    lambda z, y: mistakes.minus_one_in_whole_rows(z, y) * len(z),
                    lambda z, y: softmax(z) - 1,
                ),
            ),
            Mistake(
                "the right class only",
                lambda z, y: y * (softmax(z) - 1) / len(z),
                "In yours the wrong classes have the slope 0. But a larger logit of theirs takes "
                "probability away from the right one: the loss grows.",
                also=(
                    lambda z, y: y * (softmax(z) - 1),
                    lambda z, y: y * (1 - softmax(z)) / len(z),
                    lambda z, y: y * softmax(z) / len(z),
                    lambda z, y: -y / len(z),
                    lambda z, y: y * mistakes.log_softmax(z) / len(z),
                ),
            ),
            Mistake(
                "slope in the probabilities",
                lambda z, y: -y / softmax(z) / len(z),
                "-1/p is the slope in the probability. Asked for is the one in the logits: every "
                "logit of a row moves every probability of it. Taken together, much cancels.",
                also=(
                    lambda z, y: -y / softmax(z),
                    lambda z, y: -np.where(y == 1, 1 / softmax(z), 0) / len(z),
                    lambda z, y: -np.where(y == 1, 1 / softmax(z), 0),
                    lambda z, y: ((p := softmax(z)) - y) / (p * (1 - p)) / len(z),
                    lambda z, y: ((p := softmax(z)) - y) / (p * (1 - p)),
                    lambda z, y: -y / ((p := softmax(z)) + 1e-12) / len(z) + 0 * p,
                ),
            ),
            Mistake(
                "no softmax",
                lambda z, y: (z - y) / len(z),
                "You compare the logits with y. What is to be compared with y are the "
                "probabilities.",
                also=(
                    lambda z, y: z - y,
                    lambda z, y: (np.exp(z) - y) / len(z),
                    lambda z, y: (mistakes.powers(z) - y) / len(z),
                    lambda z, y: (mistakes.log_softmax(z) - y) / len(z),
                    lambda z, y: (np.log(softmax(z)) - y) / len(z),
                ),
            ),
            Mistake(
                "sigmoid",
                lambda z, y: (sigmoid(z) - y) / len(z),
                "That is the slope behind a sigmoid for each class. Here the classes of a row "
                "share one probability of 1: softmax.",
                also=(
                    lambda z, y: sigmoid(z) - y,
                    lambda z, y: (1 / (1 + np.exp(-z)) - y) / len(z),
                ),
            ),
            Mistake(
                "softmax twice",
                lambda z, y: (softmax(softmax(z)) - y) / len(z),
                "Softmax is taken twice. What comes in are logits; once is enough.",
                also=(lambda z, y: softmax(softmax(z)) - y,),
            ),
            Mistake(
                "no target",
                lambda z, y: softmax(z) / len(z),
                "Yours is the same whichever class is right. Where does y come in?",
                also=(
                    lambda z, y: softmax(z),
                    lambda z, y: (1 - y) * softmax(z) / len(z),
                    lambda z, y: (softmax(z) + y) / len(z),
                    lambda z, y: (softmax(z) - (1 - y)) / len(z),
                ),
            ),
            Mistake(
                "over columns",
                lambda z, y: (softmax(z.T).T - y) / len(z),
                "Your probabilities add up to 1 along the columns, or all together. The classes of "
                "one row are the ones that share.",
                also=(
                    lambda z, y: (np.exp(z) / np.exp(z).sum(axis=0) - y) / len(z),
                    lambda z, y: (np.exp(z) / np.exp(z).sum() - y) / len(z),
                    lambda z, y: ((e := mistakes.powers(z, z.max())) / e.sum() - y) / len(z),
                ),
            ),
            Mistake(
                "no shift",
                lambda z, y: (mistakes.per_row(np.exp(z)) - y) / len(z),
                "Right for small logits. For large ones the powers are infinity or 0, and your "
                "probabilities NaN. You have a softmax that can do it.",
                also=(
                    lambda z, y: mistakes.per_row(np.exp(z)) - y,
                    lambda z, y: (mistakes.per_row(mistakes.powers(z, z.max())) - y) / len(z),
                ),
            ),
            Mistake(
                "rows melted down",
                lambda z, y: (softmax(z) - y).mean(axis=0),
                "A slope is asked for each logit of each row. Divide by the number of rows, but "
                "let every row be.",
                also=(
                    lambda z, y: (softmax(z) - y).sum(axis=0),
                    lambda z, y: (softmax(z) - y).mean(axis=1),
                    lambda z, y: (softmax(z) - y).mean(axis=1, keepdims=True),
                    lambda z, y: (softmax(z) - y).mean(axis=0, keepdims=True),
                    lambda z, y: (softmax(z) - y).sum(axis=1, keepdims=True) / len(z),
                    lambda z, y: (softmax(z) - y).mean(),
                ),
            ),
            Mistake(
                "the loss itself",
                lambda z, y: cross_entropy(z, y),
                "That is the loss. Asked for is by how much it moves when a logit does, for each "
                "of them.",
                also=(
                    lambda z, y: -y * mistakes.log_softmax(z) / len(z),
                    lambda z, y: -y * mistakes.log_softmax(z),
                    lambda z, y: -y * np.log(softmax(z)) / len(z),
                    lambda z, y: -y * np.log(softmax(z)),
                ),
            ),
            Mistake(
                "in place",
                mistakes.gradient_with_targets_changed,
                "Afterwards y or z is another: -= writes into the array that you were given. "
                "Subtract with -, or take a .copy() first.",
                also=(mistakes.gradient_in_place,),
            ),
        ),
        alternatives=(
            answers.gradient_one_less_at_the_right,
            answers.gradient_through_the_whole_softmax,
            lambda z, y: np.exp(mistakes.log_softmax(z)) / len(z) - y / len(z),
        ),
    ),
    Exercise(
        room="digits",
        name="minibatches",
        reference=net.minibatches,
        draw=drawn.deal,
        draws=40,
        properties=(properties.deals_each_row_once, properties.comes_from_rng),
        view=symptoms.deal_symptom,
        hints=(
            "Shuffle all row numbers once, as a pack of cards. Then deal.",
            "order[start : start + batch] is one batch, and a slice may go past the end. Where "
            "does the next one start?",
            "order = rng.permutation(n_rows), and then a batch for each start in "
            "range(0, n_rows, batch).",
        ),
        mistakes=(
            Mistake(
                "rows left out",
                mistakes.dealt_by_whole_batches,
                "Some rows are in no batch. The last batch may be a small one: how many batches do "
                "10 rows make, 4 at a time?",
                also=(
                    mistakes.dealt_up_to_the_last,
                    mistakes.dealt_as_a_table,
                    mistakes.dealt_first_only,
                    mistakes.dealt_and_returned_too_early,
                    lambda rng, n_rows, batch: [
                        rows
                        for rows in mistakes.cut(rng.permutation(n_rows), batch)
                        if len(rows) == batch
                    ],
                    lambda rng, n_rows, batch: mistakes.cut(rng.permutation(n_rows - 1), batch),
                    lambda rng, n_rows, batch: mistakes.cut(rng.permutation(n_rows)[1:], batch),
                ),
            ),
            Mistake(
                "overlapping",
                mistakes.overlapping(lambda n, batch: n // batch),
                "Your batches overlap: batch number i begins at row i, so the second one has most "
                "rows of the first, and the later rows are hardly reached. Where does batch i "
                "begin if each takes batch rows?",
                also=(
                    mistakes.overlapping(mistakes.many),
                    mistakes.overlapping(lambda n, batch: n),
                    mistakes.overlapping(lambda n, batch: n - batch),
                    mistakes.overlapping(lambda n, batch: n - batch + 1),
                    mistakes.overlapping(lambda n, batch: n // batch, shuffled=False),
                    mistakes.overlapping(mistakes.many, shuffled=False),
                    mistakes.overlapping(lambda n, batch: n, shuffled=False),
                    mistakes.overlapping_one_by_one,
                ),
            ),
            Mistake(
                "in order",
                lambda rng, n_rows, batch: mistakes.cut(np.arange(n_rows), batch),
                "The rows come in order. They should be shuffled, anew in each call. "
                "(rng.permutation gives a new array, and leaves the old one as it is.)",
                also=(
                    mistakes.dealt_in_order_after_all,
                    lambda rng, n_rows, batch: mistakes.cut(np.arange(n_rows)[::-1], batch),
                    lambda rng, n_rows, batch: mistakes.cut(
                        np.sort(rng.permutation(n_rows)), batch
                    ),
                ),
            ),
            Mistake(
                "neighbours together",
                mistakes.dealt_with_starts_shuffled,
                "The same rows always meet in a batch, because you shuffle only the batches, or "
                "only inside them. Shuffle all rows first, and cut then.",
                also=(
                    mistakes.dealt_with_batches_shuffled,
                    mistakes.dealt_and_shuffled_inside,
                    mistakes.dealt_and_shuffled_twice_but_not_across,
                ),
            ),
            Mistake(
                "some rows twice",
                mistakes.with_replacement(mistakes.many),
                "You draw each batch without looking at those before, so some rows come twice and "
                "others never. Deal from one shuffled pack: one shuffle, and then no more luck.",
                also=(
                    mistakes.with_replacement(lambda n, batch: n // batch),
                    mistakes.chosen_anew(mistakes.many),
                    mistakes.chosen_anew(lambda n, batch: n // batch),
                    mistakes.shuffled_anew(mistakes.many),
                    mistakes.shuffled_anew(lambda n, batch: n // batch),
                    mistakes.shuffled_anew_and_cut,
                    lambda rng, n_rows, batch: mistakes.cut(
                        rng.integers(n_rows, size=n_rows), batch
                    ),
                    lambda rng, n_rows, batch: mistakes.cut(
                        rng.integers(0, n_rows - 1, size=n_rows), batch
                    ),
                ),
            ),
            Mistake(
                "filled up",
                mistakes.dealt_with_the_last_filled_up,
                "You fill the last batch up with rows that have had their turn. It may be smaller "
                "than the others: each row once.",
                also=(mistakes.dealt_with_the_last_pushed_back,),
            ),
            Mistake(
                "an empty batch",
                mistakes.dealt_with_one_too_many,
                "If the batches come out even, yours has one more, with no rows in it: a mean over "
                "that is NaN. How many does it take for 8 rows, 4 at a time?",
                also=(
                    lambda rng, n_rows, batch: [
                        *mistakes.cut(rng.permutation(n_rows), batch),
                        np.empty(0, dtype=int),
                    ],
                    lambda rng, n_rows, batch: np.split(
                        rng.permutation(n_rows), range(batch, n_rows + 1, batch)
                    ),
                    lambda rng, n_rows, batch: np.split(
                        rng.permutation(n_rows), range(0, n_rows, batch)
                    ),
                ),
            ),
            Mistake(
                "batch for the number of batches",
                lambda rng, n_rows, batch: np.array_split(rng.permutation(n_rows), batch),
                "batch says how many rows are in one batch. You make so many batches.",
                also=(
                    lambda rng, n_rows, batch: np.split(rng.permutation(n_rows), batch),
                    mistakes.dealt_to_so_many,
                    lambda rng, n_rows, batch: mistakes.cut(
                        rng.permutation(n_rows), max(1, n_rows // batch)
                    ),
                ),
            ),
            Mistake(
                "evened out",
                lambda rng, n_rows, batch: np.array_split(
                    rng.permutation(n_rows), mistakes.many(n_rows, batch)
                ),
                "np.array_split makes the batches as even as it can. Asked for are batch rows in "
                "each, and what is left over in the last.",
                also=(
                    lambda rng, n_rows, batch: np.array_split(
                        rng.permutation(n_rows), max(1, n_rows // batch)
                    ),
                    lambda rng, n_rows, batch: np.array_split(
                        rng.permutation(n_rows), n_rows // batch
                    ),
                    mistakes.dealt_in_turn,
                ),
            ),
            Mistake(
                "has to come out even",
                lambda rng, n_rows, batch: rng.permutation(n_rows).reshape(-1, batch),
                "A table has rows of one length, so this works only if the batches come out even. "
                "A list of arrays may have a shorter one at its end.",
                also=(
                    lambda rng, n_rows, batch: list(rng.permutation(n_rows).reshape(-1, batch)),
                    lambda rng, n_rows, batch: np.split(rng.permutation(n_rows), n_rows // batch),
                    lambda rng, n_rows, batch: rng.permutation(n_rows).reshape(
                        n_rows // batch, batch
                    ),
                    lambda rng, n_rows, batch: np.array(
                        mistakes.cut(rng.permutation(n_rows), batch)
                    ),
                ),
            ),
            Mistake(
                "counted from 1",
                lambda rng, n_rows, batch: mistakes.cut(rng.permutation(n_rows) + 1, batch),
                "Your row numbers begin at 1, and the last one does not exist. The first row is "
                "row 0.",
                also=(
                    lambda rng, n_rows, batch: mistakes.cut(
                        rng.permutation(np.arange(1, n_rows + 1)), batch
                    ),
                    lambda rng, n_rows, batch: mistakes.cut(rng.permutation(n_rows + 1), batch),
                ),
            ),
            Mistake(
                "not dealt",
                lambda rng, n_rows, batch: rng.permutation(n_rows),
                "That is one row of numbers. Asked for is a list, with an array for each batch.",
                also=(
                    lambda rng, n_rows, batch: rng.permutation(n_rows)[:batch],
                    lambda rng, n_rows, batch: list(rng.permutation(n_rows)),
                    lambda rng, n_rows, batch: rng.integers(n_rows, size=batch),
                    lambda rng, n_rows, batch: np.concatenate(
                        mistakes.cut(rng.permutation(n_rows), batch)
                    ),
                ),
            ),
            Mistake(
                "a generator",
                mistakes.dealt_one_by_one,
                "yield, and round brackets, hand the batches out one by one, and only once. A list "
                "of them is asked for.",
                also=(
                    lambda rng, n_rows, batch: iter(mistakes.cut(rng.permutation(n_rows), batch)),
                ),
            ),
            Mistake(
                "None from shuffle",
                mistakes.dealt_from_a_shuffle_that_gives_none,
                "rng.shuffle changes an array and gives nothing back: order = rng.shuffle(…) is "
                "None. rng.permutation gives the shuffled array.",
            ),
        ),
        alternatives=(
            answers.dealt_by_split,
            answers.dealt_from_a_shuffled_pile,
            answers.dealt_by_lots,
            answers.dealt_as_lists,
            lambda rng, n_rows, batch: tuple(mistakes.cut(rng.permutation(n_rows), batch)),
        ),
    ),
    Exercise(
        room="digits",
        name="confusion_matrix",
        reference=net.confusion_matrix,
        draw=drawn.said,
        draws=40,
        seconds=20.0,  # scikit-learn may be asked, and its import takes a few
        properties=(properties.counts_each_once,),
        view=symptoms.numbers,
        returns=SHOWN,
        hints=(
            "Begin with a table of zeros, as wide as high. Each answer adds 1 in one place.",
            "A loop over zip(labels, answers) will do. Or mind what counts[labels, answers] += 1 "
            "does with a place that comes up twice.",
            "np.add.at(counts, (labels, answers), 1) adds as often as a place comes up. Rows are "
            "the labels, columns the answers.",
        ),
        mistakes=(
            Mistake(
                "on its side",
                lambda labels, answers, classes=10: net.confusion_matrix(answers, labels, classes),
                "Rows and columns are swapped: the row is the digit it is, the column what it is "
                "called.",
                also=(
                    lambda labels, answers, classes=10: np.bincount(
                        labels + classes * answers, minlength=classes**2
                    ).reshape(classes, classes),
                ),
            ),
            Mistake(
                "each place once",
                mistakes.counted_once,
                "Two answers in the same place count once in yours: counts[labels, answers] += 1 "
                "reads all places, adds 1, and writes them back, the same place over itself. "
                "np.add.at, or a loop, adds one after the other.",
                also=(
                    mistakes.counted_once_on_its_side,
                    lambda labels, answers, classes=10: np.sign(
                        net.confusion_matrix(labels, answers, classes)
                    ),
                ),
            ),
            Mistake(
                "one row many times",
                mistakes.counted_in_one_shared_row,
                "All your rows are one and the same list: [row] * n holds it n times, and who "
                "changes one changes all. np.zeros makes rows of their own.",
                also=(mistakes.counted_in_one_shared_row_as_array,),
            ),
            Mistake(
                "a block",
                mistakes.counted_in_a_block,
                "Every label meets every answer in yours. Only those of the same row belong "
                "together.",
                also=(
                    lambda labels, answers, classes=10: np.outer(
                        np.bincount(labels, minlength=classes),
                        np.bincount(answers, minlength=classes),
                    ),
                ),
            ),
            Mistake(
                "shares",
                mistakes.counted_by_row,
                "Those are shares. Asked for are the counts themselves, whole numbers: a share can "
                "be made of them later.",
                also=(
                    mistakes.counted_by_column,
                    lambda labels, answers, classes=10: np.nan_to_num(
                        mistakes.counted_by_row(labels, answers, classes)
                    ),
                    lambda labels, answers, classes=10: np.nan_to_num(
                        mistakes.counted_by_column(labels, answers, classes)
                    ),
                    lambda labels, answers, classes=10: (
                        net.confusion_matrix(labels, answers, classes) / len(labels)
                    ),
                ),
            ),
            Mistake(
                "the right ones only",
                mistakes.counted_where_right,
                "Yours counts only the right answers, those on the diagonal. The wrong ones are "
                "what one wants to see: row for the label, column for the answer.",
                also=(
                    lambda labels, answers, classes=10: net.confusion_matrix(
                        labels, labels, classes
                    ),
                    lambda labels, answers, classes=10: net.confusion_matrix(
                        answers, answers, classes
                    ),
                    lambda labels, answers, classes=10: mistakes.counted_where_right(
                        labels, answers, classes
                    ).diagonal(),
                ),
            ),
            Mistake(
                "the wrong ones only",
                mistakes.counted_where_wrong,
                "Yours leaves the right answers out. They belong on the diagonal.",
            ),
            Mistake(
                "classes from the labels",
                mistakes.counted_among_those_there,
                "You make room only for the digits that come up here. The others have a row and a "
                "column, too, full of zeros: how many there are is said by classes.",
                also=(
                    mistakes.counted_up_to_the_largest,
                    lambda labels, answers, classes=10: net.confusion_matrix(
                        labels, answers, 1 + labels.max()
                    ),
                    lambda labels, answers, classes=10: net.confusion_matrix(
                        labels, answers, len(np.unique(labels))
                    ),
                ),
            ),
            Mistake(
                "always ten",
                lambda labels, answers, classes=10: net.confusion_matrix(labels, answers, 10),
                "Yours has ten rows and columns whatever is asked for. How many it should be is in "
                "classes.",
            ),
            Mistake(
                "counted from 1",
                lambda labels, answers, classes=10: net.confusion_matrix(
                    labels - 1, answers - 1, classes
                ),
                "Everything stands one row and one column off. The digit 0 has row 0 and column 0.",
                also=(
                    lambda labels, answers, classes=10: net.confusion_matrix(
                        labels + 1, answers + 1, classes + 1
                    ),
                    lambda labels, answers, classes=10: net.confusion_matrix(
                        labels, answers, classes + 1
                    ),
                ),
            ),
            Mistake(
                "row by row",
                lambda labels, answers, classes=10: (labels[:, None] == answers).astype(int),
                "Yours has a row for each answer given. Asked for is a row for each digit.",
                also=(
                    lambda labels, answers, classes=10: (
                        one_hot(labels, classes) @ one_hot(answers, classes).T
                    ),
                    lambda labels, answers, classes=10: (
                        one_hot(labels, classes) * one_hot(answers, classes)
                    ),
                ),
            ),
            Mistake(
                "one number",
                lambda labels, answers, classes=10: np.mean(labels == answers),
                "That says how many are right, in one number. Asked for is a table: what was "
                "answered for what.",
                also=(
                    lambda labels, answers, classes=10: np.sum(labels == answers),
                    lambda labels, answers, classes=10: np.mean(labels != answers),
                    lambda labels, answers, classes=10: np.sum(labels != answers),
                ),
            ),
            Mistake(
                "not made a table",
                lambda labels, answers, classes=10: np.bincount(
                    classes * labels + answers, minlength=classes**2
                ),
                "The counts are right, but in one long row. .reshape makes a table of it.",
                also=(
                    lambda labels, answers, classes=10: net.confusion_matrix(
                        labels, answers, classes
                    ).tolist(),
                ),
            ),
            Mistake(
                "returned too early",
                mistakes.counted_and_returned_too_early,
                "Only one answer is counted. Is the return line inside the loop?",
            ),
            Mistake(
                "shape in pieces",
                mistakes.counted_shape_in_pieces,
                "np.zeros takes the shape as one tuple: two pairs of brackets.",
            ),
        ),
        alternatives=(
            answers.counted_in_a_loop,
            answers.counted_by_one_number,
            answers.counted_by_product,
            answers.counted_by_the_library,
            answers.counted_in_bins,
        ),
    ),
    Exercise(
        room="digits",
        name="he_init",
        reference=net.he_init,
        draw=drawn.fans,
        properties=(properties.spreads_as_asked, properties.comes_from_rng),
        view=symptoms.weight_symptom,
        hints=(
            "rng.normal(size=shape) draws with a standard deviation of 1. To make it another one, "
            "multiply all numbers.",
            "The more inputs add up in a unit, the smaller each weight has to be. How many inputs "
            "does a unit of this layer have?",
            "rng.normal(size=(fan_in, fan_out)), times the root of 2 divided by fan_in.",
        ),
        mistakes=(
            Mistake(
                "without the 2",
                mistakes.drawn_with(lambda m, n: np.sqrt(1 / m)),
                "Your weights are too small by a factor of 1.41. ReLU silences half of what a "
                "unit gets: what makes up for that?",
            ),
            Mistake(
                "the wrong side",
                mistakes.drawn_with(lambda m, n: np.sqrt(2 / n)),
                "You divide by fan_out. What adds up in a unit are its inputs: it is their number "
                "that counts.",
                also=(
                    mistakes.drawn_with(lambda m, n: np.sqrt(1 / n)),
                    mistakes.drawn_with(lambda m, n: 2 / n),
                ),
            ),
            Mistake(
                "both sides",
                mistakes.drawn_with(lambda m, n: np.sqrt(2 / (m + n))),
                "fan_in and fan_out together: that is another rule, by Glorot and Bengio, for "
                "units such as tanh. Here only the inputs count.",
                also=(
                    mistakes.drawn_with(lambda m, n: np.sqrt(1 / (m + n))),
                    mistakes.drawn_with(lambda m, n: np.sqrt(4 / (m + n))),
                    mistakes.drawn_with(lambda m, n: np.sqrt(2 / (m * n))),
                ),
            ),
            Mistake(
                "the variance",
                mistakes.drawn_with(lambda m, n: 2 / m),
                "2 / fan_in is the variance. rng.normal, and multiplying, want the standard "
                "deviation: which is made of it how?",
                also=(
                    lambda rng, m, n: rng.normal(0, 2 / m, (m, n)),
                    mistakes.drawn_with(lambda m, n: 1 / m),
                ),
            ),
            Mistake(
                "root of the 2 only",
                mistakes.drawn_with(lambda m, n: np.sqrt(2) / m),
                "The root goes over the whole fraction; yours ends before the /. Mind the "
                "brackets.",
            ),
            Mistake(
                "upside down",
                mistakes.drawn_with(lambda m, n: np.sqrt(2 * m)),
                "With more inputs your weights grow. They should shrink, so that the sum stays as "
                "large as it was: divide by fan_in.",
                also=(mistakes.drawn_with(lambda m, n: np.sqrt(m / 2)),),
            ),
            Mistake(
                "always as wide",
                lambda rng, fan_in, fan_out: rng.normal(size=(fan_in, fan_out)),
                "Yours is as wide whatever fan_in is. The more inputs a unit has, the smaller the "
                "weights should be.",
                also=(
                    mistakes.drawn_with(lambda m, n: 2.0),
                    mistakes.drawn_with(lambda m, n: np.sqrt(2)),
                    mistakes.drawn_with(lambda m, n: 0.1),
                    mistakes.drawn_with(lambda m, n: 0.01),
                ),
            ),
            Mistake(
                "not around 0",
                lambda rng, fan_in, fan_out: rng.random((fan_in, fan_out)) * np.sqrt(2 / fan_in),
                "Your weights do not lie around 0. rng.random never gives a negative number; in "
                "rng.normal the first argument is the mean, the second the standard deviation.",
                also=(
                    lambda rng, m, n: rng.normal(np.sqrt(2 / m), size=(m, n)),
                    lambda rng, m, n: rng.normal(np.sqrt(2 / m), np.sqrt(2 / m), (m, n)),
                    lambda rng, m, n: np.abs(rng.normal(size=(m, n))) * np.sqrt(2 / m),
                    lambda rng, m, n: rng.random((m, n)),
                    lambda rng, m, n: rng.normal(size=(m, n)) + np.sqrt(2 / m),
                ),
            ),
            Mistake(
                "even",
                lambda rng, fan_in, fan_out: (
                    rng.uniform(-1, 1, (fan_in, fan_out)) * np.sqrt(6 / fan_in)
                ),
                "Your numbers are spread evenly, up to an edge. Asked for is a normal "
                "distribution: many near 0, a few far out.",
                also=(
                    lambda rng, m, n: rng.uniform(-1, 1, (m, n)) * np.sqrt(2 / m),
                    lambda rng, m, n: (2 * rng.random((m, n)) - 1) * np.sqrt(2 / m),
                    lambda rng, m, n: (rng.random((m, n)) - 0.5) * np.sqrt(2 / m),
                    lambda rng, m, n: 2 * rng.random((m, n)) - 1,
                ),
            ),
            Mistake(
                "on its side",
                lambda rng, fan_in, fan_out: net.he_init(rng, fan_in, fan_out).T,
                "Your table lies on its side. X @ W needs a row for each input: shape "
                "(fan_in, fan_out).",
                also=(
                    lambda rng, m, n: rng.normal(size=(n, m)) * np.sqrt(2 / n),
                    lambda rng, m, n: rng.normal(size=(n, m)),
                ),
            ),
            Mistake(
                "all the same",
                lambda rng, fan_in, fan_out: np.zeros((fan_in, fan_out)),
                "All your weights are the same number, so all units of a layer say the same, learn "
                "the same, and stay the same. Each weight needs a draw of its own.",
                also=(
                    lambda rng, m, n: np.full((m, n), np.sqrt(2 / m)),
                    lambda rng, m, n: np.full((m, n), rng.normal() * np.sqrt(2 / m)),
                    lambda rng, m, n: rng.normal(size=(m, n)) * np.sqrt(2 // m),
                ),
            ),
            Mistake(
                "all units the same",
                mistakes.drawn_for_one_unit,
                "You draw one row or one column and repeat it. Each weight needs a draw of its "
                "own: size=(fan_in, fan_out).",
                also=(mistakes.drawn_for_one_input,),
            ),
            Mistake(
                "one row of weights",
                lambda rng, fan_in, fan_out: rng.normal(size=fan_in) * np.sqrt(2 / fan_in),
                "One row of weights comes back. There is one for each pair of an input and a unit: "
                "size=(fan_in, fan_out).",
                also=(
                    lambda rng, m, n: rng.normal(size=n) * np.sqrt(2 / m),
                    lambda rng, m, n: rng.normal(size=m * n) * np.sqrt(2 / m),
                    lambda rng, m, n: rng.normal(size=m) * np.sqrt(2 / n),
                ),
            ),
            Mistake(
                "shape in pieces",
                lambda rng, fan_in, fan_out: rng.normal(fan_in, fan_out) * np.sqrt(2 / fan_in),
                "rng.normal takes the shape as one tuple, under its name: "
                "size=(fan_in, fan_out). The first two arguments are mean and standard deviation.",
                also=(
                    lambda rng, m, n: rng.normal(m, n),
                    lambda rng, m, n: rng.normal() * np.sqrt(2 / m),
                    lambda rng, m, n: rng.normal(0, np.sqrt(2 / m), m, n),
                    lambda rng, m, n: rng.normal((m, n)) * np.sqrt(2 / m),
                    lambda rng, m, n: rng.normal((m, n)),
                    lambda rng, m, n: rng.randn(m, n) * np.sqrt(2 / m),
                    lambda rng, m, n: rng.standard_normal(m, n) * np.sqrt(2 / m),
                ),
            ),
            Mistake(
                "root of the weights",
                lambda rng, fan_in, fan_out: np.sqrt(
                    rng.normal(size=(fan_in, fan_out)) * 2 / fan_in
                ),
                "You take the root of the random numbers, too, and half of them are negative: NaN. "
                "It belongs to 2 / fan_in alone.",
            ),
        ),
        alternatives=(
            lambda rng, fan_in, fan_out: rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out)),
            lambda rng, fan_in, fan_out: (
                rng.standard_normal((fan_in, fan_out)) * (2 / fan_in) ** 0.5
            ),
            answers.drawn_on_its_side,
            answers.drawn_unit_by_unit,
            answers.drawn_from_even_numbers,
        ),
    ),
    Exercise(
        room="digits",
        name="rebuild",
        reference=net.rebuild,
        draw=drawn.pictures,
        draws=1,  # nearly 500 digits tell enough, and a training takes long
        seconds=90.0,
        properties=(properties.names_enough,),
        view=symptoms.digit_symptom,
        hints=(
            "Two layers of weights are enough, even one. Pixels up to 16 are large: make them 0 to "
            "1, the new ones too.",
            "One-hot targets; first weights as in exercise 7, biases of 0. Then, for some 30 "
            "epochs: shuffle, cut, and for each batch forward, softmax minus one-hot, back.",
            "With 64 ReLU units and batches of 25, alpha = 0.2 works. At the end run X_new through "
            "and return what the last layer says: ten numbers a row.",
        ),
        mistakes=(
            Mistake(
                "for the rows of X",
                mistakes.rebuilt_for_the_old_rows,
                "Those are answers for X, the rows to learn from. Asked for are those for the rows "
                "of X_new.",
                also=(lambda X, y, X_new: one_hot(y),),
            ),
            Mistake(
                "one number for each row",
                mistakes.rebuilt_as_digits,
                "Yours gives one number for each row. Return all ten: an array of shape "
                "(n_new, 10). The largest is looked for afterwards.",
                also=(
                    mistakes.rebuilt_as_the_largest,
                    mistakes.rebuilt_by_regression_on_the_number,
                    lambda X, y, X_new: mistakes.rebuilt_as_digits(X, y, X_new).tolist(),
                ),
            ),
            Mistake(
                "on its side",
                mistakes.rebuilt_on_its_side,
                "Yours has a column for each new digit. A row for each is asked for, with ten "
                "numbers in it.",
            ),
            Mistake(
                "no predictions",
                mistakes.rebuilt_with_hidden_units,
                "Return ten numbers for each row of X_new and nothing else: an array of shape "
                "(n_new, 10). Not the weights, and of forward's two results only the first.",
                also=(mistakes.rebuilt_to_weights, mistakes.rebuilt_with_nine),
            ),
            Mistake(
                "not numbers",
                mistakes.rebuilt_to_nan,
                "Some of your numbers are NaN or infinite. Is alpha far too large, are pixels up "
                "to 16, or does a softmax take powers without a shift?",
                also=(lambda X, y, X_new: np.full((len(X_new), 10), np.nan),),
            ),
            Mistake(
                "always the same digit",
                mistakes.rebuilt_from_zeros,
                "Yours names the same digit for all rows. Do the first weights differ from each "
                "other? Or is alpha so large that no ReLU unit speaks any more?",
                also=(
                    mistakes.rebuilt_with_silent_units,
                    lambda X, y, X_new: np.zeros((len(X_new), 10)),
                ),
            ),
            Mistake(
                "upside down",
                mistakes.rebuilt_upside_down,
                "The digit that is meant has your smallest number. Is a sign turned round, or are "
                "these losses?",
                also=(mistakes.rebuilt_uphill,),
            ),
            Mistake(
                "columns swapped",
                mistakes.rebuilt_for_another_digit,
                "Your network tells the digits apart, but the columns belong to others. Is column "
                "0 the digit 0, column 1 the digit 1?",
                also=(mistakes.rebuilt_with_columns_backwards,),
            ),
            Mistake(
                "hardly any right",
                mistakes.rebuilt_without_training,
                "Yours is no better than guessing. Do the weights move, and downhill? Are rows and "
                "labels shuffled together, by the same order? Are the answers in the order of "
                "X_new?",
                also=(
                    mistakes.rebuilt_with_shuffled_answers,
                    mistakes.rebuilt_in_another_order,
                ),
            ),
            Mistake(
                "hardly trained",
                mistakes.rebuilt_too_short,
                "Yours has learned something, but too few are right: at least "
                f"{100 * symptoms.ENOUGH:.0f} in 100 are asked for. More epochs, or larger steps? "
                "Are the pixels of X and of X_new divided by the same? Does every row get its "
                "turn, and every one of the ten digits?",
                also=(mistakes.rebuilt_for_five_digits,),
            ),
        ),
        alternatives=(
            answers.rebuilt_with_the_course,
            answers.rebuilt_without_hidden_units,
            answers.rebuilt_by_the_library,
            answers.rebuilt_by_vote_of_neighbours,
        ),
    ),
)

check = checker(EXERCISES)
