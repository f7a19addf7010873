"""Every number and verdict in the words of lesson 07, its quiz and its graves is measured here.

What a grave calls its evidence is asked of the corpse in ``test_specimens.py`` as well. Where luck
plays a part, it is measured with other starts than the lesson's own. The blind run that section 9
tells of happened once, and cannot be repeated: its sums are added up here, and today's autopsy is
asked about fresh deaths. What the stored solution prints is compared with a fresh run by nbval.
"""

import functools
import re
from dataclasses import replace
from itertools import pairwise

import mortuary
import numpy as np
import pytest
from digits import published as posts
from lesson_text import LessonText, run_cells

from course.descent.optimisers import plain
from course.digits.data import INK, published
from course.digits.net import minibatches, one_hot
from course.graveyard import (
    cures,
    deals,
    everyday,
    exercises as bank,
    figures,
    net,
    of_digits,
    quiz,
    slab,
    tables,
    vitals,
)
from course.graveyard.autopsy import autopsy
from course.graveyard.bodies import dense
from course.graveyard.causes import CAUSES
from course.graveyard.graves import GRAVES
from course.graveyard.healthy import HEALTHY
from course.graveyard.panel import GravePanel
from course.graveyard.report import NOTHING, UNKNOWN
from course.kit import plots
from course.kit.gradients import check_gradients

STONES = [
    told
    for grave in GRAVES.values()
    for told in (grave.tried, grave.symptom, grave.evidence, grave.cure, grave.bar)
]
LESSON = LessonText("07_graveyard", asked="\n".join([repr(quiz.QUESTIONS), *STONES]))
says, printed = LESSON.says, LESSON.printed
X, LABELS, X_NEW, LABELS_NEW = published()
Y = one_hot(LABELS)
OTHER_STARTS = (101, 102)  # the lesson's own are 0 to 4, 7 and 1,000; those of the graves, 0 to 2
FRESH = 204
GUESSING = np.log(10)
HELD_OUT = (
    "funnel at a learning rate of 0.001",
    "PReLU that overwrites its input",
    "cost with log of zero",
    "alpha of 1000",
    "half pops",
    "softmax over the rows",
    "accuracy on a lopsided set",
    "dead ReLUs",
)
MEANT = GRAVES["wormhole"].settings | {"scale": INK, "alpha": 0.1, "epochs": 20}
DEEP = (*of_digits.WORMHOLE, *[10] * 21)
draw = np.random.default_rng


def corpse(name, seed=OTHER_STARTS[0]):
    return mortuary.corpse(name, seed)


def cured(name, seed=OTHER_STARTS[0]):
    return mortuary.cured(name, seed)


def corpses(name):
    return [corpse(name, seed) for seed in OTHER_STARTS]


@functools.cache
def meant(seed, sizes=of_digits.WORMHOLE, skip=False, norm=False, epochs=20):
    """The wormhole with He's weights and pixels to 1, and what section 9 adds to its layers."""
    body = {"body": dense(skip=skip, norm=norm), "start": {"sizes": sizes}, "epochs": epochs}
    return net.undergo(draw(seed), **MEANT | body)


@functools.cache
def at_rate(rate, seed):
    return net.undergo(draw(seed), **of_digits.at_rate(rate))


def size(values):
    return float(np.sqrt(np.mean(np.square(values))))


def length(params):
    return np.sqrt(sum(np.sum(np.square(value)) for value in params.values()))


def said(trial, params=None, rows=None):
    with np.errstate(all="ignore"):
        layers = trial.body.layers(
            trial.params if params is None else params, trial.X if rows is None else rows
        )
    return [layer.said for layer in layers]


def called(trial):
    """Which classes the new rows are called."""
    with np.errstate(all="ignore"):
        return set(trial.body.answers(trial.params, trial.X_new).tolist())


def slopes(trial, params):
    return trial.body.loss_and_gradients(params, trial.X, trial.y)[1]


