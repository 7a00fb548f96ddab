from hypothesis import given, settings
from hypothesis import strategies as st

from builders_digests import an_item
from enishi.domain.digest import MOST_ITEMS, DigestItemKind
from enishi.services.digests.choosing import MOST_FRESH, DigestCandidate, chosen

KINDS = (DigestItemKind.SUGGESTION, DigestItemKind.NEED, DigestItemKind.CHANGE)


def some(kind: DigestItemKind, fresh: list[bool]) -> list[DigestCandidate]:
    return [DigestCandidate(an_item(kind=kind), is_fresh=is_fresh) for is_fresh in fresh]


def usual(number: int) -> list[bool]:
    return [False] * number


@given(st.lists(st.booleans(), max_size=8), st.integers(0, 8), st.integers(0, 8))
@settings(max_examples=50)
def test_whatever_there_is_the_choice_keeps_every_rule(fresh: list[bool], needs: int, changes: int):
    marks = (fresh, usual(needs), usual(changes))
    there = [some(kind, marked) for kind, marked in zip(KINDS, marks, strict=True)]

    kept = chosen(*there)

    usable = min(fresh.count(True), MOST_FRESH) + fresh.count(False)
    assert len(kept) == min(MOST_ITEMS, usable + needs + changes)
    assert sum(item.is_fresh for item in kept) <= MOST_FRESH
    assert any(item.is_fresh for item in kept) is any(fresh)
    order = [item for kind in there for item in kind]
    places = [order.index(item) for item in kept]
    assert places == sorted(places)


def test_each_kind_has_its_share_where_all_press_in():
    kept = chosen(*(some(kind, usual(9)) for kind in KINDS))

    assert [item.item.kind for item in kept] == [*[KINDS[0]] * 3, *KINDS[1:]]


def test_what_one_kind_leaves_another_fills():
    kept = chosen([], some(KINDS[1], usual(9)), some(KINDS[2], usual(1)))

    assert [item.item.kind for item in kept] == [*[KINDS[1]] * 4, KINDS[2]]
