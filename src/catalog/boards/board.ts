import { z } from '../../forms.ts'
import { grains } from '../headers/grain.ts'
import { chartForms, cohortForms } from './chart-forms.ts'

const comparison = z.record(z.string(), z.union([z.string(), z.boolean(), z.number(), z.array(z.string())]))

const panelSchema = z.strictObject({
  title: z.string().min(1),
  description: z.string().optional(),
  metrics: z.array(z.string()).min(1),
  by: z.array(z.string()).default([]),
  where: z.record(z.string(), comparison).default({}),
  grain: z.enum(grains).optional(),
  /** A relative period: `last 12 months`. */
  period: z.string().optional(),
  cohorts: z.enum(cohortForms).optional(),
  options: z.record(z.string(), z.unknown()).default({}),
  /** Without it, the picture that fits the result. */
  chart: z.enum(chartForms).optional(),
  /** Whether it takes the whole width. */
  wide: z.boolean().default(false),
})

/** A file of `boards/`. */
export const boardFileSchema = z.strictObject({
  board: z.string().min(1),
  title: z.string().min(1),
  description: z.string().min(1),
  panels: z.array(panelSchema).min(1),
})

/** A board: questions that are looked at together. */
export type Board = z.infer<typeof boardFileSchema>

/** One question of a board. */
export type BoardPanel = Board['panels'][number]

/** The fields that a file knows. */
export const boardFields = {
  '': Object.keys(boardFileSchema.shape),
  panels: Object.keys(panelSchema.shape),
}
