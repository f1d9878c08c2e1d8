import type { LoadProgress } from '../../warehouse/load/load.ts'
import type { Progress } from '../terminal/progress.ts'

/** Reports the progress of a load: the rows of each table, and after a second how many there are per second. */
export function rowProgress(progress: Progress): LoadProgress {
  let [current, began] = ['', 0]
  return (table, rows, bytesDone, bytesTotal) => {
    if (table !== current) [current, began] = [table, performance.now()]
    const seconds = (performance.now() - began) / 1000
    const rate = seconds < 1 ? '' : `, ${format(rows / seconds)} rows/s`
    progress.step(table, bytesDone, bytesTotal, `${format(rows)} ${rows === 1 ? 'row' : 'rows'}${rate}`)
  }
}

function format(number: number): string {
  return Math.round(number).toLocaleString('en')
}
