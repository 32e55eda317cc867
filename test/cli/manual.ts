import { COMMANDS, EXIT, EXIT_SAYS, type OperandRow } from '../../src/cli/table.ts'

const cell = (text: string) => text.replaceAll('|', '\\|')
const code = (text: string) => `\`${text}\``

const formOf = ({ name, times }: OperandRow) =>
  ({
    many: `${name.toUpperCase()}…`,
    any: `[${name.toUpperCase()}…]`,
    maybe: `[${name.toUpperCase()}]`,
    one: name.toUpperCase(),
  })[times ?? 'one']

/** docs/cli.md, made from the command table. */
export function manual(): string {
  const lines = [
    '# The command line',
    '',
    '<!-- Made from src/cli/table.ts: `npx vitest run test/cli/table.test.ts -u` writes it anew. -->',
    '',
    'Results go to standard output, everything else to standard error. A failing input gets one line,',
    '`ascribe: FILE: what happened (code) — what to do`, and the others are still read; the codes stand in',
    '[codes.md](codes.md). Control characters, terminal escapes and bidirectional overrides in a text or a file name are',
    'shown, not sent.',
  ]
  for (const command of COMMANDS) {
    const operands = command.operands.map(formOf).join(' ')
    lines.push('', `## ascribe ${command.name} [options] ${operands}`.trimEnd(), '', `${command.says}.`, '')
    for (const operand of command.operands) lines.push(`${code(operand.name.toUpperCase())}: ${operand.says}.`)
    lines.push('', '| Option | What it does | Values | Default |', '|---|---|---|---|')
    for (const option of command.options) {
      const values =
        option.choices?.map(code).join(', ') ??
        { count: 'a whole number from 1', seconds: 'seconds', day: 'YYYY-MM-DD', none: '' }[option.takes ?? 'none']
      const preset = option.preset === undefined ? '' : code(option.preset)
      lines.push(`| ${code(option.flags)} | ${cell(option.says)} | ${values} | ${preset} |`)
    }
    if (command.json !== undefined) lines.push('', `With ${code('--json')} one object a line: ${command.json}.`)
    lines.push('', 'Examples:', '', '```sh')
    const widest = Math.max(...command.examples.map(example => example.line.length))
    for (const example of command.examples) lines.push(`${example.line.padEnd(widest)}  # ${example.says}`)
    lines.push('```')
  }
  lines.push('', '## Exit codes', '', '| Code | Meaning |', '|---|---|')
  for (const [name, number] of Object.entries(EXIT)) {
    lines.push(`| ${number} | ${EXIT_SAYS[name as keyof typeof EXIT]} |`)
  }
  lines.push(
    '',
    'A pipe that is closed early (`ascribe read … | head`) is no failure: the reading stops, with code 0.',
    '',
    '## Environment',
    '',
    '| Variable | Effect |',
    '|---|---|',
    '| `NO_COLOR` | when set to anything, no colour unless `--color always` |',
    '| `TERM` | `dumb`: no colour unless `--color always` |',
    '| `ASCRIBE_RECORD` | the record, where `--record` does not name one |',
    '| `ASCRIBE_AUTHOR` | who rules, where `--author` does not say |',
    '| `COLUMNS` | width of pretty output where standard output is no terminal; else 80 |',
  )
  return `${lines.join('\n')}\n`
}
