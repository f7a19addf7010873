"""The panel for pushing and popping by hand says what its memory does, and gives it as a script."""

import json
import re
import sys

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from panels import as_new, fixtures, printed_by

from course.kit import plots
from course.stack import queue, stack
from course.stack.blends import blend, short
from course.stack.hand_panel import MOVES, PRESETS, HandPanel, Moment
from course.stack.hand_picture import COLOURS, GROUND, PALE, spread
from course.stack.memories import MEMORIES, run

FIRST = {
    "memory": "stack", "steps": 3,
    "u1": 0.0, "u2": 0.1, "u3": 0.9, "u4": 0.0, "u5": 0.0, "u6": 0.0,
    "d1": 0.8, "d2": 0.5, "d3": 0.9, "d4": 0.0, "d5": 0.0, "d6": 0.0,
}  # fmt: skip
shared, one, seen = fixtures(HandPanel, FIRST)


def drawn(seed, steps=6):
    """Settings of which nobody has chosen the gates."""
    rng = np.random.default_rng(seed)
    gates = [f"{gate}{t}" for gate in "ud" for t in range(1, 7)]
    values = np.round(20 * rng.random(12)) / 20
    return {"steps": steps, **dict(zip(gates, values.tolist(), strict=True))}


def gates_of(settings):
    return [
        np.array([settings[f"{gate}{t}"] for t in range(1, settings["steps"] + 1)]) for gate in "ud"
    ]


def held(settings):
    """Strengths and reads after each step, without a panel."""
    u, d = gates_of(settings)
    v = np.eye(len(u))[:, None]
    s, r = run(v, u[:, None], d[:, None], memory=MEMORIES[settings["memory"]])
    return s, r[:, 0]


def lines(one):
    """What the read-out says of each step."""
    return one.text.splitlines()[1:-1]


# ---- numbers


def test_the_first_state_is_figure_1a_of_the_paper(one):
    assert [line.partition("holds ")[2] for line in lines(one)] == [
        "0.8 v1; reads 0.8 v1",
        "0.5 v2 + 0.7 v1 (1.2 in all); reads 0.5 v2 + 0.5 v1",
        "0.9 v3 + 0.3 v1 (1.2 in all); reads 0.9 v3 + 0.1 v1",
    ]
    assert "3: pop 0.9 takes 0.5 v2 + 0.4 v1, push 0.9 of v3" in one.text


@pytest.mark.parametrize("memory", ["stack", "queue"])
@pytest.mark.parametrize("seed", range(6))
def test_the_read_out_tells_what_the_memory_does(one, memory, seed):
    one.settings = drawn(seed, steps=seed + 1) | {"memory": memory}
    strengths, reads = held(one.settings)
    front = 1 if memory == "queue" else -1
    u, d = gates_of(one.settings)
    assert len(lines(one)) == seed + 1
    before = np.zeros(0)
    for t, (line, s, r) in enumerate(zip(lines(one), strengths, reads, strict=True)):
        taken = blend(before - s[:-1], front)
        assert line.startswith(f"{t + 1}: pop {short(u[t])} takes {taken}")
        assert f", push {short(d[t])} of v{t + 1}; holds {blend(s, front)}" in line
        assert line.endswith(f"; reads {blend(r, front)}")
        before = s


def test_what_is_read_is_told_from_the_front():
    shares = np.array([0.25, 0.0, 0.5])
    assert blend(shares) == "0.5 v3 + 0.25 v1"
    assert blend(shares, front=1) == "0.25 v1 + 0.5 v3"
    assert blend(np.zeros(3)) == blend(np.zeros(0)) == "nothing"


def test_a_pop_of_more_than_there_is_says_so(one):
    one.settings = {"steps": 2, "d1": 0.3, "u2": 0.9}
    assert "2: pop 0.9 takes 0.3 v1 (there is no more in the stack), push" in one.text


# ---- the walk


