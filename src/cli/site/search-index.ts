import MiniSearch from 'minisearch'
import type { SitePage } from './to-html.ts'

/** The fields that are searched, and those that a result shows; the script of the pages names the same. */
const fields = ['title', 'text']
const storeFields = ['title', 'page', 'start']

/** How much of a section a result shows, in letters. */
const shownLetters = 160

/**
 * The index of all sections, as a script: a page that is opened from a disk may load scripts next to it, and nothing
 * else.
 */
export function searchIndex(pages: ReadonlyMap<string, SitePage>): string {
  const index = new MiniSearch<Readonly<Record<string, string>>>({ fields, storeFields })
  for (const [path, { title: page, sections }] of pages)
    for (const { anchor, title, text } of sections)
      index.add({ id: `${path}#${anchor}`, title, page, text, start: startOf(text) })
  return `plumblineSearch(${JSON.stringify(JSON.stringify(index))})\n`
}

/** The first words of a text. */
function startOf(text: string): string {
  const whole = text.trim()
  return whole.length <= shownLetters ? whole : `${whole.slice(0, whole.lastIndexOf(' ', shownLetters))} …`
}
