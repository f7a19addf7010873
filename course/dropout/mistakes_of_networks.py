"""Wrong ways through a network under a mask, and back, that need more than a line."""

import numpy as np

from course.dropout import net
from course.dropout.net import forward
from course.eleven.net import hidden_delta, output_delta, sigmoid, slope

# ---- forward under a mask


def forward_returns_masked(params, X, mask=1.0):
    p, h = forward(params, X, mask)
    return p, h * mask


def forward_masked_before_the_sigmoid(params, X, mask=1.0):
    h = sigmoid((X @ params["W0"]) * mask)
    return sigmoid(h @ params["W1"]), h


def forward_masked_before_the_sigmoid_and_after(params, X, mask=1.0):
    h = sigmoid((X @ params["W0"]) * mask)
    return sigmoid((h * mask) @ params["W1"]), h


def forward_masked_inputs(params, X, mask=1.0):
    return forward(params, X * mask)


def forward_masked_outputs(params, X, mask=1.0):
    p, h = forward(params, X)
    return p * mask, h


def forward_masked_before_the_last_sigmoid(params, X, mask=1.0):
    h = sigmoid(X @ params["W0"])
    return sigmoid((h @ params["W1"]) * mask), h


def forward_masked_everywhere(params, X, mask=1.0):
    p, h = forward(params, X, mask)
    return p * mask, h


def forward_masked_weights_in_front(params, X, mask=1.0):
    return forward({"W0": params["W0"] * mask, "W1": params["W1"]}, X)


def forward_masked_twice(params, X, mask=1.0):
    return forward(params, X, mask * mask)


def forward_masked_twice_and_returned(params, X, mask=1.0):
    p, h = forward(params, X, mask * mask)
    return p, h * mask


def forward_scaled_by_what_was_drawn(params, X, mask=1.0):
    return forward(params, X, mask / np.mean(mask))


def forward_scaled_by_what_was_dropped(params, X, mask=1.0):
    return forward(params, X, mask / np.mean(mask > 0))


def forward_scale_lost(params, X, mask=1.0):
    return forward(params, X, np.asarray(mask) > 0)


def forward_drops_without_rate(params, X, mask=1.0):
    h = sigmoid(X @ params["W0"])
    return sigmoid(net.drop(h, mask) @ params["W1"]), h  # type: ignore[call-arg]


def forward_turned_round(params, X, mask=1.0):
    return forward(params, X, np.asarray(mask) == 0)


def forward_one_minus_mask(params, X, mask=1.0):
    return forward(params, X, 1 - mask)


def forward_matrix_product(params, X, mask=1.0):
    h = sigmoid(X @ params["W0"])
    return sigmoid((h @ mask) @ params["W1"]), h


def forward_added(params, X, mask=1.0):
    h = sigmoid(X @ params["W0"])
    return sigmoid((h + mask) @ params["W1"]), h


def forward_no_hidden_sigmoid(params, X, mask=1.0):
    h = X @ params["W0"]
    return sigmoid((h * mask) @ params["W1"]), h


def forward_no_output_sigmoid(params, X, mask=1.0):
    h = sigmoid(X @ params["W0"])
    return (h * mask) @ params["W1"], h


# ---- loss and gradients under a mask


def changed(
    params, X, y, mask, *, at=None, back=None, into=None, scale=1.0,
    hidden_slope=True, output_slope=True,
):  # fmt: skip
    """The reference's gradients with something changed.

    ``at`` is where the hidden slope is taken, ``back`` the factor on the way back, ``into`` what
    W1's gradient takes for its input.
    """
    p, h = forward(params, X, mask)
    delta1 = scale * (output_delta(p, y) if output_slope else p - y)
    through = slope(h if at is None else at) if hidden_slope else 1.0
    delta0 = (delta1 @ params["W1"].T) * through * (mask if back is None else back)
    into = h * mask if into is None else into
    return {"W0": X.T @ delta0, "W1": into.T @ delta1}


def h_of(params, X):
    return forward(params, X)[1]


def loss_of(params, X, y, mask):
    return np.sum((forward(params, X, mask)[0] - y) ** 2) / 2


def gradients_masked_once_more(params, X, y, mask=1.0):
    at = h_of(params, X) * mask
    return loss_of(params, X, y, mask), changed(params, X, y, mask, at=at)


