"""Makes digests of which a test names only what matters."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from enishi.domain.digest import Digest, DigestItem, DigestItemKind
from enishi.domain.iso_week import IsoWeek

_numbers = count(1)


def an_item(firm_name: str | None = "諏訪精工", **known: Any) -> DigestItem:
    """Return an item; a suggestion, which can be answered, unless another kind is named."""
    kind = known.setdefault("kind", DigestItemKind.SUGGESTION)
    own = {
        "ref": f"sg_{next(_numbers):05}",
        "firm_name": firm_name,
        "headline": "御社の探しもの「微細切削」に応えられそうです",
        "place": "諏訪・長野県岡谷市",
        "why": ("「微細切削」が両方の文にあります",),
        "missing": ("月産の数は、登録からは分かりません",),
        "path": f"/firms/{next(_numbers)}",
        "can_be_answered": kind is DigestItemKind.SUGGESTION,
    }
    return DigestItem(**(own | known))


def a_digest(*items: DigestItem, **known: Any) -> Digest:
    """Return the digest of somebody in the 48th week of 2026."""
    own: dict[str, Any] = {
        "week": IsoWeek(2026, 48),
        "person_ref": "P-1",
        "firm_ref": "F1",
        "firm_name": "燕プレス",
        "items": items,
        "composed_at": datetime(2026, 11, 24, tzinfo=UTC),
        "person_name": "田中 花子",
        "chamber_name": "燕三条商工会議所",
        "chamber_phone": "0256-00-0000",
    }
    return Digest(**(own | known))
