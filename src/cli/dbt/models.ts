import type { View } from '../../catalog/catalog.ts'

/** The name of a view as a model: names of models are unique in a project, names of relations in a schema. */
export function modelName(view: string): string {
  return view.replace('.', '__')
}

/** Its file. */
export function modelPath({ layer, relation }: View): string {
  return `models/${layer}/${layer}__${relation}.sql`
}

/** A model: the select of the view, with references to the models and sources that it reads. */
export function modelText({ layer, relation, header, segments }: View): string {
  const select = segments.map((segment) => ('text' in segment ? segment.text : referenceTo(segment.relation)))
  return `{{ config(schema='${layer}', alias='${relation}', materialized='${header.stored ? 'table' : 'view'}') }}

${select.join('').trim()}
`
}

/** Tables of the company, and of Plumbline itself, are sources. */
const sourceSchemas = new Set(['source', 'plumbline'])

function referenceTo(relation: string): string {
  const [schema = '', table = ''] = relation.split('.')
  return sourceSchemas.has(schema)
    ? `{{ source('${schema}', '${table}') }}`
    : `{{ ref('${modelName(relation)}') }}`
}