def test_steps_walk_one_by_one_and_frame_their_bar(one):
    assert "step 0 of 3: nothing is framed yet" in one.text
    assert one.picture._frame.get_paths() == []
    for t in (1, 2, 3):
        one.step()
        assert one.text.startswith(f"step {t} of 3\n")
        [frame] = one.picture._frame.get_paths()
        left, right = frame.vertices[:, 0].min(), frame.vertices[:, 0].max()
        assert left < plots.WIDTH * (t - 0.5) / 3 < right
    one.step()
    assert one.text.startswith("step 3 of 3\n")


def test_run_plays_the_walk_to_its_end_and_then_anew(one):
    one.run()
    assert one.text.startswith("step 3 of 3\n")
    assert not one.driver.running
    one.run()
    assert one.text.startswith("step 3 of 3\n")


def test_while_the_walk_is_played_it_makes_small_moves(one, monkeypatch):
    monkeypatch.setattr(one.driver, "running", True)
    moments = list(one.start(one.settings))
    assert len(moments) == 3 * MOVES + 1
    places = [moment.index + moment.part for moment in moments]
    np.testing.assert_allclose(places, np.arange(3 * MOVES + 1) / MOVES)


@pytest.mark.parametrize(("part", "strengths"), [
    (0.25, [0.7, 0.05, 0.0]),  # half of the pop of 0.9 has gone from the top
    (0.5, [0.3, 0.0, 0.0]),
    (0.75, [0.3, 0.0, 0.45]),
])  # fmt: skip
def test_a_step_in_motion_pops_first_and_pushes_then(one, part, strengths):
    one.draw(Moment(2, 0.0, 0.0, {}, part), one.settings)
    np.testing.assert_allclose(heights(one)[2], strengths, atol=1e-9)
    [where, *_] = one.describe(Moment(2, 0.0, 0.0, {}, part), one.settings)
    holds = blend(np.array(strengths))
    assert where.startswith("step 2 of 3, on the way to step 3, so far pop ")
    assert f"holds {holds}" in where


def test_sliders_show_at_once_and_leave_the_walk_where_it_is(one):
    one.step()
    one.controls["d2"].value = 0.25
    assert one.text.startswith("step 1 of 3\n")
    assert "0.25 v2 + 0.7 v1 (0.95 in all); reads 0.25 v2 + 0.7 v1" in one.text
    one.controls["memory"].value = "queue"
    assert one.text.startswith("step 1 of 3\n")
    assert "driven by the course's queue_step" in one.text


def test_other_steps_wait_at_the_start_and_have_sliders_of_their_own(one):
    for steps in (1, 6, 4):
        one.step()
        one.controls["steps"].value = steps
        assert one.text.startswith(f"step 0 of {steps}:")
        for t in range(1, 7):
            for gate in "ud":
                shown = one.controls[f"{gate}{t}"].layout.display != "none"
                assert shown == (t <= steps)


@pytest.mark.parametrize("name", PRESETS)
def test_a_button_sets_all_steps(one, name):
    one.settings = drawn(1)
    one.presets[name].click()
    u, d = gates_of(one.settings)
    assert (tuple(d), tuple(u)) == PRESETS[name]
    assert one.text.startswith(f"step 0 of {len(d)}:")


def test_a_plain_stack_gives_back_in_reverse_and_half_pops_blend(one):
    one.presets["Plain stack"].click()
    reads = [line.partition("; reads ")[2] for line in lines(one)]
    assert reads == ["1 v1", "1 v2", "1 v3", "1 v2", "1 v1", "nothing"]
    one.presets["Half pops"].click()
    reads = [line.partition("; reads ")[2] for line in lines(one)]
    assert reads[3:] == ["0.5 v3 + 0.5 v2", "1 v2", "0.5 v2 + 0.5 v1"]


# ---- the picture


