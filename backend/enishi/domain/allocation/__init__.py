"""Who is shown to whom in a week, so that attention is spread fairly."""

from enishi.domain.allocation.checking import broken_rules
from enishi.domain.allocation.flow import FlowNetwork, flow_network
from enishi.domain.allocation.greedy import greedily
from enishi.domain.allocation.problem import AllocationArc, AllocationProblem
from enishi.domain.allocation.rules import WHOLE, AllocationRules
from enishi.domain.allocation.variety import varied
from enishi.domain.allocation.worth import pair_value, rotation_factor

__all__ = [
    "WHOLE",
    "AllocationArc",
    "AllocationProblem",
    "AllocationRules",
    "FlowNetwork",
    "broken_rules",
    "flow_network",
    "greedily",
    "pair_value",
    "rotation_factor",
    "varied",
]
