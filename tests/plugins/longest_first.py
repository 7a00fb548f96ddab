"""The browser's journeys begin before all other tests.

They take minutes and most of a core: begun last, they would be waited for by all other cores.
"""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the tests of the browser to the front; the others stay in their order."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
