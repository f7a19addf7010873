"""The paper and the cells of lesson 06 are let go of when they are closed."""

import gc
import weakref

import pytest

from course.digits.touch import Cells, Paper


@pytest.mark.parametrize("surface", [Paper, Cells])
def test_nobody_keeps_a_surface_that_is_closed(surface):
    one = surface(label="of a panel that is closed")
    one.close()
    left = weakref.ref(one)
    del one
    gc.collect()
    assert left() is None


@pytest.mark.parametrize("surface", [Paper, Cells])
def test_a_browser_is_given_the_script_and_the_style_themselves(surface):
    one = surface()
    assert "export default" in one._esm
    assert ".course-" in one._css
    one.close()
