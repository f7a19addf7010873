"""The still pictures of lesson 08, each with its text for those who cannot see it."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from course.kit import plots
from course.rows import timing

INKS = (plots.BLUE, plots.ORANGE, plots.GREEN, plots.PURPLE)
DASHES, MARKS = ("-", "--", ":", "-."), ("o", "s", "^", "D")


def conventions(batch: int = 10, sizes: Sequence[int] = (784, 100)) -> None:
    """One layer in columns and in rows, side by side: the same numbers, transposed.

    Parameters
    ----------
    batch : int, rows in a mini-batch
    sizes : inputs and units of the layer
    """
    inputs, units = sizes
    made, plane = plots.page(height=200)
    with plots.style():
        _line(plane, 12, "an example is a column", (
            ("W", (units, inputs)), ("X", (inputs, batch)), ("b", (units, 1)),
            ("Z", (units, batch)),
        ))  # fmt: skip
        _line(plane, 440, "an example is a row", (
            ("X", (batch, inputs)), ("W", (inputs, units)), ("b", (units,)), ("Z", (batch, units)),
        ))  # fmt: skip
    plots.show(
        made,
        f"One layer, twice, for {batch} examples. In columns: W of {units} by {inputs} times X of "
        f"{inputs} by {batch} plus b of {units} by 1, added to each column, gives Z of {units} by "
        f"{batch}. In rows: X of {batch} by {inputs} times W of {inputs} by {units} plus b of "
        f"{units} numbers, added to each row, gives Z of {batch} by {units}.",
    )


def _line(plane: Axes, x: float, title: str, parts: Sequence[tuple[str, tuple[int, ...]]]) -> None:
    """Four boxes and the signs between them. Sides grow with the root of what they stand for."""
    middle = 112.0
    plane.text(x, 12, title, va="center", weight="bold")
    for (name, shape), sign in zip(parts, ("·", "+", "=", ""), strict=True):
        rows, columns = (1, *shape)[-2:]
        wide, high = 4.2 * np.sqrt(columns), 4.2 * np.sqrt(rows)
        weight = name in "Wb"
        plane.add_patch(Rectangle(
            (x, middle - high / 2), wide, high, lw=1.2,
            facecolor=plots.tints(plots.BLUE if weight else plots.ORANGE, 5)[1],
            edgecolor=plots.BLUE if weight else plots.ORANGE,
        ))  # fmt: skip
        roomy = wide > 20 and high > 20
        plane.text(x + wide / 2, middle if roomy else middle - high / 2 - 10, name,
                   ha="center", va="center")  # fmt: skip
        plane.text(x + wide / 2, middle + high / 2 + 11, " × ".join(map(str, shape)),
                   ha="center", va="center", color=plots.MUTED, size=9)  # fmt: skip
        x += max(wide, 30) + 20
        plane.text(
            x - (max(wide, 30) - wide) / 2,
            middle,
            sign,
            ha="center",
            va="center",
            size=20 if sign == "·" else 13,
        )
        x += 26


def neuron(said: Mapping[str, np.ndarray]) -> None:
    """What a neuron says, update by update, of which 0 is asked.

    Parameters
    ----------
    said : dict of the name of a cost to ndarray of shape (n_updates,), from 0 to 1
    """
    made = plots.figure(height=300, width=640)
    told = []
    with plots.style():
        ax = made.add_axes((0.1, 0.17, 0.6, 0.76))
        for (name, curve), ink, dash in zip(said.items(), INKS, DASHES, strict=False):
            ax.plot(curve, color=ink, ls=dash)
            ax.annotate(name, (len(curve) - 1, curve[-1]), (8, 0), textcoords="offset points",
                        va="center", color=plots.for_letters(ink))  # fmt: skip
            halfway = int(np.argmax(curve < 0.5)) if (curve < 0.5).any() else None
            when = "never below 0.5" if halfway is None else f"below 0.5 after {halfway} updates"
            told.append(f"with {name} from {curve[0]:.2f} to {curve[-1]:.2f}, {when}")
        ax.set_xlim(0, max(map(len, said.values())) - 1)
        ax.set_ylim(0, 1)
        ax.set_xlabel("updates")
        ax.set_ylabel("what the neuron says (asked: 0)")
    plots.show(made, f"What the neuron says, of which 0 is asked: {'; '.join(told)}.")


def limit(speeds: Sequence[timing.Speed]) -> None:
    """How much of what the machine can multiply each size of a batch makes use of.

    Parameters
    ----------
    speeds : as ``timing.speeds`` gives them
    """
    made = plots.figure(height=300, width=640)
    told = []
    with plots.style():
        ax = made.add_axes((0.1, 0.17, 0.72, 0.76))
        for dtype, ink, dash, mark in zip(
            dict.fromkeys(each.dtype for each in speeds), INKS, DASHES, MARKS, strict=False
        ):
            of = [each for each in speeds if each.dtype == dtype]
            shares = [100 * each.share for each in of]
            ax.plot([each.batch for each in of], shares, color=ink, ls=dash, marker=mark)
            ax.annotate(dtype, (of[-1].batch, shares[-1]), (10, 0), textcoords="offset points",
                        va="center", color=plots.for_letters(ink))  # fmt: skip
            told.append(f"{dtype}: " + ", ".join(
                f"{share:.0f} with batches of {each.batch:,}" for each, share in
                zip(of, shares, strict=True)
            ))  # fmt: skip
        ax.set_xscale("log")
        sizes = list(dict.fromkeys(each.batch for each in speeds))
        ax.set_xticks(sizes, [f"{size:,}" for size in sizes])
        ax.minorticks_off()
        # What is measured beside other work may pass the limit that was measured with it.
        ax.set_ylim(0, max(100, *(105 * each.share for each in speeds)))
        ax.set_xlabel("rows in a batch")
        ax.set_ylabel("per cent of the limit")
    plots.show(made, "Per cent of what one large product reaches on this machine. "
               f"{'; '.join(told)}.")  # fmt: skip


def batches(runs: Mapping[int, Sequence[timing.Clocked]], rows: int) -> None:
    """Accuracy against epochs and against seconds, for several sizes of a batch.

    Parameters
    ----------
    runs : dict of the rows in a batch to what ``timing.clocked`` gives
    rows : int, how many rows an epoch has
    """
    made = plots.figure(height=310, width=860)
    told = []
    with plots.style():
        for left, axis in ((0.07, "epochs"), (0.55, "seconds of training")):
            ax = made.add_axes((left, 0.17, 0.35, 0.74))
            for (batch, run), ink, dash in zip(runs.items(), INKS, DASHES, strict=False):
                score = [100 * each.score for each in run]
                an_epoch = -(-rows // batch)  # a last, shorter batch is an update too
                x = [each.updates / an_epoch if axis == "epochs" else each.seconds for each in run]
                ax.plot(x, score, color=ink, ls=dash, label=f"{batch:,}")
                if axis == "epochs":
                    told.append(f"batches of {batch:,}: {score[-1]:.0f} per cent at the end")
            ax.axhline(90, color=plots.MUTED, lw=1, ls=":")
            ax.set_ylim(0, 100)
            ax.set_xlim(left=0)
            ax.set_xlabel(axis)
            ax.set_ylabel("validation, per cent right")
        ax.legend(title="rows in a batch", loc="lower right", frameon=False)
    plots.show(made, f"Validation rows named right, against epochs and seconds. {'; '.join(told)}.")
