"""The known causes, in the order of a pathologist: what explains the others comes first.

Rows that do not tell what they should; then the arithmetic; the gradient; the first weights; the
shape; the steps. If weights are NaN because the first ones were too large, then the first ones are
the cause, and the NaN is a symptom.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from course.graveyard import in_the_network, in_the_rows, in_the_rules
from course.graveyard.examination import Examination, Slices


@dataclass(frozen=True, slots=True)
class Cause:
    """What a network can die of.

    Attributes
    ----------
    name : str, as on the graves
    test : of an ``Examination``, the evidence as a sentence, or None if it does not fit; where this
        takes its time, a generator that returns this, and hands back control now and then
    last : whether it is asked for only where nothing else fits: it trains once more, which takes
        time, or it is what other causes lead to
    """

    name: str
    test: Callable[[Examination], str | Slices[str | None] | None]
    last: bool = False

    def asked(self, e: Examination) -> Slices[str | None]:
        """The evidence, in slices: of most causes there is one."""
        found = self.test(e)
        return (yield from found) if isinstance(found, Generator) else found


CAUSES = (
    Cause("lopsided set", in_the_rows.lopsided_set),
    Cause("shuffled labels", in_the_rows.shuffled_labels),
    Cause("leak", in_the_rows.leak),
    Cause("rows never seen", in_the_rows.rows_never_seen),
    Cause("overwritten in place", in_the_rules.overwritten_in_place),
    Cause("overflow", in_the_rules.overflow),
    Cause("log of zero", in_the_rules.log_of_zero),
    Cause("one weight at a time", in_the_rules.one_weight_at_a_time),
    Cause("gradient not reset", in_the_rules.gradient_not_reset),
    Cause("wrong axis", in_the_rules.wrong_axis),
    Cause("wrong gradient", in_the_rules.wrong_gradient),
    Cause("equal weights", in_the_network.equal_weights),
    Cause("bottleneck", in_the_network.bottleneck),
    Cause("start too large", in_the_network.start_too_large),
    Cause("vanishing signal", in_the_network.vanishing_signal),
    Cause("saturated gates", in_the_network.saturated_gates),
    Cause("dead units", in_the_network.dead_from_the_start),
    Cause("step too long", in_the_network.step_too_long),
    Cause("faded too early", in_the_network.faded_too_early, last=True),
    Cause("step too short", in_the_network.step_too_short, last=True),
    Cause("dead units", in_the_network.dead_at_the_end),
)
