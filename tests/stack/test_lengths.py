"""Many lengths in one walk give the answers that each length gives alone."""

import numpy as np
import pytest

from course.stack import exam, lengths, net, tasks
from course.stack.memories import MEMORIES


@pytest.mark.parametrize("recurrent", [False, True])
@pytest.mark.parametrize("memory", MEMORIES.values(), ids=lambda memory: memory.name)
def test_a_length_is_judged_as_if_it_were_alone(memory, recurrent):
    rng = np.random.default_rng(5)
    params = net.init(rng, memory=memory, recurrent=recurrent)
    for step in net.train(params, memory=memory, steps=40, rng=rng):
        params = step.params
    asked = lengths.draw((1, 2, 3, 7), 20, 4)
    exact, right = lengths.ask(params, asked, memory=memory)
    assert 0 < right.min() < right.max() < 1 or exact.max() == 1
    for i, length in enumerate(asked.lengths):
        X = asked.X[20 * i : 20 * (i + 1), : 2 * length]
        alone = exam.examine(params, X, asked.y[i], memory=memory)
        assert (exact[i], right[i]) == (alone.exact, alone.right)


@pytest.mark.parametrize("task", tasks.TASKS.values(), ids=tasks.TASKS)
def test_the_sequences_are_always_the_same_and_answered_as_the_task_wants(task):
    one, other = (lengths.draw((2, 5), 9, 3, task) for _ in range(2))
    assert np.array_equal(one.X, other.X)
    assert one.X.shape == (18, 10, 4)
    for i, length in enumerate((2, 5)):
        X = one.X[9 * i : 9 * (i + 1)]
        assert (X[:, length:, -1] == 1).all()  # from there on it is time to answer
        symbols = X[:, :length, :-1].argmax(axis=-1)
        assert np.array_equal(one.y[i].argmax(axis=-1), task(symbols))
