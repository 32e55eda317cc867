/** Inputs that punish carelessness, each of about `size` UTF-16 units. `npm run bench` and the tests share them. */
export const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  'straight quotation marks': size => '"'.repeat(size),
  'opening curly marks': size => '“'.repeat(size),
  'single marks with blanks': size => "' ".repeat(size / 2),
  'quotes nested without end': size => '“a ‘b '.repeat(size / 6),
  'quotes opened and closed': size => '"We won," he said. '.repeat(size / 19),
  brackets: size => '('.repeat(size / 2) + ')'.repeat(size / 2),
  'one letter': size => 'a'.repeat(size),
  'one letter, many words': size => 'a '.repeat(size / 2),
  'no blanks': size => 'Thegovernmentsaid,“no”.'.repeat(size / 23),
  'no line ends': size => 'The minister said on Monday that the bridge would hold. '.repeat(size / 56),
  'one endless sentence': size => 'the minister said that the bridge would hold and '.repeat(size / 49),
  'only line ends': size => '\n'.repeat(size),
  'a word a line': size => 'said\n'.repeat(size / 5),
  'full stops': size => '.'.repeat(size),
  initials: size => 'A.B.'.repeat(size / 4),
  'web addresses': size => 'https://example.org/a/b?c=d '.repeat(size / 28),
  'one web address': size => `https://example.org/${'a/'.repeat(size / 2)}`,
  'lone surrogates': size => '\ud800 '.repeat(size / 2),
  'combining marks': size => `e${'\u0301'.repeat(size)}`,
  'cues only': size => 'said told asked '.repeat(size / 16),
  'names only': size => 'Ada Venn and Orla Venn met Rolf Venn. '.repeat(size / 38),
  'pronouns only': size => 'He said he said she said it. '.repeat(size / 29),
  hyphens: size => 'a-'.repeat(size / 2),
  numbers: size => '1,000.5 '.repeat(size / 8),
  markup: size => '<div><b>'.repeat(size / 8),
  'a letter a line': size => 'a\n'.repeat(size / 2),
  'blank lines': size => 'said\n\n'.repeat(size / 6),
  'tags never closed': size => 'He said <a '.repeat(size / 11),
  'one surname, many full stops': size => 'Lund. '.repeat(size / 6),
  'surnames a letter apart': size => numbered(size, n => `Ada Brandt${letters(n)} said so. `),
  'many of one surname': size => numbered(size, n => `A${letters(n)}n Lund met Lund, who said no. `),
  'sources without end': size => 'according to the report, '.repeat(size / 25),
  'statements within statements': size => 'He said she said he told her that they claimed '.repeat(size / 47),
  'quotations left open': size => '“We tried and it rained.\n\n'.repeat(size / 26),
  'a quotation left open for good': size => `“${'We tried, according to Lund. It rained, he said. '.repeat(size / 49)}`,
  'turns of a transcript': size => 'KHAN: I never saw the memo.\n\n'.repeat(size / 29),
  'chains of outlets': size => 'A Gazette report quoted Diaz as saying Ilunga told him so. '.repeat(size / 59),
  'cues and quotations': size => '"No," he said, "no," she added. '.repeat(size / 32),
  'mended marks': size => 'â€œWe won,â€ she said. '.repeat(size / 22),
  'blanks only': size => `a${' '.repeat(size)}b`,
}

const letters = (n: number): string =>
  String.fromCharCode(97 + (n % 26), 97 + (Math.floor(n / 26) % 26), 97 + (Math.floor(n / 676) % 26))

function numbered(size: number, make: (n: number) => string): string {
  const parts: string[] = []
  for (let n = 0, length = 0; length < size; n++) {
    const part = make(n)
    parts.push(part)
    length += part.length
  }
  return parts.join('')
}