def parts(one):
    """What the bars show: for each step, by value, heights of what is read and of what is not."""
    shown = []
    steps = one.settings["steps"]
    for _ in range(steps):
        shown.append({"read": np.zeros(steps), "rest": np.zeros(steps)})
    boxes = zip(one.picture.parts.get_paths(), one.picture.parts.get_facecolor(), strict=True)
    inks = {"read": COLOURS, "rest": PALE}
    for path, colour in boxes:
        corners = path.vertices[:4]
        t = int(corners[:, 0].mean() / one.picture._pitch)
        height = np.ptp(corners[:, 1]) / one.picture._unit
        for kind, colours in inks.items():
            for i, ink in enumerate(colours[:steps]):
                if np.allclose(colour, to_rgba(ink), atol=1e-6):
                    shown[t][kind][i] += height
    return shown


def heights(one):
    return [each["read"] + each["rest"] for each in parts(one)]


@pytest.mark.parametrize("memory", ["stack", "queue"])
@pytest.mark.parametrize("seed", range(6))
def test_bars_are_as_high_as_the_strengths_and_in_full_colour_where_they_are_read(
    one, memory, seed
):
    one.settings = drawn(seed, steps=6 - seed) | {"memory": memory}
    strengths, reads = held(one.settings)
    tiny = 0.6 / one.picture._unit  # less than half a pixel is not drawn
    for shown, s, r in zip(parts(one), strengths, reads, strict=True):
        np.testing.assert_allclose(shown["read"][: len(s)], r[: len(s)], atol=tiny)
        np.testing.assert_allclose(shown["rest"][: len(s)], s - r[: len(s)], atol=tiny)


def test_the_highest_bar_has_room(one):
    one.settings = {f"{gate}{t}": float(gate == "d") for gate in "ud" for t in range(1, 7)}
    one.settings = {"steps": 6}
    assert "(6 in all)" in one.text
    tops = [path.vertices[:, 1].min() for path in one.picture.parts.get_paths()]
    assert GROUND - 6 * one.picture._unit == pytest.approx(min(tops))
    assert min(tops) > 80


@pytest.mark.parametrize("seed", range(8))
def test_no_word_leaves_the_picture(one, seed, monkeypatch):
    ends = []
    add = type(one.picture._words).add

    def noted(labels, x, y, text, *, align=0.0, **look):
        end = add(labels, x, y, text, align=align, **look)
        wide = (end - x) / (1 - align) if align < 1 else None
        ends.append((text, x - align * wide if wide else x - 60, end, y))
        return end

    monkeypatch.setattr(type(one.picture._words), "add", noted)
    settings = drawn(seed) | {"memory": ("stack", "queue")[seed % 2]}
    if seed == 7:  # the longest that can be
        settings |= {f"d{t}": 0.15 for t in range(1, 7)} | {f"u{t}": 0.0 for t in range(1, 7)}
    one.settings = settings
    for text, left, right, y in ends:
        assert left >= 0, text
        assert right <= plots.WIDTH, text
        assert 8 <= y <= one.picture.size[1] - 8, text


def test_names_of_thin_parts_do_not_touch():
    assert spread([300.0, 299.0, 250.0]) == [300.0, 287.0, 250.0]


@pytest.mark.parametrize("memory", ["stack", "queue"])
def test_reset_brings_the_first_picture_back(seen, memory):
    seen.settings = {"memory": memory}
    first, text = seen.image.png, seen.text
    seen.run()
    assert seen.image.png != first
    seen.reset()
    assert seen.image.png == first
    assert seen.text == text


# ---- what cannot be


@pytest.mark.parametrize("wrong", [
    {"d1": -0.1}, {"u3": 1.1}, {"d2": float("nan")}, {"u1": "half"}, {"d6": None}, {"u2": True},
    {"steps": 0}, {"steps": 7}, {"steps": 2.5}, {"memory": "deque"},
])  # fmt: skip
def test_what_there_is_not_is_refused(one, wrong):
    [name] = wrong
    one.settings = wrong
    assert f"{name} cannot be " in one.message.value
    assert one.settings == FIRST


