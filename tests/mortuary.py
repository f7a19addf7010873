"""Networks of the graveyard, dead and cured: each is trained once for all tests of a process."""

from functools import cache

import numpy as np

from course.graveyard.graves import GRAVES


@cache
def corpse(name, seed):
    """A specimen as it died."""
    return GRAVES[name].dies(np.random.default_rng(seed))


@cache
def cured(name, seed):
    """The same, cured. Some cures make the same network."""
    if name == "funnel at a learning rate of 0.001":
        return cured("funnel at a learning rate of 1", seed)
    if GRAVES[name].cured_settings == GRAVES["dead ReLUs"].cured_settings and name != "dead ReLUs":
        return cured("dead ReLUs", seed)
    return GRAVES[name].recovers(np.random.default_rng(seed))
