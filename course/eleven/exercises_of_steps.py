"""Lesson 01 asks for one step of training: how that is judged."""

from course.eleven import answers, drawn, mistakes_of_steps as mistakes, net, properties
from course.kit.checking import Exercise, Mistake

TRAINING_STEP = Exercise(
    room="eleven",
    name="training_step",
    reference=net.training_step,
    draw=drawn.step,
    properties=(properties.small_steps_lower_the_loss,),
    hints=(
        "Ask loss_and_gradients for the slopes, then walk against them.",
        "new = old - alpha * gradient, for each name in params.",
        "A dict comprehension makes a new dict: {name: … for name in params}.",
    ),
    mistakes=(
        Mistake(
            "uphill",
            mistakes.step_uphill,
            "The error would grow: the gradient points uphill, so subtract it.",
        ),
        Mistake(
            "no alpha",
            mistakes.step_without_alpha,
            "The step size has no effect. Multiply the gradient by alpha.",
        ),
        Mistake(
            "in place",
            mistakes.step_in_place,
            "The old weights are gone: -= and params[name] = … both write into what you were "
            "given. Begin with a new dict, put params[name] - alpha * gradients[name] into it, "
            "and return it.",
            also=(
                mistakes.step_in_place_and_nothing_returned,
                mistakes.step_into_the_old_dict,
            ),
        ),
        Mistake(
            "one layer after the other",
            mistakes.step_one_after_the_other,
            "You changed W1 first and used the new one to find the slope for W0. All slopes "
            "belong to the same place: measure first, then walk.",
            also=(
                mistakes.step_blames_by_new_weights,
                mistakes.step_blames_by_new_weights_in_place,
            ),
        ),
        Mistake(
            "output layer only",
            mistakes.step_only_output,
            "W1 moves, W0 does not. The hidden layer must learn too.",
        ),
        Mistake(
            "only the change",
            mistakes.step_gives_change,
            "That is how far to walk. Add the old weights to get where you arrive.",
        ),
        Mistake(
            "the pair taken for the gradients",
            mistakes.step_takes_the_pair_for_gradients,
            "loss_and_gradients gives two things: loss, gradients = loss_and_gradients(…).",
        ),
    ),
    alternatives=(answers.step_by_copy, answers.step_written_out),
)
