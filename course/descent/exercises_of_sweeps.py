"""Lesson 02 asks for one network with many step sizes at once: how that is judged."""

from course.descent import answers, drawn, mistakes_of_sweeps as mistakes, net, properties, symptoms
from course.kit.checking import Exercise, Mistake

TRAIN_ALL = Exercise(
    room="descent",
    name="train_all",
    reference=net.train_all,
    draw=drawn.runs,
    properties=(properties.is_a_stack_of_runs, properties.calls_once_a_step),
    view=symptoms.compared_runs,
    hints=(
        "First make the stack: for each name, one copy of the weights for each alpha, along a "
        "new first axis. np.stack does it.",
        "Then as for one network: loss_and_gradients of the whole stack, and a step for each "
        "name. Which shape must alphas have, so that each run is multiplied by its own?",
        "alphas[:, None, None] has shape (n_runs, 1, 1): one alpha for each matrix. Take it "
        "times the gradients away from the stack.",
    ),
    mistakes=(
        Mistake(
            "axes of alphas",
            mistakes.all_with_flat_alphas,
            "alphas has one axis, the gradients have three, and NumPy lines up the last ones. "
            "Give alphas two more axes, behind its own: one alpha for each matrix.",
            also=(
                mistakes.all_in_place_and_flat,
                mistakes.all_with_flat_alphas_behind,
                mistakes.all_with_one_axis_too_few,
                mistakes.all_with_alphas_on_the_middle_axis,
                mistakes.all_with_alphas_on_the_last_axis,
                mistakes.all_without_a_stack,
            ),
        ),
        Mistake(
            "one alpha for all",
            mistakes.all_by_the_first_alpha,
            "All your runs are the same. Each has a step size of its own, the one at its place "
            "in alphas.",
            also=(
                mistakes.all_by_the_last_alpha,
                mistakes.all_by_the_mean_alpha,
                mistakes.all_without_alpha,
            ),
        ),
        Mistake(
            "more calls than steps",
            mistakes.all_one_after_the_other,
            "Right numbers, but loss_and_gradients is called more than once a step. It takes a "
            "whole stack: hand it the weights of all runs in one go.",
        ),
        Mistake(
            "in place",
            mistakes.all_into_the_old_dict,
            "The first weights are gone: params[name] = … writes into the dict that you were "
            "given, -= into its arrays. Put the stacks into a dict of your own.",
            also=(mistakes.all_in_the_old_weights,),
        ),
        Mistake(
            "one memory for all runs",
            mistakes.all_in_one_memory,
            "All your runs write into the same arrays, which are those of params. dict(params) "
            "and [params] * n copy the names, not the numbers; np.stack copies the numbers.",
            also=(mistakes.all_in_one_memory_step_by_step,),
        ),
        Mistake(
            "goes on where the last run ended",
            mistakes.one_by_one_from_where_the_last_ended,
            "Your second run begins where the first one ended. All begin with the same "
            "weights: stack them, and train all at once.",
        ),
        Mistake(
            "a view, not a copy",
            mistakes.all_in_views,
            "np.broadcast_to shows one matrix many times without copying it, so nothing can be "
            "written there. np.stack makes room for each run.",
        ),
        Mistake(
            "stacked along another axis",
            mistakes.all_with_runs_on_the_last_axis,
            "The runs need an axis of their own, in front of the two that the weights have: "
            "(n_runs, fan_in, fan_out). np.stack makes one; repeating rows does not.",
            also=(
                mistakes.all_below_each_other,
                mistakes.all_rows_repeated,
                mistakes.all_in_lists,
            ),
        ),
        Mistake(
            "one layer only",
            mistakes.all_output_layer_only,
            "One of the weight matrices moves, the other stays as it was. Step for each name "
            "in the dict.",
            also=(mistakes.all_hidden_layer_only,),
        ),
        Mistake(
            "uphill",
            mistakes.all_uphill,
            "The error would grow: a gradient points uphill, so subtract it.",
        ),
        Mistake(
            "number of steps",
            mistakes.all_one_step_less,
            "Yours does not make as many steps as asked for. Does the loop run steps times, "
            "does each step begin where the last one ended, and does the return line stand "
            "behind the loop, as far to the left as its first line?",
            also=(
                mistakes.all_one_step_more,
                mistakes.all_a_single_step,
                mistakes.all_no_step,
            ),
        ),
        Mistake(
            "one layer after the other",
            mistakes.all_layers_one_after_the_other,
            "You changed one matrix and then measured the slope of the other. All slopes "
            "belong to the same place: one call, then a step for each name.",
            also=(mistakes.all_layers_last_one_first,),
        ),
        Mistake(
            "slopes of the start",
            mistakes.all_by_the_slopes_of_the_start,
            "Every step of yours uses the slopes of the first weights. Ask for them again in "
            "each step, where the weights are by then.",
        ),
        Mistake(
            "the pair taken for the gradients",
            mistakes.all_take_the_pair_for_gradients,
            "loss_and_gradients gives two things: loss, gradients = loss_and_gradients(…).",
            also=(mistakes.all_take_the_loss_for_the_gradients,),
        ),
        Mistake(
            "a stack of dicts",
            mistakes.all_in_an_array_of_dicts,
            "W0 is looked up by its name: the stack must be a dict of arrays. Yours is an "
            "array or a list of dicts. Make one dict, with a stack for each name.",
            also=(mistakes.all_in_a_list_of_dicts,),
        ),
        Mistake(
            "another start",
            mistakes.all_from_zeros,
            "Your runs begin with other weights than those in params. Stack these, one copy "
            "for each alpha.",
        ),
        Mistake(
            "only the change",
            mistakes.all_become_the_change,
            "Your weights become the change alone. The new ones are the old ones minus it.",
        ),
        Mistake(
            "a list of runs",
            mistakes.one_by_one,
            "Yours is one run after the other, in a list. One dict is asked for: under each "
            "name the matrices of all runs, stacked, and trained all at once.",
            also=(mistakes.one_by_one_as_lists,),
        ),
    ),
    alternatives=(
        answers.all_by_broadcasting,
        answers.all_in_place_on_copies,
        answers.all_by_einsum,
    ),
)
