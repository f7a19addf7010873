"""Lesson 06 asks for labels as rows, and for a count of answers: how that is judged."""

import numpy as np

from course.digits import answers, drawn, mistakes_of_labels as mistakes, net, properties, symptoms
from course.digits.net import one_hot
from course.kit.checking import SHOWN, Exercise, Mistake

ONE_HOT = Exercise(
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
                lambda labels, classes=10: (labels[:, None] == np.arange(1, classes + 1)).astype(
                    float
                ),
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
)

CONFUSION_MATRIX = Exercise(
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
            "Every label meets every answer in yours. Only those of the same row belong together.",
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
                lambda labels, answers, classes=10: net.confusion_matrix(labels, labels, classes),
                lambda labels, answers, classes=10: net.confusion_matrix(answers, answers, classes),
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
)
