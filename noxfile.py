"""The package on every Python it is made for: `nox` builds, installs and tests it on each.

Interpreters that are not there are skipped. Debian's packages that building needs are those `./dev`
installs.
"""

import nox

nox.options.error_on_missing_interpreters = False


@nox.session(python=["3.10", "3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """Builds a wheel in isolation, installs it and runs the Python tests."""
    session.install(".[all]", "pytest>=8", "jsonschema", "nbclient", "nbformat", "ipykernel")
    session.install("hypothesis>=6.100", "openpyxl", "simpy>=4")
    session.run("pytest", *session.posargs, env={"MPLBACKEND": "Agg"})
