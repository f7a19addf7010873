"""The live pictures of lesson 02: balls on a landscape, the loss as ground, a sweep of alphas."""

from course.descent.bucket_panel import BucketPanel
from course.descent.surface_panel import SurfacePanel
from course.descent.sweep_panel import SweepPanel

__all__ = ["BucketPanel", "SurfacePanel", "SweepPanel"]
