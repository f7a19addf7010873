"""Wrong answers to the exercises of lesson 03 that need more than a line.

Every one makes one mistake, or two that go together, so that a learner who makes it can be
recognised.
"""

from functools import lru_cache

import numpy as np

from course.dropout import net
from course.dropout.net import forward
from course.eleven.net import hidden_delta, output_delta, sigmoid, slope

# ---- the mask


def one_toss(rng, shape, rate):
    return np.full(shape, 1.0 if rng.random() >= rate else 0.0)


def one_toss_for_each_row(rng, shape, rate):
    return np.repeat(rng.random((shape[0], 1)) >= rate, shape[1], axis=1) * 1.0


def one_row_for_all(rng, shape, rate):
    return np.tile(rng.random(shape[1]) >= rate, (shape[0], 1)) * 1.0


def exactly_the_share_in_each_row(rng, shape, rate):
    mask = np.ones(shape)
    for row in mask:
        row[rng.permutation(shape[1])[: round(rate * shape[1])]] = 0
    return mask


def exactly_the_share_by_rank(rng, shape, rate):
    ranks = rng.random(shape).argsort(axis=1).argsort(axis=1)
    return (ranks >= rate * shape[1]) * 1.0


# ---- the masked layer


def dropped_in_place(h, mask, rate):
    h *= mask
    return h / (1 - rate)


def dropped_and_scaled_in_place(h, mask, rate):
    h *= mask
    h /= 1 - rate
    return h


def dropped_in_place_by_index(h, mask, rate):
    h[mask == 0] = 0
    return h / (1 - rate)


def dropped_in_place_and_nothing_returned(h, mask, rate):
    h *= mask / (1 - rate)


def dropped_in_place_and_not_scaled(h, mask, rate):
    h[mask == 0] = 0
    return h


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


# ---- many thinned networks


def predictions(params, X, masks):
    return np.array([forward(params, X, mask)[0] for mask in masks])


def average_of_hidden(params, X, masks):
    h = np.mean([forward(params, X)[1] * mask for mask in masks], axis=0)
    return sigmoid(h @ params["W1"])


def average_forgotten_in_a_loop(params, X, masks):
    total = np.zeros((len(X), params["W1"].shape[1]))
    for mask in masks:
        total = forward(params, X, mask)[0]
    return total / len(masks)


def average_returned_too_early(params, X, masks):
    total = 0
    for mask in masks:
        total = total + forward(params, X, mask)[0]
        return total / len(masks)


def average_of_masks_on_weights_in_front(params, X, masks):
    thinned = {"W0": params["W0"] * masks.mean(axis=0), "W1": params["W1"]}
    return forward(thinned, X)[0]


def average_adds_pairs(params, X, masks):
    total = 0
    for mask in masks:
        total += forward(params, X, mask)
    return total / len(masks)


def one_after_the_other(params, X, masks):
    for mask in masks:
        yield forward(params, X, mask)[0]


def average_of_no_list(params, X, masks):
    return np.mean(one_after_the_other(params, X, masks))


def average_of_no_list_by_axis(params, X, masks):
    return np.mean(one_after_the_other(params, X, masks), axis=0)


# ---- single weights


def thinned(params, masks):
    return {name: W * masks[name] for name, W in params.items()}


def connect_gradient_not_masked(params, X, y, masks):
    return net.loss_and_gradients(thinned(params, masks), X, y)


def connect_gradient_only(params, X, y, masks):
    loss, gradients = net.loss_and_gradients(params, X, y)
    return loss, thinned(gradients, masks)


def connect_gradients_elsewhere(params, X, y, masks):
    loss, _ = net.loss_and_gradients(thinned(params, masks), X, y)
    return loss, thinned(net.loss_and_gradients(params, X, y)[1], masks)


def connect_loss_elsewhere(params, X, y, masks):
    loss, _ = net.loss_and_gradients(params, X, y)
    return loss, net.drop_connect(params, X, y, masks)[1]


