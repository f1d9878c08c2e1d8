import { mkdirSync, writeFileSync } from 'node:fs'
import { adapterFile, layoutFile } from '../src/catalog/adapters/read-adapter.ts'
import { adapterStepHeader, adapterViewHeader } from '../src/catalog/adapters/read-adapter-view.ts'
import { feedFields } from '../src/catalog/adapters/read-feeds.ts'
import { boardFileSchema } from '../src/catalog/boards/board.ts'
import { sourceFileSchema } from '../src/catalog/files/load-sources.ts'
import { viewHeaderSchema } from '../src/catalog/headers/view-header.ts'
import { parameterFileSchema } from '../src/catalog/parameters/parameter-header.ts'
import { rollupFileSchema } from '../src/catalog/rollups/rollup.ts'
import { z } from '../src/forms.ts'
import { policyFile } from '../src/policy/policies-yaml.ts'
import { mappingFile } from '../src/warehouse/load/mapping/read-mapping.ts'
import { fromRoot } from './run.ts'

/** `plumbline.yaml`: what `load` reads, and the vendors that `deploy` reads. */
const configuration = mappingFile.extend({ adapters: z.record(z.string(), feedFields.nullable()).optional() })

/** The files that people write, and their forms. */
const forms = {
  'view-header': { title: 'The header of a view in sql/', form: viewHeaderSchema },
  source: { title: 'A table of the source contract, in sql/sources/', form: sourceFileSchema },
  parameters: { title: 'Parameters of a subject, in sql/parameters/', form: parameterFileSchema },
  rollup: { title: 'A stored aggregation, in sql/rollups/', form: rollupFileSchema },
  board: { title: 'A board, in boards/', form: boardFileSchema },
  adapter: {
    title: "A vendor's tables and settings: adapter.yaml, in sql/adapters/<vendor>/",
    form: adapterFile,
  },
  'adapter-layout': { title: 'How a loader keeps the tables of a vendor, in layouts/', form: layoutFile },
  'adapter-view': { title: 'The header of the select for a table of the contract', form: adapterViewHeader },
  'adapter-step': { title: 'The header of a select that several read, in steps/', form: adapterStepHeader },
  plumbline: {
    title: 'How files are read, and which vendors there are: plumbline.yaml',
    form: configuration,
  },
  policies: { title: 'The roles and what each may see: policies.yaml', form: policyFile },
}

/** Writes JSON Schemas of the files, by which editors complete and check YAML. */
mkdirSync(fromRoot('schema/json'), { recursive: true })
for (const [name, { title, form }] of Object.entries(forms)) {
  // what a file may contain, before defaults; a rule that JSON Schema cannot say is left to `plumbline check`
  const schema = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any', reused: 'ref' })
  const { $schema, ...rest } = schema
  writeFileSync(
    fromRoot(`schema/json/${name}.schema.json`),
    `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`,
  )
}
