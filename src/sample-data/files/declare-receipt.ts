import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { timeText } from '../base/calendar.ts'

/**
 * Writes `plumbline.yaml`, which declares when the data were received: in their last second. At the end
 * itself the next month has started, which the data do not cover.
 */
export async function declareReceipt(directory: string, end: number): Promise<void> {
  const text = `# Nothing in these files is known later than this.\nreceived_at: ${timeText(end - 1)}\n`
  await writeFile(join(directory, 'plumbline.yaml'), text)
}
