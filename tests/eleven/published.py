"""Numbers that others have published, digit for digit, and where they stand."""

# Andrew Trask, "A Neural Network in 11 lines of Python", 2015,
# https://iamtrask.github.io/2015/07/12/basic-python-network/
# XOR of the first two columns, RandomState(1), four hidden units, alpha = 1.
ERROR_AT_STEP = {
    0: "0.496410031903",
    10_000: "0.00858452565325",
    20_000: "0.00578945986251",
    30_000: "0.00462917677677",
    40_000: "0.00395876528027",
    50_000: "0.00351012256786",
}
# One weight matrix, the first column as target, RandomState(1), 10,000 steps.
ONE_MATRIX_OUTPUT = ("0.00966449", "0.00786506", "0.99358898", "0.99211957")


def digits(text):
    """How many significant digits a published number has."""
    return len(text.lstrip("0.").replace(".", ""))


def agrees(value, text):
    """Whether a number is the published one, to every digit that was printed."""
    return float(f"{value:.{digits(text)}g}") == float(text)
