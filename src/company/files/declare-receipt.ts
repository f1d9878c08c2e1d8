import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { timeText } from '../calendar.ts'

/** Writes `plumbline.yaml`, which tells a loader that the data were received when they end. */
export async function declareReceipt(directory: string, end: number): Promise<void> {
  const text = `# Nothing in these files is known later than this.\nreceived_at: ${timeText(end)}\n`
  await writeFile(join(directory, 'plumbline.yaml'), text)
}
