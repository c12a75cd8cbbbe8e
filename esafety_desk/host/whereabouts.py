"""What lies beneath a folder: a disk of this computer, a share across the network, or a folder that is synchronised.

SQLite's write-ahead log needs shared memory that a network file system does not give, and a synchroniser copies one
of two files that belong together. Source: sqlite.org, "Write-Ahead Logging" and "How To Corrupt".
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

MOUNTS = Path("/proc/mounts")
"""Where Linux tells which file system is mounted where; a test has its own."""
NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse",
        "fuse.onedriver", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs",
        "nfs4", "smb2", "smb3", "smbfs", "webdav",
    }
)  # fmt: skip
_SYNCHRONISERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
}
"""How the folder of a synchroniser begins, and whose it is."""
_MARKERS = {
    ".dropbox.cache": "Dropbox",
    ".dropbox": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".stfolder": "Syncthing",
}
_REMOTE_DRIVE = 4


def network_file_system(folder: Path) -> str:
    """The kind of network file system ``folder`` lies on; empty where it is on a disk of this computer's own."""
    if sys.platform == "win32":
        return _remote_drive(folder)
    kind = _mounted(_existing(folder))
    return kind if kind in NETWORK_FILE_SYSTEMS else ""


def synchronised_by(folder: Path) -> str:
    """The program that copies ``folder`` to a cloud or another computer; empty where none is known to."""
    place = _existing(folder)
    for one in (place, *place.parents):
        name = one.name.casefold()
        known = next((whose for begins, whose in _SYNCHRONISERS.items() if name.startswith(begins)), "")
        marked = next((whose for marker, whose in _MARKERS.items() if (one / marker).exists()), "")
        if known or marked:
            return known or marked
    homes = (os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"))
    return "OneDrive" if any(home and place.is_relative_to(home) for home in homes) else ""


def _existing(folder: Path) -> Path:
    whole = folder.expanduser().resolve()
    return next((place for place in (whole, *whole.parents) if place.exists()), whole)


def _mounted(place: Path) -> str:
    """The type of the innermost file system that holds ``place``; of several at one spot the last one counts."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found, depth = "", -1
    for line in lines:
        _, at, kind, *_ = [*line.split(" "), "", "", ""]
        mount = Path(_unescaped(at))
        if place.is_relative_to(mount) and len(mount.parts) >= depth:
            found, depth = kind, len(mount.parts)
    return found


def _unescaped(mount: str) -> str:
    return mount.replace(r"\040", " ").replace(r"\011", "\t").replace(r"\134", "\\")


if sys.platform == "win32":
    import ctypes

    def _remote_drive(folder: Path) -> str:
        drive = folder.expanduser().resolve().drive
        is_share = drive.startswith("\\\\")
        is_remote = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
        return "network drive" if is_share or is_remote else ""
