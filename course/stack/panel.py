"""The live pictures of lesson 05: a memory used by hand, and one that a network learns to use."""

from course.stack.hand_panel import HandPanel
from course.stack.learn_panel import LearnPanel

__all__ = ["HandPanel", "LearnPanel"]
