"""The texts of a source while they are gathered: `Texts`, the words of body, notes and title page. Pure."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Texts:
    """The texts of a source: the body's, each note's in the order of the first calls, those of the title page by
    their keys; `calls` is how often notes are called, `labels` what their marks say."""

    pieces: list[str] = field(default_factory=list)
    bodies: dict[str, list[str]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    heads: dict[str, list[str]] = field(default_factory=dict)
    calls: int = 0
    labels: dict[str, set[str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def notes(self) -> list[str]:
        return ["".join(self.bodies.get(label, ())) for label in self.order]

    @property
    def front(self) -> dict[str, str]:
        return {key: "".join(pieces) for key, pieces in self.heads.items()}

    def call(self, label: str) -> None:
        self.calls += 1
        if label not in self.order:
            self.order.append(label)
