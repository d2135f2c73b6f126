"""A disk when the power fails, modelled at its worst.

Of a file it has what was last waited for, of a folder the entries that it had when it was last waited for, and a
renaming that nobody waited for has come through or not. What Oxigraph and SQLite wait for themselves is not counted.
"""

import stat
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Disk:
    """What has reached the disk, by inode.

    Attributes:
        files: The content of each file.
        folders: The entries of each folder, with their inodes.
    """

    files: dict[int, bytes] = field(default_factory=dict[int, bytes])
    folders: dict[int, dict[str, int]] = field(default_factory=dict[int, dict[str, int]])

    def wait_for(self, path: Path) -> None:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            self.folders[about.st_ino] = {one.name: one.lstat().st_ino for one in path.iterdir()}
        else:
            self.files[about.st_ino] = path.read_bytes()

    def copy(self) -> "Disk":
        return Disk(files={**self.files}, folders={key: {**of} for key, of in self.folders.items()})

    def write(self, inode: int, place: Path) -> None:
        """Write what is left of a folder to another place; a file that was not waited for is empty."""
        place.mkdir()
        for name, entry in self.folders.get(inode, {}).items():
            if entry in self.folders:
                self.write(entry, place / name)
            else:
                (place / name).write_bytes(self.files.get(entry, b""))


@dataclass(slots=True)
class Power:
    """Every state in which the disk may be found, while a store is written."""

    disk: Disk
    states: list[Disk] = field(default_factory=list[Disk])

    def sync(self, path: Path) -> None:
        self.disk.wait_for(path)
        self.states.append(self.disk.copy())

    def fsync(self, descriptor: int) -> None:
        self.sync(Path(f"/proc/self/fd/{descriptor}"))  # a draft may have no name

    def replace(self, old: Path, new: Path) -> None:
        inode = old.stat().st_ino
        Path(old).rename(new)
        # It may come through at once, though nobody has waited for it.
        early = self.disk.copy()
        early.folders.setdefault(new.parent.stat().st_ino, {})[new.name] = inode
        self.states.append(early)
