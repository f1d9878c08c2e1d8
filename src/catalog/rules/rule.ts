import type { ParsedCatalog } from '../files/parsed-view.ts'
import type { Problem } from '../headers/problem.ts'

/** Validates all parsed files; returns every problem, not only the first. */
export type Rule = (parsed: ParsedCatalog) => readonly Problem[]
