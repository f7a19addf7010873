"""Make the notebooks of the lessons: ``python -m course.build [--check] [--force] [NAME ...]``.

This is the command; what it does is in ``course.building``, a folder of another name because many
tools pass over one called ``build``.
"""

import argparse
import difflib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from course.building import BuildError, RefusedError, SourceError, build, check, targets
from course.building.problems import short
from course.building.source import Registry

__all__ = ["BuildError", "RefusedError", "SourceError", "build", "check", "main", "targets"]

NAME = re.compile(r"(\d\d)_[a-z0-9_]+")


def main(
    arguments: Sequence[str] | None = None,
    *,
    root: Path | None = None,
    exercises: Registry | None = None,
) -> int:
    """Build, or check, the notebooks of all sources or of those named.

    Parameters
    ----------
    arguments : command line, default ``sys.argv[1:]``
    root : folder that holds ``solutions/`` and ``lessons/``, default the current one
    exercises : default all exercises of the course

    Returns
    -------
    exit code: 0 if all is well, 1 if anything was refused, failed or differs
    """
    parser = argparse.ArgumentParser(
        prog="python -m course.build",
        description="Make the notebooks in lessons/ and solutions/ from solutions/NN_name.md.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a source, like 01_eleven_lines")
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    parser.add_argument(
        "--force", action="store_true", help="overwrite notebooks with work in them"
    )
    options = parser.parse_args(arguments)
    root = Path.cwd() if root is None else root
    exercises = _all_exercises() if exercises is None else exercises
    try:
        sources = _chosen(root, options.names)
    except BuildError as error:
        return _fail([str(error)])
    problems = _misnamed(sources)
    if options.check and not options.names:
        problems += _surplus(root, sources)
    for source in sources:
        if not any(problem.startswith(f"{short(source)}:") for problem in problems):
            problems += _one(source, exercises, options)
    return _fail(problems)


def _one(source: Path, exercises: Registry, options: argparse.Namespace) -> list[str]:
    try:
        if options.check:
            return check(source, exercises=exercises)
        for path, outcome in build(source, exercises=exercises, force=options.force).items():
            print(f"{outcome:9} {short(path)}")
    except RefusedError as refusal:
        for path in targets(source).values():
            print(f"{'refused' if path in refusal.work else 'left':9} {short(path)}")
        return [str(refusal)]
    except BuildError as error:
        if not options.check:
            print(f"failed    {short(source)}")
        message = str(error)
        return [message if short(source) in message else f"{short(source)}: {message}"]
    return []


def _all_exercises() -> Registry:
    from course.kit.checking import exercises  # only here: the builder itself needs no room

    return exercises()


def _chosen(root: Path, names: Iterable[str]) -> list[Path]:
    sources = sorted((root / "solutions").glob("*.md"))
    if not sources:
        raise BuildError(
            "there is no solutions/*.md here. Run this from the top folder of the course."
        )
    known = {source.stem: source for source in sources}
    wanted = [Path(name).stem for name in names]
    for name in wanted:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            guess = f"Did you mean {close[0]}? " if close else ""
            raise BuildError(f"no source {name}. {guess}Sources: {', '.join(known)}.")
    return [known[name] for name in dict.fromkeys(wanted)] or sources


def _misnamed(sources: list[Path]) -> list[str]:
    problems = []
    numbers = {source: NAME.fullmatch(source.stem) for source in sources}
    count = Counter(match[1] for match in numbers.values() if match)
    for source, match in numbers.items():
        if match is None:
            problems.append(
                f"{short(source)}:1: a source is named NN_name.md, like 01_eleven_lines.md: two "
                "digits, then small letters, digits and underscores. Rename it or move it away."
            )
        elif count[match[1]] > 1:
            same = [short(s) for s, m in numbers.items() if m and m[1] == match[1] and s != source]
            problems.append(
                f"{short(source)}:1: number {match[1]} is also that of {', '.join(same)}. "
                "Give one of them another number."
            )
    return problems


def _surplus(root: Path, sources: list[Path]) -> list[str]:
    wanted = {path for source in sources for path in targets(source).values()}
    there = [*(root / "solutions").glob("*.ipynb"), *(root / "lessons").glob("*.ipynb")]
    return [
        f"{short(path)} has no source. Delete it, or write solutions/{path.stem}.md."
        for path in sorted(set(there) - wanted)
    ]


def _fail(problems: list[str]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
