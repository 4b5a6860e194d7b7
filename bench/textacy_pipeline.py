"""Texts on standard input (JSON) to the words a second of textacy's direct quotations, as JSON: run by its own Python.

The pipeline is of spaCy's default small shape (one shared vector layer, tagger, parser), with random weights: a trained
one is no Python package on the index. Its cost is that of a trained one; what it finds means nothing.
"""

# mypy: ignore-errors

import json
import sys
import time
from typing import Any


def pipeline() -> Any:  # noqa: ANN401  (spaCy is not here)
    """Build the pipeline and set its weights at random."""
    import spacy
    from spacy.training import Example

    listens = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": 96,
        "upstream": "*",
    }
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listens}})
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": listens,
    }
    nlp.add_pipe("parser", config={"model": parser})
    words = ["Ada", "said", "it", "rained", "."]
    marks = {
        "words": words,
        "tags": ["NNP", "VBD", "PRP", "VBD", "."],
        "heads": [1, 1, 3, 1, 1],
        "deps": ["nsubj", "ROOT", "nsubj", "ccomp", "punct"],
    }
    example = Example.from_dict(nlp.make_doc(" ".join(words)), marks)
    nlp.initialize(lambda: [example])
    return nlp


def main() -> None:
    """Measure and print."""
    from textacy.extract import direct_quotations

    texts = json.load(sys.stdin)
    nlp = pipeline()
    list(nlp.pipe(texts[:2]))
    began = time.process_time()
    docs = list(nlp.pipe(texts))
    parsed = time.process_time() - began
    refused = 0
    began = time.process_time()
    for doc in docs:
        try:
            list(direct_quotations(doc))
        except ValueError:  # an odd number of quotation marks
            refused += 1
    quoted = time.process_time() - began
    words = sum(len(text.split()) for text in texts)
    answer = {"pipeline": words / parsed, "whole": words / (parsed + quoted), "refused": refused, "texts": len(texts)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
