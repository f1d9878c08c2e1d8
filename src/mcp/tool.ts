import type { z } from '../forms.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import type { Runtime } from '../query/runtime.ts'

/** A tool that agents call. What it returns is written as JSON. */
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  readonly name: string
  /** A title for people. */
  readonly title: string
  /** What it answers, and when to call it: an agent chooses by this text. */
  readonly description: string
  /** Its arguments; each has a description. */
  readonly input: Input
  /**
   * Answers a call, as the caller of the runtime.
   *
   * @throws PlumblineError when the call has no correct answer; the agent gets its sentence and the valid alternatives
   */
  readonly run: (runtime: Runtime, input: z.output<Input>, options: QueryOptions) => Promise<unknown>
}

/** A tool whose arguments are checked by their types. */
export function defineTool<Input extends z.ZodObject>(tool: Tool<Input>): Tool {
  return tool
}
