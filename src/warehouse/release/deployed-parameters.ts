import type { Catalog } from '../../catalog/catalog.ts'
import { internalTable } from '../contract/internal-schema.ts'
import type { Engine } from '../engine/engine.ts'

/** Records the canonical values of the release. `as_of` changes with the data, so it is not one of them. */
export async function recordParameters(engine: Engine, catalog: Catalog): Promise<void> {
  await engine.execute(internalTable('deployed_parameters').join(';\n'))
  await engine.execute('delete from plumbline.deployed_parameters')
  if (!catalog.views.has('parameters.business')) return
  await engine.execute(`insert into plumbline.deployed_parameters (name, value)
    select options.key, options.value
    from parameters.business as business
    cross join jsonb_each(to_jsonb(business)) as options
    where options.key <> 'as_of'`)
}
