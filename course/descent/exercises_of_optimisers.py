"""Lesson 02 asks for momentum and for Adam: how they are judged."""

import numpy as np

from course.descent import (
    answers,
    drawn,
    mistakes_of_optimisers as mistakes,
    net,
    properties,
    symptoms,
)
from course.descent.optimisers import nesterov
from course.kit.checking import Exercise, Mistake

MOMENTUM = Exercise(
    room="descent",
    name="momentum",
    reference=net.momentum,
    draw=drawn.momentum,
    draws=20,
    properties=(
        properties.velocity_is_remembered,
        properties.push_and_share_add_up,
        properties.shares_its_memory("v"),
    ),
    view=symptoms.change_and("v"),
    returns=("the result", "change", 'memory["v"]'),
    hints=(
        "The new velocity has two parts: what is left of the old one, and a push.",
        'What is left: mu times memory["v"]. The push: what plain descent adds to the weights.',
        "v is mu times the old v, minus alpha times the gradient. It is the change, and it is "
        'what you remember: return v, {"v": v}.',
    ),
    mistakes=(
        Mistake(
            "no memory",
            lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(-alpha * gradient),
            "That is plain descent: the old velocity does nothing. Keep the share mu of "
            'memory["v"], and add the push to it.',
            also=(
                lambda gradient, memory, alpha, t, mu=0.9: (-alpha * gradient, memory),
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(-mu * alpha * gradient),
            ),
        ),
        Mistake(
            "uphill",
            lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                mu * memory["v"] + alpha * gradient
            ),
            "Your push goes uphill, against everything the ball has gathered. The gradient "
            "points uphill, so its part has a minus.",
        ),
        Mistake(
            "both minus",
            lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                -mu * memory["v"] - alpha * gradient
            ),
            "Your ball turns round at every step: the old velocity has a minus too. It is kept "
            "as it is, only the push has a minus.",
            also=(
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    alpha * gradient - mu * memory["v"]
                ),
            ),
        ),
        Mistake(
            "velocity with the other sign",
            mistakes.momentum_with_velocity_uphill,
            "Your ball would walk well, but you remember its velocity with the other sign. "
            "Here v is what is added to the weights: put the minus into v.",
        ),
        Mistake(
            "alpha outside",
            mistakes.momentum_with_alpha_outside,
            "That is another convention (PyTorch's): v gathers slopes, and alpha comes after. "
            "With a constant alpha it walks the same way. Here v is what is added to the "
            "weights, so alpha and the minus belong inside it.",
            also=(mistakes.momentum_with_alpha_outside_and_minus_inside,),
        ),
        Mistake(
            "a running mean",
            mistakes.momentum_by_the_mean,
            "Yours makes the push smaller by 1 - mu: a running mean. A velocity gathers all "
            "of every push.",
            also=(
                mistakes.momentum_by_the_mean_downhill,
                mistakes.momentum_by_the_mean_with_alpha_outside,
            ),
        ),
        Mistake(
            "looks ahead",
            nesterov,
            "That is Nesterov's form: the velocity acts twice. Here the change is the new "
            "velocity itself.",
        ),
        Mistake(
            "alpha on both parts",
            lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                alpha * (mu * memory["v"] - gradient)
            ),
            "alpha shrinks the old velocity too, step after step. It sets the size of the new "
            "push alone.",
        ),
        Mistake(
            "no alpha",
            lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(mu * memory["v"] - gradient),
            "The step size has no effect. Multiply the gradient by alpha.",
        ),
        Mistake(
            "nothing lost on the way",
            lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                memory["v"] - alpha * gradient
            ),
            "Your ball keeps all of its velocity and would never come to rest. It keeps the "
            "share mu.",
            also=(
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    memory["v"] - mu * alpha * gradient
                ),
            ),
        ),
        Mistake(
            "shares swapped",
            lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                alpha * memory["v"] - mu * gradient
            ),
            "mu and alpha are swapped: mu is the share of the velocity that is kept, alpha "
            "the size of the push.",
        ),
        Mistake(
            "mu turned round",
            lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                (1 - mu) * memory["v"] - alpha * gradient
            ),
            "Yours keeps the share 1 - mu of its velocity, and loses mu. mu is what it keeps.",
            also=(
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    (1 - mu) * memory["v"] - mu * alpha * gradient
                ),
            ),
        ),
        Mistake(
            "mu of its own",
            lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                0.9 * memory["v"] - alpha * gradient
            ),
            "Right for mu = 0.9, but yours is the same whatever mu is. Use the mu that is "
            "handed in.",
        ),
        Mistake(
            "forgets the new velocity",
            mistakes.momentum_forgets,
            "The change is right, but you remember the old velocity. The next update needs "
            "the new one.",
            also=(
                lambda gradient, memory, alpha, t, mu=0.9: (
                    mu * memory["v"] - alpha * gradient,
                    {"v": -alpha * gradient},
                ),
            ),
        ),
        Mistake(
            "one step late",
            mistakes.momentum_one_step_late,
            "Yours remembers the new velocity but moves by the old one. The new one is the change.",
        ),
        Mistake(
            "in place",
            mistakes.momentum_into_the_old_memory,
            'The old memory is gone: memory["v"] = … and v *= … write into what you were '
            "given. Compute the new velocity, and put it into a dict of its own.",
            also=(
                mistakes.momentum_in_place,
                mistakes.momentum_into_the_old_memory_alone,
            ),
        ),
        Mistake(
            "by the memory's order",
            mistakes.momentum_by_the_memorys_order,
            "Yours takes the memory apart by its order. Other optimisers keep theirs in the "
            'same dict, so take yours out by its name: memory["v"].',
            also=(mistakes.momentum_by_the_first_in_memory,),
        ),
        Mistake(
            "a set",
            mistakes.momentum_in_a_set,
            "{v} makes a set, which cannot hold arrays. A dict has a name and a colon before "
            "each thing it holds.",
        ),
        Mistake(
            "only the change",
            lambda gradient, memory, alpha, t, mu=0.9: mu * memory["v"] - alpha * gradient,
            "The change is right. Hand back what to remember as well, or the velocity is lost: "
            "a second value, a dict.",
        ),
        Mistake(
            "only the memory",
            lambda gradient, memory, alpha, t, mu=0.9: {"v": mu * memory["v"] - alpha * gradient},
            "The memory is right. The change itself comes before it: two values, with a comma.",
        ),
        Mistake(
            "memory without a name",
            lambda gradient, memory, alpha, t, mu=0.9: (
                mu * memory["v"] - alpha * gradient,
                mu * memory["v"] - alpha * gradient,
            ),
            "What you remember is right, but it has no name. Put it into a dict under "
            'the name "v", where the next update looks for it.',
        ),
        Mistake(
            "order of results",
            lambda gradient, memory, alpha, t, mu=0.9: (
                {"v": mu * memory["v"] - alpha * gradient},
                mu * memory["v"] - alpha * gradient,
            ),
            "Both are right, but the change comes first, then the memory.",
        ),
    ),
    alternatives=(
        answers.momentum_in_the_whole_memory,
        answers.momentum_by_loop,
        lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
            np.subtract(np.multiply(mu, memory["v"]), np.multiply(gradient, alpha))
        ),
    ),
)

