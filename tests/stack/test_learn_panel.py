"""The panel in which a controller learns says what it does, and hands it over as a script.

What a whole run comes to is asked in ``test_claims.py``.
"""

import json
import re

import numpy as np
import pytest
from panels import at, fixtures, printed_by

from course.kit import plots
from course.kit.checking import exercises
from course.stack import exam, learn_panel, lengths, net, stack, tasks, walk
from course.stack.learn_panel import EACH, LearnPanel
from course.stack.learn_picture import GATES, LONG, SHORT, TALL
from course.stack.learn_words import LETTERS, span
from course.stack.memories import MEMORIES

END = 20  # updates; a whole run takes longer
FIRST = {
    "controller": "feed-forward", "memory": "stack", "task": "reverse", "seed": 1,
    "gate_noise": 2.0, "hidden_noise": 0.3, "alpha": 0.01, "symbols": 4, "hidden": 16, "length": 8,
    "speed": 5,
}  # fmt: skip
SETTINGS = [
    {},
    {"memory": "queue", "task": "copy", "symbols": 2, "hidden": 4, "length": 1},
    {"memory": "deque", "controller": "recurrent", "length": 16, "seed": 9999},
    {"controller": "recurrent", "gate_noise": 0.0, "hidden_noise": 0.0, "symbols": 8, "hidden": 32},
]
WALK = r"while it takes in, push (.*?) and pop (.*?); while it answers, push (.*?) and pop (.*?);"
shared, one, seen = fixtures(LearnPanel, FIRST)


@pytest.fixture(autouse=True)
def short_runs(monkeypatch):
    monkeypatch.setattr(learn_panel, "STEPS", END)


class Trained:
    """What the settings must lead to after so many updates, without a panel."""

    def __init__(self, settings, index):
        rng = np.random.default_rng(settings["seed"])
        self.memory, self.task = MEMORIES[settings["memory"]], tasks.TASKS[settings["task"]]
        self.n_symbols, self.n = settings["symbols"], settings["length"]
        start = net.init(
            rng, n_symbols=self.n_symbols, hidden=settings["hidden"], memory=self.memory,
            recurrent=settings["controller"] == "recurrent",
        )  # fmt: skip
        noise = {name: settings[name] for name in ("gate_noise", "hidden_noise")}
        run = net.train(
            start, n_symbols=self.n_symbols, task=self.task, memory=self.memory, **noise,
            alpha=settings["alpha"], steps=index + 1, rng=rng,
        )  # fmt: skip
        self.losses = []
        with np.errstate(over="ignore"):
            for step in run:
                self.losses.append(step.loss)
                if step.index == index:  # else it would be updated once more
                    break
        self.step, self.params = step, step.params

    def exact(self, length):
        """How many of the sequences of one length that a panel asks are right."""
        asked = lengths.draw(SHORT if length in SHORT else LONG, EACH, self.n_symbols, self.task)
        i = asked.lengths.index(length)
        X = asked.X[EACH * i : EACH * (i + 1), : 2 * length]
        report = exam.examine(self.params, X, asked.y[i], memory=self.memory)
        return round(EACH * report.exact), report.right

    def walk(self, symbols):
        X, y = tasks.encode(np.array(symbols), self.n_symbols, self.task)
        z, trace = walk.forward(self.params, X[None], memory=self.memory)
        return z[0, len(symbols) :].argmax(axis=-1), y.argmax(axis=-1), trace


def told(text):
    """What the read-out says, by what it is."""
    shown, says = re.search(r"^sees (.*), says (.*?): ", text, re.M).groups()
    counts = re.search(r"of lengths 1 to 16: (.*?); ", text)[1]
    return {
        "step": int(re.match(r"step ([\d,]+) of", text)[1].replace(",", "")),
        "loss": re.search(r"learnt from next (\S+);", text)[1],
        "symbols": [LETTERS.index(letter) for letter in shown.split()],
        "says": [LETTERS.index(letter) for letter in says.split()],
        "counts": [int(count) for count in counts.split(", ")],
    }


# ---- numbers


