"""The kinds of networks in this course that walk through sequences, each as a ``Body``.

Every position, or step, of every sequence is a row of what a layer says.
"""

from collections.abc import Callable

import numpy as np

from course.addition import net as addition
from course.graveyard.trial import Body, Layer
from course.kit.steps import Params
from course.stack import net as stack
from course.stack.memories import STACK, Memory
from course.stack.walk import forward


def _rows(said: np.ndarray) -> np.ndarray:
    return said.reshape(-1, said.shape[-1])


def adder(
    *, loss_and_gradients: Callable[..., tuple[float, Params]] = addition.cross_entropy
) -> Body:
    """The recurrent network of lesson 04. Its answers are bits, one for each position."""

    def layers(params: Params, X: np.ndarray) -> list[Layer]:
        p, H = addition.forward(params, X)
        return [
            Layer("hidden", "sigmoid", "W_hh", _rows(H)),
            Layer("answers", "sigmoid", "W_hy", _rows(p)),
        ]

    def answers(params: Params, X: np.ndarray) -> np.ndarray:
        return (addition.forward(params, X)[0] > 0.5).astype(int).ravel()

    return Body("recurrent", addition.init, layers, loss_and_gradients, answers)


def controller(*, memory: Memory = STACK) -> Body:
    """The controller of lesson 05 with its memory. Its answers are the symbols of the second half.

    Parameters
    ----------
    memory : a stack, or another; or one whose way back has a fault
    """

    def layers(params: Params, X: np.ndarray) -> list[Layer]:
        z, trace = forward(params, X, memory=memory)
        return [
            Layer("hidden", "tanh", "W_x", _rows(trace.h)),
            Layer("pushes", "sigmoid", "W_d", _rows(trace.d)),
            Layer("pops", "sigmoid", "W_u", _rows(trace.u)),
            Layer("values", "tanh", "W_v", _rows(trace.V)),
            Layer("answers", "linear", "W_y", _rows(z[:, X.shape[1] // 2 :])),
        ]

    def answers(params: Params, X: np.ndarray) -> np.ndarray:
        z, _ = forward(params, X, memory=memory)
        return z[:, X.shape[1] // 2 :].argmax(axis=-1).ravel()

    def loss_and_gradients(params: Params, X: np.ndarray, y: np.ndarray) -> tuple[float, Params]:
        return stack.loss_and_gradients(params, X, y, memory=memory)

    return Body("stack", stack.init, layers, loss_and_gradients, answers)