def gradients_half_masked_slope(params, X, y, mask=1.0):
    p, h = forward(params, X, mask)
    gradients = changed(params, X, y, mask)
    delta0 = (output_delta(p, y) @ params["W1"].T) * h * (1 - h * mask) * mask
    return loss_of(params, X, y, mask), gradients | {"W0": X.T @ delta0}


def gradients_not_masked_on_the_way_back(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask), changed(params, X, y, mask, back=1.0)


def gradients_plain_h_for_w1(params, X, y, mask=1.0):
    into = h_of(params, X)
    return loss_of(params, X, y, mask), changed(params, X, y, mask, into=into)


def gradients_masked_forward_only(params, X, y, mask=1.0):
    into = h_of(params, X)
    return loss_of(params, X, y, mask), changed(params, X, y, mask, back=1.0, into=into)


def gradients_masked_twice(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask), changed(params, X, y, mask, back=mask * mask)


def gradients_masked_twice_for_w1(params, X, y, mask=1.0):
    into = h_of(params, X) * mask * mask
    return loss_of(params, X, y, mask), changed(params, X, y, mask, into=into)


def gradients_masked_twice_for_both(params, X, y, mask=1.0):
    into = h_of(params, X) * mask * mask
    return loss_of(params, X, y, mask), changed(params, X, y, mask, back=mask * mask, into=into)


def gradients_scale_lost(params, X, y, mask=1.0):
    back = np.asarray(mask) > 0
    return loss_of(params, X, y, mask), changed(params, X, y, mask, back=back)


def gradients_scale_lost_for_w1(params, X, y, mask=1.0):
    into = h_of(params, X) * (np.asarray(mask) > 0)
    return loss_of(params, X, y, mask), changed(params, X, y, mask, into=into)


def gradients_scale_lost_for_both(params, X, y, mask=1.0):
    kept = np.asarray(mask) > 0
    into = h_of(params, X) * kept
    return loss_of(params, X, y, mask), changed(params, X, y, mask, back=kept, into=into)


def loss_without_mask(params, X, y, mask=1.0):
    return loss_of(params, X, y, 1.0), changed(params, X, y, mask)


def mask_ignored(params, X, y, mask=1.0):
    return net.loss_and_gradients(params, X, y)


def masked_on_the_way_back_only(params, X, y, mask=1.0):
    loss, gradients = net.loss_and_gradients(params, X, y)
    p, h = forward(params, X)
    delta0 = hidden_delta(output_delta(p, y), params["W1"], h) * mask
    return loss, gradients | {"W0": X.T @ delta0}


def masked_in_the_gradients_only(params, X, y, mask=1.0):
    p, h = forward(params, X)
    delta1 = output_delta(p, y)
    delta0 = hidden_delta(delta1, params["W1"], h) * mask
    return loss_of(params, X, y, 1.0), {"W0": X.T @ delta0, "W1": (h * mask).T @ delta1}


def masked_into_w1_only(params, X, y, mask=1.0):
    loss, gradients = net.loss_and_gradients(params, X, y)
    p, h = forward(params, X)
    return loss, gradients | {"W1": (h * mask).T @ output_delta(p, y)}


def mask_on_the_output_delta(params, X, y, mask=1.0):
    p, h = forward(params, X, mask)
    delta1 = output_delta(p, y) * mask
    delta0 = hidden_delta(delta1, params["W1"], h)
    return np.sum((p - y) ** 2) / 2, {"W0": X.T @ delta0, "W1": h.T @ delta1}


def mask_on_the_weights(params, X, y, mask=1.0):
    p, h = forward(params, X, mask)
    delta1 = output_delta(p, y)
    delta0 = hidden_delta(delta1, params["W1"] * mask, h)
    return np.sum((p - y) ** 2) / 2, {"W0": X.T @ delta0, "W1": (h * mask).T @ delta1}


def mask_on_h_on_its_side(params, X, y, mask=1.0):
    p, h = forward(params, X, mask)
    delta1 = output_delta(p, y)
    delta0 = hidden_delta(delta1, params["W1"], h) * mask
    return np.sum((p - y) ** 2) / 2, {"W0": X.T @ delta0, "W1": (h.T * mask) @ delta1}


