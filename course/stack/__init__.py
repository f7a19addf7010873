"""Lesson 05, the neural stack: a memory that a network learns to use, and signs that it does."""
