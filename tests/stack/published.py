"""Numbers that others have published, digit for digit, and where they stand."""

# Grefenstette, Hermann, Suleyman and Blunsom, "Learning to Transduce with Unbounded Memory", 2015,
# https://arxiv.org/abs/1506.02516
# Figure 1(a): three steps of a neural stack. What is pushed are v1, v2 and v3.
PUSHES = ("0.8", "0.5", "0.9")
POPS = ("0.0", "0.1", "0.9")
STRENGTHS = (("0.8",), ("0.7", "0.5"), ("0.3", "0.0", "0.9"))  # after each step, the lowest first
READS = ("0.8*v1", "0.5*v2 + 0.5*v1", "0.9*v3 + 0*v2 + 0.1*v1")


def strengths(s):
    """Strengths as the figure prints them."""
    return tuple(f"{float(strength):.1f}" for strength in s)


def read(shares):
    """What is read, as the figure prints it: the share of each value, the topmost first."""
    terms = [f"{float(share):g}*v{i}" for i, share in enumerate(shares, 1)]
    return " + ".join(reversed(terms))
