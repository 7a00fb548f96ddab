"""Chambers of commerce and the like, which run the network in their region."""

from dataclasses import dataclass, field

from enishi.domain.cluster import Cluster
from enishi.domain.email_address import EmailAddress
from enishi.domain.firm import Firm, municipality_code
from enishi.domain.limits import NAME, bounded, bounded_list


@dataclass(frozen=True, slots=True)
class Region:
    """Where a chamber, or one key of it, may act: clusters, prefectures and municipalities.

    A firm is inside by any one of the three. An empty region covers nobody.
    """

    clusters: tuple[str, ...] = ()
    prefectures: tuple[str, ...] = ()
    municipality_codes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        bounded_list(self.clusters, "clusters")
        bounded_list(self.prefectures, "prefectures")
        bounded_list(self.municipality_codes, "municipality_codes")
        for code in self.municipality_codes:
            municipality_code(code)

    def covers(self, firm: Firm) -> bool:
        """Whether the firm is inside."""
        return (
            firm.cluster in self.clusters
            or firm.prefecture in self.prefectures
            or firm.municipality_code in self.municipality_codes
        )

    def names(self, cluster: Cluster) -> bool:
        """Whether the cluster is one of the region's, or in one of its prefectures."""
        return cluster.name in self.clusters or cluster.prefecture in self.prefectures


@dataclass(frozen=True, slots=True)
class Chamber:
    """A body whose coordinators introduce firms to each other (商工会議所・商工会・財団)."""

    ref: str
    name: str
    region: Region = field(default_factory=Region)
    email: EmailAddress | None = None
    phone: str | None = None
    fax: str | None = None
    address: str | None = None

    def __post_init__(self) -> None:
        bounded(self.ref, "chamber_ref", NAME, required=True)
        bounded(self.name, "name", NAME, required=True)
        for name in ("phone", "fax", "address"):
            bounded(getattr(self, name), name, NAME)
