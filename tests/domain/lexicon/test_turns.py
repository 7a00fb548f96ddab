import pytest

from enishi.domain.lexicon.polarity import turn_at


@pytest.mark.parametrize(
    ("text", "stem", "turn"),
    [
        ("錆びる", "錆び", "plain"),
        ("錆びない", "錆び", "negative"),
        ("錆びません", "錆び", "negative"),
        ("錆びず", "錆び", "negative"),
        ("錆びにくい", "錆び", "hard"),
        ("錆びづらい", "錆び", "hard"),
        ("錆びやすい", "錆び", "easy"),
        ("錆を防ぐ", "錆", "negative"),
        ("錆止め", "錆", "negative"),
        ("滑り止め", "滑り", "negative"),
        ("指紋がつきにくい", "指紋", "hard"),
        ("指紋が付かない", "指紋", "negative"),
        ("指紋がつく", "指紋", "plain"),
        ("溶接できない", "溶接", "negative"),
        ("溶接できる", "溶接", "plain"),
        ("加工しやすい", "加工", "easy"),
        ("持っていない", "持っ", "plain"),
        ("一つずつ", "一つ", "plain"),
        ("硬さ", "硬", "plain"),
        ("", "", "plain"),
    ],
)
def test_an_ending_turns_a_word_round(text, stem, turn):
    assert turn_at(text, len(stem)) == turn
