"""A lesson in short, for the browser: its text, and of its code only what a reader works with.

Panels, exercises and quiz stay, and the cells on whose names they depend. What only shows a
measurement goes: nbval runs it anyway.
"""

import ast

WORKED_WITH = ("Panel(", ".check(", "quiz")


def excerpt(notebook):
    """Drop from a notebook, in place, the code cells that nothing a reader works with needs."""
    kept, needed = [], set()
    for cell in reversed(notebook.cells):
        if cell.cell_type == "code":
            names = list(_names(cell.source))
            defined = {name for name, stored in names if stored}
            if not (needed & defined or any(mark in cell.source for mark in WORKED_WITH)):
                continue
            needed |= {name for name, stored in names if not stored}
        kept.append(cell)
    notebook.cells = kept[::-1]
    return notebook


def _names(source):
    """Each name in a cell's code, and whether it is given a value there."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name, ctx=context):
                yield name, isinstance(context, ast.Store)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, True
            case ast.alias(name=name, asname=given):
                yield given or name, True
