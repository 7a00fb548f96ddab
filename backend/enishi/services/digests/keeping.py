"""What is kept of somebody's digests, as they may take it with them."""

from typing import Any

from enishi.services.ports import UnitOfWork


def digests_kept(work: UnitOfWork, person_ref: str) -> dict[str, Any]:
    """Return what somebody wants, what they were sent and what they answered, as JSON values."""
    preference = work.digest_preferences.of(person_ref)
    paused = work.paused_addresses.of(person_ref)
    return {
        "frequency": preference.frequency.value,
        "weekday": preference.weekday,
        "time": preference.clock.isoformat("minutes"),
        "stopped_at": preference.stopped_at.isoformat() if preference.stopped_at else None,
        "paused_address": paused.address.text if paused else None,
        "mailings": [
            {
                "week": str(item.week),
                "firm_ref": item.firm_ref,
                "state": item.state.value,
                "at": item.changed_at.isoformat(),
            }
            for item in work.mailings.of_person(person_ref)
        ],
        "answers": [
            {
                "week": str(item.week),
                "suggestion_ref": item.item_ref,
                "answer": item.answer.value,
                "reason": item.reason.value if item.reason else None,
                "at": item.at.isoformat(),
            }
            for item in work.digest_answers.of_person(person_ref)
        ],
    }
