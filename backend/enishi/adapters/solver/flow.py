"""Allocates by the flow of least cost, with OR-tools.

Cost scaling (Goldberg and Tarjan 1990; Goldberg 1997) over whole numbers: the same network has
the same answer on every machine.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from enishi.domain.allocation import AllocationArc, AllocationProblem, flow_network
from enishi.domain.allocation.flow import SINK, SOURCE


@dataclass(frozen=True)
class FlowAllocator:
    """Solves an allocation to its optimum."""

    def allocate(self, problem: AllocationProblem) -> tuple[AllocationArc, ...] | None:
        """Return the best choice in the order of the arcs; None where the solver fails."""
        if not problem.arcs:
            return ()
        network = flow_network(problem)
        solver = SimpleMinCostFlow()
        edges = solver.add_arcs_with_capacity_and_unit_cost(
            np.array(network.tails, np.int32),
            np.array(network.heads, np.int32),
            np.array(network.capacities, np.int64),
            np.array(network.costs, np.int64),
        )
        solver.set_node_supply(SOURCE, network.supply)
        solver.set_node_supply(SINK, -network.supply)
        if solver.solve() != solver.OPTIMAL:
            return None
        flows = solver.flows(edges[network.first_arc :])
        return tuple(problem.arcs[number] for number in np.flatnonzero(flows).tolist())
