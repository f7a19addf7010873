"""A course that starts at eleven lines: neural networks, built in NumPy, watched while they train.

Reading order: one room per lesson, and every room has the same three doors.

- ``net.py``        the network: NumPy only, the very code that the solution notebook shows
- ``exercises.py``  what you are asked to write, how it is judged, which mistakes are known
- ``panel.py``      the live picture. Where a room has several, it is the door to a module for each,
                    with the picture and the words of it in modules beside it

Only panels know about widgets. ``exercises`` is the list of what is asked. Behind it the exercises
stand by topic (``exercises_of_...``, and ``exercises_from_memory`` for what is rebuilt at the end),
each module beside its wrong answers (``mistakes_of_...``): every one makes one mistake, or two that
go together, so that a learner who makes it can be recognised. They share the inputs that are drawn
(``drawn``), what must hold for any answer (``properties``), what an answer shows (``symptoms``) and
other right answers (``answers``). The first lesson is small: it has one module of each.

``figures`` and ``quiz`` are for the lesson's page. ``course.kit`` holds what all rooms share;
``course.build`` makes the notebooks.
"""

from typing import NamedTuple


class Lesson(NamedTuple):
    """One row of the course's table of contents."""

    number: int
    room: str  # name of the package below ``course`` that holds its code
    file: str  # stem of its source, solution and lesson notebook
    title: str
    minutes: int
    summary: str


LESSONS = (
    Lesson(
        1,
        "eleven",
        "01_eleven_lines",
        "Eleven lines",
        45,
        "A whole neural network in eleven lines, and what each of them does.",
    ),
    Lesson(
        2,
        "descent",
        "02_gradient_descent",
        "Gradient descent",
        45,
        "What the step size does: too small, too large, and what to do when it is both at once.",
    ),
    Lesson(
        3,
        "dropout",
        "03_dropout",
        "Dropout",
        40,
        "Knowing by heart is not understanding: coin tosses in the hidden layer, and what they do.",
    ),
    Lesson(
        4,
        "addition",
        "04_rnn_addition",
        "A network that adds",
        60,
        "Reading numbers bit by bit takes a memory: a recurrent network learns to carry the one.",
    ),
    Lesson(
        5,
        "stack",
        "05_neural_stack",
        "A neural stack",
        90,
        "A memory that a network learns to use: taught on eight symbols, it says 64 backwards.",
    ),
    Lesson(
        6,
        "digits",
        "06_digit_classifier",
        "A digit classifier",
        60,
        "Ten probabilities for a small picture, a network of parts, and what makes it better.",
    ),
    Lesson(
        7,
        "graveyard",
        "07_graveyard",
        "The graveyard",
        60,
        "Networks that failed, kept as specimens: what each died of, and what brings it back.",
    ),
    Lesson(
        8,
        "rows",
        "08_rows",
        "Nice, neat rows",
        60,
        "From loops to matrices: the same network hundreds of times as fast, on real MNIST.",
    ),
)
