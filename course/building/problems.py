"""What can go wrong, in words: what was wrong, what was expected, what to do next."""

from pathlib import Path


def short(path: Path | str) -> str:
    """Return a path as people say it here: folder and file, ``lessons/01_name.ipynb``."""
    return "/".join(Path(path).parts[-2:])


class BuildError(Exception):
    """Notebooks could not be made; the message says why and what to do."""


class SourceError(BuildError):
    """Something is wrong at one line of a source."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{short(path)}:{line}: {message}")


class RefusedError(BuildError):
    """A notebook on disk holds somebody's work.

    Parameters
    ----------
    work : dict from the notebook's path to a list of what differs from what was generated
    """

    def __init__(self, work: dict[Path, list[str]]) -> None:
        self.work = work
        lines = []
        for path, changes in work.items():
            lines.append(f"{short(path)} is not as it was generated; somebody has worked in it:")
            lines += [f"  {change}" for change in changes]
        lines.append(
            "Nothing was written for this source. Copy the notebook to another folder if the work "
            "is worth keeping, then build again with --force to overwrite it."
        )
        super().__init__("\n".join(lines))
