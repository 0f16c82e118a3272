// Saves a sheet row by row, as the clerk goes. The page works without this file: its button saves all.
//
// A row that could not be sent is kept on the page, says so, and is sent again until it is saved.

const form = document.querySelector("form[data-saves]")
const status = document.querySelector("[data-saved]")
const RETRY = [2000, 5000, 10000, 30000] // milliseconds, the last one from then on
const LOST = "Not saved: no connection. It is kept here and sent again."
const SIGNED_OUT = "Not saved: you are signed out. Sign in again in another window; it is sent again then."
const rows = new Map()

function say(state, words, isTrouble) {
  const place = state.row.querySelector("[data-say]")
  place.textContent = words
  place.classList.toggle("cp-mark__state--trouble", isTrouble)
  state.row.classList.toggle("cp-mark--error", isTrouble)
  if (isTrouble) status.textContent = `${state.name}: ${words}`
}

// What is typed into a row, and the token of its form.
function typed(row) {
  const whole = new FormData(form)
  const own = new FormData()
  own.set("csrfmiddlewaretoken", whole.get("csrfmiddlewaretoken"))
  for (const { name } of row.querySelectorAll("[name]")) if (whole.has(name)) own.set(name, whole.get(name))
  return own
}

function shown(row) {
  return new URLSearchParams([...typed(row)].filter(([name]) => !/version$|-(seen|key)$|token$/.test(name))).toString()
}

async function send(row) {
  const response = await fetch(form.action, {
    method: "POST",
    body: typed(row),
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(15000),
  })
  const isAnswer = response.headers.get("Content-Type")?.startsWith("application/json")
  if (!isAnswer) throw new Error(response.redirected || response.status === 403 ? SIGNED_OUT : LOST)
  return response.json()
}

function take(state, answer) {
  const own = answer.rows[state.row.dataset.row]
  if (!own) return say(state, "Not saved: reload the page.", true)
  for (const name of ["version", "seen", "given_version"]) {
    const field = state.row.querySelector(`[name$="-${name}"]`)
    if (field && name in own) field.value = own[name]
  }
  const again = state.row.querySelector("[data-again]")
  if (again) again.hidden = !own.left
  const quorum = document.querySelector("[data-quorum]")
  if (quorum && answer.quorum) quorum.innerHTML = answer.quorum
  if (own.errors.length) return say(state, own.errors.join(" "), true)
  for (const old of state.row.querySelectorAll(".govuk-error-message")) old.remove()
  say(state, "Saved", false)
  status.textContent = `${state.name}: saved ${answer.saved}`
}

async function save(state) {
  clearTimeout(state.timer)
  state.isWaiting = true
  if (state.isSending) return
  state.isSending = true
  const sent = shown(state.row)
  try {
    const answer = await send(state.row)
    state.tries = 0
    state.isWaiting = false
    if (answer.refused) say(state, `Not saved: ${answer.refused}`, true)
    else take(state, answer)
    state.saved = sent
  } catch (trouble) {
    say(state, trouble.message === SIGNED_OUT ? SIGNED_OUT : LOST, true)
    state.timer = setTimeout(() => save(state), RETRY[Math.min(state.tries++, RETRY.length - 1)])
  }
  state.isSending = false
  if (shown(state.row) !== sent && !state.isWaiting) save(state) // changed while it was under way
}

function changed(event) {
  const state = rows.get(event.target.closest("[data-row]"))
  if (state && shown(state.row) !== state.saved) save(state)
}

if (form && status) {
  for (const row of form.querySelectorAll("[data-row]")) {
    const name = row.querySelector("legend")?.firstElementChild?.textContent.trim() ?? ""
    rows.set(row, { row, name, saved: shown(row), tries: 0 })
  }
  // A radio is an answer at once; a time or a text is one when the field is left.
  form.addEventListener("change", (event) => {
    if (event.target.type === "radio") changed(event)
  })
  form.addEventListener("focusout", changed)
  addEventListener("online", () => {
    for (const state of rows.values()) if (state.isWaiting) save(state)
  })
  // Nobody leaves with something that is not saved without being asked, unless they save it all.
  let isLeaving = false
  form.addEventListener("submit", () => (isLeaving = true))
  addEventListener("beforeunload", (event) => {
    const isOpen = [...rows.values()].some((state) => state.isWaiting || shown(state.row) !== state.saved)
    if (isOpen && !isLeaving) event.preventDefault()
  })
}
