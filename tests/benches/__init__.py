"""What things cost on this machine: a part a module, each of which yields the rows of one table.

Nothing here is asserted: a slow machine is not a wrong one. Ratios first: they travel, seconds do
not. Beside each stand the two costs, and what was run for them in this very run.
"""

# In this order: a part that keeps the whole machine busy comes after those that it would disturb.
PARTS = {
    "nets": "the networks against each other, plain loops and MLPClassifier",
    "frames": "a picture of each live panel, in the kernel",
    "imports": "the course and its rooms",
    "notebooks": "the solution of each lesson, from top to bottom",
    "panels": "the live panels in JupyterLab in a browser",
}
