"""Wrong ways to drop single weights that need more than a line."""

import numpy as np

from course.dropout import net


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
