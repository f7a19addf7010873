"""Training by functions of one's own: refused as ``net.train`` refuses, whoever wrote them."""

import numpy as np
import pytest

from course.rows import driven, net, pieces

OWN = {
    "batch_forward": lambda params, X: pieces.batch_forward(params, X),
    "l2_update": lambda *arguments: pieces.l2_update(*arguments),
}


@pytest.mark.parametrize("which", [None, *OWN])
@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"alpha": 0}, "alpha is 0"),
        ({"decay": -1}, "decay is -1"),
        ({"batch": 2.5}, "batch is 2.5"),
        ({"epochs": 1.5}, "epochs is 1.5"),
        ({"cost": "hinge"}, "no cost is called 'hinge'"),
    ],
)
def test_the_same_is_refused_whatever_is_ones_own(which, how, sentence):
    own = {which: OWN[which]} if which else {}
    params = net.init(np.random.default_rng(0), sizes=(3, 4, 2))
    with pytest.raises(ValueError, match=sentence):
        next(driven.train(np.eye(3), np.eye(3, 2), params, rng=np.random.default_rng(0),
                          **how, **own))  # fmt: skip
