"""The first and last moments of the command: Ctrl-C then ends it at once, and in one line."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

_NAMES = ("rampcast", "rampcast.exe", "rampcast-script.py")


def is_command() -> bool:
    """Whether this process is the command ``rampcast``, or ``python -m rampcast``."""
    name = os.path.basename((getattr(sys, "argv", None) or [""])[0])
    words = getattr(sys, "orig_argv", [])
    return name in _NAMES or (name == "-m" and "rampcast" in words)


def _stop(*_: Any) -> None:
    with contextlib.suppress(OSError):
        os.write(2, b"rampcast: stopped\n")
    os._exit(130)


def _refuse(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    if not issubclass(kind, ImportError):
        sys.__excepthook__(kind, error, trace)
        return
    with contextlib.suppress(OSError):
        words = "".join(c if c.isprintable() else "?" for c in str(error))
        os.write(2, f"rampcast: {words}\n".encode(errors="replace"))
    os._exit(2)


def guard() -> None:
    """Where this process is the command: until it runs, Ctrl-C and what cannot be imported end it
    in one line."""
    if not is_command():
        return
    sys.excepthook = _refuse
    with contextlib.suppress(ValueError):  # another thread than the main one
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _stop)


@contextlib.contextmanager
def running() -> Iterator[None]:
    """While the command runs Ctrl-C raises KeyboardInterrupt, so that it leaves nothing behind."""
    guarded = signal.getsignal(signal.SIGINT) is _stop
    if guarded:
        sys.excepthook = sys.__excepthook__
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        if guarded:
            signal.signal(signal.SIGINT, _stop)
