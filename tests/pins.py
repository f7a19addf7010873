"""Write constraints.txt anew: the newest versions that work on the oldest Python we promise.

``make pins`` calls this. Run it with Python 3.11: pip can pretend to be an older patch release
of the running Python, but takes conditions such as ``python_version < "3.12"`` from itself.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
OLDEST = "3.11.0"  # not a later patch release: Debian 12 has 3.11.2
# What no package asks for on Linux: name, pip's platform, condition.
ELSEWHERE = (
    ("appnope", "macosx_14_0_arm64", "sys_platform == 'darwin'"),
    ("colorama", "win_amd64", "sys_platform == 'win32'"),
    ("pywinpty", "win_amd64", "sys_platform == 'win32'"),
)


def resolve(*arguments):
    """Name and version of everything that pip would install; nothing is installed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run"]
        command += ["--ignore-installed", "--only-binary=:all:", "--target", folder]
        command += ["--python-version", OLDEST, "--report", str(report), *arguments]
        subprocess.run(command, cwd=REPOSITORY, check=True)
        packages = [each["metadata"] for each in json.loads(report.read_text())["install"]]
    return [(package["name"], package["version"]) for package in packages]


def main():
    if sys.version_info[:2] != (3, 11) or sys.platform != "linux":
        sys.exit("The pins are made with Python 3.11 on Linux: make pins PYTHON=python3.11")
    lines = [
        f"{name}=={version}"
        for name, version in resolve("--editable", ".[test]")
        if name != "eleven-lines"
    ]
    for name, platform, condition in ELSEWHERE:
        [(name, version)] = resolve("--no-deps", "--platform", platform, name)
        lines.append(f"{name}=={version}; {condition}")
    head = "# The exact versions that this course was last tested with. Remake: make pins\n"
    body = "\n".join(sorted(lines, key=lambda line: line.partition("==")[0].lower()))
    (REPOSITORY / "constraints.txt").write_text(f"{head}{body}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
