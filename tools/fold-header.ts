import { parse, stringify } from 'yaml'

/**
 * Breaks the overlong lines of a view's header: `{ … }` becomes one key per line, and a long text becomes a
 * folded block. The content does not change.
 */
export function foldHeader(yaml: string, maxColumns: number): string {
  const isLong = (line: string) => line.length > maxColumns
  return yaml
    .split('\n')
    .flatMap((line) => (isLong(line) ? openMap(line) : [line]))
    .flatMap((line) => (isLong(line) ? foldText(line, maxColumns) : [line]))
    .join('\n')
}

function openMap(line: string): readonly string[] {
  const [, indent, key, map] = /^( *)([\w.]+): (\{.*\})$/.exec(line) ?? []
  if (indent === undefined || key === undefined || map === undefined) return [line]
  const entries = Object.entries(parse(map) as Record<string, unknown>)
  const lines = entries.map(([name, value]) => {
    const onOneLine = { lineWidth: 0, collectionStyle: 'flow', flowCollectionPadding: false } as const
    return `${indent}  ${name}: ${stringify(value, onOneLine).trim()}`
  })
  return [`${indent}${key}:`, ...lines]
}

function foldText(line: string, maxColumns: number): readonly string[] {
  const [, indent, key, value] = /^( *)([\w.]+): ([^[{>|&*!].*)$/.exec(line) ?? []
  if (indent === undefined || key === undefined || value === undefined) return [line]
  const text: unknown = parse(value.startsWith('"') || value.startsWith("'") ? value : JSON.stringify(value))
  const lines: string[] = [`${indent}${key}: >`]
  let current = `${indent} `
  for (const word of String(text).split(' ')) {
    if (current.trim() !== '' && current.length + 1 + word.length > maxColumns) {
      lines.push(current)
      current = `${indent} `
    }
    current += ` ${word}`
  }
  return [...lines, current]
}
