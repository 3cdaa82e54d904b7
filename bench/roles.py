"""How well the roles of quotations are told: texts labelled by hand in, shares of right roles and a table of stated
against true confidence out. With --fit the weights of src/pressbuild/quotation/weights.py are learned anew.

    python bench/roles.py [--fit]

Three figures are printed. `learned from` is how the program does on the texts that its weights were learned from;
`left out` is how it does on each of these with weights that were learned without it (in parts of the texts);
`held out` is how it does on texts that nothing was ever learned from. A role counts as ../shared/score/roles.py counts
it. Where ../shared is absent, the books and the essay are left out and --fit is refused.

The model is multinomial logistic regression with a penalty that draws each weight towards nought, and the weight of a
rule towards RULE or PLAIN in favour of its own role, so that one that the texts hardly try still counts. The more
quotations a text has above HEAVIEST, the less each of them weighs; and the habit of a document (`chances.habits`) is
found anew between the rounds.
"""

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pressbuild.quotation import chances as model  # noqa: E402  (the tests' labels lie beside the program)
from pressbuild.quotation.facts import gather  # noqa: E402
from pressbuild.quotation.passages import passages  # noqa: E402
from pressbuild.quotation.recognition import placed, read  # noqa: E402
from pressbuild.quotation.roles import DISTANCE, TITLE, WORDS, kind_of  # noqa: E402
from pressbuild.quotation.rules import RULES  # noqa: E402
from pressbuild.quotation.weights import WEIGHTS  # noqa: E402
from tests.quotation.labelled_texts import HELD_OUT, WORK, Labelled, books, coarse, essay, invented  # noqa: E402

SHARED = ROOT.parent / "shared"
MODULE = ROOT / "src" / "pressbuild" / "quotation" / "weights.py"
PENALTY, RULE = 2.0, 1.5
PLAIN = {"SO_CALLED": 3.0, "NOTE_AUTHOR_TITLE": 3.0, "TITLE_SOURCE_DATE": 3.0, "NAMED_WORDS": 2.5}  # cues that are more
RAREST = 3  # a sign that is seen less often is not learned
HEAVIEST = 40
ROUNDS, STEPS, STEP = 4, 150, 0.06
PARTS = 8

Vector = list[tuple[str, float]]
Weights = dict[str, tuple[float, float]]


class Text(Struct, frozen=True):
    """A labelled text as the model sees it; a quotation without a label has the kind None."""

    name: str
    seen: list[model.Seen]
    kinds: list[int | None]

    def weight(self) -> float:
        labelled = sum(kind is not None for kind in self.kinds)
        return min(1.0, math.sqrt(HEAVIEST / labelled)) if labelled else 0.0


def text_of(labelled: Labelled) -> Text:
    found = [quotation for reading in read(passages(labelled.document)) if reading for quotation in placed(reading)]
    quotations = [quoted for quoted, _ in found]
    kinds = {"quotation": WORDS, "title": TITLE}
    roles = [labelled.roles.get((place.line, place.column)) if place else None for _, place in found]
    return Text(
        labelled.name,
        model.look(quotations, gather(quotations)),
        [None if role is None else kinds.get(coarse(role), DISTANCE) for role in roles],
    )


# --- learning ------------------------------------------------------------------------------------------------------


def drawn_to(texts: Sequence[Text]) -> Weights:
    """What each weight is drawn towards."""
    seen = Counter(
        name
        for text in texts
        for each, kind in zip(text.seen, text.kinds, strict=True)
        if kind is not None
        for name in each.signs
    )
    weights: Weights = {name: (0.0, 0.0) for name, count in sorted(seen.items()) if count >= RAREST}
    for length in ("short", "middling", "long"):
        weights[f"{length} words in such marks"] = (0.0, 0.0)
    weights["titles in such marks"] = (0.0, 0.0)
    for rule in RULES:
        worth, kind = PLAIN.get(rule.code, RULE), kind_of(rule.role)
        weights[rule.code] = (
            (-worth, -worth) if kind == DISTANCE else (worth * (kind == WORDS), worth * (kind == TITLE))
        )
    return weights


def learned(texts: Sequence[Text]) -> Weights:
    """The weights that explain the labels of some texts."""
    start = drawn_to(texts)
    names = list(start)
    number = {name: index for index, name in enumerate(names)}
    prior = [value for name in names for value in start[name]]
    now = list(prior)
    for _ in range(ROUNDS):
        weights = {name: (now[2 * i], now[2 * i + 1]) for i, name in enumerate(names)}
        now = _descended(now, prior, [row for text in texts for row in _rows(text, weights, number)])
    return {name: (round(now[2 * i], 2), round(now[2 * i + 1], 2)) for i, name in enumerate(names)}


Sample = tuple[list[tuple[int, float]], int, float]


def _rows(text: Text, weights: Weights, number: dict[str, int]) -> list[Sample]:
    habits = model.habits(text.seen, model.chances(text.seen, weights))
    rows = []
    for each, habit, kind in zip(text.seen, habits, text.kinds, strict=True):
        if kind is not None:
            signs: Vector = [*((name, 1.0) for name in each.signs), *habit]
            active = [(2 * number[name], value) for name, value in signs if name in number]
            rows.append((active, kind, text.weight()))
    return rows


