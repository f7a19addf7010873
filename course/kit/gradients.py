"""The oracle of every lesson: slopes measured by moving each number a little.

Slow and simple on purpose. A network's own gradients are trusted because they agree with these.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.kit.steps import Params

SMALL = 1e-4  # slopes below this part of the loss are measured against it, not against themselves


def numerical_gradient(f: Callable[[], float], x: np.ndarray, *, eps: float = 1e-5) -> np.ndarray:
    """Central differences: ``(f(x + eps) - f(x - eps)) / (2 eps)`` for each element of ``x``.

    Parameters
    ----------
    f : callable without arguments
        Reads ``x`` and gives a number.
    x : ndarray of any shape, float64
        Changed in place while measuring, and put back as it was.
    eps : float
        The size of the move. The error of the measured slope shrinks with ``eps**2`` until
        rounding takes over; for float64 and values near 1 the best is close to 1e-5.

    Returns
    -------
    ndarray of the shape of ``x``
    """
    gradient = np.empty_like(x)
    for place in np.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + eps
        above = f()
        x[place] = kept - eps
        below = f()
        x[place] = kept
        gradient[place] = (above - below) / (2 * eps)
    return gradient


def check_gradients(
    loss_and_gradients: Callable[..., tuple[float, Params]],
    params: Params,
    *args: Any,
    eps: float = 1e-5,
) -> dict[str, float]:
    """Compare a network's gradients with central differences of its own loss.

    Returns
    -------
    dict of str to float
        For each parameter ``max|claimed - measured| / max(max|claimed|, max|measured|, floor)``:
        0 is perfect, below 1e-6 is right for float64, and 2 is right but for the sign. The
        ``floor``, 1e-4 times the loss or times 1 if that is larger, is for gradients that are
        tiny everywhere: beside them the rounding of the loss would look like a mistake.

    Raises
    ------
    ValueError
        If the gradients do not have the same names and shapes as the parameters.
    """
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    loss, claimed = loss_and_gradients(params, *args)
    floor = SMALL * max(1.0, float(np.abs(loss)))
    if set(claimed) != set(params):
        raise ValueError(
            f"gradients for {sorted(claimed)}, but the parameters are {sorted(params)}"
        )
    errors = {}
    for name, value in params.items():
        if np.shape(claimed[name]) != value.shape:
            raise ValueError(
                f"the gradient of {name} has shape {np.shape(claimed[name])}; "
                f"{name} itself has shape {value.shape}, and both must be the same"
            )
        measured = numerical_gradient(
            lambda: loss_and_gradients(params, *args)[0],  # reads params, moved in place
            value,
            eps=eps,
        )
        scale = max(np.abs(claimed[name]).max(), np.abs(measured).max(), floor)
        errors[name] = float(np.abs(claimed[name] - measured).max() / scale)
    return errors
