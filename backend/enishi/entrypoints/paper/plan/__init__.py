"""The draft of a continuity plan (事業継続力強化計画), from a case and its assessment."""

from enishi.entrypoints.paper.plan.draft import PlanForm, plan_paper

__all__ = ["PlanForm", "plan_paper"]