def end(trial):
    """The loss of the last epoch of eight, as a mean."""
    return trial.losses[-len(trial.losses) // 8 :].mean()


# ---- before anything is run


def test_the_graves_are_counted_right():
    assert says("You will open the graves of 22 networks that failed.")
    assert len(GRAVES) == 22
    assert says("bring three dead networks back without being told what is wrong with them")
    assert len(slab.LYING) == 3
    assert says("somebody who knew 14 of the 22 graves")
    assert says("Whoever wrote the autopsy knew 14 of the graves and the names of all causes.")
    assert len(GRAVES.keys() - set(HELD_OUT)) == 14
    assert says("It knows 20 causes.")
    assert len({cause.name for cause in CAUSES}) == 20


def test_the_wormhole_is_as_deep_and_as_narrow_as_it_is_told():
    assert says("A network has eleven layers of weights, most of them ten units wide.")
    assert says("Eleven layers of weights, most of them ten units wide, first weights of 0.001.")
    start = GRAVES["wormhole"].settings["start"]
    widths = start["sizes"][1:]
    assert len(widths) == 11
    assert sum(width == 10 for width in widths) == 9
    assert start["std"] == 0.001


def test_the_posts_own_numbers_are_what_their_graves_show():
    for seed in OTHER_STARTS:
        assert corpse("wormhole", seed).accuracy == pytest.approx(posts.WORMHOLE)
        assert corpse("funnel with weights of 1", seed).accuracy == pytest.approx(posts.WIDE_FUNNEL)
        assert corpse("one-neuron bottleneck", seed).accuracy < posts.BOTTLENECK + 0.03


# ---- the morgue, and vital signs


@pytest.mark.parametrize("name", GRAVES)
def test_each_dies_anew_from_any_seed_and_its_cure_is_a_cure(name):
    assert says("settings with which it dies anew whenever you like, from whatever seed.")
    assert says("a thing that a living network can do and the corpse cannot")
    grave = GRAVES[name]
    assert not any(grave.lives(corpse(name, seed)) for seed in OTHER_STARTS)
    assert grave.lives(cured(name))


def test_a_silent_unit_gets_no_blame():
    assert says("so it gets no blame, and by its own gradient its weights never move again")
    for trial in corpses("dead ReLUs"):
        assert not slopes(trial, trial.start)["W0"].any()
        np.testing.assert_array_equal(trial.params["W0"], trial.start["W0"])
    whole = cured("gradient not reset")
    dead = (said(whole)[0] <= 0).all(axis=0)
    assert dead.any()
    assert not slopes(whole, whole.params)["W0"][:, dead].any()


def test_a_deeper_unit_may_wake_when_it_is_told_other_things():
    assert says("Only what it is told could change, if layers before it still learn.")
    record, run = net.begin(draw(FRESH), **of_digits.at_rate(0.1))
    before = None
    for step in run:
        if step.index % 31 == 0:
            hidden = net.forward(step.params, record.table.X)[2]
            dead = np.concatenate([(h <= 0).all(axis=0) for h in hidden[1:]])
            if before is not None and (before & ~dead).any():
                return
            before = dead
    pytest.fail("none of them ever woke")


def weights_ratios(trial):
    ratios = net.gradient_ratio(trial.start, slopes(trial, trial.start))
    return [ratios[layer.weights] for layer in trial.body.layers(trial.start, trial.X[:2])]


def test_most_ratios_of_sound_networks_are_between_a_thousandth_and_ten():
    assert says("Of a sound network most are between 0.001 and 10. The funnel's are")
    kinds = {
        name: np.array(weights_ratios(net.undergo(draw(100), **how | {"epochs": 1})))
        for name, how in HEALTHY.items()
    }
    within = {name: ((r > 0.001) & (r < 10)).all() for name, r in kinds.items()}
    assert sum(within.values()) >= len(HEALTHY) - 1
    for trial in corpses("funnel at a learning rate of 0.001"):
        assert 0.001 < min(weights_ratios(trial)) < max(weights_ratios(trial)) < 10
    assert says("The wormhole's are another matter.")
    for trial in corpses("wormhole"):
        assert max(weights_ratios(trial)) < 1e-22


def test_ratios_of_biases_are_infinite_at_the_start():
    assert says("The ratio of the biases is infinity at the start, if they begin with 0 and have a")
    trial = corpse("wormhole")
    ratios = net.gradient_ratio(trial.start, slopes(trial, trial.start))
    assert all(ratios[f"b{i}"] == np.inf for i in range(11))


def test_a_ratio_times_alpha_is_how_far_the_weights_move():
    assert says("Times alpha, that is the share of itself by which the weights move.")
    record, run = net.begin(draw(FRESH), **of_digits.at_rate(0.01))
    first = {name: value.copy() for name, value in next(run).params.items()}
    moved = {name: value - first[name] for name, value in next(run).params.items()}
    ratio = np.linalg.norm(moved["W2"]) / np.linalg.norm(first["W2"])
    rows = minibatches_of(FRESH)
    _, gradients = net.loss_and_gradients(first, record.table.X[rows], record.table.y[rows])
    assert 0.01 * net.gradient_ratio(first, gradients)["W2"] == pytest.approx(ratio)


def minibatches_of(seed):
    """The first batch of the funnel from this seed: its weights are drawn before."""
    rng = draw(seed)
    net.init(rng, sizes=of_digits.FUNNEL, std=0.1)
    return minibatches(rng, len(X), 25)[0]


# ---- overblown?


def signal_and_blame(seed, std, scale=1.0, sizes=of_digits.WORMHOLE):
    params = net.init(draw(seed), sizes=sizes, std=std)
    z, _, hidden = net.forward(params, X / scale)
    _, gradients = net.loss_and_gradients(params, X[:25] / scale, Y[:25])
    signal = np.array([size(X / scale), *map(size, (*hidden, z))])
    last = len(hidden) + 1
    blame, weights = (
        np.array([size(gradients[f"{kind}{i}"]) for i in range(last)]) for kind in "bW"
    )
    return signal[1:] / signal[:-1], blame[:-1] / blame[1:], weights


def test_the_wormhole_is_the_opposite_of_overblown():
    assert says("Each layer says less than a hundredth of what the one before says, and on the way")
    assert says("each layer says less than a hundredth of what the one before says, and the blame ")
    starts = [signal_and_blame(seed, 0.001) for seed in range(100, 120)]
    assert max(grows.max() for grows, _, _ in starts) < 0.01
    assert np.mean([(fades < 0.01).all() for _, fades, _ in starts]) > 0.9
    assert all(np.exp(np.log(fades).mean()) < 0.01 for _, fades, _ in starts)


def test_its_gradient_is_as_small_in_all_layers():
    assert says("hence the ratios of section 2, which were as small in all layers")
    assert says("They are about equally small")
    assert says("It gets the most blame.")
    for seed in range(100, 110):
        _, fades, weights = signal_and_blame(seed, 0.001)
        assert weights.max() < 30 * weights.min()
        assert weights.max() < 1e-24
        assert fades.max() < 1  # the last layer has the largest blame


def test_weights_of_1_do_what_the_author_had_in_mind():
    assert says("Weights of 1 do what the author had in mind.")
    for seed in range(100, 110):
        grows, fades, _ = signal_and_blame(seed, 1.0)
        assert np.prod(grows) > 1_000
        assert np.prod(fades) > 100


def test_hes_scale_keeps_the_mean_square():
    assert says("Which s keeps the mean square as it was?")
    for seed in OTHER_STARTS:
        H, rng = X[:500] / INK, draw(seed)
        sums = H @ (net.he_std(64) * rng.normal(size=(64, 4_000)))
        assert np.mean(sums**2) == pytest.approx(2 * np.mean(H**2), rel=0.1)
        assert np.mean(np.maximum(sums, 0) ** 2) == pytest.approx(np.mean(H**2), rel=0.1)
        for _ in range(30):
            H = np.maximum(H @ (net.he_std(H.shape[1]) * rng.normal(size=(H.shape[1], 200))), 0)
            assert 0.2 < size(H) < 1.2


def test_the_wormhole_gets_up_and_two_hidden_layers_do_better():
    assert says("He's weights, pixels from 0 to 1, and Adam.")
    assert says("No. It gets up. It is not a *good* network: two hidden layers do better")
    two = {"start": {"sizes": (64, 32, 16, 10)}}
    deep = [cured("wormhole", seed).accuracy for seed in OTHER_STARTS]
    how = GRAVES["wormhole"].cured_settings | two
    flat = [net.undergo(draw(seed), **how).accuracy for seed in OTHER_STARTS]
    assert min(deep) > 0.7
    assert np.mean(flat) > np.mean(deep) + 0.01
    assert max(meant(seed).accuracy for seed in OTHER_STARTS) < np.mean(deep)  # without Adam


# ---- four pictures


def test_the_four_rates_as_he_meant_them():
    assert says("learning rates, 1, 0.1, 0.01 and 0.001")
    assert of_digits.RATES == (1.0, 0.1, 0.01, 0.001)
    assert says("From this start the best of them is 0.1.")
    assert says("With 0.001 nothing is wrong at all but patience.")
    best = 0
    for seed in (100, *OTHER_STARTS, 103):
        tenth, hundredth = at_rate(0.1, seed).accuracy, at_rate(0.01, seed).accuracy
        best += tenth > hundredth > 0.2
    assert best >= 3
    record, run = net.begin(draw(100), **of_digits.at_rate(0.001) | {"epochs": 150})
    assert any(
        record.trial(step.params).accuracy > 0.5 for step in run if step.index % (5 * 62) == 0
    )


def test_two_flat_lines_that_only_vital_signs_tell_apart():
    assert says("Two flat lines, and for one the cure is a shorter step, for the other a longer")
    assert says("You can by the vital signs: exercise 1 for the first, exercise 2 for the second.")
    long, short = (f"funnel at a learning rate of {rate}" for rate in ("1", "0.001"))
    assert GRAVES[short].settings["alpha"] < GRAVES[short].cured["alpha"]
    assert GRAVES[long].settings["alpha"] > GRAVES[long].cured["alpha"]
    for far, near in zip(corpses(long), corpses(short), strict=True):
        for trial in (far, near):
            assert trial.losses.reshape(12, -1).mean(axis=1)[1:] == pytest.approx(GUESSING, abs=0.1)
        dead = [max(map(net.dead_share, said(trial)[:-1])) for trial in (far, near)]
        assert dead[0] == 1 > 0.5 > dead[1]
        assert max(weights_ratios(near)) * 0.001 < 1e-3  # of themselves, the weights move so far


def test_a_layer_dies_within_the_first_epochs():
    assert says("With 1 the first epochs throw the weights so far that a layer dies.")
    assert says("Within the first epochs the weights are thrown so far that a whole layer falls ")
    for seed in OTHER_STARTS:
        trial = net.undergo(draw(seed), **of_digits.at_rate(1.0) | {"epochs": 4})
        assert max(map(net.dead_share, said(trial)[:-1])) == 1


# ---- bugs that run


def test_batches_prelus_and_their_numbers():
    assert "61 batches of 25: 85 of 1,540 rows" in printed("size_of_batch")
    assert "500 batches of 100: 599 of 50,000 rows" in printed("size_of_batch")
    for seed in OTHER_STARTS:
        assert len(np.unique(deals.i_plus_j(draw(seed), 1_540, 25))) == 85
    assert says("Of 1,540 rows only 85 were ever in a batch.")
    assert says("lets a tenth of what is below 0 through, so its slope is 0.1 or 1")
    for trial in corpses("PReLU that overwrites its input"):
        assert np.unique(said(trial)[0]).tolist() == [0.1, 1.0]


@functools.cache
def suspicious():
    """The lesson's function with a bug."""
    _, scope = run_cells(
        LESSON.cell("def suspicious"), np=np, net=net, draw=draw, wrong_gradients=bank_of("wrong")
    )
    return scope["suspicious"]


def bank_of(start):
    [found] = [e.reference for e in bank.EXERCISES if e.name.startswith(start)]
    return found


def test_the_function_with_a_bug_costs_three_digits_of_two_hundred():
    assert says("it names nearly as many of the new rows right as a sound one")
    wrong, right = LESSON.search(r"some (\d+) of 200 where that has (\d+)")
    shares = []
    for rule in (suspicious(), net.loss_and_gradients):
        how = everyday.SOUND | {"body": dense(loss_and_gradients=rule)}
        assert how["epochs"] == 8
        trials = [net.undergo(draw(seed), **how) for seed in range(100, 112)]
        assert all(end(trial) < 0.3 * trial.losses[:20].mean() for trial in trials)
        shares.append([200 * trial.accuracy for trial in trials])
    assert np.mean(shares, axis=1) == pytest.approx([wrong, right], abs=1.3)
    assert np.mean(shares[0]) < np.mean(shares[1])


def test_its_last_layer_is_right_and_its_first_is_not():
    assert says("The gradients of the last layer are right, so everything up to `delta1` is.")
    for seed in OTHER_STARTS:
        rng = draw(seed)
        params = net.init(rng, sizes=(6, 5, 3))
        rows, right = rng.normal(size=(8, 6)), np.eye(3)[rng.integers(3, size=8)]
        errors = check_gradients(suspicious(), params, rows, right)
        assert max(errors["W1"], errors["b1"]) < 1e-6
        assert min(errors["W0"], errors["b0"]) > 1e-3
        assert sorted(bank_of("wrong")(suspicious(), params, rows, right)) == ["W0", "b0"]


# ---- what you should see in the panel


@pytest.fixture(scope="module")
def treated():
    """What the panel shows at the end of a run: what it says, and the vital signs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plots.Picture, "png", lambda self: b"")
        panel = GravePanel(synchronous=True)

        @functools.cache
        def run(grave="wormhole", **chosen):
            panel.settings = cures.UNTREATED | {"grave": grave, "seed": 0} | chosen
            assert panel.message.value == ""
            return panel.text, panel._look(panel.driver.latest)

        yield run
        panel.close()


WITH_ADAM = {"std": "He", "inputs": "0 to 1", "update": "Adam", "alpha": 0.003, "length": 3}
WITH_BOTH = {"std": "He", "inputs": "0 to 1", "alpha": 0.1, "length": 3, "skip": True, "norm": True}


def spreads(look):
    return np.array([look.inputs, *(layer.spread for layer in look.layers)])


def test_the_panel_at_the_wormhole(treated):
    assert says(
        "The spread falls by more than a hundred times a layer, until it leaves the picture"
    )
    assert says("The autopsy says: vanishing signal.")
    text, look = treated()
    assert "✘ It does not live" in text
    assert "Autopsy: vanishing signal" in text
    before = autopsy(corpse("wormhole", 0)).vitals.before
    start = [look.inputs, *(layer.spread for layer in before)]
    assert all(b < a / 100 for a, b in pairwise(start))
    assert spreads(look)[-1] < 1e-8  # where the axis ends


def test_the_panel_with_one_cure_after_the_other(treated):
    assert says("With He's weights alone it moves, and after so short a run it does not live.")
    assert says(
        "With inputs from 0 to 1 it does worse: its slopes are smaller now, and the step is"
    )
    assert says("The autopsy says `unknown` to both: no cause on its list.")
    text, he = treated(std="He")
    _, dead = treated()
    assert "✘ It does not live" in text
    assert f"Autopsy: {UNKNOWN}" in text
    assert he.point[0] < dead.point[0] - 0.3
    text, small = treated(std="He", inputs="0 to 1")
    assert "✘ It does not live" in text
    assert f"Autopsy: {UNKNOWN}" in text
    assert small.point[2] < he.point[2]
    for one, other in zip(small.layers, he.layers, strict=True):
        assert one.ratio < other.ratio
    assert says("With Adam and a longer run it gets up, and no spread is far from its neighbour's.")
    text, alive = treated(**WITH_ADAM)
    assert "✔ It lives" in text
    assert all(0.5 < after / before < 3 for before, after in pairwise(spreads(alive)))


def test_the_panel_with_skip_connections_and_normalisation(treated):
    assert says("With skip connections and normalisation it lives as well, and names more of the")
    _, adam = treated(**WITH_ADAM)
    text, both = treated(**WITH_BOTH)
    assert "✔ It lives" in text
    assert both.point[2] > adam.point[2]


def test_the_panel_at_the_funnel_with_weights_of_1(treated):
    name = "funnel with weights of 1"
    assert says("With smaller inputs the outputs of the funnel are still hundreds of times too")
    assert says("too large before the first update (press **Reset**), and it dies as before")
    text, look = treated(name, inputs="0 to 1")
    assert "✘ It does not live" in text
    assert f"Autopsy: {GRAVES[name].cause}" in text
    assert np.count_nonzero(look.named) == 1
    for seed in OTHER_STARTS:
        grows, _, _ = signal_and_blame(seed, 1.0, INK, of_digits.FUNNEL)
        assert 200 < np.prod(grows) * size(X / INK) / 3 < 3_000  # a few are enough
    assert says("it learns, too slowly, and what the autopsy finds is a step too short")
    text, look = treated(name, norm=True)
    assert "✘ It does not live" in text
    assert "Autopsy: step too short" in text
    assert look.point[2] > 0.2


def test_the_panel_at_the_batches_cut_as_i_plus_j(treated):
    name = "batches cut as i + j"
    assert says("Its loss is excellent, 0.01, and of the new rows two in three are right.")
    _, look = treated(name)
    assert look.point[0] == pytest.approx(0.01, abs=0.005)
    assert look.point[2] == pytest.approx(2 / 3, abs=0.05)
    assert says("No initial scale, no step, no longer run brings it above its bar.")
    for chosen in (
        {"std": "He"}, {"std": 0.01}, {"std": 0.3}, {"alpha": 0.001}, {"alpha": 0.03},
        {"length": 10}, {"norm": True}, {"inputs": "0 to 1", "std": "He", "alpha": 0.1},
    ):  # fmt: skip
        assert "✘ It does not live" in treated(name, **chosen)[0], chosen
    text, _ = treated(name, repair=True)
    assert "✔ It lives" in text
    for trial in corpses(name):
        assert says("it knows the rows that it is shown")
        shown = trial.seen > 0
        assert trial.share_right(trial.X[shown], trial.labels[shown]) > 0.97


def test_the_panel_at_the_leak(treated):
    name = "test data leaked into training"
    assert says("It names nearly all of the new rows right. Why does it not live?")
    assert says("It names its new rows better than those, by more than 5 in 100.")
    text, look = treated(name)
    assert "✘ It does not live" in text
    assert look.point[2] > 0.95
    for trial in corpses(name):
        assert trial.accuracy > tables.share_of_others(trial) + 0.05
    assert tables.share_of_others(cured(name)) > cured(name).accuracy - 0.05


# ---- the autopsy


def test_it_asks_in_an_order():
    assert says("if the labels are shuffled, it does not matter that the loss lies still.")
    order = [cause.name for cause in CAUSES]
    assert order.index("shuffled labels") < order.index("step too short")
    assert all(autopsy(t).cause == "shuffled labels" for t in corpses("labels shuffled"))
    told = printed('print("wormhole:", autopsy')
    assert "wormhole: vanishing signal" in told
    assert autopsy(cured("wormhole", OTHER_STARTS[0])).cause == NOTHING
    for name in ("step too short", "equal weights"):
        assert f"Cause: {name}. " in told
    assert f"Cause: {NOTHING}. " in printed('autopsy(GRAVES["all weights equal"].recovers')


def test_the_three_without_a_name_were_meant_to_be_the_same_sound_network():
    assert says("All three were meant to be the same sound network, and one setting of each was")
    names = {"dense": dense, "pictures": tables.pictures, "INK": INK, "plain": plain}
    names |= {"minibatches": minibatches}
    settings = {}
    for line in slab.MEANT.splitlines():
        key, value = line.split(maxsplit=1)
        settings[key] = eval(value, names)  # the lesson's own words
    sound = net.undergo(draw(0), **settings)
    for number, name in enumerate(slab.LYING, start=1):
        grave = GRAVES[name]
        assert len(grave.cured) == 1
        again = grave.recovers(draw(0))
        np.testing.assert_array_equal(again.params["W1"], sound.params["W1"])
        np.testing.assert_array_equal(slab.corpse(number).losses, grave.dies(draw(0)).losses)


def test_the_slab_tells_no_names():
    assert says("with nothing that tells their names")
    told = printed("for number in (1, 2, 3)")
    assert not any(name in told for name in slab.LYING)
    assert "Cause" not in told


def test_the_table_of_vital_signs_is_explained():
    assert says("**Spread** is by how much what it says differs from row to row of the data: 0 if")
    assert says("**Rank** is in how many independent directions what it says can move: 1, if all")
    rng = draw(FRESH)
    alike = np.outer(rng.normal(size=30), [1.0, 2.0, -3.0])
    assert vitals.spread(np.ones((30, 3))) == 0 < vitals.spread(alike)
    assert [vitals.rank(alike), vitals.rank(rng.normal(size=(30, 3)))] == [1, 3]
    assert says("which lies at a flat end of their curve")
    ends = np.array([[0.001, 0.5], [0.999, 0.5]])
    assert vitals.saturated_share(ends, "sigmoid") == 0.5


# ---- section 9


def table_of_the_blind_run():
    """Each row of its table: what was asked, how many were named right, of how many."""
    rows = re.findall(r"\| ([^|]+) \| (\d+) of (\d+) \|", LESSON.words)
    return {what: (int(right), int(of)) for what, right, of in rows}


def test_the_sums_of_the_blind_run_add_up():
    assert says("Then it was run, once, from ten fresh seeds for each")
    table = table_of_the_blind_run()
    seen, held_out, again, healthy = table.values()
    assert seen[1] == 10 * len(GRAVES.keys() - set(HELD_OUT))
    assert held_out[1] == 10 * len(HELD_OUT)
    assert again[1] == 10 * len(GRAVES)
    assert again[0] == again[1]
    assert healthy[0] == healthy[1]
    assert says("Seven of the eight, then, from every seed. The eighth, from none")
    assert held_out[0] == 10 * 7
    assert says("Five times it was called healthy")
    assert says("five times it was given another cause")


def test_seven_symbols_of_ten_come_out_right_where_pushes_are_stuck():
    assert says("a stack whose pushes are stuck at 1")
    assert says("as seven symbols of ten come out right")
    assert says("Seven symbols of ten are right, all pushes are 1, and the pops are one half on ")
    for trial in corpses("half pops"):
        layers = {each.name: each.said for each in trial.body.layers(trial.params, trial.X_new)}
        assert trial.accuracy == pytest.approx(0.7, abs=0.06)
        assert layers["pushes"].min() > 1 - 1e-9
        assert layers["pops"].mean() == pytest.approx(0.5, abs=0.12)
    assert says("and these had been stuck from the start")
    trial = corpse("half pops")
    start = {each.name: each.said for each in trial.body.layers(trial.start, trial.X_new)}
    assert start["pushes"].min() > 1 - 1e-9


@pytest.mark.parametrize("name", GRAVES)
def test_todays_autopsy_names_fresh_deaths(name):
    assert says("That has been mended since.")
    assert "22 of 22 named right" in printed("named = {name: autopsy")
    assert autopsy(corpse(name, OTHER_STARTS[-1])).cause == GRAVES[name].cause


def test_of_a_cause_that_it_does_not_know_it_says_unknown_at_best():
    assert says("Of another it says `unknown` at best.")
    found = []
    for seed in (100, 101):
        trial = cured("dead ReLUs", seed)
        swapped = {**trial.params, "W1": np.roll(trial.params["W1"], 1, axis=1)}
        found.append(autopsy(replace(trial, params=swapped)).cause)
    assert UNKNOWN in found
    assert NOTHING not in found


def test_accuracy_is_not_a_vital_sign():
    assert says("The network with **leaked test data** is better dead than cured")
    assert says("has 95% right by saying no to everything, and finds not one of the eights")
    assert says("The cost with **log of zero** names its digits well enough.")
    assert says("Each of these three has another bar, and passes it when cured.")
    leak, lopsided, log = (
        "test data leaked into training", "accuracy on a lopsided set", "cost with log of zero",
    )  # fmt: skip
    for seed in OTHER_STARTS:
        assert corpse(leak, seed).accuracy > cured(leak).accuracy + 0.05
        assert corpse(lopsided, seed).accuracy == pytest.approx(0.95, abs=0.005)
        assert tables.shares_found(corpse(lopsided, seed)).tolist() == [1, 0]
        assert corpse(log, seed).accuracy > 0.8
        assert not np.isfinite(corpse(log, seed).losses).any()
    assert says("the two marks lie on each other")
    assert abs(cured(lopsided).accuracy - corpse(lopsided).accuracy) < 0.02
    bars = [GRAVES[name].bar for name in (leak, lopsided, log)]
    assert not any(re.fullmatch(r"names more than \d+% of the new rows right", b) for b in bars)


def test_skip_connections_and_normalisation_each_alone():
    assert says("Neither alone is any help here, on average over several starts: skips make it ")
    several = range(101, 106)
    skip, norm, neither, both = (
        [meant(seed, **how).accuracy for seed in several]
        for how in ({"skip": True}, {"norm": True}, {}, {"skip": True, "norm": True})
    )
    assert np.median(skip) == pytest.approx(0.1)
    assert max(map(np.mean, (skip, norm, neither))) < np.mean(both) - 0.25
    assert says("(32 layers with one of them, or with neither, stay at 0.10)")
    for how in ({}, {"skip": True}, {"norm": True}):
        assert meant(FRESH, sizes=DEEP, epochs=3, **how).accuracy == pytest.approx(0.1)


@pytest.mark.weekly
def test_skips_alone_are_worse_than_neither_and_normalisation_alone_is_no_better():
    assert says("skips make it worse, and normalisation no better")
    skip, norm, neither = (
        np.mean([meant(seed, **how).accuracy for seed in range(100, 124)])
        for how in ({"skip": True}, {"norm": True}, {})
    )
    assert skip < neither - 0.1
    assert norm < neither + 0.05


def test_with_skips_alone_the_layers_grow_and_the_first_steps_tear_them():
    assert says("With skips alone, what the layers say grows by more than half from each to the ")
    assert says("from nearly every start the first steps tear the network apart")
    growth, torn = [], []
    for seed in range(100, 110):
        params = net.init(draw(seed), sizes=of_digits.WORMHOLE)
        told = [size(h) for h in net.forward(params, X / INK, skip=True)[1][3:]]
        growth.append((told[-1] / told[0]) ** (1 / (len(told) - 1)))
        body = {"body": dense(skip=True), "start": {"sizes": of_digits.WORMHOLE}, "epochs": 1}
        trial = net.undergo(draw(seed), **MEANT | body)
        torn.append(trial.losses[:8].max() > 2 * GUESSING and trial.accuracy < 0.25)
    assert min(growth) > 1.4
    assert np.mean(growth) > 1.5
    assert sum(torn) >= 8


def test_both_together_make_deep_networks_nearly_as_good_as_shallow_ones():
    assert says("Both together make eleven layers nearly as good as two, and 32 layers as well.")
    both = [meant(seed, skip=True, norm=True).accuracy for seed in range(101, 106)]
    two = [meant(seed, sizes=(64, 32, 16, 10)).accuracy for seed in OTHER_STARTS]
    assert np.median(both) > np.mean(two) - 0.05  # of 24 starts, one was far behind
    assert "32 layers, skip and norm more than 75 in 100" in printed("deep = {")
    early = meant(FRESH, sizes=DEEP, skip=True, norm=True, epochs=12)  # of 20: the rest takes time
    assert early.accuracy > 0.7


# ---- what is written on the graves


def ends_at_guessing(trial, by=0.1):
    return abs(end(trial) - GUESSING) < by


def test_what_was_seen_of_those_of_digits():
    assert says("It names about one picture in five right, at the most.")
    assert all(0.09 < t.accuracy < 0.25 for t in corpses("one-neuron bottleneck"))
    assert says("The loss is enormous at once, then NaN or that of guessing. One digit for ")
    for trial in corpses("funnel with weights of 1"):
        assert trial.losses[0] > 1e3
        assert np.isnan(trial.losses[-1]) or ends_at_guessing(trial)
        assert len(called(trial)) == 1
    assert says(
        "Each layer says several times as much as the one before, and so does the gradient."
    )
    for seed in range(100, 110):
        grows, fades, _ = signal_and_blame(seed, 1.0, sizes=of_digits.FUNNEL)
        assert np.exp(np.log(grows).mean()) > 2.5
        assert np.exp(np.log(fades).mean()) > 2
    assert says("The loss jumps about near that of guessing. One digit is said for everything.")
    for trial in corpses("funnel at a learning rate of 1"):
        late = trial.losses[-300:]
        assert late.std() > 0.01
        assert late == pytest.approx(GUESSING, abs=0.2)
        assert len(called(trial)) == 1
    assert says("The loss moves, in the third digit. After 12 epochs it is still that of guessing.")
    for trial in corpses("funnel at a learning rate of 0.001"):
        first, *_, last = trial.losses.reshape(12, -1).mean(axis=1)
        assert 0.001 < first - last < 0.03
        assert ends_at_guessing(trial, by=0.03)
    assert says("The loss stays at that of guessing, and one digit is said for everything.")
    for trial in corpses("wormhole"):
        assert trial.losses == pytest.approx(GUESSING, abs=0.1)
        assert len(called(trial)) == 1


def test_what_helps_is_as_much_as_is_said():
    for name, ratio in (("1", 1 / 20), ("0.001", 50)):
        grave = GRAVES[f"funnel at a learning rate of {name}"]
        assert grave.cured["alpha"] / grave.settings["alpha"] == pytest.approx(ratio)
    assert says("A step twenty times shorter.")
    assert says("A step fifty times longer.")
    assert says("A step of 10.")
    assert GRAVES["alpha of 1000"].cured == {"alpha": 10.0}
    assert says("More hidden units: 32 are plenty.")
    assert GRAVES["one-neuron bottleneck"].cured["start"]["sizes"] == (64, 32, 10)
    assert says("Biases of 0.")
    assert "bias" not in GRAVES["dead ReLUs"].cured["start"]


def test_what_was_seen_of_those_of_matrices():
    assert says("The network runs, and learns next to nothing.")
    for trial in corpses("PReLU that overwrites its input"):
        assert trial.accuracy < 0.25
        assert end(trial) > GUESSING - 0.1
    assert says("The loss looks excellent. On new rows it is much worse than that promises.")
    for trial in corpses("batches cut as i + j"):
        assert end(trial) < 0.05
        assert trial.accuracy < 0.8
    assert says("The loss is NaN, at once or after a few batches, and so are all weights from then")
    for trial in corpses("softmax without the shift"):
        first = int(np.isnan(trial.losses).argmax())
        assert first < 10
        assert np.isnan(trial.losses[first:]).all()
        assert all(np.isnan(W).all() for W in trial.params.values())
        assert said(trial, trial.start)[-1].max() > 710
    assert says("The cost is NaN from the first batch on.")
    assert all(np.isnan(t.losses).all() for t in corpses("cost with log of zero"))


def test_what_was_seen_of_those_of_other_posts():
    assert says("One digit or two are said for everything.")
    assert all(len(called(t)) <= 2 for t in corpses("dropout with the wrong delta"))
    assert says("The error is one half, and stays there to the last digit.")
    assert says("output or hidden units are at an end of their sigmoid for every row")
    errors = []
    for seed in range(100, 110):
        trial = corpse("alpha of 1000", seed)
        *_, hidden, p = said(trial)
        errors.append(np.abs(trial.y - p).mean())
        at_an_end = [((h < 1e-3) | (h > 1 - 1e-3)).all(axis=1) for h in (hidden, p)]
        assert np.any(at_an_end, axis=0).all()
        assert length(slopes(trial, trial.params)) < 1e-4
    assert sum(abs(np.array(errors) - 0.5) < 1e-5) >= 9
    assert says("It learns well for a while. Then, from one batch to the next, the loss explodes.")
    for trial in corpses("weights moved one at a time"):
        last = int(np.isnan(trial.losses).argmax())
        assert trial.losses[:last].min() < 0.8
        late = trial.losses[last - 4 : last]
        assert (late[1:] > 10 * late[:-1]).all()


def off_by(record, params):
    """How far the gradient of the second weights is off, as a share of its length."""
    rows = minibatches(draw(FRESH), len(record.table.X), 25)[0]
    asked = params, record.table.X[rows], record.table.y[rows]
    rules = record.body.loss_and_gradients, net.loss_and_gradients
    wrong, right = (rule(*asked)[1]["W1"] for rule in rules)
    return np.linalg.norm(wrong - right) / np.linalg.norm(right)


def test_gradients_through_moved_weights_are_the_more_off_the_larger_they_are():
    assert says("are off, by some hundredths at first, and more the larger they are.")
    first = []
    for seed in range(100, 110):
        record, run = net.begin(draw(seed), **GRAVES["weights moved one at a time"].settings)
        first.append(off_by(record, next(run).params))
        if seed in OTHER_STARTS:
            exploding = next(step for step in run if step.loss > 10)
            assert off_by(record, exploding.params) > 5 * first[-1]
    assert min(first) > 0.005
    assert 0.01 < np.median(first) < 0.1


def test_what_was_seen_of_those_of_everyday_life():
    assert says("The loss hardly falls below that of guessing.")
    assert all(ends_at_guessing(t, by=0.15) for t in corpses("all weights equal"))
    assert says("The loss hardly falls below that of guessing; new rows are named by chance.")
    for trial in corpses("labels shuffled"):
        assert ends_at_guessing(trial)
        assert trial.accuracy < 0.25
    assert says("The nearest neighbour of a picture has the same label in one case of ten.")
    for trial in corpses("labels shuffled"):
        assert vitals.neighbour_agreement(trial.X, trial.labels) == pytest.approx(0.1, abs=0.06)
    assert says("The loss falls, rises, and ends above that of guessing.")
    for trial in corpses("gradient not reset"):
        curve = trial.losses.reshape(8, -1).mean(axis=1)
        assert curve[0] < trial.losses[0]
        assert curve[-1] > GUESSING > curve[0]
    assert says("The network says about one half for every digit, and is right in half of them.")
    for trial in corpses("every row against every row"):
        answers = said(trial, rows=trial.X_new)[-1]
        assert answers.mean() == pytest.approx(0.5, abs=0.17)
        assert answers.std() < 0.1
        assert trial.accuracy == pytest.approx(0.5, abs=0.1)
    assert says("The weights run off, and the loss is NaN in the end.")
    assert all(np.isnan(t.losses[-1]) for t in corpses("softmax over the rows"))
    assert says("Of 100 new rows 95 are named right, and everyone is content.")
    assert says("The loss falls at first, and then it lies still, far from its end.")
    for trial in corpses("learning rate faded too early"):
        curve = trial.losses.reshape(8, -1).mean(axis=1)
        assert trial.losses[:5].mean() > curve[1] + 0.2
        assert curve[1:] == pytest.approx(curve[1], abs=0.01)
        assert curve[-1] > 1.5
        assert (trial.alphas == 0).mean() > 0.5
    assert says("The loss is that of guessing, and one digit is said for everything.")
    for trial in corpses("dead ReLUs"):
        assert ends_at_guessing(trial, by=0.02)
        assert len(called(trial)) == 1


def test_the_leak_names_fewer_than_nine_in_ten_of_digits_that_are_new_indeed():
    assert says("Nearly all new rows are named right, from 500 rows: too good to be true.")
    assert says("Of digits that are new indeed, it names fewer than nine in ten.")
    for trial in corpses("test data leaked into training"):
        assert len(trial.X) == 500
        assert trial.accuracy > 0.95
        assert 0.85 < tables.share_of_others(trial) < 0.9


# ---- the quiz


def test_four_ways_to_lie_still_look_alike():
    assert says("a dead layer, a vanished signal, a step too short and shuffled labels all look ")
    for name in ("dead ReLUs", "wormhole", "funnel at a learning rate of 0.001", "labels shuffled"):
        assert all(ends_at_guessing(trial) for trial in corpses(name))
    assert says("A network with one layer can lie still as well.")
    how = everyday.SOUND | {"start": {"sizes": (64, 10), "std": 0.001}, "alpha": 1e-6}
    assert ends_at_guessing(net.undergo(draw(FRESH), **how), by=0.01)


def test_a_right_gradient_may_be_that_of_a_wrong_loss():
    assert says("Of *every row against every row* all gradients agree.")
    trial = corpse("every row against every row")
    rule, rows = trial.body.loss_and_gradients, slice(6)
    few = net.init(draw(FRESH), sizes=(64, 3, 1))
    errors = check_gradients(rule, few, trial.X[rows], trial.y[rows])
    assert max(errors.values()) < 1e-6
    loss, _ = rule(few, trial.X[rows], trial.y[rows])
    assert len(set(trial.y[rows].ravel())) > 1
    assert rule(few, trial.X[rows], trial.y[rows][::-1])[0] == pytest.approx(loss)


# ---- the last exercise


def test_a_minute_and_a_half_is_the_limit_and_the_reference_is_above_the_bar():
    assert says("Name more than 85 of 100 new digits right")
    assert says("A minute and a half is the limit.")
    [last] = [each for each in bank.EXERCISES if each.name == "rebuild"]
    assert last.seconds == 90
    rows, labels, new, sizes = last.draw(draw(FRESH))
    assert len(sizes) == 12
    handed_on = last.reference(rows, labels, new, sizes)
    assert [h.shape[1] for h in handed_on] == [*sizes[1:]]
    right = digits_of(rows, labels, new)
    assert (handed_on[-1].argmax(axis=1) == right).mean() > 0.85


def digits_of(rows, labels, new):
    """Which digit each of these rows is: found among all that there are."""
    pixels, known = np.concatenate([X, X_NEW]), np.concatenate([LABELS, LABELS_NEW])
    return np.array([known[np.square(pixels - row).sum(axis=1).argmin()] for row in new])


# ---- the pictures, and what right answers do to the rest of the lesson


@pytest.fixture
def told(monkeypatch):
    """The texts of pictures that are shown."""
    texts = []
    monkeypatch.setattr(figures.plots, "show", lambda made, text: texts.append(text))
    return texts


def test_pictures_are_told_by_their_numbers(told):
    sizes = {"He": np.array([0.5, 0.25]), "none": np.array([0.1, 0.0])}
    back = {"He": np.array([0.01, 0.02]), "none": np.array([0.3, 0.4])}
    figures.signal_and_blame(sizes, back)
    figures.rates({0.1: np.array([2.25, 0.125]), 1.0: np.array([1e9, 2.3])})
    figures.before_and_after({"one": (0.1, 0.9), "two": (0.97, 0.88), "three": (0.3, 0.6)})
    assert "He: 0.5 in the first, 0.2 in the last" in told[0]
    assert "none: 0.1 in the first, 0 in the last" in told[0]
    assert "blame that comes back to each layer, He: 0.01 in the first, 0.02 in the last" in told[0]
    assert told[1].startswith("The loss of guessing is 2.30. ")
    assert "with alpha = 0.1 the loss falls below half of that" in told[1]
    assert "with alpha = 1 the loss is no better than that at the end" in told[1]
    assert "two: fewer when cured; three: some more when cured; one: many more" in told[2]


@pytest.mark.parametrize("which", [0, 2])
def test_the_lesson_runs_on_with_any_answer_that_was_accepted(which, capsys, told, monkeypatch):
    """Right answers need not be the course's: no later cell may ask more of them than `check`."""
    monkeypatch.setattr(plots.Picture, "png", lambda self: b"")
    monkeypatch.setattr(GravePanel, "__init__", functools.partialmethod(synchronous_panel))
    answers = {exercise.name: exercise.alternatives[which] for exercise in bank.EXERCISES}
    heavy = {"first-grave", "wormhole-cured", "four-rates", "cut", "prelu", "autopsy", "healthy",
             "again", "all-graves", "skip-and-norm"}  # fmt: skip
    scope = {"__name__": "lesson"}
    for each in LESSON.notebook.cells:
        if each.cell_type != "code" or heavy & set(each.metadata.get("tags", ())):
            continue
        if each.metadata.get("only") == "solution":
            continue
        if "exercise" in each.metadata:
            name = each.metadata["exercise"].split(".")[1]
            scope[name] = answers[name]
            continue
        with np.errstate(divide="ignore"):  # one of the answers divides by weights that are all 0
            exec(compile(each.source, "lesson", "exec"), scope)  # the course's own cells
    scope["panel"].close()
    out = capsys.readouterr().out
    assert "funnel at a learning rate of 1, dead : silent for ever, layer by layer: " in out
    assert re.search(r"wormhole, cured: 0\.\d+, ", out)
    assert "layer 30 of 200 units says 0.5" in out
    assert {*re.search(r"^wrong: .(.*).$", out, re.M)[1].replace("'", "").split(", ")} == {
        "W0", "b0",
    }  # fmt: skip
    assert out.count("Wrong gradients: none") == 3
    assert len(told) == 1


MADE = GravePanel.__init__


def synchronous_panel(self, *functions, **settings):
    MADE(self, *functions, synchronous=True, **settings)
