"""A call ends in a result, in an error in our own words, or on request when its time is over."""

from __future__ import annotations

import faulthandler
import re
import resource
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

#: Processor time after which a call is asked to end, in seconds, and how long that may take.
BUDGET = 1
LEEWAY = 5
#: Time after which the process is ended, with the stack of every thread.
HANGS = 120
#: Bytes that the calls of one test may take besides what the process holds.
MEMORY = 3_000_000_000

LEAKS = re.compile(
    r"std::|boost::|basic_string|vector::|bad_alloc|rampcast::|rampcast\._core"
    r"|incompatible function arguments|0x[0-9a-f]{6,}|object at 0x"
)


class OutOfTimeError(BaseException):
    """What the clock raises within a call, as Ctrl-C would."""


class Broken(AssertionError):  # noqa: N818
    """What must not happen."""


def _out_of_time(*_: object) -> None:
    raise OutOfTimeError


@contextmanager
def limited() -> Iterator[None]:
    """Memory and time of a whole test."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm", encoding="ascii") as file:
        held = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, hard))
    before = signal.signal(signal.SIGPROF, _out_of_time)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def outcome(call: Callable[[], Any], given: str = "") -> tuple[Any, Exception | None]:
    """The result of a call, or the error it ended in; neither where its time was over.

    given: what the words of an error may repeat.
    """
    faulthandler.dump_traceback_later(HANGS, exit=True)
    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    signal.setitimer(signal.ITIMER_PROF, BUDGET)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = call()
        signal.setitimer(signal.ITIMER_PROF, 0)
    except OutOfTimeError:
        took = resource.getrusage(resource.RUSAGE_SELF).ru_utime - began
        if took > BUDGET + LEEWAY:
            raise Broken(f"went on for {took:.0f} s though asked to end") from None
        return None, None
    except (ValueError, TypeError, OSError) as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        check_words(error, given)
        return None, error
    except BaseException as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        raise Broken(f"{type(error).__name__}: {error}") from error
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
    return result, None


def check_words(error: Exception, given: str) -> None:
    words = str(error)
    if not words or isinstance(error, UnicodeError):
        raise Broken(f"no words: {error!r}") from error
    leak = LEAKS.search(words)
    if leak and leak[0] not in given:
        raise Broken(f"words of a library: {words}") from error


def check_place(error: Exception, file: str) -> None:
    """An error of a reader begins with file:line:column."""
    if not re.match(rf"{re.escape(file)}:\d+:\d+: \S", str(error)):
        raise Broken(f"no place: {error}")
