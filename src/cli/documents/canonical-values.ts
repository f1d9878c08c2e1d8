import type { View } from '../../catalog/catalog.ts'

/** Parameter name → the SQL of its canonical value, as in the parameter view. */
export function canonicalValues({ body, header }: View): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  if (Object.keys(header.parameters).length === 0) return values
  const list = /final as \(\s*select\s(?<list>[\s\S]*?)\n\s*from /.exec(body)?.groups?.['list'] ?? ''
  for (const { groups } of list.matchAll(
    // a quoted text is one token, regardless of its content
    /(?:^|,\s*\n)\s*(?<value>(?:'[^']*'|[^'])+?)(?:\s+as\s+(?<name>[a-z0-9_]+))?(?=,\s*\n|\s*$)/g,
  )) {
    const value = groups?.['value']?.trim() ?? ''
    const name = groups?.['name'] ?? value
    if (name in header.parameters && name !== value)
      values.set(name, value.replace(/::[a-z]+(\[\])?$/, '').replaceAll(/\s+/g, ' '))
  }
  return values
}
