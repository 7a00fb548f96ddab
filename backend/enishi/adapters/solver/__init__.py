"""Machines that reckon: HiGHS by scipy chooses and transports, numpy draws."""

from enishi.adapters.solver.portfolio import HighsPortfolioSolver
from enishi.adapters.solver.simulation import NumpyLossSimulator
from enishi.adapters.solver.transport import ScipyTransport

__all__ = ["HighsPortfolioSolver", "NumpyLossSimulator", "ScipyTransport"]
