"""A stack made of four functions is the stack."""

import numpy as np
import pytest

from course.stack import net, stack
from course.stack.memories import STACK
from course.stack.own import PARTS, stack_of
from course.stack.walk import heads


@pytest.mark.parametrize("recurrent", [False, True])
def test_a_stack_of_the_courses_parts_has_the_same_loss_and_slopes(recurrent):
    rng = np.random.default_rng(3)
    params = net.init(rng, recurrent=recurrent)
    for length in (1, 5):
        X, y = net.tasks.draw(rng, 7, length)
        noise = net.draw_noise(rng, params, X, gate=2.0, hidden=0.3)
        loss, gradients = net.loss_and_gradients(params, X, y, noise=noise, memory=STACK)
        made = stack_of(**PARTS)
        own_loss, own = net.loss_and_gradients(params, X, y, noise=noise, memory=made)
        assert own_loss == pytest.approx(loss, rel=1e-12)
        for name, gradient in gradients.items():
            np.testing.assert_allclose(own[name], gradient, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", PARTS)
def test_each_part_is_at_work(name):
    def broken(*args):
        raise ZeroDivisionError(name)

    rng = np.random.default_rng(0)
    X, y = net.tasks.draw(rng, 3, 2)
    with pytest.raises(ZeroDivisionError, match=name):
        net.loss_and_gradients(net.init(rng), X, y, memory=stack_of(**PARTS | {name: broken}))


def test_heads_are_those_that_are_given():
    def busy(params, c, noise_d=0.0, noise_u=0.0):
        d, u, v = heads(params, c, noise_d, noise_u)
        return np.ones_like(d), u, v

    rng = np.random.default_rng(0)
    X, _ = net.tasks.draw(rng, 3, 2)
    _, trace = net.forward(net.init(rng), X, heads=busy)
    assert (trace.d == 1).all()
    run = net.train(net.init(rng), steps=2, rng=rng, heads=busy)
    assert [step.index for step in run] == [0, 1]


def test_the_parts_are_the_courses():
    assert {name: getattr(stack, name) for name in PARTS} == PARTS
