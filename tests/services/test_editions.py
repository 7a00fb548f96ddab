"""What somebody may not see is nowhere in what they get, and leaves no trace in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_capability, a_firm
from enishi.domain.access import ANONYMOUS, Caller
from enishi.domain.disclosure import OPEN, Disclosure, Visibility
from enishi.domain.events import Event, EventKind
from enishi.domain.firm import Firm
from enishi.domain.match import PART_DIGITS, Match
from enishi.domain.membership import Membership, Role
from enishi.services.search import SearchResult
from networks import Network, a_question, refs

KEYWORD = "溶融亜鉛"  # said by one firm only, in a field of its own
OTHERS = [
    a_firm(f"アルミの{work}、{part}を{count}個から", ref=f"F{count:02}", cluster="諏訪")
    for count, (work, part) in enumerate(
        (work, part)
        for work in ("切削", "研磨", "鋳造")
        for part in ("軸", "取っ手", "筐体", "歯車")
    )
]
SECRET = a_firm(
    "取っ手の研磨",
    ref="S",
    name="秘匿製作所",
    cluster="燕三条",
    prefecture="新潟県",
    certified="ISO9001",
    employees=7,
    summary=f"{KEYWORD}めっきの取っ手",
    can=[a_capability("取っ手の切削", ref="S-2", description=f"{KEYWORD}の槽を持つ")],
)
# As many firms that say much the same, so that one example tries as many decisions.
TOGETHER = 20
SECRETS = [
    replace(SECRET, ref=f"S{number:02}", name=f"秘匿{number}製作所") for number in range(TOGETHER)
]
QUESTION = "取っ手を磨く"


def of_firm(ref: str) -> Caller:
    return Caller(f"P-{ref}", (Membership(f"P-{ref}", Role.FIRM_MEMBER, firm_ref=ref),))


COORDINATOR = Caller("P-C", (Membership("P-C", Role.COORDINATOR, chamber_ref="C"),))
READERS = [ANONYMOUS, of_firm("F00"), of_firm("F01"), COORDINATOR]
PATHS = ["summary", "cluster", "prefecture", "certifications", "employees"]
PATHS += [f"capabilities/{item.ref}" for item in SECRET.capabilities]
PATHS += ["capabilities/S-2/description", "capabilities/S-2/title"]

decisions = st.builds(
    Disclosure,
    listing=st.sampled_from(Visibility),
    paths=st.dictionaries(st.sampled_from(PATHS), st.sampled_from(Visibility), max_size=5),
    hide_from=st.frozensets(st.sampled_from(["F00", "F02"]), max_size=2),
)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    network = Network(tmp_path_factory.mktemp("editions") / "indexes").publish(*OTHERS)
    network.rebuild()
    yield network
    network.live.close()


def decide(network: Network, *firms: Firm, by: Sequence[Disclosure]) -> None:
    """Put firms there as they are, with what they decided, and let the index follow."""
    with network.database.begin() as work:
        work.firms.put_many(firms)
        for firm, disclosure in zip(firms, by, strict=True):
            work.disclosures.put_firm(firm.ref, disclosure)
            work.outbox.add(Event(EventKind.FIRM_PUBLISHED, firm.ref))
    network.live.catch_up()


def gone(network: Network, *refs: str) -> None:
    """Take firms away without a trace of what they decided."""
    with network.database.begin() as work:
        for ref in refs:
            work.firms.remove(ref)
            work.outbox.add(Event(EventKind.FIRM_WITHDRAWN, ref))
    network.live.catch_up()


def answer(network: Network, reader: Caller, text: str = QUESTION) -> SearchResult:
    return network.search.search(a_question(text), limit=100, by=reader)


def everything(network: Network, reader: Caller) -> list[object]:
    """Return all that the doors over the index say to a reader, versions included."""
    catalogue = network.live.view(reader).catalogue
    return [
        answer(network, reader),
        answer(network, reader, KEYWORD),
        {group: list(catalogue.values(group)) for group in ("cluster", "certification")},
        list(catalogue.processes()),
        len(catalogue),
    ]


@settings(max_examples=1_000 // TOGETHER)
@given(
    decided=st.lists(decisions, min_size=TOGETHER, max_size=TOGETHER),
    reader=st.sampled_from(READERS),
)
def test_an_answer_is_the_same_with_and_without_what_the_reader_may_not_see(
    network: Network, decided: list[Disclosure], reader: Caller
):
    secret = {firm.ref for firm in SECRETS}
    decide(network, *SECRETS, by=decided)
    with_them = everything(network, reader)

    seen = network.firms.page(after=None, limit=99, cluster=None, prefecture=None, by=reader)
    shown = [item.record for item in seen if item.record.ref in secret]
    # Firms that had never said more than this reader sees, and kept nothing back.
    gone(network, *secret)
    decide(network, *shown, by=[OPEN] * len(shown))

    assert [_unmarked(item) for item in with_them] == [
        _unmarked(item) for item in everything(network, reader)
    ]
    gone(network, *secret)


def _unmarked(said: object) -> object:
    """Leave the edition's name out of the version: with nothing kept back there is but one.

    Parts of scores are compared as they are shown.
    """
    if not isinstance(said, SearchResult):
        return said
    return replace(
        said,
        index_version=said.index_version.partition(".")[0],
        matches=tuple(map(_as_shown, said.matches)),
        near_misses=tuple(map(_as_shown, said.near_misses)),
    )


def _as_shown(match: Match) -> Match:
    parts = (replace(part, value=round(part.value, PART_DIGITS)) for part in match.score_parts)
    return replace(match, score_parts=tuple(parts))


def test_a_private_field_is_in_no_index_at_all(network: Network):
    decide(network, SECRET, by=[Disclosure(paths={"summary": Visibility.PRIVATE})])

    for reader in READERS:
        catalogue = network.live.view(reader).catalogue
        row = catalogue.row_of("S")
        assert row is not None
        assert catalogue.firm(row).summary is None
    gone(network, "S")


@pytest.mark.parametrize(
    ("level", "finders"),
    [
        (Visibility.PUBLIC, 4),
        (Visibility.MEMBERS, 3),
        (Visibility.COORDINATORS, 1),
        (Visibility.PRIVATE, 0),
    ],
)
def test_a_firm_is_found_by_what_it_says_to_those_it_says_it_to(
    network: Network, level: Visibility, finders: int
):
    kept = {"summary": level, "capabilities/S-2/description": level}
    decide(network, SECRET, by=[Disclosure(paths=kept)])

    found = [reader for reader in READERS if refs(answer(network, reader, KEYWORD).matches)[:1]]

    assert len([r for r in found if "S" in refs(answer(network, r, KEYWORD).matches)]) == finders
    gone(network, "S")


def test_a_firm_that_hides_is_found_by_all_who_say_that_they_are_somebody_else(network: Network):
    decide(network, SECRET, by=[Disclosure(hide_from=frozenset({"F00"}))])

    found = ["S" in refs(answer(network, reader).matches) for reader in READERS]

    assert found == [False, False, True, True]
    gone(network, "S")


def test_the_editions_survive_a_new_snapshot_without_encoding_anything_again(tmp_path: Path):
    network = Network(tmp_path / "indexes").publish(*OTHERS)
    kept = Disclosure(paths={"summary": Visibility.MEMBERS})
    network.rebuild()
    network.live.catch_up()
    decide(network, SECRET, by=[kept])
    before = answer(network, of_firm("F01"), KEYWORD)
    network.refresh()
    network.encoder.encoded.clear()  # type: ignore[attr-defined]

    network.live.catch_up()
    after = answer(network, of_firm("F01"), KEYWORD)

    assert after.matches == before.matches
    assert network.encoder.encoded == []  # type: ignore[attr-defined]
    assert network.indexing.verify().is_sound
    network.live.close()


def test_links_and_near_misses_are_logged_as_what_was_shown(network: Network):
    told: list[tuple[str | None, list[str]]] = []
    search = replace(
        network.search,
        showing=lambda by, firms: told.append((by.person_ref, [firm.ref for firm in firms])),
    )
    decide(network, SECRET, by=[Disclosure(paths={"summary": Visibility.MEMBERS})])

    search.search(a_question(KEYWORD), by=of_firm("F01"))

    assert told[0][0] == "P-F01"
    assert "S" in told[0][1]
    gone(network, "S")
