"""Makes the virtual environment from a lock file. Runs on the system's Python, before anything is installed."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

NEEDED = (3, 11)


def main() -> int:
    folder, lock = Path(sys.argv[1]), Path(sys.argv[2])
    if sys.version_info < NEEDED:
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Try: make PYTHON=python3.11")
        return 2
    if find_spec("ensurepip") is None:
        print("This Python came without its venv parts. On Debian: apt-get install python3-venv. Then run make again.")
        return 2
    python = folder / "bin" / "python"
    steps = [
        [sys.executable, "-m", "venv", str(folder)],
        [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            str(lock),
        ],
        [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--no-build-isolation",
            "--editable",
            ".",
        ],
    ]
    print(f"Installing into {folder}: about half a minute the first time.", flush=True)
    for step in steps:
        done = subprocess.run(step, check=False)
        if done.returncode:
            print(f"That failed: {' '.join(step)}")
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
