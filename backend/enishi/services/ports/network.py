"""Where the network is kept: firms, needs, ties, clusters, corrections, the lexicon."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from enishi.domain.chamber import Region
from enishi.domain.cluster import Cluster
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.correction import Correction
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Firm
from enishi.domain.lexicon import Amendment
from enishi.domain.need import Need, NeedKind
from enishi.domain.tie import Tie, TieKind
from enishi.services.ports.records import Change, Stored


class FirmRepository(Protocol):
    """Firms with their facilities and capabilities, by `firm_ref`."""

    def put_many(self, firms: Sequence[Firm]) -> list[Change | InvalidValueError]:
        """Store each firm whole, replacing what its ref held.

        One answer per firm, in order. A 法人番号 that another ref holds, or a ref that names
        a chamber or the platform, is an InvalidValueError for that firm alone; an equal record
        is UNCHANGED and not touched.
        """

    def get(self, ref: str) -> Stored[Firm] | None:
        """Return one firm."""

    def get_many(self, refs: Sequence[str]) -> dict[str, Stored[Firm]]:
        """Return those of the firms that exist."""

    def existing(self, refs: Sequence[str]) -> set[str]:
        """Return which of the refs are registered."""

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        cluster: str | None,
        prefecture: str | None,
        named: str | None = None,
    ) -> list[Stored[Firm]]:
        """Return firms in order of ref, beginning behind `after`.

        `named` keeps those whose name contains it, and the one that has it as its ref.
        """

    def stream(self) -> Iterator[Stored[Firm]]:
        """Yield every firm in order of ref, with memory use independent of their number."""

    def within(self, regions: Collection[Region]) -> Iterator[Stored[Firm]]:
        """Yield the firms that any of the regions covers, in order of ref."""

    def count(self) -> int:
        """Return how many firms there are."""

    def clusters(self) -> dict[str, str | None]:
        """Return the cluster of every firm, None where it is not known, in order of ref."""

    def count_by_cluster(self) -> dict[str, int]:
        """Return the number of firms of each cluster that has any."""

    def remove(self, ref: str) -> bool:
        """Delete the firm and all it holds; False where there is none."""

    def capabilities_since(
        self, refs: Collection[str], first: datetime, last: datetime
    ) -> dict[str, frozenset[str]]:
        """Return by firm the capability_refs that came between two moments, the last excluded.

        A capability that is changed keeps the moment at which it came. Of what a database
        held before it kept such moments nobody knows, and nothing is returned.
        """

    def holder_of(self, number: CorporateNumber) -> str | None:
        """Return the ref of the firm that has this 法人番号."""

    def ref_of(self, firm_id: str) -> str | None:
        """Return the ref of the firm with this identity (a UUID in text form)."""


class NeedRepository(Protocol):
    """Needs, by `need_ref`."""

    def put_many(self, needs: Sequence[Need]) -> list[Change | InvalidValueError]:
        """Store each need; an unknown `firm_ref` is an InvalidValueError for that need alone."""

    def get(self, ref: str) -> Stored[Need] | None:
        """Return one need."""

    def get_many(self, refs: Sequence[str]) -> dict[str, Stored[Need]]:
        """Return those of the needs that exist."""

    def page(
        self,
        *,
        after: str | None,
        limit: int,
        kind: NeedKind | None,
        cluster: str | None,
        firm_ref: str | None = None,
    ) -> list[Stored[Need]]:
        """Return needs in order of ref, beginning behind `after`.

        `cluster` keeps needs of firms in that cluster, `firm_ref` those of one firm.
        """

    def stream(self) -> Iterator[Stored[Need]]:
        """Yield every need in order of ref."""

    def count(self) -> int:
        """Return how many needs there are."""

    def remove(self, ref: str) -> bool:
        """Delete the need; False where there is none."""

    def refs_of_firm(self, firm_ref: str) -> list[str]:
        """Return the refs of the needs that a firm posts, in order."""

    def ref_of(self, need_id: str) -> str | None:
        """Return the ref of the need with this identity (a UUID in text form)."""


class TieRepository(Protocol):
    """The history of contacts, by `tie_ref`."""

    def put_many(self, ties: Sequence[Tie]) -> list[Change | InvalidValueError]:
        """Store each tie; an unknown firm is an InvalidValueError for that tie alone."""

    def stream(self) -> Iterator[Stored[Tie]]:
        """Yield every tie in order of ref."""

    def get(self, ref: str) -> Stored[Tie] | None:
        """Return one tie."""

    def of_firms(self, firm_refs: Collection[str]) -> list[Tie]:
        """Return the contacts that any of the firms took part in, newest first."""

    def on_days(self, days: Collection[date]) -> list[Tie]:
        """Return the ties of some days, in order of ref."""

    def newest(
        self,
        *,
        before: tuple[date, str] | None,
        limit: int,
        kind: TieKind | None = None,
        since: date | None = None,
        cluster: str | None = None,
        firm_refs: Collection[str] | None = None,
    ) -> list[Tie]:
        """Return a page of ties, newest first and of one day by ref from the last.

        `before` is the day and the ref that the last page ended with; `cluster` and
        `firm_refs` (None: any) keep the ties that a firm of them took part in.
        """

    def remove(self, ref: str) -> bool:
        """Delete a tie; False where there is none."""


class ClusterRepository(Protocol):
    """Clusters, by name."""

    def put(self, cluster: Cluster) -> Change:
        """Store the cluster, replacing what is known of it."""

    def mention(self, names: Sequence[str]) -> None:
        """Make sure that clusters of these names exist, with nothing else known of new ones."""

    def get(self, name: str) -> Stored[Cluster] | None:
        """Return one cluster."""

    def all(self) -> list[Stored[Cluster]]:
        """Return every cluster in order of name."""

    def remove(self, name: str) -> bool:
        """Delete the cluster's description; False where there is none."""


class CorrectionRepository(Protocol):
    """What readers say of the answers, by `correction_ref`, whose order is that of time.

    A firm takes the corrections that name it along; a need that is withdrawn leaves them
    without `need_ref`.
    """

    def add(self, correction: Correction) -> None:
        """Store a new correction, whose firm and whose need exist."""

    def page(self, *, after: str | None, limit: int) -> list[Correction]:
        """Return corrections, newest first, beginning behind `after`."""

    def stream(self) -> Iterator[Correction]:
        """Yield every correction, oldest first."""


class AmendmentRepository(Protocol):
    """What a chamber changed in the lexicon, by the name of the concept."""

    def put(self, amendment: Amendment) -> None:
        """Store the amendment in place of the one that its name held."""

    def all(self) -> list[Amendment]:
        """Return every amendment in order of name."""

    def remove(self, name: str) -> bool:
        """Delete the amendment of one concept; False where there is none."""
