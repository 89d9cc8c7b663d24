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

const islands = { progress }

for (const element of document.querySelectorAll('[data-island]')) islands[element.dataset.island]?.(element)
