import MarkdownIt from 'markdown-it'

/** A page of a site, made of a document. */
export interface SitePage {
  readonly title: string
  readonly html: string
  readonly sections: readonly SiteSection[]
}

/** A part of a page, from a heading to the next one: what a search finds. */
export interface SiteSection {
  /** The id of its heading. */
  readonly anchor: string
  readonly title: string
  readonly text: string
}

const markdown = new MarkdownIt({ html: false, linkify: false })

/**
 * A document in Markdown as a page. Headings get the ids that links of the documents use; links to other documents lead
 * to their pages; a graph becomes `picture`.
 */
export function toHtml(text: string, picture: string): SitePage {
  const tokens = markdown.parse(text, {})
  const sections: { anchor: string; title: string; text: string }[] = []
  const known = new Map<string, number>()
  const html = tokens.map((token, index) => {
    const inline = tokens[index + 1]
    if (token.type === 'heading_open' && inline !== undefined) {
      const anchor = anchorOf(inline.content, known)
      token.attrSet('id', anchor)
      sections.push({ anchor, title: plainText(inline.content), text: '' })
    }
    if (token.type === 'inline') {
      for (const child of token.children ?? [])
        if (child.type === 'link_open') child.attrSet('href', pageOf(String(child.attrGet('href') ?? '')))
      const section = sections.at(-1)
      if (section !== undefined && tokens[index - 1]?.type !== 'heading_open')
        section.text += `${plainText(token.content)} `
    }
    if (token.type === 'fence' && token.info === 'mermaid') return picture
    if (token.type === 'table_open')
      return '<div class="frame" tabindex="0" role="region" aria-label="Table"><table>'
    if (token.type === 'table_close') return '</table></div>'
    return token.type === 'inline'
      ? markdown.renderer.renderInline(token.children ?? [], markdown.options, {})
      : markdown.renderer.render([token], markdown.options, {})
  })
  return { title: sections[0]?.title ?? 'Plumbline', html: html.join(''), sections }
}

/** The path of the page of a document, or a link to it: the catalogue is the first page. */
export function pageOf(document: string): string {
  return document.replace(/(^|\/)catalogue\.md(?=#|$)/, '$1index.html').replace(/\.md(?=#|$)/, '.html')
}

/** The id of a heading, as GitHub makes it. */
function anchorOf(heading: string, known: Map<string, number>): string {
  const anchor = plainText(heading)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\s-]/gu, '')
    .replaceAll(' ', '-')
  const count = known.get(anchor) ?? 0
  known.set(anchor, count + 1)
  return count === 0 ? anchor : `${anchor}-${count}`
}

function plainText(text: string): string {
  return text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '')
}
