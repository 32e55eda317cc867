import { RECORD_COMMANDS } from './record-table.ts'
import type { World } from './world.ts'

/** An option as it is parsed, helped with and documented. */
export interface OptionRow {
  /** As commander reads it: `--format <name>`. */
  readonly flags: string
  readonly says: string
  readonly choices?: readonly string[]
  readonly preset?: string
  /** Default: a word as it is. `count`: a whole number from 1; `seconds`: a number from 0; `day`: YYYY-MM-DD. */
  readonly takes?: 'count' | 'seconds' | 'day'
}

export interface OperandRow {
  readonly name: string
  readonly says: string
  /** `many`: one or more; `any`: none or more; `maybe`: none or one. Default: exactly one. */
  readonly times?: 'many' | 'any' | 'maybe'
}

export interface CommandRow {
  readonly name: string
  readonly says: string
  readonly operands: readonly OperandRow[]
  readonly options: readonly OptionRow[]
  readonly examples: readonly { readonly line: string; readonly says: string }[]
  /** What the objects hold that `--json` prints, one a line. */
  readonly json?: string
  /** What the command does; loads its rooms only when it is called. Gives the exit code. */
  readonly run: (
    operands: readonly string[],
    options: Readonly<Record<string, unknown>>,
    world: World,
  ) => Promise<number>
}

/** How `ascribe` ends. */
export const EXIT = {
  allRead: 0,
  someFailed: 1,
  usage: 2,
  nothingRead: 3,
  interrupted: 130,
} as const

export const EXIT_SAYS: Readonly<Record<keyof typeof EXIT, string>> = {
  allRead: 'all went well',
  someFailed: 'something failed, was not found or is not in order; the rest was done',
  usage: 'the command line was not understood',
  nothingRead: 'nothing was done: no input, model or record, or no place to write',
  interrupted: 'interrupted; what was done is kept (of --out FILE in FILE.part)',
}

/** The one table from which parsing, `--help` and docs/cli.md are made. */
export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'read',
    says: 'Find who said what in news articles, with the exact words',
    operands: [
      {
        name: 'file',
        times: 'many',
        says: 'plain text, Markdown or HTML, told apart by content, not by name; - is standard input',
      },
    ],
    options: [
      {
        flags: '-f, --format <name>',
        says: 'pretty: for people; json: the whole record, or an array of them for several files; ndjson: a record a line; spans: a line per article for scorers, with the file’s name without its ending as id',
        choices: ['pretty', 'json', 'ndjson', 'spans'],
        preset: 'pretty',
      },
      { flags: '-o, --out <file>', says: 'write the result to a file instead of standard output' },
      {
        flags: '--color <when>',
        says: 'colour in pretty output; auto: on a terminal, unless NO_COLOR is set; without colour, brackets: ‹source› [cue] {content}',
        choices: ['auto', 'always', 'never'],
        preset: 'auto',
      },
      { flags: '--text', says: 'put the article’s text into json and ndjson as well' },
      { flags: '--model <file>', says: 'read with this model file instead of the one that comes with ascribe' },
      {
        flags: '--max-length <units>',
        says: 'longest text to read, in UTF-16 units (about characters); the rest is left unread with a note. An input of more than 16 bytes for each unit, and more than 16 MiB, is refused',
        takes: 'count',
        preset: '2000000',
      },
      {
        flags: '--time-limit <seconds>',
        says: 'longest time for one article; what is not reached is left unread with a note. 0: no limit',
        takes: 'seconds',
        preset: '60',
      },
      { flags: '--encoding <label>', says: 'the inputs’ encoding, where they do not say it: utf-8, windows-1252, …' },
      {
        flags: '--published <date>',
        says: 'when the articles were published, for the record; wins over what they say',
      },
      { flags: '-q, --quiet', says: 'no progress and no notes on standard error, only failures' },
    ],
    examples: [
      { line: 'ascribe read article.txt', says: 'the marked text, and below it who said what' },
      { line: 'ascribe read --format json page.html > record.json', says: 'the whole record of one article' },
      { line: 'ascribe read --format ndjson --out records.ndjson *.txt', says: 'many articles, a record a line' },
      { line: 'pbpaste | ascribe read -', says: 'whatever another program gives' },
    ],
    run: async (operands, options, world) => (await import('./read.ts')).read(operands, options, world),
  },
  ...RECORD_COMMANDS,
]
