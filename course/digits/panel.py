"""The live pictures of lesson 06: a classifier learns, and it names what you draw."""

from course.digits.draw_panel import DrawPanel
from course.digits.train_panel import TrainPanel

__all__ = ["DrawPanel", "TrainPanel"]
