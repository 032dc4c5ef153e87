"""Objects that ``__new__`` alone made, which nothing has filled."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from types import FunctionType
from typing import Any

_TEXTS = ("__repr__", "__str__", "_repr_html_")


def tell_unmade(classes: Iterable[type]) -> None:
    """Makes the texts of classes say by TypeError that nothing has filled an object."""
    for cls in classes:
        for name in _TEXTS:
            text = vars(cls).get(name)
            if isinstance(text, FunctionType):  # those of the extension say so themselves
                setattr(cls, name, _told(cls, text))


def _told(cls: type, text: Callable[[Any], str]) -> Callable[[Any], str]:
    @functools.wraps(text)
    def telling(self: Any) -> str:
        try:
            return text(self)
        except AttributeError:
            if getattr(self, "__dict__", None):
                raise
            raise TypeError(f"the {cls.__name__} was not made by a call of rampcast") from None

    return telling
