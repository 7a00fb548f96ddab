"""The whole training, on a model, a lexicon and texts of a handful each."""

import json
import shutil
from pathlib import Path

import pytest

pytest.importorskip("datasets")
pytest.importorskip("peft")
pytest.importorskip("sentence_transformers")
from sentence_transformers import SentenceTransformer

from enishi.adapters.encoding.tuning.course import train_adapter
from enishi.adapters.encoding.tuning.merging import merge
from enishi.domain.errors import InvalidValueError
from enishi.domain.lexicon import Concept, ConceptKind, Lexicon

pytestmark = pytest.mark.usefixtures("one_thread")

FRAMES = Path(__file__).parents[4] / "corpus" / "training" / "frames"

LEXICON = Lexicon(
    (
        Concept("研磨", ConceptKind.PROCESS, names=("研", "磨")),
        Concept("真鍮", ConceptKind.MATERIAL),
        Concept("平面研削盤", ConceptKind.EQUIPMENT),
        Concept("歯車", ConceptKind.PRODUCT, made_by=("研磨",)),
    )
)
ITEM = {
    "capability": {"title": "研磨", "description": "a p q a p q a p q"},
    "near_miss": {"title": "磨"},
    "asked": ["研", "研研", "研研研", "研研研研"],
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    shutil.copytree(FRAMES, tmp_path / "texts" / "frames")
    written = tmp_path / "texts" / "written"
    written.mkdir()
    (written / "metal.jsonl").write_text(json.dumps(ITEM), "utf-8")
    return tmp_path / "texts"


@pytest.mark.usefixtures("deep_checkpoint")
def test_lexicon_and_texts_become_an_adapter_of_the_packaged_model(texts, deep_folder, tmp_path):
    told: list[str] = []

    adapter = train_adapter(LEXICON, texts, tmp_path / "adapter.safetensors", told.append)

    assert adapter == tmp_path / "adapter.safetensors"
    assert told == [
        "辞書から 20 組、書いた文から 4 組",
        "段階 1/3：20 組",
        "段階 2/3：4 組",
        "段階 3/3：4 組",
    ]
    merge(SentenceTransformer(str(deep_folder), device="cpu"), adapter)


@pytest.mark.usefixtures("deep_checkpoint")
@pytest.mark.parametrize("folder", ["frames", "written"])
def test_missing_texts_are_refused_before_anything_is_trained(texts, tmp_path, folder):
    shutil.rmtree(texts / folder)
    told: list[str] = []

    with pytest.raises(InvalidValueError):
        train_adapter(LEXICON, texts, tmp_path / "adapter.safetensors", told.append)

    assert told == []
