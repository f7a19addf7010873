"""The still pictures of lesson 07, each with its text for those who cannot see it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course.kit import plots

INKS = (plots.BLUE, plots.ORANGE, plots.GREEN)
DASHES, MARKS = ("-", "--", ":"), ("o", "s", "^")
GUESSING = np.log(10)  # the loss of whoever gives each of ten digits a tenth


def signal_and_blame(signal: Mapping[str, np.ndarray], blame: Mapping[str, np.ndarray]) -> None:
    """How loud each layer is, and how much blame comes back to it, side by side.

    Parameters
    ----------
    signal, blame : dicts of the same names, one to three, to ndarrays of shape (n_layers,), one or
        more. What is not above 0 is not drawn: on a logarithmic axis there is no place for it

    Raises
    ------
    ValueError
        If there are no curves, too many, other ones on the right than on the left, or empty ones.
    """
    _check_curves(signal, blame)
    made = plots.figure(height=330, width=860)
    told = []
    with plots.style():
        for left, title, curves in (
            (0.085, "what each layer says", signal),
            (0.59, "blame that comes back to each layer", blame),
        ):
            ax = made.add_axes((left, 0.15, 0.32, 0.74))
            ax.set_title(title)
            ax.set_yscale("log")
            for (name, sizes), ink, dash, mark in zip(
                curves.items(), INKS, DASHES, MARKS, strict=False
            ):
                layers = np.arange(1, len(sizes) + 1)
                ax.plot(layers, np.where(sizes > 0, sizes, np.nan), color=ink, ls=dash,
                        marker=mark, ms=5)  # fmt: skip
                told.append(f"{title}, {name}: {sizes[0]:.1g} in the first, {sizes[-1]:.1g} in "
                            "the last")  # fmt: skip
            _name_ends(ax, curves)
            ax.set_xlim(0.7, max(map(len, curves.values())) + 0.3)
            ax.set_xlabel("layer")
            ax.set_ylabel("root of the mean square")
    plots.show(made, f"Both on a logarithmic axis, layer by layer. {'; '.join(told)}.")


def rates(losses: Mapping[float, np.ndarray], *, highest: float = 3.0) -> None:
    """One picture for each learning rate: the loss, epoch by epoch, beside that of guessing.

    Parameters
    ----------
    losses : dict of the rate to ndarray of shape (n_epochs,), one or more; NaN is not drawn
    highest : what is above it is drawn as an arrow

    Raises
    ------
    ValueError
        If there are no rates, or no epochs.
    """
    _check_any(losses, "rate")
    made = plots.figure(height=250, width=860)
    told = []
    with plots.style():
        axes = np.atleast_1d(made.subplots(
            1, len(losses), sharey=True,
            gridspec_kw={"left": 0.06, "right": 0.99, "top": 0.88, "bottom": 0.19, "wspace": 0.12},
        ))  # fmt: skip
        for ax, (rate, curve) in zip(axes, losses.items(), strict=True):
            epochs = np.arange(1, len(curve) + 1)
            ax.axhline(GUESSING, color=plots.MUTED, lw=1, ls=":")
            ax.plot(epochs, curve, color=plots.BLUE)
            over = curve > highest
            ax.plot(epochs[over], np.full(over.sum(), 0.97 * highest), "^", color=plots.ORANGE)
            ax.set_title(f"alpha = {rate:g}")
            ax.set_xlabel("epoch")
            ax.set_xlim(0, len(curve) + 1)
            ax.set_ylim(0, highest)
            told.append(f"with alpha = {rate:g} {_how_it_falls(curve)}")
        axes[0].set_ylabel("loss")
        axes[0].annotate("guessing", (len(curve), GUESSING), (0, 4), textcoords="offset points",
                         ha="right", color=plots.MUTED)  # fmt: skip
    plots.show(made, f"The loss of guessing is {GUESSING:.2f}. {'; '.join(told)}.")


def before_and_after(rows: Mapping[str, tuple[float, float]]) -> None:
    """For each grave how many new rows the corpse names right, and how many the cured network.

    Parameters
    ----------
    rows : dict of the name to the two shares, from 0 to 1

    Raises
    ------
    ValueError
        If there are none.
    """
    _check_any(rows, "grave")
    made = plots.figure(height=90 + 24 * len(rows), width=860)
    with plots.style():
        ax = made.add_axes((0.32, 56 / (90 + 24 * len(rows)), 0.64, 1 - 92 / (90 + 24 * len(rows))))
        for i, (dead, cured) in enumerate(rows.values()):
            ax.plot([dead, cured], [i, i], color=plots.RULE, lw=2, zorder=1)
            ax.plot(dead, i, "X", color=plots.ORANGE, ms=8)
            ax.plot(cured, i, "o", color=plots.BLUE, ms=7)
        ax.set_yticks(range(len(rows)), list(rows))
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(len(rows) - 0.5, -0.5)
        ax.set_xlim(0, 1.02)
        ax.set_xlabel("new rows named right")
        ax.grid(axis="x")
        for x, mark, ink, name in (
            (0.0, "X", plots.ORANGE, "as it died"), (0.2, "o", plots.BLUE, "cured"),
        ):  # fmt: skip
            ax.plot(x, 1 + 18 / (24 * len(rows)), mark, color=ink, ms=7, clip_on=False,
                    transform=ax.transAxes)  # fmt: skip
            ax.annotate(name, (x, 1 + 18 / (24 * len(rows))), (8, 0), xycoords="axes fraction",
                        textcoords="offset points", va="center")  # fmt: skip
    plots.show(
        made, f"New rows named right, as a share, of {len(rows)} graves. {_by_how_much(rows)}."
    )


def _how_it_falls(curve: np.ndarray) -> str:
    """In words, since how far a loss falls differs between machines, which round differently."""
    for share, words in (
        (0.5, "the loss falls below half of that"),
        (0.9, "the loss falls, and is above half of that at the end"),
    ):
        if curve[-1] < share * GUESSING:
            return words
    return "the loss is no better than that at the end"


def _by_how_much(rows: Mapping[str, tuple[float, float]]) -> str:
    """The differences in words, for the same reason: which are large, and which are not."""
    told = [
        f"{', '.join(names)}: {words}"
        for words, low, high in (
            ("fewer when cured", -1.0, -0.07),
            ("about as many when cured", -0.07, 0.12),
            ("some more when cured", 0.12, 0.42),
            ("many more when cured", 0.42, 1.1),
        )
        if (names := [name for name, (dead, cured) in rows.items() if low <= cured - dead < high])
    ]
    return "; ".join(told)


def _check_any(curves: Mapping[Any, Any], what: str) -> None:
    if not curves or not all(len(curve) for curve in curves.values()):
        raise ValueError(f"there is nothing to draw: give one {what} or more, and numbers for each")


def _check_curves(signal: Mapping[str, np.ndarray], blame: Mapping[str, np.ndarray]) -> None:
    for curves in (signal, blame):
        _check_any(curves, "network")
        if len(curves) > len(INKS):
            raise ValueError(f"{len(curves)} curves cannot be told apart: draw {len(INKS)} at most")
    if list(signal) != list(blame):
        raise ValueError(
            f"signal has {', '.join(signal)}, and blame has {', '.join(blame)}: give the same "
            "names, in the same order"
        )


def _name_ends(ax: Axes, curves: Mapping[str, np.ndarray]) -> None:
    """Write each name where its curve ends, with room between two names.

    It ends at the last layer that is drawn; of a network that is silent throughout nothing is.
    """
    drawn = {
        name: np.flatnonzero(np.isfinite(sizes) & (sizes > 0)) for name, sizes in curves.items()
    }
    low, high = np.log10(ax.get_ylim())
    ends = sorted(
        (np.log10(sizes[drawn[name][-1]]), drawn[name][-1] + 1, name, ink)
        for (name, sizes), ink in zip(curves.items(), INKS, strict=False)
        if drawn[name].size
    )
    floor = -np.inf
    for height, layer, name, ink in ends:
        floor = max(height, floor + 0.07 * (high - low))
        ax.annotate(
            name, (layer, 10**floor), (8, 0), textcoords="offset points", va="center",
            color=plots.for_letters(ink), annotation_clip=False,
        )  # fmt: skip
