// Small help on top of pages that work without it. Each island is an element that says which it is in `data-island`.
import { initAll } from './nhsuk-frontend.js'

initAll()

/** Keeps a progress bar moving from the server's events, and loads the page again when the work is over. */
function progress(element) {
  const label = element.querySelector('.app-progress__label')
  const bar = element.querySelector('.app-progress__bar')
  const detail = element.querySelector('.app-progress__detail')
  const source = new EventSource(element.dataset.events)
  source.addEventListener('progress', (event) => {
    const now = JSON.parse(event.data)
    const percent = now.total ? Math.min(100, Math.floor((100 * now.done) / now.total)) : undefined
    label.textContent = percent === undefined ? now.label : `${now.label} – ${percent}%`
    if (percent === undefined) bar.removeAttribute('value')
    else bar.value = percent
    detail.textContent = now.detail ?? ''
  })
  source.addEventListener('finished', () => {
    source.close()
    location.reload()
  })
}

/** What to say when a passkey did not come about; the rest is the browser's own window. */
const passkeyWords = {
  NotAllowedError: 'No passkey was chosen, or it took too long. Try again.',
  InvalidStateError: 'This device has a passkey for Locality already.',
}

/** The question that the passkey answers: on the page where one is made, from the server where somebody comes in. */
async function passkeyQuestion({ options, from }, form) {
  if (options) return JSON.parse(options)
  const body = new URLSearchParams({ _token: form.elements._token.value })
  const response = await fetch(from, { method: 'POST', body })
  if (!response.ok) throw new Error('no question')
  return response.json()
}

/** Asks the device for a passkey and sends its answer as the form's own field; without scripts the form says that it needs one. */
function passkey(element) {
  const form = element.querySelector('form')
  const status = element.querySelector('[role=status]')
  form.addEventListener('submit', async (event) => {
    if (form.elements.response.value) return
    event.preventDefault()
    status.textContent = ''
    try {
      await import('./simplewebauthn.js')
      const { startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser
      const optionsJSON = await passkeyQuestion(element.dataset, form)
      const answer = await (element.dataset.options ? startRegistration : startAuthentication)({ optionsJSON })
      form.elements.response.value = JSON.stringify(answer)
      form.submit()
    } catch (error) {
      status.textContent =
        passkeyWords[error.name] ?? 'The passkey did not work here. Load the page again, or use another way.'
    }
  })
}

/** Goes to a line of the queue: to what is chosen there, or to the first that can be. */
function goTo(item) {
  const radio = item?.querySelector('input[type=radio]:checked') ?? item?.querySelector('input[type=radio]')
  radio?.focus()
  item?.scrollIntoView({ block: 'nearest' })
}

/** A list of lines answered from the keyboard, while it has the focus: j and k move, a number chooses, Enter checks what was chosen. */
function queue(element) {
  const items = [...element.querySelectorAll('[data-queue-item]')]
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches('input[type=text], select, button, a'))
      return
    const at = items.findIndex((item) => item.contains(event.target))
    const item = items[at]
    if (event.key === 'j') goTo(items[at + 1])
    else if (event.key === 'k') goTo(items[Math.max(0, at - 1)])
    else if (event.key === 'Enter') element.querySelector('button[value=check]').click()
    else if (item && /^[1-9]$/.test(event.key)) {
      const radio = item.querySelectorAll('input[type=radio]')[Number(event.key) - 1]
      radio?.click()
      radio?.focus()
    } else return
    event.preventDefault()
  })
}

/** The second step of many answers: Enter says yes. */
const confirm = (element) => element.querySelector('button').focus()

const islands = { progress, passkey, queue, confirm }

for (const element of document.querySelectorAll('[data-island]')) islands[element.dataset.island]?.(element)
