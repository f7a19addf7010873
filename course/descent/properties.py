"""What must hold for an answer of lesson 02 whatever the numbers are."""

import numpy as np

from course.descent.symptoms import change_and, kind_of, symptom, wrong_form
from course.kit.values import NEAR, is_array, widest_gap, worst


def _times(count, what="step"):
    return f"{int(count)} {what}" if count == 1 else f"{int(count)} {what}s"


# ---- one curve


def is_exact_on_line_and_parabola(function, args, value):
    """Looking equally far to both sides, one finds the slope of a straight line and that of a
    parabola without any error, however far one looks."""
    _, x, eps = args
    if not is_array(value, x.shape):
        return ""
    for name, height, slope in (
        ("straight line 1 - 2 x", lambda x: 1 - 2 * x, 0 * x - 2),
        ("parabola x**2", lambda x: x**2, 2 * x),
    ):
        got = function(height, x, eps)
        if not is_array(got, x.shape):
            return ""
        place, gap = widest_gap(got, slope)
        if gap > NEAR:
            return (
                f"On the {name} the slope at x = {x[place]:.3g} is {slope[place]:.3g}, measured "
                f"with any eps. With eps = {eps:.3g} yours is {got[place]:.3g}."
            )
    return ""


def goes_downhill_as_far_as_it_is_steep(function, args, value):
    """A step goes against the slope; its length grows with the slope and with alpha."""
    x, slope, alpha = args
    if not is_array(value, x.shape):
        return ""
    way, steep = value - x, slope(x)
    place = worst(way * steep)
    if way[place] * steep[place] > 0:
        downhill, other = ("smaller", "larger")[:: 1 if steep[place] > 0 else -1]
        return (
            f"At {x[place]:.3g} the slope is {steep[place]:.3g}, so downhill is where x gets "
            f"{downhill}. Yours gets {other}: {value[place]:.3g}."
        )
    for changed, call, times in (
        ("Twice as steep goes twice as far", (lambda x: 2 * slope(x), alpha), 2),
        ("Twice the alpha goes twice as far", (slope, 2 * alpha), 2),
        ("Where the slope is 0, a step leads nowhere", (lambda x: 0 * x, alpha), 0),
    ):
        got = function(x, *call)
        if not is_array(got, x.shape):
            return ""
        place, gap = widest_gap(got - x, times * way)
        if gap > NEAR:
            before = f"first by {way[place]:.3g}, then" if times else "even so"
            return f"{changed}. Yours moves {before} by {got[place] - x[place]:.3g}."
    return ""


def stops_where_it_should(function, args, value):
    """The places are those after that many steps; no step is missing, none is too many. That holds
    for a single ball as well."""
    x, *others, most = args
    if most > 1000:  # walked once more and again, it would take too long
        return _not_counted(value)
    alone = (x[:1], *others, most)
    return _walk(args, value) or _walk(alone, function(*alone))


def _walk(args, value):
    """What is wrong with one walk, in a sentence."""
    x, slope, alpha, tolerance, most = args
    if wrong := _not_counted(value):
        return wrong
    places, steps = value
    if not is_array(places, x.shape):
        return ""
    if not 0 <= steps <= most:
        return f"With most = {most} yours says that it made {_times(steps)}."
    trail = [x]
    for _ in range(int(steps)):
        trail.append(trail[-1] - alpha * slope(trail[-1]))
    place, gap = widest_gap(places, trail[-1])
    if gap > NEAR:
        return (
            f"Yours says it made {_times(steps)}, and ball {place[0]} is at {places[place]:.6g}. "
            f"After {_times(steps)} downhill it is at {trail[-1][place]:.6g}."
        )
    steep = [float(np.abs(slope(at)).max()) for at in trail]
    flat = next((made for made, size in enumerate(steep) if size < tolerance), None)
    if flat is not None and flat < steps:
        return (
            f"After {_times(flat)} it is flat for every ball. Yours makes {int(steps)}. "
            f"(Flat: the slope's size is below {tolerance:.3g}.)"
        )
    if flat is None and steps < most:
        return (
            f"Yours stops after {int(steps)} of at most {_times(most)}, where the slope's size "
            f"is still {steep[-1]:.3g} for one ball. Flat is below {tolerance:.3g}, for all."
        )
    return ""


def _not_counted(value):
    """What is wrong with the form of places and a number of steps, in a sentence."""
    if not isinstance(value, tuple | list) or len(value) != 2:
        return (
            "Two things are asked for, the places and the number of steps: return x, steps. "
            f"Yours is {kind_of(value)}."
        )
    steps = value[1]
    whole = isinstance(steps, int | np.integer) or (
        isinstance(steps, np.ndarray) and steps.shape == () and steps.dtype.kind in "iu"
    )
    return "" if whole else f"steps is a whole number, such as 12. Yours is {kind_of(steps)}."


