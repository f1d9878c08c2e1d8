import { generators } from './generators.ts'
import { run } from './run.ts'

/** Writes every generated file into place, in order. */
for (const generator of generators) {
  const { name } = generator
  const start = performance.now()
  if ('module' in generator) await import(generator.module)
  else {
    const [program, ...args] = generator.command
    await run(program, args)
  }
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
