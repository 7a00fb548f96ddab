"""Meaning: vectors on disk, FAISS in memory."""

from enishi.adapters.dense.index import DenseIndex, build_graph
from enishi.adapters.dense.vectors import VectorTable, VectorWriter

__all__ = ["DenseIndex", "VectorTable", "VectorWriter", "build_graph"]
