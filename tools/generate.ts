import { generators } from './generators.ts'
import { run } from './run.ts'

/** Writes every generated file into place, in order. */
for (const { name, command } of generators) {
  const start = performance.now()
  const [program, ...args] = command
  await run(program, args)
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
