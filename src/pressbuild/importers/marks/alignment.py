"""Notes and what may call them, tied in order: both as labels in, for each note the index of its call out."""

from collections.abc import Sequence

TIED = 10.0  # what a tie is worth beside how likely a call is one


def aligned(notes: Sequence[str], calls: Sequence[str], chances: Sequence[float]) -> list[int | None]:
    """For each note the index of its call where as many as can be are tied in order, each to the last that will do.
    `chances` says how likely each call is one."""
    if list(notes) == list(calls):
        return list(range(len(notes)))
    best = [[0.0] * (len(calls) + 1) for _ in range(len(notes) + 1)]
    for i, label in enumerate(notes):
        above, row = best[i], best[i + 1]
        for j, call in enumerate(calls):
            tie = above[j] + TIED + chances[j] if call == label else 0.0
            row[j + 1] = max(tie, above[j + 1], row[j])
    found: list[int | None] = [None] * len(notes)
    i, j = len(notes), len(calls)
    while i and j:
        if calls[j - 1] == notes[i - 1] and best[i][j] == best[i - 1][j - 1] + TIED + chances[j - 1]:
            i, j = i - 1, j - 1
            found[i] = j
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i -= 1
    return found


def aligned_both(
    notes: Sequence[str], calls: Sequence[str], chances: Sequence[float]
) -> tuple[list[int | None], list[int | None]]:
    """The same, each note tied to the last call that will do, and to the first."""
    turned = aligned(notes[::-1], calls[::-1], chances[::-1])
    return aligned(notes, calls, chances), [None if i is None else len(calls) - 1 - i for i in turned[::-1]]