def connect_gradient_masked_twice(params, X, y, masks):
    loss, gradients = net.drop_connect(params, X, y, masks)
    return loss, thinned(gradients, masks)


def connect_weights_masked_twice(params, X, y, masks):
    return net.drop_connect(params, X, y, thinned(masks, masks))


def connect_weights_masked_twice_forward(params, X, y, masks):
    loss, gradients = connect_gradient_not_masked(params, X, y, thinned(masks, masks))
    return loss, thinned(gradients, masks)


def kept(masks):
    return {name: (mask > 0) * 1.0 for name, mask in masks.items()}


def connect_scale_lost(params, X, y, masks):
    return net.drop_connect(params, X, y, kept(masks))


def connect_scale_lost_on_the_way_back(params, X, y, masks):
    loss, gradients = connect_gradient_not_masked(params, X, y, masks)
    return loss, thinned(gradients, kept(masks))


def connect_masks_swapped(params, X, y, masks):
    return net.drop_connect(params, X, y, {"W0": masks["W1"], "W1": masks["W0"]})


def connect_only_w0(params, X, y, masks):
    return net.drop_connect(params, X, y, masks | {"W1": np.ones_like(masks["W1"])})


def connect_only_w1(params, X, y, masks):
    return net.drop_connect(params, X, y, masks | {"W0": np.ones_like(masks["W0"])})


def connect_one_gradient_masked(params, X, y, masks):
    loss, gradients = connect_gradient_not_masked(params, X, y, masks)
    return loss, gradients | {"W0": gradients["W0"] * masks["W0"]}


def connect_other_gradient_masked(params, X, y, masks):
    loss, gradients = connect_gradient_not_masked(params, X, y, masks)
    return loss, gradients | {"W1": gradients["W1"] * masks["W1"]}


def connect_in_place(params, X, y, masks):
    for name in params:
        params[name] *= masks[name]
    loss, gradients = net.loss_and_gradients(params, X, y)
    return loss, thinned(gradients, masks)


def connect_into_the_old_dict(params, X, y, masks):
    params["W0"] = params["W0"] * masks["W0"]
    params["W1"] = params["W1"] * masks["W1"]
    loss, gradients = net.loss_and_gradients(params, X, y)
    return loss, thinned(gradients, masks)


def connect_in_place_gradient_not_masked(params, X, y, masks):
    for name in params:
        params[name] *= masks[name]
    return net.loss_and_gradients(params, X, y)


def connect_by_units(params, X, y, masks):
    return net.loss_and_gradients(params, X, y, masks)


def connect_by_one_mask(params, X, y, masks):
    return net.loss_and_gradients(params, X, y, masks["W0"])


def connect_thinned_and_by_units(params, X, y, masks):
    return net.loss_and_gradients(thinned(params, masks), X, y, masks)


def connect_thinned_and_by_one_mask(params, X, y, masks):
    return net.loss_and_gradients(thinned(params, masks), X, y, masks["W1"])


def connect_dict_times_dict(params, X, y, masks):
    return net.loss_and_gradients(params * masks, X, y)


def connect_pair_taken_for_gradients(params, X, y, masks):
    gradients = net.loss_and_gradients(thinned(params, masks), X, y)
    return gradients[0], {name: gradients[name] * masks[name] for name in params}


def connect_pair_gone_through(params, X, y, masks):
    gradients = net.loss_and_gradients(thinned(params, masks), X, y)
    return gradients[0], {name: gradients[name] * masks[name] for name in gradients}


def connect_pair_gone_through_masks_first(params, X, y, masks):
    gradients = net.loss_and_gradients(thinned(params, masks), X, y)
    return gradients[0], {name: masks[name] * gradients[name] for name in gradients}


def connect_pair_asked_for_items(params, X, y, masks):
    gradients = net.loss_and_gradients(thinned(params, masks), X, y)
    return gradients[0], {name: slopes * masks[name] for name, slopes in gradients.items()}


