"""Machines that reckon for the BIA: HiGHS by scipy chooses, numpy draws."""

from enishi.adapters.solver.portfolio import HighsPortfolioSolver
from enishi.adapters.solver.simulation import NumpyLossSimulator

__all__ = ["HighsPortfolioSolver", "NumpyLossSimulator"]
