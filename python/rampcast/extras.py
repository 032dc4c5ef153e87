"""Optional packages, imported when first needed."""

from __future__ import annotations

import importlib
from types import ModuleType


class MissingExtraError(ImportError):
    """A package that an extra of rampcast brings is not installed."""


def need(module: str, extra: str, what: str) -> ModuleType:
    """Imports a module of an optional package.

    Raises MissingExtraError, which says how to install it: ``Parquet needs pyarrow: pip install
    'rampcast[arrow]'``.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        raise MissingExtraError(
            f"{what} needs {package}: pip install 'rampcast[{extra}]'", name=error.name
        ) from None
