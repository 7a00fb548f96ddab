"""Turns what services answer into wire bodies; decides nothing."""

from typing import Any

from enishi.domain.capability import Capability
from enishi.domain.cluster import Cluster
from enishi.domain.firm import Facility, Firm, FirmKind
from enishi.domain.match import PART_DIGITS, Match
from enishi.domain.reason import Reason, Span
from enishi.entrypoints.wire import answers, bodies
from enishi.entrypoints.wire.joint_present import joint_out
from enishi.services.ports import Stored
from enishi.services.reading import Reading
from enishi.services.records import capability_record, constraints_record
from enishi.services.search import SearchResult
from enishi.services.sight import Posting


def search_answer(result: SearchResult, *, explain: bool) -> answers.SearchAnswer:
    """The body of every search; score parts only when asked for."""
    return answers.SearchAnswer(**_answer(result, explain=explain))


def need_matches(posting: Posting, result: SearchResult, *, explain: bool) -> answers.NeedMatches:
    """The answers to a posted need."""
    return answers.NeedMatches(need=need_out(posting), **_answer(result, explain=explain))


def _answer(result: SearchResult, *, explain: bool) -> dict[str, Any]:
    return {
        "items": [match_out(match, explain=explain) for match in result.matches],
        "near_misses": [match_out(match, explain=explain) for match in result.near_misses],
        "count": answers.CountOut(value=result.count, relation=result.count_relation.value),
        "facets": {
            group: [
                answers.FacetValue(value=value, label=_facet_label(group, value), count=count)
                for value, count in counts.items()
            ]
            for group, counts in result.facets.items()
        },
        "reading": reading_out(result.reading),
        "relaxations": [
            answers.RelaxationOut(
                drop=item.drop,
                value=item.value,
                text=item.text,
                text_en=item.text_en,
                count=item.count,
            )
            for item in result.relaxations
        ],
        "preference": answers.PreferenceOut(
            other_clusters=result.preference.other_clusters,
            applied=result.preference.applied,
            text=result.preference.text,
            text_en=result.preference.text_en,
        ),
        "links": [
            answers.LinkOut(step=link.step, firms=[firm_brief(firm) for firm in link.firms])
            for link in result.links
        ],
        "nothing_fits": result.count == 0,
        "next_cursor": result.next_cursor,
        "index_version": result.index_version,
        "model_version": result.model_version,
        "ranker_version": result.ranker_version,
    }


def reading_out(reading: Reading) -> answers.ReadingOut:
    """What was understood of a text."""
    return answers.ReadingOut(
        processes=list(reading.processes),
        constraints=list(reading.constraints),
        concepts=[
            answers.ReadConceptOut(
                concept=item.concept,
                concept_en=item.concept_en,
                kind=item.kind,
                text=item.text,
                start=item.span.start,
                end=item.span.end,
                denied=item.is_denied,
                wish=item.is_wish,
            )
            for item in reading.concepts
        ],
        conditions=[
            answers.ReadConditionOut(
                name=item.name,
                value=item.value,
                text=item.text,
                start=item.span.start,
                end=item.span.end,
                label=item.label,
                label_en=item.label_en,
            )
            for item in reading.conditions
        ],
        steps=list(reading.steps),
        ignored=list(reading.ignored),
    )


def match_out(match: Match, *, explain: bool) -> answers.MatchOut:
    """One found firm."""
    return answers.MatchOut(
        firm=firm_brief(match.firm),
        capability=capability_out(match.capability) if match.capability else None,
        fit=match.fit,
        reasons=[_reason(reason) for reason in match.reasons],
        constraints=[
            answers.VerdictOut(
                name=verdict.name,
                outcome=verdict.outcome,
                text=verdict.text,
                text_en=verdict.text_en,
            )
            for verdict in match.verdicts
        ],
        is_other_cluster=match.is_other_cluster,
        score_parts=[
            answers.ScorePart(
                name=part.name, value=round(part.value, PART_DIGITS), weight=part.weight
            )
            for part in match.score_parts
        ]
        if explain
        else None,
        covers=[
            answers.CoverOut(step=item.step, covered=item.by is not None, text=item.by)
            for item in match.covers
        ],
        joint=None if match.joint is None else joint_out(match.joint),
    )


def firm_brief(firm: Firm) -> answers.FirmBrief:
    """A firm in a list."""
    return answers.FirmBrief(**_brief(firm))


def firm_out(stored: Stored[Firm]) -> answers.FirmOut:
    """A firm with everything that is public."""
    firm = stored.record
    return answers.FirmOut(
        **_brief(firm),
        name_kana=firm.name_kana,
        municipality_code=firm.municipality_code,
        latitude=firm.coordinates.latitude if firm.coordinates else None,
        longitude=firm.coordinates.longitude if firm.coordinates else None,
        facilities=[_facility(facility) for facility in firm.facilities],
        capabilities=[capability_out(item) for item in firm.capabilities],
        updated_at=stored.updated_at,
    )


def capability_out(capability: Capability) -> answers.CapabilityOut:
    """One capability."""
    return answers.CapabilityOut.model_validate(capability_record(capability))


def need_out(posting: Posting) -> answers.NeedOut:
    """A need on the board, with the firm that posts it where that is seen."""
    need, seeker = posting.need.record, posting.seeker
    return answers.NeedOut(
        id=str(need.id),
        need_ref=need.ref,
        kind=need.kind,
        title=need.title,
        description=need.description,
        query=need.query,
        firm=firm_brief(seeker) if seeker else None,
        constraints=bodies.ConstraintsBody.model_validate(constraints_record(need.constraints)),
        updated_at=posting.need.updated_at,
    )


def cluster_out(cluster: Cluster, firms: int) -> answers.ClusterOut:
    """A cluster with the number of its firms."""
    return answers.ClusterOut(
        name=cluster.name,
        name_kana=cluster.name_kana,
        name_en=cluster.name_en,
        type=cluster.type,
        prefecture=cluster.prefecture,
        municipalities=list(cluster.municipalities),
        summary=cluster.summary,
        firms=firms,
    )


def _brief(firm: Firm) -> dict[str, Any]:
    return {
        "id": str(firm.id),
        "firm_ref": firm.ref,
        "name": firm.name,
        "kind": firm.kind,
        "cluster": firm.cluster,
        "prefecture": firm.prefecture,
        "municipality": firm.municipality,
        "employees": firm.employees,
        "founded": firm.founded,
        "certifications": list(firm.certifications),
        "corporate_number": str(firm.corporate_number) if firm.corporate_number else None,
        "summary": firm.summary,
    }


def _facility(facility: Facility) -> answers.FacilityOut:
    return answers.FacilityOut(
        facility_ref=facility.ref,
        name=facility.name,
        municipality_code=facility.municipality_code,
        latitude=facility.coordinates.latitude if facility.coordinates else None,
        longitude=facility.coordinates.longitude if facility.coordinates else None,
        power_area=facility.power_area,
        river_system=facility.river_system,
    )


def _reason(reason: Reason) -> answers.ReasonOut:
    return answers.ReasonOut(
        kind=reason.kind,
        text=reason.text,
        text_en=reason.text_en,
        query_spans=[_span(span) for span in reason.query_spans],
        places=[
            answers.PlaceOut(
                capability_ref=place.capability_ref, field=place.field, span=_span(place.span)
            )
            for place in reason.places
        ],
        path=list(reason.path),
    )


def _span(span: Span) -> answers.SpanOut:
    return answers.SpanOut(start=span.start, end=span.end)


def _facet_label(group: str, value: str) -> str:
    return FirmKind(value).label if group == "kind" else value
