"""What the auditor found: every rule with what it looked at, and where it was broken."""

from collections.abc import Iterable
from itertools import islice

import msgspec

from shared.config.limits import AUDIT_EXAMPLES_SHOWN_MAX, AUDIT_FINDINGS_MAX


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """One rule. `looked_at`: how many things it was held against; `examples`: the first places where it is broken.

    `judged`: False where it could not be held against anything, because something under it is broken.
    """

    rule: str
    looked_at: int
    found: int = 0
    examples: tuple[str, ...] = ()
    judged: bool = True


class Audited(msgspec.Struct, frozen=True, kw_only=True):
    """One audit. `at_rest`: whether everything recorded had been heard by everybody who hears it."""

    verdicts: tuple[Verdict, ...]
    figures: dict[str, int]
    at_rest: bool
    looks: int

    @property
    def clean(self) -> bool:
        """Whether no rule is broken."""
        return not self.broken

    @property
    def broken(self) -> tuple[str, ...]:
        """Return the rules that are broken."""
        return tuple(verdict.rule for verdict in self.verdicts if verdict.found)

    def verdict(self, rule: str) -> Verdict:
        """Return the verdict on one rule.

        Raises: KeyError when there is no such rule.
        """
        for verdict in self.verdicts:
            if verdict.rule == rule:
                return verdict
        raise KeyError(rule)


class Findings:
    """What one look found, rule by rule."""

    def __init__(self, rules: Iterable[str]) -> None:
        self.looked_at = dict.fromkeys(rules, 0)
        self.broken: dict[str, dict[str, None]] = {rule: {} for rule in self.looked_at}
        self.left_out: set[str] = set()

    @property
    def any(self) -> bool:
        """Whether any rule is broken."""
        return any(self.broken.values())

    def judge(self, rule: str, looked_at: int, wrong: Iterable[str]) -> None:
        """Note that a rule was held against so many things, and where it is broken."""
        self.looked_at[rule] += looked_at
        places = self.broken[rule]
        places.update(dict.fromkeys(islice(wrong, max(0, AUDIT_FINDINGS_MAX - len(places)))))

    def hold(self, rule: str, name: str, wrong: str | None) -> None:
        """Note that a rule was held against one thing, by its name, and what is wrong with it if anything is."""
        self.looked_at[rule] += 1
        if wrong is not None:
            self.judge(rule, 0, [f"{name}: {wrong}"])

    def leave_out(self, rule: str) -> None:
        """Note that a rule could not be judged."""
        self.left_out.add(rule)

    def keep_only(self, earlier: "Findings") -> None:
        """Keep what an earlier look found as well: the rest was only on its way."""
        for rule, places in self.broken.items():
            self.broken[rule] = {where: None for where in places if where in earlier.broken[rule]}

    def verdicts(self) -> tuple[Verdict, ...]:
        """Return the verdict on every rule."""
        return tuple(
            Verdict(
                rule=rule,
                looked_at=count,
                found=len(self.broken[rule]),
                examples=tuple(self.broken[rule])[:AUDIT_EXAMPLES_SHOWN_MAX],
                judged=rule not in self.left_out,
            )
            for rule, count in self.looked_at.items()
        )