# ---- the whole network, from memory


def _trained(X, y, *, hidden=100, rate=0.75, steps=200, **settings):
    rng = np.random.default_rng(7)
    for step in net.train(X, y, hidden=hidden, rate=rate, steps=steps, rng=rng, **settings):
        params = step.params
    return params


@lru_cache(maxsize=8)
def _trained_once(X, y, rows, settings):
    """Weights for tables given as bytes: more than one mistake begins with the same training."""
    table = (np.frombuffer(part).reshape(rows, -1) for part in (X, y))
    return _trained(*table, **dict(settings))


def _remembered(X, y, **settings):
    return _trained_once(X.tobytes(), y.tobytes(), len(X), tuple(settings.items()))


def _unlearned():
    return net.init(np.random.default_rng(7), inputs=65, hidden=5, outputs=10)


def rebuilt_by_heart(X, y, X_new):
    return forward(_remembered(X, y, hidden=50, rate=0, steps=800, alpha=0.03), X_new)[0]


def rebuilt_by_the_nearest(X, y, X_new):
    far = (X**2).sum(axis=1) - 2 * X_new @ X.T
    return y[np.argmin(far, axis=1)]


def rebuilt_with_dropout_left_on(X, y, X_new):
    mask = net.scaled_mask(np.random.default_rng(8), (len(X_new), 50), 0.75)
    return forward(_remembered(X, y, hidden=50), X_new, mask)[0]


def rebuilt_with_unscaled_dropout_left_on(X, y, X_new):
    mask = net.draw_mask(np.random.default_rng(8), (len(X_new), 50), 0.75)
    return forward(_remembered(X, y, hidden=50), X_new, mask)[0]


def rebuilt_for_the_old_rows(X, y, X_new):
    return forward(_unlearned(), X)[0]


def rebuilt_too_short(X, y, X_new):
    return forward(_trained(X, y, hidden=60, rate=0.5, steps=50), X_new)[0]


def rebuilt_with_tiny_steps(X, y, X_new):
    return forward(_trained(X, y, hidden=20, steps=50, alpha=0.0001), X_new)[0]


def rebuilt_without_training(X, y, X_new):
    return forward(_unlearned(), X_new)[0]


def rebuilt_from_zeros(X, y, X_new):
    zeros = {name: 0 * W for name, W in _unlearned().items()}
    return forward(_trained(X, y, steps=20, params=zeros), X_new)[0]


def rebuilt_to_ones(X, y, X_new):
    loud = {name: 1e3 + 0 * W for name, W in _unlearned().items()}
    return forward(loud, X_new)[0]


def rebuilt_to_nan(X, y, X_new):
    return forward(_unlearned(), X_new)[0] * np.nan


def rebuilt_as_digits(X, y, X_new):
    return forward(_unlearned(), X_new)[0].argmax(axis=1)


def rebuilt_as_numbers_from_0_to_1(X, y, X_new):
    return forward(_unlearned(), X_new)[0].max(axis=1, keepdims=True)


def rebuilt_upside_down(X, y, X_new):
    W = np.linalg.solve(X.T @ X + 10 * np.eye(65), X.T @ y)
    return -X_new @ W


def rebuilt_for_another_digit(X, y, X_new):
    return np.roll(rebuilt_by_the_nearest(X, y, X_new), 1, axis=1)


def rebuilt_with_shuffled_answers(X, y, X_new):
    order = np.random.default_rng(7).permutation(len(y))
    return rebuilt_by_the_nearest(X, y[order], X_new)


def rebuilt_with_hidden_units(X, y, X_new):
    return forward(_unlearned(), X_new)


def rebuilt_to_weights(X, y, X_new):
    return _unlearned()


def rebuilt_on_its_side(X, y, X_new):
    return forward(_unlearned(), X_new)[0].T
