"""The tokenizer of XLM-R, built from its pieces."""

from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

BOS, PAD, EOS, UNK, MASK = "<s>", "<pad>", "</s>", "<unk>", "<mask>"

# sentencepiece's nmt_nfkc leaves the Japanese range sign alone where NFKC would make it "~"
# (10～50mm). It steps aside behind a noncharacter, which no text contains.
_FULLWIDTH_TILDE, _ASIDE = "\uff5e", "\ufdd0"


def xlmr_tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """Return the Unigram tokenizer that XLM-R models were trained with.

    `pieces` with their log probabilities, in the order of the embedding's rows, start with
    `<s> <pad> </s> <unk>`.
    """
    tokenizer = Tokenizer(Unigram(pieces, unk_id=3))
    tokenizer.normalizer = _nmt_nfkc()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens([BOS, PAD, EOS, UNK, MASK])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BOS} $A {EOS}",
        pair=f"{BOS} $A {EOS} {EOS} $B {EOS}",
        special_tokens=[(token, tokenizer.token_to_id(token)) for token in (BOS, EOS)],
    )
    return tokenizer


def _nmt_nfkc() -> normalizers.Sequence:
    """Drop control characters, make every blank one space, NFKC; no space twice or at an end."""
    return normalizers.Sequence(
        [
            normalizers.Replace(_FULLWIDTH_TILDE, _ASIDE),
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace(_ASIDE, _FULLWIDTH_TILDE),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(),
        ]
    )