def mask_turned_on_its_side(params, X, y, mask=1.0):
    p, h = forward(params, X, mask)
    delta1 = output_delta(p, y)
    delta0 = hidden_delta(delta1, params["W1"], h) * mask
    return loss_of(params, X, y, mask), {"W0": X.T @ delta0, "W1": (h.T * mask.T) @ delta1}


def mask_turned_on_its_side_and_not_masked_back(params, X, y, mask=1.0):
    loss, gradients = gradients_not_masked_on_the_way_back(params, X, y, mask)
    into = h_of(params, X).T * mask.T
    return loss, gradients | {"W1": into @ output_delta(forward(params, X, mask)[0], y)}


def mask_turned_on_its_side_by_numpy(params, X, y, mask=1.0):
    into = (h_of(params, X).T * np.transpose(mask)).T
    return loss_of(params, X, y, mask), changed(params, X, y, mask, into=into)


def mask_on_the_gradient_of_w0(params, X, y, mask=1.0):
    loss, gradients = gradients_not_masked_on_the_way_back(params, X, y, mask)
    return loss, gradients | {"W0": gradients["W0"] * mask}


def mask_on_the_gradient_of_w1(params, X, y, mask=1.0):
    loss, gradients = gradients_plain_h_for_w1(params, X, y, mask)
    return loss, gradients | {"W1": gradients["W1"] * mask}


def gradients_no_hidden_slope(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask), changed(params, X, y, mask, hidden_slope=False)


def gradients_no_hidden_slope_nor_mask(params, X, y, mask=1.0):
    found = changed(params, X, y, mask, back=1.0, hidden_slope=False)
    return loss_of(params, X, y, mask), found


def gradients_no_output_slope(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask), changed(params, X, y, mask, output_slope=False)


def all_cross_entropy(params, X, y, mask=1.0):
    p, _ = forward(params, X, mask)
    loss = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))
    return loss, changed(params, X, y, mask, output_slope=False)


def gradients_uphill(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask), changed(params, X, y, mask, scale=-1)


def gradients_doubled(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask), changed(params, X, y, mask, scale=2)


def loss_without_half(params, X, y, mask=1.0):
    return 2 * loss_of(params, X, y, mask), changed(params, X, y, mask)


def all_without_half(params, X, y, mask=1.0):
    return 2 * loss_of(params, X, y, mask), changed(params, X, y, mask, scale=2)


def gradients_averaged(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask), changed(params, X, y, mask, scale=1 / len(X))


def loss_averaged(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask) / y.size, changed(params, X, y, mask)


def loss_averaged_over_rows(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask) / len(y), changed(params, X, y, mask)


def loss_mean_of_squares(params, X, y, mask=1.0):
    return 2 * loss_of(params, X, y, mask) / y.size, changed(params, X, y, mask)


def all_averaged(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask) / y.size, changed(params, X, y, mask, scale=1 / y.size)


def all_averaged_over_rows(params, X, y, mask=1.0):
    return loss_of(params, X, y, mask) / len(y), changed(params, X, y, mask, scale=1 / len(y))


def all_mean_of_squares(params, X, y, mask=1.0):
    return 2 * loss_of(params, X, y, mask) / y.size, changed(params, X, y, mask, scale=2 / y.size)


def gradients_first(params, X, y, mask=1.0):
    return net.loss_and_gradients(params, X, y, mask)[::-1]


def gradients_swapped(params, X, y, mask=1.0):
    right = changed(params, X, y, mask)
    return loss_of(params, X, y, mask), {"W0": right["W1"], "W1": right["W0"]}


def gradients_without_transpose(params, X, y, mask=1.0):
    p, h = forward(params, X, mask)
    delta1 = output_delta(p, y)
    delta0 = hidden_delta(delta1, params["W1"], h) * mask
    return loss_of(params, X, y, mask), {"W0": X @ delta0, "W1": (h * mask) @ delta1}


def gradients_drop_without_rate(params, X, y, mask=1.0):
    p, h = forward(params, X, mask)
    return np.sum((p - y) ** 2) / 2, changed(params, X, y, mask, into=net.drop(h, mask))  # type: ignore[call-arg]