ADAM = Exercise(
    room="descent",
    name="adam",
    reference=net.adam,
    draw=drawn.adam,
    draws=20,
    properties=(
        properties.means_are_remembered,
        properties.even_slopes_walk_by_alpha,
        properties.shares_its_memory("m", "s"),
    ),
    view=symptoms.change_and("m", "s"),
    returns=("the result", "change", 'memory["m"]', 'memory["s"]'),
    hints=(
        "Four lines: two running means, both corrected for having started at 0, then the step.",
        "A running mean keeps a share of the old one and gives the rest to the new number. "
        "After t updates from 0 it has only 1 - beta**t of its weight: divide by that.",
        'm = beta1 * memory["m"] + (1 - beta1) * gradient, and s in the same way from the '
        "squares. The change is -alpha times the corrected m, divided by a sum in brackets: "
        "the root of the corrected s, and eps.",
    ),
    mistakes=(
        Mistake(
            "not corrected",
            mistakes.adam_uncorrected,
            "Both means start at 0 and are too small at first. Divide each by 1 minus its beta "
            "to the power of t before you use it.",
        ),
        Mistake(
            "one of two corrected",
            mistakes.adam_only_m_corrected,
            "One of the means is corrected, the other is not, or by the wrong beta. Both "
            "started at 0, and each has its own beta.",
            also=(
                mistakes.adam_only_s_corrected,
                mistakes.adam_both_corrected_by_beta1,
                mistakes.adam_both_corrected_by_beta2,
            ),
        ),
        Mistake(
            "t off by one",
            mistakes.adam_counts_from_two,
            "Your t is off by one. It is 1 in the first update already: use it as it is.",
            also=(mistakes.adam_counts_from_zero,),
        ),
        Mistake(
            "not to the power of t",
            mistakes.adam_without_power,
            "What a mean still lacks shrinks by its beta each time, so after t updates it is "
            "beta to the power of t, and 1 - beta**t is there. Is your power at another place?",
            also=(mistakes.adam_times_t, mistakes.adam_power_of_all),
        ),
        Mistake(
            "^ for **",
            mistakes.adam_with_a_hat,
            "In Python ^ is no power, and works on whole numbers only. beta to the power of t "
            "is written with **.",
        ),
        Mistake(
            "missing brackets",
            mistakes.adam_without_brackets,
            "Python divides and multiplies before it takes away. Every «1 minus something» "
            "here stands in brackets, in the means and in the corrections.",
            also=(
                mistakes.adam_without_brackets_for_m,
                mistakes.adam_without_brackets_for_s,
                mistakes.adam_without_brackets_in_the_means,
            ),
        ),
        Mistake(
            "math.sqrt",
            mistakes.adam_by_math,
            "math.sqrt takes one number. np.sqrt takes a whole array at once.",
        ),
        Mistake(
            "correction multiplied",
            mistakes.adam_multiplies,
            "Your correction makes the means even smaller. They are too small at first: divide.",
        ),
        Mistake(
            "eps inside the root",
            mistakes.adam_eps_inside,
            "Your eps stands inside the root, where it weighs far more. First the root, then "
            "add eps.",
        ),
        Mistake(
            "eps on another scale",
            mistakes.adam_eps_uncorrected,
            "That is the paper's shorter form, and it differs in what eps does: there it "
            "is added before the correction. Here s is corrected first, then comes the root, "
            "then eps.",
        ),
        Mistake(
            "no eps",
            mistakes.adam_without_eps,
            "A weight whose slope has always been 0 divides 0 by 0 in yours. Add eps below "
            "the line.",
        ),
        Mistake(
            "eps added to the quotient",
            mistakes.adam_adds_eps_last,
            "Your eps is added to the quotient, because / goes before +. It belongs below the "
            "line: put brackets round root + eps.",
            also=(
                mistakes.adam_adds_eps_before_the_sign,
                mistakes.adam_adds_eps_before_alpha,
            ),
        ),
        Mistake(
            "no root",
            mistakes.adam_without_root,
            "s is a mean of squares, so it grows twice as fast as the slope does. Below the "
            "line stands its root.",
        ),
        Mistake(
            "no square",
            mistakes.adam_without_square,
            "Your s is not the mean of squares. It says how large the slopes are, whatever "
            "their sign: square each slope.",
            also=(mistakes.adam_with_size, mistakes.adam_doubles),
        ),
        Mistake(
            "squares something else",
            mistakes.adam_squares_the_share,
            "Yours squares more than the slope, or something else. The slope itself is "
            "squared, then comes its share 1 - beta2.",
            also=(mistakes.adam_squares_the_mean,),
        ),
        Mistake(
            "betas swapped",
            mistakes.adam_betas_swapped,
            "beta1 and beta2 are swapped: beta1 belongs to m, beta2 to s.",
        ),
        Mistake(
            "shares swapped",
            mistakes.adam_shares_swapped,
            "Yours gives beta to the new number and 1 - beta to the old mean. The old mean "
            "keeps the share beta, which is the larger one.",
            also=(mistakes.adam_share_of_m_swapped, mistakes.adam_share_of_s_swapped),
        ),
        Mistake(
            "adds up",
            mistakes.adam_adds_up,
            "Yours adds up instead of taking a mean: the shares do not make 1. What is new "
            "gets the share 1 - beta, for m and for s.",
            also=(mistakes.adam_adds_up_m, mistakes.adam_adds_up_s),
        ),
        Mistake(
            "uphill",
            mistakes.adam_uphill,
            "Yours climbs: m points uphill, and the change is added to the weights. It needs "
            "a minus.",
        ),
        Mistake(
            "no alpha",
            mistakes.adam_without_alpha,
            "The step size has no effect. Multiply the change by alpha.",
        ),
        Mistake(
            "walks by the slope",
            mistakes.adam_walks_by_the_slope,
            "Yours divides the slope itself: that is RMSprop. Adam walks by the running mean "
            "of the slopes, corrected.",
        ),
        Mistake(
            "old means",
            mistakes.adam_with_the_old_means,
            "Yours moves by the means from before this slope came. Take the new ones.",
        ),
        Mistake(
            "remembers the corrected means",
            mistakes.adam_remembers_the_corrected,
            "The change is right. But the correction is for this step alone: remember m and s "
            "as they were before it.",
        ),
        Mistake(
            "forgets the new means",
            mistakes.adam_forgets,
            "The change is right, but you remember the old means. The next update needs the "
            "new ones.",
        ),
        Mistake(
            "settings of its own",
            mistakes.adam_without_settings,
            "Right for the usual settings, but yours is the same whatever beta1, beta2 and eps "
            "are. Use those that are handed in.",
        ),
        Mistake(
            "in place",
            mistakes.adam_into_the_old_memory,
            'The old memory is gone: memory["m"] = … and m *= … write into what you were '
            "given. Compute the new means, and put them into a dict of its own.",
        ),
        Mistake(
            "by the memory's order",
            mistakes.adam_by_the_memorys_order,
            "Yours takes the memory apart by its order. Other optimisers keep theirs in the "
            'same dict, so take yours out by their names: memory["m"], memory["s"].',
            also=(mistakes.adam_by_the_first_two_in_memory,),
        ),
        Mistake(
            "only the change",
            mistakes.adam_only_the_change,
            "The change is right. Hand back what to remember as well, or the means are lost: "
            "a second value, a dict with two names.",
        ),
        Mistake(
            "memory without names",
            mistakes.adam_in_three_values,
            "What you remember is right, but it has no names. Put both means into one dict, "
            'under "m" and "s", as the second value.',
            also=(mistakes.adam_memory_in_a_tuple,),
        ),
        Mistake(
            "the paper's name",
            mistakes.adam_under_the_papers_name,
            'The paper calls the mean of the squares v. Here "v" belongs to momentum\'s '
            'velocity, so that both can be remembered side by side: use "s".',
            also=(mistakes.adam_remembers_under_the_papers_name,),
        ),
        Mistake(
            "order of results",
            mistakes.adam_memory_first,
            "Both are right, but the change comes first, then the memory.",
        ),
    ),
    alternatives=(answers.adam_towards_the_slope, answers.adam_with_one_factor),
)
