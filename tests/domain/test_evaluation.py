from math import isclose, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.domain.evaluation import mrr_at_k, ndcg_at_k, recall_at_k

JUDGED = {"A": 3, "B": 2, "C": 1, "D": 0}
JUDGEMENTS = st.dictionaries(st.sampled_from("ABCDEFGHIJKLMN"), st.integers(0, 3))
RANKINGS = st.permutations("ABCDEFGHIJKLMN")


def test_ndcg_gives_two_to_the_grade_less_one_and_discounts_by_rank():
    # gains 7, 3, 1; discounts 1, 1/log2(3), 1/log2(4)
    best = 7 + 3 / log2(3) + 1 / 2
    found = 1 + 7 / log2(3) + 0 / 2 + 3 / log2(5)

    assert isclose(ndcg_at_k(["C", "A", "X", "B"], JUDGED), found / best)
    assert round(found / best, 4) == 0.7142


def test_ndcg_is_one_for_the_best_order_and_nought_for_none_of_it():
    assert ndcg_at_k(["A", "B", "C", "D"], JUDGED) == 1.0
    assert ndcg_at_k(["X", "Y"], JUDGED) == 0.0
    assert ndcg_at_k([], JUDGED) == 0.0


def test_ndcg_looks_no_further_than_k():
    assert ndcg_at_k(["X", "A"], JUDGED, k=1) == 0.0
    assert ndcg_at_k([*"0123456789", "A"], JUDGED) == 0.0


def test_the_best_possible_is_cut_at_k_as_well():
    twelve = {str(number): 3 for number in range(12)}

    assert ndcg_at_k([str(number) for number in range(10)], twelve) == 1.0


def test_a_need_with_nothing_relevant_scores_nought():
    assert ndcg_at_k(["A"], {}) == 0.0
    assert ndcg_at_k(["A"], {"A": 0}) == 0.0


@pytest.mark.parametrize(
    ("ranking", "value"),
    [("AX", 1.0), ("XB", 1 / 2), ("CDXB", 1 / 4), ("CD", 0.0), ("XXXXXXXXXA", 1 / 10)],
)
def test_mrr_counts_an_answer_from_grade_two_on(ranking, value):
    assert mrr_at_k(list(ranking), JUDGED) == value


def test_mrr_looks_no_further_than_ten():
    assert mrr_at_k([*"0123456789", "A"], JUDGED) == 0.0


def test_recall_is_the_share_of_the_answers_from_grade_two_on():
    assert recall_at_k(["A", "C", "X"], JUDGED) == 0.5
    assert recall_at_k(["B", "A"], JUDGED) == 1.0
    assert recall_at_k(["C", "D"], JUDGED) == 0.0


def test_recall_looks_no_further_than_a_hundred():
    assert recall_at_k([*map(str, range(100)), "A"], JUDGED) == 0.0
    assert recall_at_k([*map(str, range(99)), "A"], JUDGED) == 0.5


def test_recall_is_unknown_where_nothing_is_relevant():
    assert recall_at_k(["C"], {"C": 1}) is None


@given(RANKINGS, JUDGEMENTS)
def test_no_order_is_better_than_that_of_the_judgements(ranking, judgements):
    best = sorted(ranking, key=lambda ref: -judgements.get(ref, 0))

    assert 0.0 <= ndcg_at_k(ranking, judgements) <= ndcg_at_k(best, judgements) + 1e-12


@given(RANKINGS, JUDGEMENTS, st.integers(0, 12))
def test_moving_a_better_firm_up_never_lowers_ndcg(ranking, judgements, place):
    above, below = ranking[place], ranking[place + 1]
    if judgements.get(below, 0) > judgements.get(above, 0):
        swapped = [*ranking]
        swapped[place], swapped[place + 1] = below, above
        assert ndcg_at_k(swapped, judgements) >= ndcg_at_k(ranking, judgements)
