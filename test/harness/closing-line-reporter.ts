import { writeSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/**
 * Prints `N passed, N failed` (and `, N skipped` if any) as the very last line of a run.
 *
 * It waits for the end of the process, since other reporters and the tear-down of servers still
 * print after the last test. A file that cannot be loaded, and an error outside any test, count as
 * failed, so that the line never says `0 failed` of a run that failed.
 */
export default class ClosingLineReporter implements Reporter {
  #passed = 0
  #failed = 0
  #skipped = 0

  onInit(): void {
    process.once('exit', (code) => {
      const failed = code !== 0 && this.#failed === 0 ? 1 : this.#failed
      // the server that tests run on ends the process in its own way, and with code 0
      if (failed > 0) process.exitCode = 1
      const skipped = this.#skipped === 0 ? '' : `, ${this.#skipped} skipped`
      writeSync(process.stdout.fd, `\n${this.#passed} passed, ${failed} failed${skipped}\n`)
    })
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    this.#passed = 0
    this.#failed = unhandledErrors.length
    this.#skipped = 0
    for (const module of modules) {
      let failedHere = 0
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') this.#passed += 1
        else if (state === 'failed') failedHere += 1
        else this.#skipped += 1
      }
      this.#failed += failedHere === 0 && module.state() === 'failed' ? 1 : failedHere
    }
  }
}
