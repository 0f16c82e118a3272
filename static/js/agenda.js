// Moves agenda items without leaving the page. The buttons work without this file; with it the
// keyboard stays on the item that moved, its new place is said aloud, and a mouse can drag it.

const agenda = document.querySelector("[data-agenda]")

const rowOf = (form) => form.closest(".cp-agenda__item")
const mover = (id) => agenda.querySelector(`[data-mover="${CSS.escape(id)}"]`)

// What was pressed is pressed again from where it is now; at the end of the list, its neighbour.
function focusAgain(id, pressed) {
  const form = mover(id)
  if (!form) return
  const same = pressed && form.querySelector(`.${pressed}`)
  ;(same ?? form.querySelector("button"))?.focus()
}

function say(words) {
  // An empty line first: the same words said twice are otherwise heard once.
  const line = agenda.querySelector("[data-said]")
  line.textContent = ""
  setTimeout(() => { line.textContent = words }, 50)
}

async function move(form, data, pressed) {
  const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" })
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const found = answer.ok && page.querySelector("[data-agenda]")
  if (!found) throw new Error("not the agenda")
  const id = form.dataset.mover
  agenda.replaceChildren(...found.childNodes)
  addGrips()
  focusAgain(id, pressed)
  say(page.querySelector(".govuk-notification-banner__heading")?.textContent ?? "")
}

// Where the answer is anything but the agenda (signed out, no network), the browser asks itself.
function moveOrLeave(form, data, pressed) {
  move(form, data, pressed).catch(() => {
    const place = document.createElement("input")
    Object.assign(place, { type: "hidden", name: "to_position" })
    place.value = data.get("to_position") ?? data.get("place")
    form.append(place)
    form.submit()
  })
}

agenda?.addEventListener("submit", (event) => {
  const form = event.target
  if (!form.matches("[data-mover]") || event.defaultPrevented) return
  event.preventDefault()
  event.stopPropagation()
  const pressed = [...event.submitter.classList].find((name) => name.startsWith("cp-mover__"))
  moveOrLeave(form, new FormData(form, event.submitter), pressed ?? "cp-mover__go")
})

// By mouse -----------------------------------------------------------------------------------------

let taken = null

function addGrips() {
  for (const form of agenda.querySelectorAll("[data-mover]")) {
    const grip = document.createElement("span")
    Object.assign(grip, { className: "cp-grip", draggable: true, textContent: "⠿", title: "Drag to move" })
    grip.setAttribute("aria-hidden", "true")
    rowOf(form).prepend(grip)
  }
}

const placesOf = (row) => [...row.querySelectorAll("[data-mover] option")].map((option) => option.value)
const placeOf = (row) => row.id.replace("item-", "")

// The place a drop on this row means, or nothing where the item in hand may not go.
function placeAt(row, event) {
  if (!taken || !row || row === taken) return null
  const box = row.getBoundingClientRect()
  const below = event.clientY > box.top + box.height / 2
  const from = Number(placeOf(taken)), over = Number(placeOf(row))
  const to = over + (below ? 1 : 0) - (from < over ? 1 : 0)
  return placesOf(taken).includes(String(to)) ? { to, below } : null
}

function clearMarks() {
  for (const row of agenda.querySelectorAll(".cp-agenda__item--above, .cp-agenda__item--below")) {
    row.classList.remove("cp-agenda__item--above", "cp-agenda__item--below")
  }
}

agenda?.addEventListener("dragstart", (event) => {
  if (!event.target.classList?.contains("cp-grip")) return
  taken = event.target.closest(".cp-agenda__item")
  taken.classList.add("cp-agenda__item--taken")
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData("text/plain", placeOf(taken))
  event.dataTransfer.setDragImage(taken, 20, 20)
})

agenda?.addEventListener("dragover", (event) => {
  const row = event.target.closest?.(".cp-agenda__item")
  const found = placeAt(row, event)
  clearMarks()
  if (!found) return
  event.preventDefault()
  row.classList.add(found.below ? "cp-agenda__item--below" : "cp-agenda__item--above")
})

agenda?.addEventListener("drop", (event) => {
  const found = placeAt(event.target.closest?.(".cp-agenda__item"), event)
  clearMarks()
  if (!found) return
  event.preventDefault()
  const form = taken.querySelector("[data-mover]")
  const data = new FormData(form)
  data.set("place", String(found.to))
  moveOrLeave(form, data, "cp-mover__go")
})

agenda?.addEventListener("dragend", () => {
  taken?.classList.remove("cp-agenda__item--taken")
  taken = null
  clearMarks()
})

if (agenda) addGrips()
