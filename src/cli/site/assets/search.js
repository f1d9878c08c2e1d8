/* global document, location, addEventListener, MiniSearch */

// The index is large: it is loaded when the reader begins to search.
const root = document.currentScript.dataset.root
const field = document.getElementById('search')
const results = document.getElementById('results')
const maxShown = 20
let index = null

/** Called by the script of the index. */
globalThis.plumblineSearch = (written) => {
  index = MiniSearch.loadJSON(written, { fields: ['title', 'text'], storeFields: ['title', 'page', 'start'] })
  show()
}

function load() {
  if (document.getElementById('index') !== null) return
  const script = document.createElement('script')
  script.id = 'index'
  script.src = `${root}assets/search-index.js`
  document.head.append(script)
}

function show() {
  const text = field.value.trim()
  results.hidden = text === ''
  if (text === '') return
  const found = index === null ? [] : index.search(text, { prefix: true, fuzzy: 0.15, boost: { title: 4 } })
  const sentence = document.createElement('p')
  sentence.setAttribute('role', 'status')
  sentence.textContent =
    index === null
      ? 'Loading the search …'
      : found.length === 0
        ? `Nothing is about “${text}”.`
        : `${found.length} found`
  const list = document.createElement('ul')
  for (const one of found.slice(0, maxShown)) list.append(item(one))
  results.replaceChildren(sentence, list)
}

function item({ id, title, page, start }) {
  const link = document.createElement('a')
  link.href = `${root}${id}`
  link.textContent = title
  const place = document.createElement('span')
  place.textContent = title === page ? '' : ` in ${page}`
  const text = document.createElement('p')
  text.textContent = start
  const entry = document.createElement('li')
  entry.append(link, place, text)
  return entry
}

field.addEventListener('focus', load)
field.addEventListener('input', () => {
  load()
  show()
})
field.form.addEventListener('submit', (event) => {
  event.preventDefault()
  const first = results.querySelector('a')
  if (first !== null) location.href = first.href
})
results.addEventListener('click', ({ target }) => {
  if (target.closest('a') === null) return
  field.value = ''
  show()
})
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    field.value = ''
    show()
  } else if (event.key === '/' && document.activeElement !== field) {
    event.preventDefault()
    field.focus()
  }
})
