import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { COMMANDS, type CommandRow, EXIT, EXIT_SAYS, type OperandRow, type OptionRow } from './table.ts'
import { visible } from './terminal.ts'
import type { World } from './world.ts'

/** Values as the table names them; anything else is a usage error. */
const TAKES: Readonly<Record<NonNullable<OptionRow['takes']>, (value: string) => number | string>> = {
  count: value => {
    const number = Number(value)
    if (!/^\d+$/.test(value) || number < 1 || !Number.isSafeInteger(number)) {
      throw new InvalidArgumentError('Give a whole number from 1.')
    }
    return number
  },
  seconds: value => {
    if (!/^\d+(?:\.\d+)?$/.test(value)) throw new InvalidArgumentError('Give a number of seconds, 0 for no limit.')
    return Number(value)
  },
  day: value => {
    const day = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : new Date(Number.NaN)
    // February 30 is read as March 1.
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value) {
      throw new InvalidArgumentError('Give a calendar day, such as 2031-05-12.')
    }
    return value
  },
}

/** A command's operands as commander writes them. */
export const operandForm = ({ name, times }: OperandRow): string => {
  switch (times) {
    case 'many':
      return `<${name}...>`
    case 'any':
      return `[${name}...]`
    case 'maybe':
      return `[${name}]`
    case undefined:
      return `<${name}>`
  }
  times satisfies never
}

const HELP = 'print this help'

const exitCodes = () =>
  ['Exit codes:', ...Object.entries(EXIT).map(([name, code]) => `  ${String(code).padEnd(3)}  ${says(name)}`)].join(
    '\n',
  )
const says = (name: string) => EXIT_SAYS[name as keyof typeof EXIT]

function optionOf(row: OptionRow): Option {
  const option = new Option(row.flags, row.says)
  const parse = row.takes && TAKES[row.takes]
  if (parse) option.argParser(parse)
  if (row.choices) option.choices(row.choices)
  if (row.preset !== undefined) option.default(parse ? parse(row.preset) : row.preset)
  return option
}

function commandOf(row: CommandRow, run: (operands: string[], options: Record<string, unknown>) => Promise<void>) {
  const command = new Command(row.name).description(row.says).helpOption('-h, --help', HELP)
  for (const operand of row.operands) command.argument(operandForm(operand), operand.says)
  for (const option of row.options) command.addOption(optionOf(option))
  const examples = row.examples.map(({ line, says }) => `  ${line}\n      ${says}`)
  command.addHelpText('after', `\nExamples:\n${examples.join('\n')}\n\n${exitCodes()}`)
  // Commander hands over each operand, a list for those that repeat, then the options, then itself.
  return command.action((...given: unknown[]) =>
    run(
      given
        .slice(0, -2)
        .flat()
        .filter(word => word !== undefined) as string[],
      given.at(-2) as Record<string, unknown>,
    ),
  )
}

/**
 * Reads a command line and does what it asks. Gives the exit code, throws nothing. `args` are the words after the
 * program's name.
 */
export async function frontDesk(args: readonly string[], world: World): Promise<number> {
  let code: number = EXIT.allRead
  let printed = ''
  // The engine is loaded for its version only when that is asked for.
  const asked = args[0] === '-V' || args[0] === '--version'
  const version = asked ? (await import('../engine/index.ts')).ENGINE_VERSION : ''
  const program = new Command('ascribe')
    .description(
      'Reads news the way a careful editor does: who said what, in which words, anchored to exact characters.',
    )
    .version(version, '-V, --version', 'print the version')
    .usage('<command> [options]')
    .helpOption('-h, --help', HELP)
    .helpCommand('help [command]', HELP)
    .addHelpText('after', `\n${exitCodes()}\n\nMore: ascribe <command> --help`)
  for (const row of COMMANDS) {
    program.addCommand(
      commandOf(row, async (operands, options) => {
        code = await row.run(operands, options, world)
      }),
    )
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().showHelpAfterError(`Try: ${command === program ? '' : 'ascribe '}${command.name()} --help`)
    command.configureOutput({
      writeOut: text => {
        printed += text
      },
      writeErr: text => world.say(visible(text.trimEnd())),
      outputError: (text, write) => write(text.replace(/^error: /, 'ascribe: ')),
      getOutHelpWidth: () => Math.min(world.columns, 100),
      getErrHelpWidth: () => Math.min(world.columns, 100),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
  }
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) code = EXIT.usage
  }
  if (printed !== '') {
    const sink = await world.sink(null)
    await sink.write(printed)
    await sink.close()
  }
  return code
}
