"""The same work by scikit-learn and, if it is installed, by PyTorch, which is no part of this."""

import importlib.util
import warnings
from itertools import pairwise

import numpy as np

TORCH = importlib.util.find_spec("torch") is not None


def sklearn(X, labels, *, hidden, activation, alpha, batch, epochs) -> None:
    """Its MLPClassifier with its momentum, its penalty and its early end switched off."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many epochs were asked for
        MLPClassifier(
            hidden,
            activation=activation,
            solver="sgd",
            learning_rate_init=alpha,
            momentum=0,
            alpha=0,
            batch_size=batch,
            max_iter=epochs,
            n_iter_no_change=epochs + 1,
            random_state=0,
        ).fit(X, labels)


def torch(X, labels, *, sizes, activation, alpha, batch, epochs) -> None:
    """Its layers and its plain descent."""
    import torch

    torch.manual_seed(0)
    kind = getattr(torch, np.dtype(X.dtype).name)
    layers: list = []
    for fan_in, fan_out in pairwise(sizes):
        layers += [torch.nn.Linear(fan_in, fan_out, dtype=kind), getattr(torch.nn, activation)()]
    model = torch.nn.Sequential(*layers[:-1])
    X, labels = torch.tensor(X), torch.tensor(labels)
    optimiser = torch.optim.SGD(model.parameters(), lr=alpha)
    for _ in range(epochs):
        for rows in torch.randperm(len(X)).split(batch):
            optimiser.zero_grad()
            torch.nn.functional.cross_entropy(model(X[rows]), labels[rows]).backward()
            optimiser.step()
