import { writeSync } from 'node:fs'

// loaded before a program: the last line on its stderr is the most memory that the process held, in kilobytes
process.on('exit', () => writeSync(2, `\n${String(process.resourceUsage().maxRSS)}`))