@pytest.mark.parametrize("index", [0, 7, None])
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_read_out_tells_what_the_controller_does(one, settings, index):
    text = at(one, index, **settings)
    numbers, trained = told(text), Trained(one.settings, END if index is None else index)
    assert numbers["step"] == trained.step.index
    assert numbers["loss"] == f"{trained.step.loss:.3g}"
    assert f"of length {trained.step.length} that are learnt" in text
    said, wanted, trace = trained.walk(numbers["symbols"])
    assert numbers["says"] == said.tolist()
    right = int((said == wanted).sum())
    assert f": {right} of {one.settings['length']} right" in text
    assert ("should say" in text) == (right < len(said))
    halves = slice(len(said)), slice(len(said), None)
    walked = re.findall(WALK, text + ";")
    ends = range(trained.memory.ends) if trained.memory.ends == 2 else [0]
    ranges = [
        tuple(span(gate[0, half, end]) for half in halves for gate in (trace.d, trace.u))
        for end in ends
    ]
    # The last words of one end are followed by the other's line.
    flat = re.sub(r"\n(at the|right in)", r";\n\1", text)
    assert re.findall(WALK, flat) == ranges or walked == ranges
    assert numbers["counts"] == [trained.exact(length)[0] for length in SHORT]
    shares = (f"{100 * trained.exact(length)[1]:.3g}" for length in (8, 16))
    assert "{} per cent at length 8, {} at length 16".format(*shares) in text


def test_the_least_decided_gate_is_named(one):
    for memory in MEMORIES:
        text = at(one, 9, memory=memory)
        name, value, step = re.search(r"least decided: (\w+) (\S+) in step (\d+)", text).groups()
        _, _, trace = Trained(one.settings, 9).walk(told(text)["symbols"])
        gates = np.concatenate([trace.d[0], trace.u[0]], axis=1)
        gate = {"push": trace.d, "pop": trace.u}[name][0, int(step) - 1]
        near_half = np.abs(gates - 0.5).min()
        assert np.abs(gate - 0.5).min() == near_half
        assert np.abs(float(value) - 0.5) == pytest.approx(near_half, abs=0.006)


@pytest.mark.parametrize("speed", [1, 1000])
def test_curve_and_exams_are_the_same_at_every_speed(one, speed):
    at(one, None, speed=speed)
    losses = Trained(one.settings, END).losses
    assert one._trail.index == list(range(0, END + 1, 10))
    means = [np.mean(losses[max(0, index - 9) : index + 1]) for index in one._trail.index]
    np.testing.assert_allclose(one._trail.values, means, rtol=1e-12)


def test_another_length_on_screen_does_not_change_the_run(one):
    at(one, 5)
    run, before = one.driver.latest, told(one.text)
    for length in (1, 3, 16):
        one.controls["length"].value = length
        assert one.driver.latest is run
        numbers = told(one.text)
        assert len(numbers["symbols"]) == length
        assert numbers["symbols"][:3] == before["symbols"][:length][:3]
        assert numbers["counts"] == before["counts"]


def test_longer_sequences_are_asked_once_those_of_the_training_are_right(one, monkeypatch):
    assert "longer ones are asked once lengths 1 to 8 are all right" in one.text
    assert len(one._shares[0]) == 16
    ask, asked = lengths.ask, []

    def knows_short_ones(params, which, *, memory):
        asked.append(which.lengths)
        exact, right = ask(params, which, memory=memory)
        return (np.ones(16) if which.lengths == SHORT else exact), right

    monkeypatch.setattr(lengths, "ask", knows_short_ones)
    one.step()
    assert asked == [SHORT, LONG]
    counts = [f"{Trained(FIRST, 1).exact(length)[0]}" for length in LONG]
    assert f"; of lengths 32, 64: {', '.join(counts)}" in one.text
    assert len(one.picture.exact.get_paths()) == 18


# ---- the picture


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_bars_and_tiles_show_gates_and_strengths(one, settings):
    text = at(one, 11, **settings)
    trained = Trained(one.settings, 11)
    _, _, trace = trained.walk(told(text)["symbols"])
    for name, gate in (("d", trace.d[0]), ("u", trace.u[0])):
        paths = one.picture.bars[name].get_paths()
        foot = GATES[name][0] + TALL
        heights = [(foot - path.vertices[:, 1].min()) / TALL for path in paths]
        np.testing.assert_allclose(heights, gate.ravel(), rtol=1e-9)
    steps = 2 * trained.n
    shown = one.picture.memory.shown[::-1]  # the lowest row last
    assert shown.shape == (trained.memory.ends * steps, steps)
    for t, s in enumerate(trace.s[1:]):
        here = trained.memory.window(t, steps)
        np.testing.assert_allclose(shown[here, t], s[0])
        assert shown[:, t].sum() == pytest.approx(s[0].sum())