def test_a_line_of_settings_brings_a_walk_back(one):
    one.settings = drawn(3, steps=5) | {"memory": "queue"}
    text, line = one.text, one.settings_line.value
    as_new(one, FIRST)
    one.settings_line.value = line
    assert (one.text, json.loads(one.settings_line.value)) == (text, json.loads(line))


# ---- whose function


def test_the_courses_functions_say_that_they_stand_in(one):
    assert one.text.endswith("driven by the course's strengths and read, until yours have passed")


def learners():
    """Functions as a learner's notebook has them: of no module that another process could load."""

    def strengths(s, u, d):
        return stack.strengths(s, u, d) * 1.0

    def read(V, s):
        return np.sum(stack.weights(s)[..., None] * V, axis=-2)

    def queue_step(V, s, v, u, d):
        V, s, r = queue.queue_step(V, s, v, u, d)
        return V, s, r * 1.0

    return {"strengths": strengths, "read": read, "queue_step": queue_step}


def test_a_learners_functions_drive_the_panel_and_are_named(one):
    own = HandPanel(**learners(), synchronous=True)
    assert own.text.splitlines()[-1] == "driven by your strengths and read"
    assert own.text.splitlines()[:-1] == one.text.splitlines()[:-1]
    for panel in (own, one):
        panel.settings = {"memory": "queue"}
    assert own.text.splitlines()[-1] == "driven by your queue_step"
    assert own.text.splitlines()[:-1] == one.text.splitlines()[:-1]
    own.close()


def test_one_of_two_functions_may_be_the_learners(one):
    own = HandPanel(read=learners()["read"], synchronous=True)
    assert own.text.splitlines()[-1] == (
        "driven by your read, and by the course's strengths, until yours has passed"
    )
    own.close()


def blank(s, u, d): ...


def wrong(s, u, d):
    return np.concatenate([np.maximum(0, s - u[..., None]), d[..., None]], axis=-1)


def leaves(s, u, d):
    sys.exit("bye")


@pytest.mark.parametrize("function", [blank, wrong, leaves, None])
def test_the_courses_function_stands_in_for_a_learners_that_is_not_right(one, function):
    own = HandPanel(function, synchronous=True)
    assert own.text == one.text
    own.close()


def test_a_learners_function_that_fails_later_is_told(one):
    def mine(s, u, d):
        if np.any(d == 0.35):
            raise ValueError("an unlucky number")
        return stack.strengths(s, u, d)

    own = HandPanel(mine, synchronous=True)
    own.settings = {"d1": 0.35}
    assert "ValueError: an unlucky number" in own.message.value
    own.settings = {"d1": 0.4}
    assert own.message.value == ""
    assert "1: pop 0 takes nothing, push 0.4 of v1" in own.text
    own.close()


# ---- copy as code


@pytest.mark.parametrize("memory", ["stack", "queue"])
@pytest.mark.parametrize("seed", [0, 1])
def test_the_copied_script_prints_the_numbers_on_screen(one, tmp_path, memory, seed):
    one.settings = drawn(seed, steps=6 - 3 * seed) | {"memory": memory}
    printed = printed_by(one.code, tmp_path).splitlines()
    assert len(printed) == 6 - 3 * seed
    for mine, line in zip(printed, lines(one), strict=True):
        step, told = re.fullmatch(r"(\d+): (holds .*; reads .*)", mine).groups()
        assert line.startswith(f"{step}: ")
        assert told == re.sub(r" \(\S+ in all\)", "", line[line.index("holds ") :])


def test_the_copied_script_is_numpy_and_nothing_else(one):
    for memory in ("stack", "queue"):
        one.settings = {"memory": memory}
        imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
        assert imports == ["import numpy as np"]
        assert "course" not in one.code