def places_and_count(value, args):
    """A view on places and a number of steps, that keeps whole numbers and floats apart."""
    if not isinstance(value, tuple | list) or len(value) != 2:
        return _not_counted(value).rstrip("."), value, None
    return _not_counted(value).rstrip("."), *value


# ---- the network


def only_turns_count(function, args, value):
    """Each weight is counted by itself, and by the signs of its updates alone."""
    (updates,) = args
    steps, *shape = updates.shape
    if not is_array(value, tuple(shape)):
        return ""
    most = worst(value)
    if steps == 1 and value.any():
        return (
            "A single update has nothing to be compared with, so there are 0 changes. "
            f"Yours counts {value[worst(np.abs(value))]:.3g}."
        )
    if value.min() < 0 or value[most] > steps - 1:
        wrong = value.min() if value.min() < 0 else value[most]
        return (
            f"{_times(steps, 'update')}: from each to the next a sign can change once, so there "
            f"can be no more than {_times(steps - 1, 'change')}, and no fewer than 0. "
            f"Yours counts {wrong:.3g}."
        )
    never = function(np.abs(updates))
    if is_array(never, value.shape) and never.any():
        return f"Updates that are all above 0 never change sign. Yours counts {never.max():.3g}."
    turning = np.abs(updates) * (-1.0) ** np.arange(steps)[:, None, None]
    always = function(turning)
    if is_array(always, value.shape) and (always != steps - 1).any():
        return (
            f"When each of {_times(steps, 'update')} has the other sign than the one before, "
            f"there {'is' if steps == 2 else 'are'} {_times(steps - 1, 'change')}. "
            f"Yours counts {always[worst(np.abs(always - steps + 1))]:.3g}."
        )
    for i, j in np.ndindex(*shape):
        alone = function(updates[:, [i], :][:, :, [j]])
        if is_array(alone, (1, 1)) and alone[0, 0] != value[i, j]:
            return (
                f"For the weight in row {i}, column {j} yours counts {alone[0, 0]:.3g} if it is "
                f"alone, and {value[i, j]:.3g} among the others. Each is counted by itself."
            )
    return ""


def is_a_stack_of_runs(function, args, value):
    """One dict with a stack for each name, in which every run is what it would be alone."""
    params, X, y, alphas, steps, loss_and_gradients = args
    if not isinstance(value, dict):
        return (
            f"One dict is asked for, with a stack of {len(alphas)} matrices for each of "
            f"{list(params)}. Yours is {kind_of(value)}."
        )
    if set(value) != set(params):
        return f"Your dict has the keys {list(value)}; params has {list(params)}."
    for name, W in params.items():
        if not isinstance(value[name], np.ndarray):
            return f"Under {name} stands one array for all runs; yours is {kind_of(value[name])}."
        if value[name].shape != (len(alphas), *W.shape):
            return (
                f"{name} has shape {W.shape}, so a stack for {len(alphas)} alphas has "
                f"{(len(alphas), *W.shape)}. Yours has {value[name].shape}."
            )
    for run in range(len(alphas)):
        alone = function(params, X, y, alphas[[run]], steps, loss_and_gradients)
        for name, W in params.items():
            if np.shape(alone[name]) != (1, *W.shape):
                return (
                    f"With a single alpha the stack for {name} has shape {(1, *W.shape)}. "
                    f"Yours has {np.shape(alone[name])}."
                )
        if not all(np.allclose(alone[name][0], value[name][run]) for name in params):
            return (
                f"The run with alphas[{run}] alone gives other weights than in the stack. Each "
                "run starts from the same weights and walks by its own alpha."
            )
    return ""


class _Counted:
    """Counts how often a function is called."""

    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


def calls_once_a_step(function, args, value):
    """One call of ``loss_and_gradients`` does for the whole stack."""
    *others, steps, loss_and_gradients = args
    counted = _Counted(loss_and_gradients)
    function(*others, steps, counted)
    if counted.calls == steps:
        return ""
    return (
        f"{_times(steps)} with {_times(len(others[-1]), 'alpha')}: yours calls "
        f"loss_and_gradients {_times(counted.calls, 'time')}. Once a step does for the whole stack."
    )


# ---- optimisers: a change and a memory