def test_wrong_answers_have_a_box(one):
    for index in (0, 10, 20):
        numbers = told(at(one, index))
        wanted = numbers["symbols"][::-1]
        wrong = sum(a != b for a, b in zip(numbers["says"], wanted, strict=True))
        assert len(one.picture._boxes.get_paths()) == wrong


@pytest.mark.parametrize("settings", [*SETTINGS, {"length": 16}, {"memory": "deque", "length": 1}])
def test_no_word_leaves_the_picture(one, settings, monkeypatch):
    ends, labels = [], type(one.picture._words)
    add = labels.add

    def noted(self, x, y, text, *, align=0.0, **look):
        end = add(self, x, y, text, align=align, **look)
        ends.append((text, x if align == 0 else 2 * x - end if align == 0.5 else None, end, y))
        return end

    monkeypatch.setattr(labels, "add", noted)
    at(one, None, **settings)
    one.picture._write(one.picture._told)
    one.driver.redraw()
    for text, left, right, y in ends:
        assert left is None or left >= 0, text
        assert right <= plots.WIDTH, text
        assert 8 <= y <= one.picture.size[1] - 8, text


@pytest.mark.parametrize("settings", [{}, {"memory": "deque", "length": 3}], ids=str)
def test_reset_brings_the_first_picture_back(seen, settings):
    at(seen, 0, **settings)
    first, text = seen.image.png, seen.text
    seen.run()
    assert seen.image.png != first
    seen.reset()
    assert seen.image.png == first
    assert seen.text == text


# ---- what cannot be


@pytest.mark.parametrize("wrong", [
    {"symbols": 1}, {"symbols": 9}, {"hidden": 3}, {"hidden": 2.5}, {"alpha": 0}, {"alpha": 0.03},
    {"gate_noise": -1}, {"hidden_noise": float("nan")}, {"memory": "heap"}, {"task": "sort"},
    {"controller": True}, {"seed": -1}, {"length": 0}, {"length": 17},
])  # fmt: skip
def test_what_there_is_not_is_refused(one, wrong):
    [name] = wrong
    one.settings = wrong
    assert f"{name} cannot be " in one.message.value
    assert one.settings == FIRST


def test_a_line_of_settings_brings_a_run_back(one):
    wanted = {"memory": "queue", "task": "copy", "symbols": 5, "length": 11, "seed": 3}
    text = at(one, None, **wanted)
    line = one.settings_line.value
    assert json.loads(line) == FIRST | wanted
    at(one, 0, **FIRST)
    one.settings_line.value = line
    assert (one.text, one.settings_line.value) == (text, line)


@pytest.mark.parametrize("memory", MEMORIES)
def test_extremes_train_without_a_warning(one, memory):
    text = at(
        one, None, memory=memory, hidden=32, symbols=8, alpha=0.1, gate_noise=4.0,
        hidden_noise=1.0, length=16, controller="recurrent",
    )  # fmt: skip
    assert told(text)["step"] == END
    assert "nan" not in text


# ---- whose function


def test_the_courses_functions_say_that_they_stand_in(one):
    assert one.text.endswith(
        "driven by the course's heads, strengths, read, strengths_backward and read_backward, "
        "until yours have passed"
    )
    assert at(one, 0, memory="queue").endswith(
        "driven by the course's heads, until yours has passed"
    )


def learners(calls):
    """Functions as a learner's notebook has them, which note that they are called."""

    def made(name, function):
        def mine(*args):
            calls.append(name)
            return function(*args)

        return mine

    functions = {"heads": walk.heads} | {name: getattr(stack, name) for name in learn_panel.PARTS}
    return {name: made(name, function) for name, function in functions.items()}


