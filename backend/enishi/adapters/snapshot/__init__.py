"""Dated copies of everything that can be found: built aside, verified, switched atomically."""

from enishi.adapters.snapshot.catalogue import Catalogue, CatalogueWriter
from enishi.adapters.snapshot.store import SnapshotStore

__all__ = ["Catalogue", "CatalogueWriter", "SnapshotStore"]
