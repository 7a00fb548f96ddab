"""Which sentence of a plan changes when options are used."""

from enishi.domain.bia.case import Case
from enishi.domain.bia.recovery import RecoveryOutcome
from enishi.domain.bia.wording import days, yen


def plan_sentence(case: Case, before: RecoveryOutcome, after: RecoveryOutcome) -> str:
    """Return the sentence of the plan on an event, with what it said before."""
    product = case.product(after.product_ref).name
    scenario = next(item.name for item in case.scenarios if item.ref == after.scenario_ref)
    said = (
        f"「{scenario}」のとき、「{product}」の供給が不足する日数は"
        f"{days(before.shortage)}日から{days(after.shortage)}日に、"
        f"損失は{yen(before.loss)}から{yen(after.loss)}に、"
        f"実際の復旧時間（RTA）は{days(before.rta)}日から{days(after.rta)}日に変わります"
    )
    if after.is_rto_met is None:
        return said
    verdict = "に間に合います" if after.is_rto_met else "には間に合いません"
    return f"{said}（RTO {days(after.rto)}日{verdict}）" if after.rto is not None else said
