"""The allocation as a flow of least cost.

    source → viewer (≤ k) → own cluster (≤ k − 2) → shown (≤ m) → sink
                          ↘ elsewhere ────────────↗

One unit is one showing. The limits lie inside one another (of a viewer, of the viewer's own
cluster within it), which keeps the flow's whole-number optimum the optimum of the allocation
(Ahuja, Magnanti and Orlin 1993, Network Flows, 9). What a firm gains by being shown or being
shown somebody at all is the cost of the first unit: units come cheapest first, so it is taken
once. What cannot be placed flows from source to sink for nothing.
"""

from dataclasses import dataclass, field

from enishi.domain.allocation.problem import AllocationProblem

SOURCE, SINK = 0, 1


@dataclass
class FlowNetwork:
    """The edges of a flow network by columns; nodes are numbered from 0, the source."""

    supply: int  # units from source to sink
    nodes: int = 2
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    capacities: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)  # of a unit, in ten-thousandths
    first_arc: int = 0  # number of the edge of the problem's first arc; the others follow

    def node(self) -> int:
        """Return a new node."""
        self.nodes += 1
        return self.nodes - 1

    def edge(self, tail: int, head: int, capacity: int, cost: int = 0) -> None:
        """Add an edge; one that nothing can flow through is kept, so that numbers stay."""
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacity)
        self.costs.append(cost)


def flow_network(problem: AllocationProblem) -> FlowNetwork:
    """Return the network whose flow of least cost is the best allocation."""
    rules, received, seen = problem.rules, problem.received, problem.seen
    rooms = {ref: max(0, rules.most_received - received[ref]) for ref in problem.viewers}
    network = FlowNetwork(sum(rooms.values()))
    network.edge(SOURCE, SINK, network.supply)
    viewers, alike, shown = {}, {}, {}
    for ref, room in rooms.items():
        viewers[ref], alike[ref] = network.node(), network.node()
        is_left_out = room > 0 and ref not in received
        network.edge(SOURCE, viewers[ref], int(is_left_out), -problem.promise)
        network.edge(SOURCE, viewers[ref], room - is_left_out)
        network.edge(viewers[ref], alike[ref], min(room, rules.most_alike))
    for ref in problem.shown:
        shown[ref] = network.node()
        room = max(0, rules.most_shown - seen[ref])
        is_unseen = room > 0 and ref not in seen
        bonus = rules.bonus_of(is_new=ref in problem.newcomers)
        network.edge(shown[ref], SINK, int(is_unseen), -problem.promise - bonus)
        network.edge(shown[ref], SINK, room - is_unseen)
    network.first_arc = len(network.tails)
    # By columns: there are a hundred candidates a firm, and a call for each would take seconds.
    network.tails += [
        (alike if arc.is_same_cluster else viewers)[arc.viewer] for arc in problem.arcs
    ]
    network.heads += [shown[arc.shown] for arc in problem.arcs]
    network.capacities += [1] * len(problem.arcs)
    network.costs += [-arc.value for arc in problem.arcs]
    return network
