"""What every lesson shares. Nothing in here knows about a particular network.

``steps`` and ``gradients`` are NumPy only; ``checking``, ``judging`` and ``sandbox`` tell a learner
whether a function is right; ``progress`` remembers it; ``plots`` and ``live`` draw; ``quiz`` asks.
"""
