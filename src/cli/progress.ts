import { MultiBar } from 'cli-progress'
import type { SingleBar } from 'cli-progress'
import type { Terminal } from './terminal.ts'

/** Long work, told while it runs: moving bars for a person, one plain line per finished piece for a log. */
export interface Progress {
  /** So far `done` of `total` of the piece; a piece is finished at its total, or when the next one begins. */
  step(piece: string, done: number, total: number, note?: string): void
  end(): void
}

/** Progress on the terminal's notes. */
export function createProgress(terminal: Terminal): Progress {
  return terminal.interactive ? movingBars() : plainLines(terminal)
}

function movingBars(): Progress {
  const bars = new MultiBar({
    format: '{name} {bar} {percentage}% {note}',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: false,
    stream: process.stderr,
  })
  const known = new Map<string, SingleBar>()
  return {
    step: (piece, done, total, note = '') => {
      const name = piece.padEnd(24)
      const bar = known.get(piece) ?? bars.create(total, 0, { name, note })
      known.set(piece, bar)
      bar.setTotal(total)
      bar.update(done, { name, note })
    },
    end: () => bars.stop(),
  }
}

function plainLines(terminal: Terminal): Progress {
  const finished = new Set<string>()
  let open: { piece: string; note: string } | null = null
  const finish = () => {
    if (open === null || finished.has(open.piece)) return
    finished.add(open.piece)
    terminal.err(`${[open.piece, open.note].filter((part) => part !== '').join(': ')}\n`)
  }
  return {
    step: (piece, done, total, note = '') => {
      if (open?.piece !== piece) finish()
      open = { piece, note }
      if (done >= total) finish()
    },
    end: finish,
  }
}
