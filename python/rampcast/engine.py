"""Chooses the build of the simulation that fits this processor.

All give the same results to the bit; those for newer processors are faster. The environment
variable ``RAMPCAST_VARIANT`` (``baseline``, ``v3`` or ``v4``) overrides the choice.
"""

from __future__ import annotations

import importlib
import importlib.util
import os


def _need_main_interpreter() -> None:
    """Raises ImportError in a subinterpreter, in which the compiled part would wait for ever."""
    for name in ("_interpreters", "_xxsubinterpreters"):
        try:
            interpreters = importlib.import_module(name)
        except ImportError:
            continue
        if interpreters.get_current() != interpreters.get_main():
            raise ImportError(
                "rampcast cannot be imported in a subinterpreter; import it in the main interpreter"
                " of a process"
            )
        return


_need_main_interpreter()

from . import _core  # noqa: E402

# What x86-64-v3 and v4 ask for beyond the baseline, as Linux names it.
_V3_FLAGS = frozenset(["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"])
_V4_FLAGS = _V3_FLAGS | {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}
_FLAGS = {"v4": _V4_FLAGS, "v3": _V3_FLAGS}


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


def choose(asked: str, flags: frozenset[str], built: frozenset[str]) -> str:
    """The variant to run.

    asked: what ``RAMPCAST_VARIANT`` holds, empty for no wish.
    flags: features of the processor. built: the variants installed besides the baseline.
    Raises ImportError for an unknown variant, or one that is not installed.
    """
    if asked and asked != "baseline" and asked not in _FLAGS:
        raise ImportError(f'RAMPCAST_VARIANT is "{asked}", must be baseline, v3 or v4')
    if asked and asked != "baseline" and asked not in built:
        raise ImportError(f"RAMPCAST_VARIANT is {asked}, which this installation does not have")
    if asked:
        return asked
    fitting = [name for name in _FLAGS if name in built and flags >= _FLAGS[name]]
    return fitting[0] if fitting else "baseline"


def installed() -> frozenset[str]:
    """The variants installed besides the baseline."""
    return frozenset(
        name for name in _FLAGS if importlib.util.find_spec(f"rampcast._engine_{name}")
    )


def _load() -> str:
    built = installed()
    asked = os.environ.get("RAMPCAST_VARIANT", "").strip()
    chosen = choose(asked, cpu_flags() if built else frozenset(), built)
    if chosen != "baseline":
        engine = importlib.import_module(f"rampcast._engine_{chosen}")
        _core.use_engine(engine.variant)
    return chosen


#: Which build of the simulation runs: ``baseline``, ``v3`` or ``v4``.
variant: str = _load()
