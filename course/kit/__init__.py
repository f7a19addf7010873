"""What every lesson shares. Nothing in here knows about a particular network.

- ``steps``, ``gradients``: training histories and the gradient oracle, NumPy only
- ``checking``, ``judging``, ``sandbox``, ``values``: is a function right; ``progress``: what is
  passed
- ``plots``, ``labels``: the face of all pictures
- ``controls``, ``driver``, ``live``, ``words``, ``scripts``: the panels
- ``rooms``: a room's own ``check``; ``quiz``, ``welcome``: questions, and the start page
"""
