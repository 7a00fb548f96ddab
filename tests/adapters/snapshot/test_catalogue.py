"""The records of a snapshot come back as they were, and know what can be chosen."""

from pathlib import Path

import pytest
from hypothesis import given, reject, settings

from builders import a_capability, a_firm, a_full_firm
from enishi.adapters.snapshot import Catalogue, CatalogueWriter
from enishi.domain.errors import IndexUnavailableError, InvalidValueError
from enishi.domain.firm import Firm, FirmKind
from enishi.domain.offer import offer_of
from enishi.domain.passage import passages
from enishi.domain.query import Filters
from enishi.services.records import firm_of, firm_record
from networks import entries
from strategies import firms

FIRMS = [
    a_firm("研磨", ref="A", cluster="諏訪", prefecture="長野県", certified=("ISO9001", "ISO14001")),
    a_firm("切削", ref="B", cluster="諏訪", prefecture="長野県", kind=FirmKind.UNIVERSITY),
    a_firm("鋳造", ref="C", cluster="燕三条", prefecture="新潟県", certified="ISO 9001"),
    a_firm("溶接", ref="D"),
]


def written(folder: Path, *held: Firm) -> Catalogue:
    writer = CatalogueWriter(folder)
    for entry in entries(*held):
        writer.add(entry)
    writer.close()
    return Catalogue.open(folder)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return written(tmp_path / "c", *FIRMS)


def passing(catalogue: Catalogue, **filters) -> list[str]:
    allowed = catalogue.allowed(Filters(**filters))
    rows = range(catalogue.rows) if allowed is None else allowed.nonzero()[0]
    return catalogue.refs([int(row) for row in rows])


def test_a_firm_with_everything_known_comes_back_as_it_was(tmp_path):
    firm = a_full_firm()

    assert written(tmp_path / "c", a_firm("研磨"), firm).firm(1) == firm


def as_filed(firm: Firm) -> Firm:
    """Return a firm as a file or a form brings it, blanks trimmed."""
    try:
        return firm_of(firm_record(firm))
    except InvalidValueError:
        reject()


@settings(max_examples=30)
@given(firm=firms().map(as_filed))
def test_any_firm_of_a_file_comes_back_as_it_was_with_its_passages(tmp_path_factory, firm):
    catalogue = written(tmp_path_factory.mktemp("any") / "c", firm)

    assert catalogue.firm(0) == firm
    assert catalogue.passages(0) == passages(firm)
    assert catalogue.offers(0) == tuple(
        None if (ref := passage.place.capability_ref) is None else offer_of(firm.capability(ref))
        for passage in passages(firm)
    )


def test_rows_and_refs_name_each_other(catalogue):
    assert catalogue.refs([2, 0]) == ["C", "A"]
    assert [catalogue.row_of(ref) for ref in "ABCD"] == [0, 1, 2, 3]
    assert catalogue.row_of("X") is None
    assert len(catalogue) == catalogue.rows == 4


def test_without_a_choice_every_row_passes(catalogue):
    assert catalogue.allowed(Filters()) is None


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"clusters": ("諏訪",)}, "AB"),
        ({"clusters": ("諏訪", "燕三条")}, "ABC"),
        ({"prefectures": ("新潟県",)}, "C"),
        ({"certifications": ("ＩＳＯ９００１",)}, "AC"),
        ({"certifications": ("ISO14001", "ISO9001")}, "AC"),
        ({"kinds": (FirmKind.UNIVERSITY,)}, "B"),
        ({"exclude_clusters": ("諏訪",)}, "CD"),
        ({"clusters": ("諏訪",), "certifications": ("ISO9001",)}, "A"),
        ({"clusters": ("諏訪",), "prefectures": ("新潟県",)}, ""),
    ],
)
def test_choices_are_or_inside_a_group_and_and_between_groups(catalogue, filters, expected):
    assert passing(catalogue, **filters) == list(expected)


def test_facets_count_the_values_among_the_rows_frequent_ones_first(catalogue):
    assert catalogue.facets([0, 1, 2, 3]) == {
        "cluster": {"諏訪": 2, "燕三条": 1},
        "prefecture": {"長野県": 2, "新潟県": 1},
        "certification": {"ISO 9001": 1, "ISO14001": 1, "ISO9001": 1},
        "kind": {"company": 3, "university": 1},
    }
    assert list(catalogue.facets([2, 0, 1])["cluster"]) == ["諏訪", "燕三条"]
    assert catalogue.facets([])["kind"] == {}


