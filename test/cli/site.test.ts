import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { familiesOf } from '../../src/cli/documents/family-document.ts'
import { siteFiles } from '../../src/cli/site/site-files.ts'

describe('the site of the documents', () => {
  let files: ReadonlyMap<string, string>
  let families: readonly string[]
  beforeAll(async () => {
    const catalog = await loadCatalog('sql')
    families = familiesOf(catalog).map(({ relation }) => relation)
    files = await siteFiles(catalog, new Map())
  })

  test('has a page for each family, with the picture of what it is computed from', () => {
    for (const family of families) {
      const page = files.get(`catalogue/${family}.html`) ?? ''
      expect(page).toContain(`aria-label="metrics.${family} is computed from`)
    }
    expect(files.get('index.html')).toContain('views of entities are computed')
  })

  test('has no link that leads nowhere', () => {
    const broken = [...files]
      .filter(([path]) => path.endsWith('.html'))
      .flatMap(([path, html]) =>
        [...html.matchAll(/(?:href|src)="([^"]+)"/g)].flatMap(([, link = '']) =>
          link.startsWith('data:') || leadsTo(files, path, link) ? [] : [`${path}: ${link}`],
        ),
      )
    expect(broken).toEqual([])
  })

  test('loads nothing from elsewhere', () => {
    const texts = [...files].filter(([path]) => path.endsWith('.html')).map(([, html]) => html)
    expect(texts.filter((html) => /(?:src|rel="stylesheet" href)="https?:/.test(html))).toEqual([])
  })
})

function leadsTo(files: ReadonlyMap<string, string>, page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target = files.get(path === '' ? page : join(dirname(page), path))
  return target !== undefined && (anchor === undefined || target.includes(`id="${anchor}"`))
}
