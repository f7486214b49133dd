"""The browser's processes: how much memory they take, and how they are ended when nothing else ends them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

_PROC = Path("/proc")


def memory_of_group(leader: int) -> int:
    """The resident memory of the leader's process group in bytes, shared pages counted once a process; 0 if unknown."""
    return sum(_resident(process) for process in group(leader))


def group(leader: int) -> list[int]:
    """The processes of the group that the leader leads, where the system tells (Linux)."""
    if not _PROC.is_dir():
        return []
    numbers = (int(folder.name) for folder in _PROC.iterdir() if folder.name.isdigit())
    return [process for process in numbers if _group_of(process) == leader]


def _group_of(process: int) -> int:
    try:
        return os.getpgid(process)
    except OSError:
        return -1


def _resident(process: int) -> int:
    """Resident memory without what is mapped from files, which all of a browser's processes share."""
    try:
        fields = (_PROC / str(process) / "statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return (int(fields[1]) - int(fields[2])) * os.sysconf("SC_PAGE_SIZE")


def end_group(leader: int) -> None:
    """End the process and, where it leads a group, all of the group, without asking it."""
    try:
        if hasattr(os, "killpg") and os.getpgid(leader) == leader:
            os.killpg(leader, signal.SIGKILL)
        else:
            os.kill(leader, getattr(signal, "SIGKILL", signal.SIGTERM))
    except ProcessLookupError:
        return  # it is gone
