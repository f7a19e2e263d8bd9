"""A window of a browser, worked as a visitor does: by mouse and keyboard."""

import json
from abc import ABC, abstractmethod
from typing import Any

from tests.browsers.protocol import RefusedError, until

# Runs in every page before its own scripts. Firefox reports no violation of a policy on its console by itself.
LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""
# The middle of the first element in sight that a selector finds, once nothing covers it and nothing moves.
PLACE = """(() => {
  if (document.getAnimations().some((item) => item.playState === "running")) return null;
  const box = (item) => item.getBoundingClientRect();
  const isShown = (item) => item.checkVisibility({visibilityProperty: true}) && box(item).width && box(item).height;
  const item = [...document.querySelectorAll(SELECTOR)].find(isShown);
  if (!item) return null;
  item.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"});
  const x = box(item).x + box(item).width / 2, y = box(item).y + box(item).height / 2;
  const hit = document.elementFromPoint(x, y);
  return hit && (item.contains(hit) || hit.closest("label")?.control === item) ? [Math.round(x), Math.round(y)] : null;
})()"""
KEYS = {"Control": "\ue009", "Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004"}
Point = tuple[int, int]


class Window(ABC):
    """One window, with what its pages have written to the console as errors and warnings."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    @abstractmethod
    def heard(self) -> list[str]:
        """Return the messages of the pages since the last renewal, violations of a policy included."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Open a page and wait until it has loaded."""

    @abstractmethod
    def run(self, expression: str) -> Any:
        """Return the text that an expression of JavaScript has in the page, or None."""

    @abstractmethod
    def perform(self, *sources: dict[str, Any]) -> None:
        """Do what sources of input do, in the form that WebDriver and WebDriver BiDi share."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page this size in CSS pixels, or the next larger one that the browser has."""

    @abstractmethod
    def renew(self) -> None:
        """Leave everything that pages have stored, and forget the messages."""

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript in the page."""
        text = self.run(f"JSON.stringify({expression})")
        return None if text is None else json.loads(text)

    def wait(self, expression: str) -> Any:
        """Wait until an expression is true in the page, which may change meanwhile, and return its value."""

        def look() -> Any:
            try:
                return self.evaluate(expression)
            except RefusedError:  # the old page is gone and the next is not there
                return None

        return until(look, expression)

    def text(self, selector: str) -> str:
        """Return the text of the first element that a selector finds, once it is there."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.wait(f"!!{found}")
        return str(self.evaluate(f"{found}.textContent")).strip()

    def place(self, selector: str) -> Point:
        """Bring an element into sight and return where it is, once it can be clicked and rests there."""
        script = PLACE.replace("SELECTOR", json.dumps(selector))
        seen: list[Point] = []

        def rests() -> bool:
            if found := self.evaluate(script):
                seen.append(tuple(found))
            return len(seen) > 1 and seen[-1] == seen[-2]

        until(rests, f"{selector} can be clicked")
        return seen[-1]

    def hover(self, selector: str) -> None:
        x, y = self.place(selector)
        self.pointer({"type": "pointerMove", "x": x, "y": y})

    def click(self, selector: str) -> None:
        self.drag(*[self.place(selector)] * 2)

    def drag(self, start: Point, end: Point) -> None:
        """Draw with the mouse from one point of the window to another."""
        steps = [
            tuple(round(a + (b - a) * part / 4) for a, b in zip(start, end, strict=True)) for part in range(1, 5)
        ] * (start != end)
        self.pointer(
            {"type": "pointerMove", "x": start[0], "y": start[1]},
            {"type": "pointerDown", "button": 0},
            *({"type": "pointerMove", "x": x, "y": y, "duration": 20} for x, y in steps),
            {"type": "pointerUp", "button": 0},
        )

    def pointer(self, *actions: dict[str, Any]) -> None:
        self.perform({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [*actions]})

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        strokes = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.perform({"type": "key", "id": "keyboard", "actions": strokes})

    def press(self, *names: str) -> None:
        """Hold down keys together, and let them go."""
        keys = [KEYS.get(name, name) for name in names]
        strokes = [{"type": "keyDown", "value": key} for key in keys]
        strokes += [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self.perform({"type": "key", "id": "keyboard", "actions": strokes})

    def fill(self, selector: str, text: str) -> None:
        """Replace what a field holds."""
        self.click(selector)
        self.press("Control", "a")
        self.type(text)
