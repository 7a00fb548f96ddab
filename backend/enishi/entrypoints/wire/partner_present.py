"""Partners for joint development as the API and the agents answer them."""

from enishi.entrypoints.wire import partner_answers as answers
from enishi.entrypoints.wire.joint_present import joint_out
from enishi.entrypoints.wire.present import firm_brief
from enishi.services.joint_development.partners import PartnerFound, PartnerList


def partner_out(found: PartnerFound) -> answers.PartnerFoundOut:
    """Return one firm beside another."""
    return answers.PartnerFoundOut(
        firm=firm_brief(found.firm),
        is_other_cluster=found.is_other_cluster,
        joint=joint_out(found.joint),
    )


def partners_out(found: PartnerList) -> answers.PartnerFoundPage:
    """Return the list with what it was chosen from."""
    return answers.PartnerFoundPage(
        items=[partner_out(item) for item in found.partners],
        compared=found.compared,
        known=found.known,
        index_version=found.index_version,
        model_version=found.model_version,
        joint_version=found.joint_version,
    )
