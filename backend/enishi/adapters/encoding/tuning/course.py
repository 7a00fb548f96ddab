"""The whole training: packaged weights and the repository's texts in, an adapter out."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from enishi.adapters.encoding.conversion import checkpoint, sentence_transformer
from enishi.adapters.encoding.tuning.frames import Frames
from enishi.adapters.encoding.tuning.pairs import PairMaker
from enishi.adapters.encoding.tuning.training import Stage, train
from enishi.adapters.encoding.tuning.written import written_pairs
from enishi.domain.lexicon import Lexicon

_SEED = 17
# Of some thirty thousand pairs from the lexicon and eight thousand from written texts: as many
# as two cores learn in two hours.
_FROM_LEXICON, _FROM_WRITTEN, _FURTHER = 24_000, 6_000, 2_000
# Names first, quickly; then whole texts, more carefully, and all of them once more.
_RATES = (3e-4, 2e-4, 2e-4)


def train_adapter(
    lexicon: Lexicon, texts: Path, target: Path, report: Callable[[str], None]
) -> Path:
    """Train on pairs of the lexicon, then on the written texts below `texts`; return `target`.

    Takes about two hours on two cores and 4 GB of memory.
    """
    named = list(PairMaker(lexicon, Frames.read(texts / "frames"), _SEED).pairs())
    Random(_SEED).shuffle(named)
    written = list(written_pairs(texts / "written"))
    report(f"辞書から {len(named):,} 組、書いた文から {len(written):,} 組")
    again = [*written, *named[_FROM_LEXICON : _FROM_LEXICON + _FURTHER]]
    Random(_SEED).shuffle(written)
    Random(_SEED + 1).shuffle(again)
    stages = [
        Stage(named[:_FROM_LEXICON], _RATES[0], _SEED),
        Stage(written[:_FROM_WRITTEN], _RATES[1], _SEED),
        Stage(again, _RATES[2], _SEED + 1),
    ]
    with TemporaryDirectory() as aside:
        packaged = checkpoint.read_checkpoint(checkpoint.packaged())
        model = sentence_transformer.write_sentence_transformer(packaged, Path(aside) / "model")
        return train(model, stages, target, report)
