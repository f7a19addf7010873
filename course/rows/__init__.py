"""Lesson 08, nice, neat rows: a whole mini-batch in one product, and what that is worth."""
