import { escapeHtml } from './escape-html.ts'
import type { SitePage } from './to-html.ts'

/** A link of the navigation. */
export interface SiteLink {
  readonly path: string
  readonly title: string
}

/** Only files next to the pages are loaded. */
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:"

/** A whole page: the navigation, the search, and the content. `path` is relative to the site. */
export function pageShell(path: string, { title, html }: SitePage, links: readonly SiteLink[]): string {
  const root = '../'.repeat(path.split('/').length - 1)
  const items = links.map(
    (link) =>
      `<li><a href="${root}${link.path}"${link.path === path ? ' aria-current="page"' : ''}>${escapeHtml(link.title)}</a></li>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)} · Plumbline</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}assets/site.css">
<script src="${root}assets/minisearch.js" defer></script>
<script src="${root}assets/search.js" data-root="${root}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="brand" href="${root}index.html">Plumbline</a>
<form class="search" role="search">
<label for="search">Search</label>
<input id="search" type="search" autocomplete="off" placeholder="retention, payback, seats …">
</form>
</header>
<div id="results" role="region" aria-label="Results of the search" hidden></div>
<div class="columns">
<details class="navigation" open>
<summary>Pages</summary>
<nav aria-label="Pages"><ul>${items.join('')}</ul></nav>
</details>
<main id="content" tabindex="-1">
${html}</main>
</div>
</body>
</html>
`
}
