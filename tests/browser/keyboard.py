"""A page walked through with the Tab key: everything is reached, seen, and left again."""

from playwright.sync_api import Page

#: More stops than any page has: whoever needs more is caught somewhere.
MOST_STOPS = 1500

#: Notes each thing that gets the focus, and what stands in front of it.
LISTEN = """() => {
  const PARTS = 5 // hours, minutes and more are stops of their own, inside one field
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"
  const isStop = (one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true })
  const within = (one, other) => one === other || one.contains(other) || other.contains(one)
  window.walk = { wanted: [...document.querySelectorAll(STOPS)].filter(isStop), reached: new Set(), hidden: [] }
  document.addEventListener("focusin", ({ target }) => {
    walk.reached.add(target)
    const boxes = [...target.getClientRects()].sort((one, other) => other.width * other.height - one.width * one.height)
    const box = boxes[0] // of a link over two lines the longer one
    const [top, bottom] = box ? [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)] : [0, 0]
    if (bottom <= top) return walk.hidden.push(target)
    const across = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1)
    const front = document.elementFromPoint(across, top + Math.min((bottom - top) / 2, 10))
    const label = target.labels?.[0]
    if (!front || !(within(target, front) || (label && within(label, front)))) walk.hidden.push(target)
  })
  const inside = walk.wanted.filter((one) => ["date", "time", "datetime-local"].includes(one.type))
  return walk.wanted.length + PARTS * inside.length
}"""

#: Of radios with one name a key other than Tab chooses: one of them is enough.
MISSED = """() => {
  const names = (list) => list.map((one) => one.outerHTML.slice(0, 120))
  const reached = [...walk.reached]
  const isThere = (one) =>
    walk.reached.has(one) || (one.type === "radio" && reached.some((other) => other.name === one.name))
  return [names(walk.wanted.filter((one) => one.isConnected && !isThere(one))), names([...new Set(walk.hidden)])]
}"""


def walked(page: Page) -> list[str]:
    """What the Tab key does not reach on the page in front of us, or reaches behind something."""
    path = page.evaluate("location.pathname")
    stops = page.evaluate(LISTEN)
    if stops > MOST_STOPS:
        return [f"{path}: {stops} stops of the Tab key"]
    page.evaluate("document.activeElement.blur()")
    for _ in range(stops + 2):
        page.keyboard.press("Tab")
    missed, hidden = page.evaluate(MISSED)
    return [
        *(f"{path}: the Tab key does not reach {each}" for each in missed),
        *(f"{path}: behind something while it has the focus: {each}" for each in hidden),
    ]
