"""Previews of the weekly digest as the API answers them."""

from enishi.domain.digest import DigestItem
from enishi.entrypoints.wire.digest_answers import DigestItemOut, DigestPreviewOut
from enishi.services.digests.previews import DigestPreview


def preview_out(preview: DigestPreview) -> DigestPreviewOut:
    """Present a preview; where there is nothing to say its texts are empty."""
    digest, written = preview.digest, preview.written
    return DigestPreviewOut(
        week=str(digest.week),
        firm_ref=digest.firm_ref,
        subject=written.subject if written else "",
        items=[_item_out(item) for item in digest.items],
        html=written.html if written else "",
        text=written.text if written else "",
        is_empty=not digest,
    )


def _item_out(item: DigestItem) -> DigestItemOut:
    return DigestItemOut(
        ref=item.ref,
        kind=item.kind,
        kind_label=item.kind.label,
        firm_name=item.firm_name,
        headline=item.headline,
        place=item.place,
        why=list(item.why),
        missing=list(item.missing),
        path=item.path,
        is_other_cluster=item.is_other_cluster,
        is_trial=item.is_trial,
        can_be_answered=item.can_be_answered,
    )
