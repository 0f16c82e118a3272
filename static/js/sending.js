// Says how much of a file has been sent, and that it is being looked at. The page works without this
// file: the button sends it all the same, and the answer is the same page.

const NO_CONNECTION = "Not sent: no connection. The file is still chosen: try again."
const TIME = 60000 // milliseconds

function say(form, words, share) {
  const place = form.querySelector("[data-progress]")
  const bar = place.querySelector("progress")
  place.hidden = false
  place.querySelector("span").textContent = words
  if (share === undefined) bar.removeAttribute("value")
  else bar.value = share
}

// What is wrong stands on the same page: it takes the place of what is shown.
function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html")
  document.title = page.title
  document.querySelector("#content").replaceWith(page.querySelector("#content"))
  document.querySelector(".errornote a")?.focus()
}

function send(form) {
  const button = form.querySelector("[type=submit]")
  const request = new XMLHttpRequest()
  const fail = () => {
    say(form, NO_CONNECTION, 0)
    button.disabled = false
  }
  request.open("POST", form.action)
  request.setRequestHeader("Accept", "application/json")
  request.timeout = TIME
  request.upload.onprogress = ({ loaded, total }) => say(form, `Sending: ${Math.floor((100 * loaded) / total)}%`, loaded / total)
  request.upload.onload = () => say(form, "Sent. Now each row is looked at.")
  request.onerror = request.ontimeout = fail
  request.onload = () => {
    const isAnswer = request.getResponseHeader("Content-Type")?.startsWith("application/json")
    if (isAnswer) return location.assign(JSON.parse(request.responseText).href)
    if (request.status === 200) return show(request.responseText)
    form.submit() // signed out, or refused: the page that says so
  }
  button.disabled = true
  say(form, "Sending: 0%", 0)
  request.send(new FormData(form))
}

document.addEventListener("submit", (event) => {
  const form = event.target
  if (!form.matches("form[data-sends]") || !form.querySelector("[type=file]").files.length) return
  event.preventDefault()
  send(form)
})
