import { hash } from '../../catalog/hash.ts'
import { scalarFunctions, type ScalarFunction } from '../../catalog/select/scalar-functions.ts'

/** How the database names a function, with the types of its arguments. */
function signatureOf({ name, arguments: taken }: ScalarFunction): string {
  return `plumbline.${name}(${taken.map(([, type]) => type).join(', ')})`
}

/** What the database remembers of a function; a changed definition has another comment. */
function commentOf(definition: ScalarFunction): string {
  return `${definition.description} (${hash(definition)})`
}

/** The signature and the comment of every scalar function as this release deploys it. */
export const functionVersions = {
  signatures: scalarFunctions.map(signatureOf),
  comments: scalarFunctions.map(commentOf),
} as const

/** Creates the functions that are missing, and replaces those with another definition. */
export const createFunctions: readonly string[] = scalarFunctions.map((definition) => {
  const signature = signatureOf(definition)
  const comment = commentOf(definition)
  const named = definition.arguments.map(([name, type]) => `${name} ${type}`).join(', ')
  return `do $do$
  begin
    if obj_description(to_regprocedure('${signature}'), 'pg_proc') is distinct from '${comment}' then
      create or replace function plumbline.${definition.name}(${named}) returns ${definition.returns}
        language sql ${definition.volatility} parallel safe
        as $body$ select ${definition.body} $body$;
      comment on function ${signature} is '${comment}';
    end if;
  end
$do$`
})
