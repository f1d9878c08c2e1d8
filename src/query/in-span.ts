/** What a step was about: names, hashes and counts. Never values of data or filters, which may be personal data. */
export type StepFacts = Readonly<Record<string, string | number | readonly string[]>>

/** Runs a step of a query within a span of the trace. The step describes itself until it ends. */
export type InSpan = <Result>(step: string, work: (describe: (facts: StepFacts) => void) => Result) => Result

/** Where no trace is written. */
export const withoutSpan: InSpan = (_step, work) => work(() => undefined)