def test_a_learners_functions_drive_the_panel_and_are_named(one):
    calls = []
    functions = learners(calls)
    own = LearnPanel(**functions, synchronous=True)
    assert set(calls) == set(functions)  # judging them happened in another process
    text = at(own, 3)
    assert text.splitlines()[-1] == (
        "driven by your heads, strengths, read, strengths_backward and read_backward"
    )
    assert text.splitlines()[:-1] == at(one, 3).splitlines()[:-1]
    calls.clear()
    assert at(own, 3, memory="queue").splitlines()[-1] == "driven by your heads"
    assert set(calls) == {"heads"}
    calls.clear()
    assert at(own, 3, memory="deque").splitlines()[-1] == (
        "driven by the course's heads: a deque has two ends, and yours serve one"
    )
    assert not calls
    own.close()


@pytest.mark.parametrize("memory", ["stack", "queue", "deque"])
@pytest.mark.parametrize("which", [0, 1])
def test_any_accepted_heads_drive_the_panel_with_every_memory(one, memory, which):
    heads = exercises()["stack.heads"].alternatives[which]
    own = LearnPanel(heads, synchronous=True, memory=memory)
    assert at(own, 2).splitlines()[0] == at(one, 2, memory=memory).splitlines()[0]
    own.close()


def test_heads_alone_may_be_the_learners(one):
    own = LearnPanel(learners([])["heads"], synchronous=True)
    assert own.text.splitlines()[-1].startswith(
        "driven by your heads, and by the course's strengths, read,"
    )
    own.close()


def test_the_courses_function_stands_in_for_a_learners_that_is_not_right(one):
    own = LearnPanel(lambda params, c, noise_d=0, noise_u=0: (c, c, c), synchronous=True)
    assert at(own, 4) == at(one, 4)
    own.close()


def test_a_run_that_fails_at_once_leaves_the_one_before_on_screen(one):
    def heads(params, c, noise_d=0.0, noise_u=0.0):
        if c.shape == (32, 13):
            raise ValueError("an unlucky number")
        return walk.heads(params, c, noise_d, noise_u)

    own = LearnPanel(heads, synchronous=True)
    before = at(own, 3)
    own.settings = {"hidden": 13}
    assert "Training stopped: ValueError: an unlucky number" in own.message.value
    assert own.text == before
    own.controls["length"].value = 3
    assert told(own.text)["step"] == 3
    assert own._trail.index == [0]
    own.settings = {"hidden": 14}
    assert own.message.value == ""
    assert told(own.text)["step"] == END
    own.close()
    assert own.controls["seed"].comm is None


# ---- copy as code


@pytest.mark.parametrize(("settings", "index"), [
    (SETTINGS[0], None), (SETTINGS[1], 11), (SETTINGS[2], 5), (SETTINGS[3], 0),
])  # fmt: skip
def test_the_copied_script_reproduces_what_is_on_screen(one, tmp_path, settings, index):
    text = at(one, index, **settings)
    printed, numbers = printed_by(one.code, tmp_path).splitlines(), told(text)
    length = re.search(r"sequences of length (\d+) that", text)[1]
    assert printed[0] == (
        f"step {numbers['step']}, loss of the 32 sequences of length {length} that are learnt "
        f"from next {numbers['loss']}"
    )
    walked = text.splitlines()[1:-3]
    assert printed[1 : 1 + len(walked)] == walked
    assert printed[-1].endswith(f": {', '.join(map(str, numbers['counts']))}")


def test_the_copied_script_asks_long_sequences_if_the_panel_did(one, tmp_path, monkeypatch):
    monkeypatch.setattr(learn_panel, "LONG", (17, 18))
    monkeypatch.setattr(learn_panel, "LONGEST", 1)
    text = at(one, None)
    assert one._shares[0].shape == (18,)
    printed = printed_by(one.code, tmp_path)
    counts = re.search(r"; of lengths 17, 18: (.*)", text)[1]
    assert f"of lengths 17, 18: {counts}\n" in printed


def test_the_copied_script_is_numpy_and_nothing_else(one):
    for memory in MEMORIES:
        at(one, 0, memory=memory)
        imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
        assert imports == ["from types import SimpleNamespace", "import numpy as np"]
        assert "course" not in one.code
