import { writeFileSync } from 'node:fs'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { conditionsColumn, type Parameter } from '../src/catalog/parameters/parameter.ts'
import { fromRoot } from './run.ts'

/** Writes the type of all parameters together, as the headers in `sql/parameters/` have them. */
const { parameters } = await loadCatalog(fromRoot('sql'))

const fields = [...parameters.values()].flatMap((parameter) => [
  ...comment(parameter),
  `  readonly ${parameter.name}: ${typeOf(parameter)}`,
  ...(parameter.header.type === 'matcher'
    ? [`  readonly ${conditionsColumn(parameter.name)}: readonly string[] | null`]
    : []),
])

writeFileSync(
  fromRoot('src/generated/parameters.ts'),
  `// Generated from sql/parameters/ by \`npm run generate\`; do not edit.
import type { Criteria } from '../catalog/parameters/values/conversion-criteria.ts'
import type { HealthRule } from '../catalog/parameters/values/health-rule.ts'
import type { QualificationRule } from '../catalog/parameters/values/qualification-rule.ts'

/** The value of every business parameter: the canonical ones, or those of a query. */
export type Parameters = {
${fields.join('\n')}
}
`,
)

function comment({ header }: Parameter): readonly string[] {
  return [`  /** ${header.description.trim().replaceAll(/\s+/g, ' ')} */`]
}

function typeOf({ header }: Parameter): string {
  const words = (header.values ?? []).map((value) => `'${value}'`)
  const isNullable = header.nullable || header.default === null || header.default_from !== undefined
  const orNull = isNullable ? ' | null' : ''
  switch (header.type) {
    case 'text':
      return `${words.length === 0 ? 'string' : words.join(' | ')}${orNull}`
    case 'timestamp':
      return `string${orNull}`
    case 'text_list':
    case 'matcher':
      return `readonly string[]${orNull}`
    case 'integer':
    case 'number':
      return `${['number', ...words].join(' | ')}${orNull}`
    case 'boolean':
      return `boolean${orNull}`
    case 'criteria':
      return `Criteria${orNull}`
    case 'health_rule':
      return `HealthRule${orNull}`
    case 'qualification_rule':
      return `QualificationRule${orNull}`
  }
}
