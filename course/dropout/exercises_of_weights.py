"""Lesson 03 asks for single weights to be dropped: how that is judged."""

from course.dropout import answers, drawn, mistakes_of_weights as mistakes, net, properties
from course.kit.checking import Exercise, Mistake

DROP_CONNECT = Exercise(
    room="dropout",
    name="drop_connect",
    reference=net.drop_connect,
    draw=drawn.connections,
    properties=(properties.masked_gradients_are_slopes,),
    returns=("loss", "gradients"),
    hints=(
        "Make a thinned copy of params first. What then gives its loss and gradients?",
        "loss_and_gradients(thinned, X, y) gives the slopes for the products. From a product "
        "to the weight in it is one factor more.",
        "thinned[name] = params[name] * masks[name]; in the end gradients[name] * masks[name].",
    ),
    mistakes=(
        Mistake(
            "gradients not masked",
            mistakes.connect_gradient_not_masked,
            "The loss is right. But your gradients are the slopes for weight times mask. By "
            "the chain rule the slope for the weight has one more factor: a dropped weight "
            "has the slope 0.",
            also=(
                mistakes.connect_one_gradient_masked,
                mistakes.connect_other_gradient_masked,
            ),
        ),
        Mistake(
            "masked on the way back only",
            mistakes.connect_gradient_only,
            "Your gradients are masked, but the network they come from is the whole one. Run "
            "the thinned network: its weights are the weights times the masks.",
            also=(mistakes.connect_gradients_elsewhere,),
        ),
        Mistake(
            "loss without masks",
            mistakes.connect_loss_elsewhere,
            "The gradients are right. But your loss is that of the whole network; the thinned "
            "one's is asked for.",
        ),
        Mistake(
            "masks ignored",
            lambda params, X, y, masks: net.loss_and_gradients(params, X, y),
            "That is the whole network: the masks have no effect.",
        ),
        Mistake(
            "masked twice",
            mistakes.connect_gradient_masked_twice,
            "A mask acts twice where once is enough: once on the weight, and once on its slope.",
            also=(
                mistakes.connect_weights_masked_twice,
                mistakes.connect_weights_masked_twice_forward,
            ),
        ),
        Mistake(
            "scale lost",
            mistakes.connect_scale_lost,
            "You ask only where a mask is above 0. It also says by how much a weight that is "
            "left grows: multiply by it as it is, there and back.",
            also=(mistakes.connect_scale_lost_on_the_way_back,),
        ),
        Mistake(
            "masks swapped",
            mistakes.connect_masks_swapped,
            "Each weight matrix has a mask of its own shape, under its own name. Are the two "
            "swapped?",
        ),
        Mistake(
            "one layer only",
            mistakes.connect_only_w0,
            "Only one of the two matrices is thinned. masks has one for each: for name in params.",
            also=(mistakes.connect_only_w1,),
        ),
        Mistake(
            "in place",
            mistakes.connect_in_place,
            "The dropped weights are gone for good: *= and params[name] = … write into what "
            "you were given. Put the products into a new dict.",
            also=(
                mistakes.connect_into_the_old_dict,
                mistakes.connect_in_place_gradient_not_masked,
            ),
        ),
        Mistake(
            "masks for units",
            mistakes.connect_by_units,
            "You hand masks on to loss_and_gradients, whose mask is for hidden units. Here "
            "weights are dropped: multiply params by masks first, name by name.",
            also=(
                mistakes.connect_by_one_mask,
                mistakes.connect_thinned_and_by_units,
                mistakes.connect_thinned_and_by_one_mask,
            ),
        ),
        Mistake(
            "dict times dict",
            mistakes.connect_dict_times_dict,
            "Two dicts cannot be multiplied. Go through their names: "
            "{name: params[name] * … for name in params}.",
        ),
        Mistake(
            "the pair taken for the gradients",
            mistakes.connect_pair_taken_for_gradients,
            "loss_and_gradients gives two things: loss, gradients = loss_and_gradients(…).",
            also=(
                mistakes.connect_pair_gone_through,
                mistakes.connect_pair_gone_through_masks_first,
                mistakes.connect_pair_asked_for_items,
            ),
        ),
        Mistake(
            "order of results",
            lambda params, X, y, masks: net.drop_connect(params, X, y, masks)[::-1],
            "Both are right, but the loss comes first: return loss, gradients.",
        ),
        Mistake(
            "gradients only",
            lambda params, X, y, masks: net.drop_connect(params, X, y, masks)[1],
            "The gradients are right. The loss is asked for as well, and comes first.",
            also=(
                lambda params, X, y, masks: mistakes.connect_gradient_not_masked(
                    params, X, y, masks
                )[1],
            ),
        ),
    ),
    alternatives=(answers.connect_written_out, answers.connect_by_copies),
)