def shares_its_memory(*keys):
    """Does the same when there is more in the memory than it needs, as in the panels."""

    def holds(function, args, value):
        gradient, memory, *rest = args
        others = {name: gradient + 0.5 for name in ("m", "s", "v") if name not in keys}
        view = change_and(*keys)
        try:
            told, *parts = view(function(gradient, others | memory, *rest), args)
        except (ValueError, TypeError, LookupError):
            told = "stopped"
        expected, *wanted = view(value, args)
        if told == expected and all(map(np.allclose, parts, wanted)):
            return ""
        named = " and ".join(f'memory["{key}"]' for key in keys)
        return (
            "The memory may hold more than you need, for other optimisers; then yours does "
            f"something else. Take out what is yours by its name: {named}."
        )

    return holds


def velocity_is_remembered(function, args, value):
    """Has a change and a memory that holds v, and they are the same."""
    wrong = wrong_form(value, args[0].shape, ("v",))
    if wrong or np.allclose(value[0], value[1]["v"]):
        return wrong
    return (
        "The new velocity is what is added to the weights, and what is remembered: both values "
        "are the same array. Yours differ."
    )


def push_and_share_add_up(function, args, value):
    """From rest it goes by the push alone, on flat ground by a share of its velocity alone."""
    gradient, memory, alpha, t, *_ = args
    rest, flat = {"v": 0 * gradient}, 0 * gradient
    pushed, _ = function(gradient, memory | rest, alpha, t)
    place, gap = widest_gap(pushed, -alpha * gradient)
    if gap > NEAR:
        return (
            f"A ball at rest goes by the push alone: with a slope of {gradient[place]:.3g} and "
            f"alpha = {alpha:.3g}, by {-alpha * gradient[place]:.3g}. "
            f"Yours goes by {pushed[place]:.3g}."
        )
    v = gradient + 1
    rolled, _ = function(flat, memory | {"v": v}, alpha, 2)
    place, gap = widest_gap(rolled, 0.9 * v)
    if gap > NEAR:
        return (
            "On flat ground it keeps the share mu of its velocity: with mu = 0.9 and a velocity "
            f"of {v[place]:.3g} it goes by {0.9 * v[place]:.3g}. Yours goes by {rolled[place]:.3g}."
        )
    return ""


def means_are_remembered(function, args, value):
    """Has a change and a memory of two running means; the mean of equal numbers is that number."""
    gradient, memory, alpha, _, *_ = args
    wrong = wrong_form(value, gradient.shape, ("m", "s"))
    if wrong:
        return wrong
    same = np.full(gradient.shape, 3.0)
    _, kept = function(same, memory | {"m": same, "s": same**2}, alpha, 4)
    for name, mean, of in (("m", 3.0, "slopes"), ("s", 9.0, "their squares")):
        if not np.allclose(kept[name], mean):
            return (
                f"The running mean of equal numbers is that number. If the slope has always been "
                f"3, {name}, the mean of {'the ' * (name == 'm')}{of}, is {mean:g}. "
                f"Yours goes from there to {np.ravel(kept[name])[0]:.3g}."
            )
    return ""


def even_slopes_walk_by_alpha(function, args, value):
    """While the slope stays what it is, each update walks by alpha, from the first one on."""
    gradient, memory, alpha, *_ = args
    slopes = np.where(np.arange(gradient.size) % 2, -2.0, 3.0).reshape(gradient.shape)
    kept = {name: 0 * gradient for name in memory}
    for t in range(1, 5):
        change, new = function(slopes, kept, alpha, t)
        kept = kept | new
        place = worst(np.abs(change + alpha * np.sign(slopes)))
        wanted = -alpha * np.sign(slopes[place])
        if not abs(change[place] - wanted) < 1e-6:
            return (
                "While the slope stays the same, every update walks by alpha against it, the first "
                f"one too. With a slope of {slopes[place]:g} and alpha = {alpha:.3g} that is "
                f"{wanted:.3g}. In update {t} yours is {change[place]:.3g}."
            )
    return ""


# ---- rebuild: judged by where the ball is, not by its digits


def arrives(function, args, value):
    """Where the ball is, and how much of the way is left."""
    shown = symptom(value, args)
    if shown in ("arrived", "not a place", "not numbers"):
        return ""
    slope, start = args
    left, way = (np.linalg.norm(np.reshape(at, 2) - slope.bottom) for at in (value, start))
    ends = f"ends {left:.3g} away: {shown}" if np.isfinite(left) else "ran off to infinity"
    return (
        f"In one of the ravines your ball started {way:.3g} away from the bottom, and {ends}. "
        f"Less than {way / 100:.2g} is asked for."
    )
