import type { SourceColumn, SourceTable } from '../../catalog/files/source-table.ts'
import type { SourceRelation } from './read-source-relations.ts'

/** How the relations of the schema `source` differ from the contract: missing tables, and unsuitable columns. */
export function sourceProblems(
  sources: ReadonlyMap<string, SourceTable>,
  relations: ReadonlyMap<string, SourceRelation>,
): readonly string[] {
  return [...sources.values()].flatMap((table) => {
    const relation = relations.get(table.name)
    if (relation === undefined)
      return `source.${table.name} is not in the database: deploy creates it empty. Metrics that need it are unavailable until it is loaded.`
    if (!relation.ours) return foreignProblems(table, relation)
    return table.columns
      .filter(({ name, type }) => relation.columns.get(name) !== type)
      .map((column) =>
        isBroken(relation, column)
          ? brokenProblem(table, relation, column)
          : `${difference(table, relation, column)}: deploy restores it.`,
      )
  })
}

/** The tables that are missing, or differ from the contract. */
export function unfitSources(
  sources: ReadonlyMap<string, SourceTable>,
  relations: ReadonlyMap<string, SourceRelation>,
): readonly string[] {
  return [...sources].flatMap(([name, table]) =>
    sourceProblems(new Map([[name, table]]), relations).length > 0 ? [name] : [],
  )
}

/** The columns of a table of Plumbline whose data cannot be restored. */
export function brokenProblems(table: SourceTable, relation: SourceRelation): readonly string[] {
  return table.columns
    .filter((column) => isBroken(relation, column))
    .map((column) => brokenProblem(table, relation, column))
}

/**
 * Whether the data of this column of Plumbline's table cannot be restored: it has another type, or was
 * dropped. A column that the table never had is added.
 */
export function isBroken(relation: SourceRelation, column: SourceColumn): boolean {
  const found = relation.columns.get(column.name)
  if (!relation.provided || found === column.type) return false
  return found !== undefined || column.required || relation.lostColumns
}

/** How a relation of the company's own loader differs from the contract. */
export function foreignProblems(table: SourceTable, relation: SourceRelation): readonly string[] {
  return table.columns
    .filter(({ name, type }) => relation.columns.get(name) !== type)
    .map((column) => {
      const { name, type, required } = column
      const isMissing = !relation.columns.has(name)
      if (isMissing && required) return `${difference(table, relation, column)}, and it is required.`
      const remedy = isMissing ? `add null::${type} as ${name} to` : `select ${name}::${type} in`
      return `${difference(table, relation, column)}: ${remedy} the view.`
    })
}

function brokenProblem(table: SourceTable, relation: SourceRelation, column: SourceColumn): string {
  return `${difference(table, relation, column)}, and its data are lost: load the table again.`
}

/** The difference of one column from the contract, without a period. */
function difference(table: SourceTable, relation: SourceRelation, { name, type }: SourceColumn): string {
  const found = relation.columns.get(name)
  return found === undefined
    ? `source.${table.name}: the column ${name} (${type}) is missing`
    : `source.${table.name}: the column ${name} is ${found}, not ${type}`
}
