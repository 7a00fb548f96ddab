r"""Fits from which cosine on two passages share knowledge, for the encoder in use.

    python -m benchmarks.fit_joint --firms corpus/firms

Two figures, as `enishi.domain.joint_development.CosineScale` holds them:

- s0, the 99.9 % quantile of the cosine between passages of firms in different industries. What an
  industry is, the corpus does not say; here two firms are foreign to each other where they share
  no process and no treatment of the lexicon, near or far.
- s1, the 5 % quantile between a passage and the same rewritten: half of its concepts under another
  of their names, its sentences in another order. No person wrote these. Rewriting every concept
  makes texts that nobody would write (試作 becomes 一個だけ試す) and hardly tells the same from the
  foreign: 5 % of such pairs lie below 0.405.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from enishi.bootstrap import Application
from enishi.domain.firm import Firm
from enishi.domain.lexicon import ConceptKind
from enishi.domain.passage import passages
from enishi.services.concepts import concepts_of
from enishi.services.records import firm_of
from enishi.services.retrieval import ConceptFinder, Vectors
from enishi.settings import read_settings

_SEED = 6
_FOREIGN, _SAME = 0.999, 0.05
_RENAMED = 0.5  # share of the concepts
_DOING = frozenset({ConceptKind.PROCESS, ConceptKind.TREATMENT})
_SENTENCE = re.compile(r"[^。]+。?")


def main(firms: Annotated[Path, typer.Option(help="firms.jsonl のフォルダ")]) -> None:
    """Print both quantiles, and what lies around them."""
    application = Application(read_settings())
    finder, encoder = application.finder, application.encoder
    read = [
        firm_of(json.loads(line))
        for file in sorted(firms.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    texts = [[passage.text for passage in passages(firm)] for firm in read]
    vectors = [encoder.encode_passages(said) for said in texts]
    foreign = np.concatenate([*_foreign(read, vectors, finder)])
    drawn = np.random.default_rng(_SEED)
    pairs = [
        (text, rewritten)
        for said in texts
        for text in said
        if (rewritten := _rewritten(text, finder, drawn)) != text
    ]
    one = encoder.encode_passages([text for text, _ in pairs])
    other = encoder.encode_passages([rewritten for _, rewritten in pairs])
    same = np.einsum("ij,ij->i", one, other)
    print(f"model {encoder.model_id} {encoder.version}; {len(read)} firms")
    print(f"foreign: {foreign.size} pairs; {_quantiles(foreign, (0.5, 0.99, 0.999, 0.9999))}")
    print(f"rewritten: {same.size} pairs; {_quantiles(same, (0.01, 0.05, 0.25, 0.5))}")
    s0, s1 = float(np.quantile(foreign, _FOREIGN)), float(np.quantile(same, _SAME))
    print(f"CosineScale(foreign={s0:.3f}, same={s1:.3f})")


def _foreign(
    firms: Sequence[Firm], vectors: Sequence[Vectors], finder: ConceptFinder
) -> Iterator[Vectors]:
    """Yield the cosines between the passages of every two firms foreign to each other."""
    lexicon = finder.lexicon
    done = []
    for firm in firms:
        own = {name for name in concepts_of(firm, finder) if lexicon.by_name[name].kind in _DOING}
        done.append(own | {above for name in own for above in lexicon.ancestors(name)})
    for one, other in combinations(range(len(firms)), 2):
        if done[one] and done[other] and done[one].isdisjoint(done[other]):
            yield (vectors[one] @ vectors[other].T).ravel()


def _rewritten(text: str, finder: ConceptFinder, drawn: np.random.Generator) -> str:
    """Say the same in other words, as far as the lexicon has some."""
    pieces, end = [], 0
    for mention in finder.mentions(text):
        start = mention.span.start
        if start < end:
            continue
        said = text[start : mention.span.end]
        names = finder.lexicon.by_name[mention.concept]
        others = [name for name in (names.name, *names.names) if name != said]
        is_renamed = others and drawn.random() < _RENAMED
        pieces += [text[end:start], str(drawn.choice(others)) if is_renamed else said]
        end = mention.span.end
    sentences = _SENTENCE.findall("".join([*pieces, text[end:]]))
    order = drawn.permutation(len(sentences))
    return "".join(sentences[place].rstrip("。") + "。" for place in order)


def _quantiles(values: Vectors, at: Sequence[float]) -> str:
    return " ".join(f"{quantile:.2%} {np.quantile(values, quantile):.3f}" for quantile in at)


if __name__ == "__main__":
    typer.run(main)
