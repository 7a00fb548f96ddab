"""The application of this process, built from the settings when a command first needs it."""

from functools import cache

from enishi.bootstrap import Application
from enishi.settings import read_settings


@cache
def application() -> Application:
    """Return the one application; raises InvalidValueError for a bad setting."""
    return Application(read_settings())
