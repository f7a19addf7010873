"""Lesson 04, a recurrent network that adds: what a memory is, and how it carries the one."""