def test_a_changed_firm_has_a_new_row_and_its_old_row_is_dead(catalogue):
    changed = a_firm("研磨", ref="A", cluster="燕三条")

    later = catalogue.with_entries(entries(changed, first_row=4), gone=[])

    assert later.row_of("A") == 4
    assert later.firm(4) == changed
    assert later.standing(4).cluster == "燕三条"
    assert later.offers(4) == (offer_of(changed.capabilities[0]),)
    assert len(later) == 4
    assert later.rows == 5
    assert passing(later) == ["B", "C", "D", "A"]
    assert passing(later, clusters=("諏訪",)) == ["B"]
    assert later.values("cluster") == ["燕三条", "諏訪"]


def test_a_firm_that_is_gone_leaves_every_list(catalogue):
    later = catalogue.with_entries([], gone=["C", "nobody"])

    assert later.row_of("C") is None
    assert len(later) == 3
    assert passing(later) == ["A", "B", "D"]
    assert later.values("cluster") == ["諏訪"]


def test_a_firm_may_go_and_come_again_and_again(catalogue):
    later = catalogue
    for round_ in range(5):
        later = later.with_entries([], gone=["D"])
        assert later.row_of("D") is None
        back = a_firm(f"溶接{round_}", ref="D")
        later = later.with_entries(entries(back, first_row=later.rows), gone=[])

    assert later.firm(later.row_of("D")).capabilities[0].title == "溶接4"
    assert len(later) == 4


def test_a_new_state_leaves_the_one_before_to_its_readers(catalogue):
    catalogue.with_entries(entries(a_firm("x", ref="A"), first_row=4), gone=["B"])

    assert catalogue.firm(catalogue.row_of("A")) == FIRMS[0]
    assert len(catalogue) == 4
    assert passing(catalogue) == list("ABCD")


def test_processes_are_named_once_and_in_order(tmp_path):
    one = a_firm(can=[a_capability(processes=("研磨", "切削")), a_capability(processes="研磨")])
    catalogue = written(tmp_path / "c", one, a_firm(can=[a_capability(processes="鋳造")]))

    assert catalogue.processes() == ["切削", "研磨", "鋳造"]


def test_an_empty_catalogue_is_one_too(tmp_path):
    catalogue = written(tmp_path / "c")

    assert len(catalogue) == 0
    assert catalogue.facets([]) == {
        g: {} for g in ("cluster", "prefecture", "certification", "kind")
    }
    assert catalogue.with_entries(entries(FIRMS[0]), gone=[]).firm(0) == FIRMS[0]


@pytest.mark.parametrize("name", ["firms.jsonl", "offers.jsonl", "table.json"])
@pytest.mark.parametrize(
    "damage",
    [
        *(Path.unlink, lambda path: path.write_bytes(b"")),
        lambda path: path.write_bytes(path.read_bytes()[:-2]),
        lambda path: path.write_bytes(b"\xff" + path.read_bytes()),
        lambda path: path.write_bytes(b"[" * 100_000),
    ],
    ids=["gone", "empty", "cut short", "longer", "nested"],
)
def test_damaged_records_are_refused(catalogue, tmp_path, name, damage):
    damage(tmp_path / "c" / name)

    with pytest.raises(IndexUnavailableError):
        Catalogue.open(tmp_path / "c")


def test_a_record_that_is_spoilt_in_place_is_refused_when_it_is_read(catalogue, tmp_path):
    file = tmp_path / "c" / "firms.jsonl"
    content = file.read_bytes()
    for spoilt in (content.replace(b'{"firm_ref"', b'{"firm_xxx"'), b"\xff" * len(content)):
        file.write_bytes(spoilt)
        again = Catalogue.open(tmp_path / "c")
        with pytest.raises(IndexUnavailableError):
            again.firm(0)


def test_what_is_offered_is_refused_where_it_is_spoilt_in_place(tmp_path):
    written(tmp_path / "c", a_full_firm())
    file = tmp_path / "c" / "offers.jsonl"
    content = file.read_bytes()
    for spoilt in (content.replace(b'"lot_min"', b'"lot_xxx"'), b"\xff" * len(content)):
        assert spoilt != content
        file.write_bytes(spoilt)
        with pytest.raises(IndexUnavailableError):
            Catalogue.open(tmp_path / "c").offers(0)
