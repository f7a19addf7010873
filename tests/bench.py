"""What things cost on this machine, in one run. Ratios first: they travel, seconds do not.

``make bench`` prints a table. Nothing here is asserted; a slow machine is not a wrong one.
"""

import platform
import time
from collections.abc import Callable

import numpy as np

from course.eleven import net
from course.eleven.panel import ElevenPanel

ALPHAS = np.array([0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0])
Y = net.TARGETS["XOR"]


def microseconds(run: Callable[[int], None], steps: int, *, tries: int = 3) -> float:
    """The best of a few tries, for one step."""
    best = float("inf")
    for _ in range(tries):
        began = time.perf_counter()
        run(steps)
        best = min(best, time.perf_counter() - began)
    return 1e6 * best / steps


def plain_loops(steps: int) -> None:
    """The eleven-line network on lists of floats, one multiplication at a time."""
    from math import exp

    rows, targets = net.X.tolist(), Y.ravel().tolist()
    start = net.init(np.random.RandomState(1))
    W0, W1 = start["W0"].tolist(), start["W1"].ravel().tolist()
    for _ in range(steps):
        change0, change1 = [[0.0] * 4 for _ in range(3)], [0.0] * 4
        for x, y in zip(rows, targets, strict=True):
            h = [1 / (1 + exp(-sum(x[i] * W0[i][j] for i in range(3)))) for j in range(4)]
            p = 1 / (1 + exp(-sum(h[j] * W1[j] for j in range(4))))
            delta1 = (p - y) * p * (1 - p)
            for j in range(4):
                delta0 = delta1 * W1[j] * h[j] * (1 - h[j])
                change1[j] += h[j] * delta1
                for i in range(3):
                    change0[i][j] += x[i] * delta0
        for j in range(4):
            W1[j] -= change1[j]
            for i in range(3):
                W0[i][j] -= change0[i][j]


def eleven_lines(steps: int) -> None:
    """The bare loop of the lesson's eleven-line cell, without its report."""
    rng = np.random.RandomState(1)
    W0, W1 = 2 * rng.random_sample((3, 4)) - 1, 2 * rng.random_sample((4, 1)) - 1
    X, y = net.X, Y
    for _ in range(steps):
        h = 1 / (1 + np.exp(-(X @ W0)))
        p = 1 / (1 + np.exp(-(h @ W1)))
        delta1 = (p - y) * p * (1 - p)
        delta0 = delta1 @ W1.T * h * (1 - h)
        W0, W1 = W0 - X.T @ delta0, W1 - h.T @ delta1


def numpy_rows(steps: int) -> None:
    """The course's own training loop, loss and error included."""
    for _ in net.train(net.X, Y, steps=steps, rng=np.random.RandomState(1)):
        pass


def seven_in_turn(steps: int) -> None:
    for alpha in ALPHAS:
        for _ in net.train(net.X, Y, alpha=alpha, steps=steps, rng=np.random.RandomState(1)):
            pass


def seven_stacked(steps: int) -> None:
    networks = net.stack([net.init(np.random.RandomState(1)) for _ in ALPHAS])
    for _ in net.train(net.X, Y, alpha=ALPHAS[:, None, None], steps=steps, params=networks):
        pass


def panel_costs() -> dict[str, float]:
    """Milliseconds of a panel's frame in the kernel: drawing, encoding, and a slice of training."""
    panel = ElevenPanel(synchronous=True, hidden=8)
    panel.step()
    step, settings = panel.driver.latest, panel.settings
    run = panel.start(settings)

    def times(work: Callable[[], object]) -> float:
        return microseconds(lambda n: [work() for _ in range(n)] and None, 30) / 1e3

    def whole() -> bytes:
        panel.picture.invalidate()
        return panel.picture.png()

    costs = {
        "frame, only what moved": times(lambda: (panel.draw(step, settings), panel.picture.png())),
        "frame, whole figure": times(whole),
        "slice of 100 steps": times(lambda: [next(run) for _ in range(100)]),
    }
    panel.close()
    return costs


def main() -> None:
    loops, bare, rows = (
        microseconds(plain_loops, 2_000),
        microseconds(eleven_lines, 10_000),
        microseconds(numpy_rows, 10_000),
    )
    turn, stacked = microseconds(seven_in_turn, 2_000), microseconds(seven_stacked, 2_000)
    panel = panel_costs()
    blit, whole = panel["frame, only what moved"], panel["frame, whole figure"]
    print(f"{platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}\n")
    print(f"{'ratio':>8}  what")
    print(f"{loops / bare:8.2f}  plain loops against the eleven lines in NumPy")
    print(f"{rows / bare:8.2f}  the course's train (records loss and error) against those")
    print(f"{stacked / rows:8.2f}  seven alphas stacked against one alpha")
    print(f"{turn / stacked:8.2f}  seven alphas in turn against seven stacked")
    print(f"{whole / blit:8.2f}  panel frame: whole figure against only what moved")
    print(f"{blit / panel['slice of 100 steps']:8.2f}  panel frame against a slice of 100 steps")
    print(f"\n{'cost':>11}  what")
    for name, cost in {
        "plain loops, a step": loops,
        "eleven lines in NumPy, a step": bare,
        "train, a step": rows,
        "seven alphas stacked, a step": stacked,
        "seven alphas in turn, a step": turn,
    }.items():
        print(f"{cost:8.1f} µs  {name}")
    for name, cost in panel.items():
        print(f"{cost:8.2f} ms  panel: {name}")


if __name__ == "__main__":
    main()
