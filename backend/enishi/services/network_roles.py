"""Network roles (ネットワークでの役割): what coordinators hold firms to be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from enishi.domain.access import Audience, Caller
from enishi.domain.audit import AuditAction
from enishi.domain.errors import InvalidValueError, NotFoundError
from enishi.domain.japan_time import day_in_japan
from enishi.domain.network_role import NetworkRole, StatedRole
from enishi.services.fields import Fields
from enishi.services.ports import Database
from enishi.services.register import act_on_firm, firm_to_coordinate
from enishi.services.sight import firm_as_seen

_FIELD = "network_role"


@dataclass(frozen=True)
class NetworkRoleService:
    """Keeps the judgement; only the firm and coordinators read it.

    「従来型」 said in public by a chamber would be a mark against a firm.
    """

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def read(self, firm_id: str, *, to: Caller) -> StatedRole:
        """Return what a firm is held to be; raises NotFoundError."""
        with (self.database.begin if to.is_signed_in else self.database.read)() as work:
            seen = firm_as_seen(work, firm_id, to)
            stated = work.network_roles.of_firm(seen.firm.ref)
            if stated is None or seen.audience < Audience.COORDINATORS:
                raise NotFoundError("役割は見つかりません", english="no role is stated")
            if seen.audience is not Audience.OWNER:
                work.audit.add(act_on_firm(to, AuditAction.READ, self.now(), seen.firm.ref, _FIELD))
            return stated

    def state(self, firm_id: str, said: Mapping[str, Any], *, by: Caller) -> StatedRole:
        """Store a coordinator's judgement in place of the one before.

        Raises InvalidValueError, NotFoundError and NotPermittedError.
        """
        with self.database.begin() as work:
            firm = firm_to_coordinate(work, firm_id, by)
            now = self.now()
            role = Fields(said).choice("role", NetworkRole)
            if role is None:
                raise InvalidValueError("必須の項目が空です", field="role", english="required")
            note = Fields(said).text("note")
            stated = StatedRole(firm.ref, role, by.person_ref or "", day_in_japan(now), note)
            work.network_roles.put(stated)
            work.audit.add(act_on_firm(by, AuditAction.WRITTEN, now, firm.ref, _FIELD))
            return stated
