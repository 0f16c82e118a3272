// Keeps the clock of who chairs fresh. The page works without this file: a link shows it again.
//
// The words come from the server, so that the rule of the clock is written once.

const EVERY = 15000 // milliseconds
const clock = document.querySelector("[data-clock]")

async function look() {
  const answer = await fetch(location.href, { credentials: "same-origin" })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const found = page.querySelector("[data-clock]")
  // Somebody else has gone on, or the meeting is over: the whole screen is another one.
  if (!found || found.dataset.clock !== clock.dataset.clock) return location.reload()
  clock.replaceChildren(...found.childNodes)
}

if (clock) setInterval(() => document.hidden || look().catch(() => {}), EVERY)
