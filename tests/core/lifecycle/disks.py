"""Small and read-only disks, mounted in a namespace of their own that ends with the command."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

from attrs import frozen

from tests.core.cli.command import SCRIPT, Said

#: Root is root anyway, and as root of a namespace would no more reach the files of others.
_ALONE = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--mount")
#: ``$1`` is where the disk is to be, ``$2`` what it holds, ``$3`` where it is put afterwards,
#: ``$4`` how it is made unusable; the rest is the command.
_RUN = r"""
disk=$1 given=$2 after=$3 spoil=$4; shift 4
mount -t tmpfs -o size=8m tmpfs "$disk" && cp -a "$given/." "$disk/" && cd "$disk" || exit 99
eval "$spoil"
"$@"; status=$?
mount -o remount,rw "$disk"; rm -f ballast; cp -a "$disk/." "$after/"
exit $status
"""
_FILL = "cat /dev/zero > ballast 2>/dev/null; truncate -s -{free} ballast"
_READ_ONLY = 'mount -o remount,ro "$disk"'


@frozen
class Disk:
    """A disk that holds a copy of a folder while a command runs on it."""

    given: Path
    place: Path
    after: Path

    def nearly_full(self, free: int, *command: str) -> Said:
        """Call gongkai in the disk's folder, with so many bytes free."""
        return self._run(_FILL.format(free=free), command)

    def read_only(self, *command: str) -> Said:
        """Call gongkai in the disk's folder, where nothing can be written."""
        return self._run(_READ_ONLY, command)

    def _run(self, spoil: str, command: tuple[str, ...]) -> Said:
        folders = [str(folder) for folder in (self.place, self.given, self.after)]
        done = subprocess.run(
            [*_ALONE, "sh", "-c", _RUN, "sh", *folders, spoil, str(SCRIPT), *command],
            env={**os.environ, "GONGKAI_LANG": "en"},
            capture_output=True,
            text=True,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)


@cache
def can_mount() -> bool:
    """Whether this system lets anybody mount in a namespace of her own."""
    try:
        done = subprocess.run([*_ALONE, "mount", "-t", "tmpfs", "x", "/mnt"], check=False)
    except OSError:
        return False
    return done.returncode == 0
