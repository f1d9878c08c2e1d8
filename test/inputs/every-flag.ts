import type { Command, Option } from 'commander'
import { commands } from '../../src/cli/commands.ts'
import { oddValues } from './odd-values.ts'

/** A command line with one odd word in it. */
export interface OddLine {
  readonly name: string
  readonly command: string
  readonly words: readonly string[]
}

/** The prerequisites of a command line, so that only the odd word can fail. */
export type Base = (command: string) => readonly string[]

/** The odd values as command-line words. */
export const oddWords: readonly { readonly name: string; readonly word: string }[] = [
  ...oddValues.flatMap(({ name, value }) =>
    typeof value === 'string' || typeof value === 'number' ? [{ name, word: String(value) }] : [],
  ),
  { name: '2^53 + 1', word: '9007199254740993' },
  { name: 'something that begins like JSON', word: '{"a":' },
  { name: 'an open quote', word: 'country="DE' },
  { name: 'a condition with an odd value', word: 'country in (")", \'constructor\'' },
  { name: 'an option of objects', word: '__proto__={"constructor":1}' },
  { name: 'an option with an odd number', word: 'core_action={"event":"a","where":{"b":9007199254740993}}' },
  {
    name: 'a long list',
    word: `country in ${Array.from({ length: 70_000 }, (_, index) => `c${String(index)}`).join(',')}`,
  },
  { name: 'no values', word: 'country:0' },
  { name: 'a count beyond all', word: 'country:9007199254740991' },
]

/** Every flag and every argument of every command, each with every odd word. */
export function everyFlag(base: Base): readonly OddLine[] {
  const terminal = {
    out: () => {},
    send: () => Promise.resolve(),
    err: () => {},
    interactive: false,
    setExitCode: () => {},
  }
  return commands.flatMap((make) => linesOf(make(terminal), [], base))
}

function linesOf(command: Command, above: readonly string[], base: Base): readonly OddLine[] {
  const path = [...above, command.name()]
  if (command.commands.length > 0) return command.commands.flatMap((child) => linesOf(child, path, base))
  const name = path.join(' ')
  const own = command.options.filter((option) => option.long !== undefined && takesValue(option))
  return [
    ...own.flatMap((option) =>
      oddWords.map((odd) => ({
        name: `${name} ${option.long ?? ''} ${odd.name}`,
        command: name,
        words: [...path, ...without(base(name), option.long ?? ''), `${option.long ?? ''}=${odd.word}`],
      })),
    ),
    ...command.registeredArguments.flatMap(() =>
      oddWords.map((odd) => ({
        name: `${name} ${odd.name}`,
        command: name,
        words: [...path, ...flagsOf(base(name)), '--', odd.word],
      })),
    ),
  ]
}

function takesValue(option: Option): boolean {
  return option.required || option.optional
}

/** The words before a flag and those after its value. */
function without(words: readonly string[], flag: string): readonly string[] {
  return words.filter((word) => !word.startsWith(`${flag}=`))
}

/** The flags alone: the odd word replaces the arguments. */
function flagsOf(words: readonly string[]): readonly string[] {
  return words.filter((word) => word.startsWith('--'))
}
