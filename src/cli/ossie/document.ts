import { z } from '../../forms.ts'

/** The version of the specification of Apache Ossie that is written. */
export const ossieVersion = '0.2.0.dev0'

const extensions = z.array(z.object({ vendor_name: z.string(), data: z.string() })).optional()

const expression = z.object({
  dialects: z.array(z.object({ dialect: z.string(), expression: z.string() })).min(1),
})

const aiContext = z.union([z.string(), z.record(z.string(), z.unknown())]).optional()

const field = z.object({
  name: z.string(),
  expression,
  dimension: z.object({ is_time: z.boolean().optional() }).optional(),
  label: z.string().optional(),
  description: z.string().optional(),
  datatype: z.string().optional(),
  ai_context: aiContext,
  custom_extensions: extensions,
})

const dataset = z.object({
  name: z.string(),
  source: z.string(),
  primary_key: z.array(z.string()).optional(),
  unique_keys: z.array(z.array(z.string())).optional(),
  description: z.string().optional(),
  ai_context: aiContext,
  fields: z.array(field).optional(),
  custom_extensions: extensions,
})

const relationship = z.object({
  name: z.string(),
  from: z.string(),
  to: z.string(),
  from_columns: z.array(z.string()).min(1),
  to_columns: z.array(z.string()).min(1),
  ai_context: aiContext,
  custom_extensions: extensions,
})

const metric = z.object({
  name: z.string(),
  expression,
  description: z.string().optional(),
  datatype: z.string().optional(),
  ai_context: aiContext,
  custom_extensions: extensions,
})

const model = z.object({
  name: z.string(),
  description: z.string().optional(),
  ai_context: aiContext,
  datasets: z.array(dataset).min(1),
  relationships: z.array(relationship).optional(),
  metrics: z.array(metric).optional(),
  custom_extensions: extensions,
})

/** A document of Apache Ossie. */
export const ossieDocument = z.object({ version: z.string(), semantic_model: z.array(model).min(1) })

export type OssieDocument = z.infer<typeof ossieDocument>
export type OssieModel = z.infer<typeof model>
export type OssieDataset = z.infer<typeof dataset>
export type OssieField = z.infer<typeof field>
export type OssieMetric = z.infer<typeof metric>
export type OssieRelationship = z.infer<typeof relationship>

/** SQL as an expression. The format has no dialect of PostgreSQL, and standard SQL is the nearest one. */
export function sqlExpression(sql: string): z.infer<typeof expression> {
  return { dialects: [{ dialect: 'ANSI_SQL', expression: sql }] }
}
