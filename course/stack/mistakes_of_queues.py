"""Wrong queues that need more than a line."""

import numpy as np

from course.stack import queue, stack
from course.stack.changes import below
from course.stack.mistakes_of_stacks import popped


def queue_popped(s, u, **changed):
    return popped(s, np.asarray(u), **{"lying": below} | changed)


def queued(V, s, v, u, d, *, pop=queue.pop, look=queue.weights):
    """The reference with something changed."""
    V, s = np.vstack([V, v]), np.append(pop(s, np.asarray(u)), d)
    return V, s, look(s) @ V


def queue_pushed_first(V, s, v, u, d):
    V, s = np.vstack([V, v]), queue.pop(np.append(s, d), np.asarray(u))
    return V, s, queue.weights(s) @ V


def queue_read_before_the_push(V, s, v, u, d):
    left = queue.pop(s, np.asarray(u))
    return np.vstack([V, v]), np.append(left, d), queue.weights(left) @ V


def queue_read_before_all(V, s, v, u, d):
    left = queue.pop(s, np.asarray(u))
    return np.vstack([V, v]), np.append(left, d), queue.weights(s) @ V


def queue_read_before_the_pop(V, s, v, u, d):
    V, left = np.vstack([V, v]), queue.pop(s, np.asarray(u))
    return V, np.append(left, d), queue.weights(np.append(s, d)) @ V


def queue_put_at_the_front(V, s, v, u, d):
    V, s = np.vstack([v, V]), np.append(d, queue.pop(s, np.asarray(u)))
    return V, s, queue.weights(s) @ V


def queue_turned_round(V, s, v, u, d):
    """A queue, but with the newest first."""
    V, s = np.vstack([v, V]), np.append(d, stack.pop(s, np.asarray(u)))
    return V, s, stack.weights(s) @ V


def queue_values_apart(V, s, v, u, d):
    V, s = np.vstack([v, V]), np.append(queue.pop(s, np.asarray(u)), d)
    return V, s, queue.weights(s) @ V


def queue_strengths_apart(V, s, v, u, d):
    V, s = np.vstack([V, v]), np.append(d, queue.pop(s, np.asarray(u)))
    return V, s, queue.weights(s) @ V


def queue_normalised(V, s, v, u, d):
    V, s, r = queued(V, s, v, u, d)
    total = queue.weights(s).sum()
    return V, s, r / total


def queue_normalised_without_nan(V, s, v, u, d):
    V, s, r = queued(V, s, v, u, d)
    total = queue.weights(s).sum()
    return V, s, r / total if total > 0 else r


def queue_scaled(V, s, v, u, d):
    return queued(V, s, d * v, u, d)


def queue_of_scaled(V, s, v, u, d):
    """The values are stored already weighed, and weighed again when they are read."""
    V, s = np.vstack([V, v]), np.append(queue.pop(s, np.asarray(u)), d)
    return s[:, None] * V, s, queue.weights(s) @ V


def queue_deleting(V, s, v, u, d):
    V, s, r = queued(V, s, v, u, d)
    return V[s > 0], s[s > 0], r


def queue_deleting_the_front(V, s, v, u, d):
    if u > 0.5:
        V, s = V[1:], s[1:]
    V, s = np.vstack([V, v]), np.append(s, d)
    return V, s, queue.weights(s) @ V


def queue_deleting_before(V, s, v, u, d):
    left = queue.pop(s, np.asarray(u))
    V, s = np.vstack([V[left > 0], v]), np.append(left[left > 0], d)
    return V, s, queue.weights(s) @ V


def queue_in_place(V, s, v, u, d):
    s[...] = queue.pop(s, np.asarray(u))
    V, s = np.vstack([V, v]), np.append(s, d)
    return V, s, queue.weights(s) @ V


def queue_values_forgotten(V, s, v, u, d):
    left = queue.pop(s, np.asarray(u))
    return V, left, queue.weights(left) @ V


def queue_part(*order):
    """Only these parts, in this order."""

    def queue_step(V, s, v, u, d):
        parts = queued(V, s, v, u, d)
        return tuple(parts[i] for i in order) if len(order) > 1 else parts[order[0]]

    return queue_step
