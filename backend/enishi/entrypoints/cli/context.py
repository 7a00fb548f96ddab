"""The application of this process, built from the settings when a command first needs it."""

from dataclasses import replace
from functools import cache

from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR
from enishi.settings import read_settings

# Whoever may run commands here holds the database in their hands.
OPERATOR = replace(LOCAL_OPERATOR, door="cli")


@cache
def application() -> Application:
    """Return the one application; raises InvalidValueError for a bad setting."""
    return Application(read_settings())
