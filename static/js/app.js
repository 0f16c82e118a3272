// Small helps. Every page works without this file.

// A summary of errors, and word that something worked, are what a person needs first.
const first = document.querySelector('main > [data-module="error-summary"], main > [data-module="banner"][role="alert"]')
if (first) {
  first.setAttribute("tabindex", "-1")
  first.focus()
}

// A link in the summary leads into its field, with the question in view above it.
document.addEventListener("click", (event) => {
  const link = event.target.closest('[data-module="error-summary"] a')
  const field = link && document.getElementById(link.hash.slice(1))
  if (!field) return
  event.preventDefault()
  const group = field.closest(".govuk-form-group") ?? field
  group.scrollIntoView()
  field.focus({ preventScroll: true })
})

// A second click on a button that sends something is not sent again within two seconds.
document.addEventListener("submit", (event) => {
  const button = event.submitter
  if (!button?.hasAttribute("data-once")) return
  const now = Date.now()
  if (now - Number(button.dataset.once) < 2000) event.preventDefault()
  else button.dataset.once = String(now)
})

// The way out of a page for young people: the page goes blank at once, and out of the way back.
// Pressing Escape three times does the same.
const leave = document.querySelector("[data-leave]")
function leaveNow() {
  document.documentElement.hidden = true
  document.title = "Weather"
  window.location.replace(leave.href)
}
if (leave) {
  leave.addEventListener("click", (event) => {
    event.preventDefault()
    leaveNow()
  })
  let escapes = []
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    const now = Date.now()
    escapes = [...escapes.filter((then) => now - then < 2000), now]
    if (escapes.length >= 3) leaveNow()
  })
}

// A button for passkeys is shown where the browser has them.
if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("[data-needs-passkeys]")) button.hidden = false
}

document.addEventListener("allauth.error", (event) => {
  const trouble = document.querySelector("[data-passkey-trouble]")
  if (!trouble) return
  event.preventDefault()
  trouble.textContent = "The passkey was not used. Try again, or sign in another way."
})
