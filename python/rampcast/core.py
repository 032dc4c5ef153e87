"""Loads the extension module: the build for newer x86-64 processors where this one is such.

The one chosen is known as ``rampcast._core`` from then on. The environment variable
``RAMPCAST_VARIANT`` (``baseline`` or ``v3``) overrides the choice.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from types import ModuleType

_NAME = "rampcast._core"

# What x86-64-v3 asks for beyond the baseline, as Linux names it.
_V3_FLAGS = frozenset(["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"])


def cpu_flags(path: str = "/proc/cpuinfo") -> frozenset[str]:
    """Features of the processor as Linux lists them; empty where it does not say."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                key, _, words = line.partition(":")
                if key.strip() == "flags":
                    return frozenset(words.split())
    except OSError:
        pass
    return frozenset()


def choose(asked: str, flags: frozenset[str], built: bool) -> str:
    """The variant to load.

    asked: what ``RAMPCAST_VARIANT`` holds, empty for no wish.
    flags: features of the processor. built: whether the v3 build is installed.
    Raises ImportError for an unknown variant, or one that is not installed.
    """
    if asked not in ("", "baseline", "v3"):
        raise ImportError(f'RAMPCAST_VARIANT is "{asked}", must be baseline or v3')
    if asked == "v3" and not built:
        raise ImportError("RAMPCAST_VARIANT is v3, but this installation has only the baseline")
    if asked:
        return asked
    return "v3" if built and flags >= _V3_FLAGS else "baseline"


def _load() -> ModuleType:
    if _NAME in sys.modules:
        return sys.modules[_NAME]
    built = importlib.util.find_spec(_NAME + "_v3") is not None
    asked = os.environ.get("RAMPCAST_VARIANT", "").strip()
    if choose(asked, cpu_flags() if built else frozenset(), built) == "baseline":
        return importlib.import_module(_NAME)
    module = importlib.import_module(_NAME + "_v3")
    # One name for both, so that a pickle made here opens on any machine.
    for item in vars(module).values():
        if isinstance(item, type) and item.__module__ == module.__name__:
            item.__module__ = _NAME
    sys.modules[_NAME] = module
    package = sys.modules.get("rampcast")
    if package is not None:
        package._core = module  # type: ignore[attr-defined]
    return module


#: The extension module in use.
core = _load()
#: Which build it is: ``baseline`` or ``v3``.
variant: str = core.variant