def _descended(now: list[float], prior: list[float], rows: Sequence[Sample]) -> list[float]:
    """Gradient descent with momentum and scaled steps (Adam)."""
    mean, spread = [0.0] * len(now), [0.0] * len(now)
    for step in range(1, STEPS + 1):
        slope = [PENALTY * (a - b) for a, b in zip(now, prior, strict=True)]
        for active, kind, weight in rows:
            quotation = sum(value * now[at] for at, value in active)
            title = sum(value * now[at + 1] for at, value in active)
            _, to_quotation, to_title = model.shared(quotation, title)
            first, second = weight * (to_quotation - (kind == WORDS)), weight * (to_title - (kind == TITLE))
            for at, value in active:
                slope[at] += value * first
                slope[at + 1] += value * second
        for i, value in enumerate(slope):
            mean[i] = 0.9 * mean[i] + 0.1 * value
            spread[i] = 0.99 * spread[i] + 0.01 * value * value
            now[i] -= STEP * (mean[i] / (1 - 0.9**step)) / (math.sqrt(spread[i] / (1 - 0.99**step)) + 1e-8)
    return now


def written(weights: Weights) -> str:
    """The module of the weights."""
    rows = "".join(f'    "{name}": ({a:.2f}, {b:.2f}),\n' for name, (a, b) in weights.items())
    return (
        '"""What each sign of a quotation is worth, in log odds against words held at a distance: for somebody\'s\n'
        "words, and for a title. Learned from texts labelled by hand by `python bench/roles.py --fit`; "
        'do not edit."""\n\n'
        f"WEIGHTS: dict[str, tuple[float, float]] = {{\n{rows}}}\n"
    )


# --- measuring -----------------------------------------------------------------------------------------------------

Answer = tuple[int, int, float, str]  # the label's kind, the program's, how sure it is, and the code of the reason


def answers(text: Text, weights: Weights) -> list[Answer]:
    found = []
    for each, chance, kind in zip(text.seen, model.chances(text.seen, weights), text.kinds, strict=True):
        if kind is not None:
            best = max(range(3), key=chance.__getitem__)
            code = next((row.code for row in each.rows if kind_of(row.role) == best), model.NO_RULE)
            found.append((kind, best, chance[best], code))
    return found


def report(title: str, found: Sequence[Answer]) -> None:
    """The share of right kinds, the share that the commonest kind alone would give, and each kind's recall."""
    right = sum(label == answer for label, answer, *_ in found)
    labels = Counter(label for label, *_ in found)
    names = {WORDS: "quotations", DISTANCE: "scare quotes, terms, names", TITLE: "titles"}
    recall = ", ".join(
        f"{name} {sum(a == kind for label, a, *_ in found if label == kind)}/{labels[kind]}"
        for kind, name in names.items()
    )
    share, alone = right / len(found), max(labels.values()) / len(found)
    print(f"{title}: {right}/{len(found)} = {share:.3f} (commonest alone {alone:.3f}); {recall}")


def calibration(found: Sequence[Answer]) -> None:
    table: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for label, answer, chance, _ in sorted(found, key=lambda one: one[2]):
        table[f"stated {min(9, int(chance * 10)) / 10:.1f} and more"].append((chance, label == answer))
    _printed(table)


def by_code(found: Sequence[Answer]) -> None:
    """Of each code the confidence that its decisions state and the share of them that is right."""
    table: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for label, answer, chance, code in sorted(found, key=lambda one: one[3]):
        table[code].append((chance, label == answer))
    _printed(table)


def _printed(table: dict[str, list[tuple[float, bool]]]) -> None:
    for name, rows in table.items():
        stated, true = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        print(f"    {name:<20} {stated:.2f} stated, {true:.2f} right, of {len(rows)}")


def left_out(texts: Sequence[Text]) -> list[Answer]:
    """The answers on each part of the texts with weights learned from the others."""
    found: list[Answer] = []
    for part in range(PARTS):
        weights = learned([text for index, text in enumerate(texts) if index % PARTS != part])
        for text in texts[part::PARTS]:
            found += answers(text, weights)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="learn the weights anew and write them")
    options = parser.parse_args()
    work = [text_of(labelled) for labelled in invented(WORK)]
    if SHARED.is_dir():
        work = [*(text_of(labelled) for labelled in (*books(SHARED), essay(SHARED))), *work]
    elif options.fit:
        sys.exit(f"the weights are learned from {SHARED} too, which is not here")
    if options.fit:
        weights = learned(work)
        MODULE.write_text(written(weights), encoding="utf-8")
    else:
        weights = dict(WEIGHTS)
    held = [text_of(labelled) for labelled in invented(HELD_OUT)]
    for text in work:
        report(f"  {text.name}", answers(text, weights))
    report("learned from", [answer for text in work for answer in answers(text, weights)])
    out = left_out(work)
    report("left out", out)
    calibration(out)
    fresh = [answer for text in held for answer in answers(text, weights)]
    report("held out", fresh)
    calibration(fresh)
    print("by code, left out and held out:")
    by_code([*out, *fresh])


if __name__ == "__main__":
    main()
