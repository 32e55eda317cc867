import { FINDING_KINDS } from '../vocabulary/index.ts'
import type { CommandRow, OptionRow } from './table.ts'

const STANCES = ['asserts', 'claims', 'denies', 'refuses', 'asks', 'orders', 'promises', 'intends', 'believes', 'shows']
const TYPES = ['person', 'organization', 'group', 'document', 'anonymous', 'unknown']

const RECORD: OptionRow = {
  flags: '-r, --record <where>',
  says: 'the record: a file (made when it is not there), or postgres://USER@HOST/DATABASE (a password is best kept in PGPASSWORD or ~/.pgpass). Without it: ASCRIBE_RECORD, else ascribe.db in this folder',
}
const QUIET: OptionRow = { flags: '-q, --quiet', says: 'no progress and no notes on standard error, only failures' }
const JSON_OUT: OptionRow = { flags: '--json', says: 'print JSON, one object a line' }
const LIMIT = (preset: string): OptionRow => ({
  flags: '-n, --limit <count>',
  says: 'at most so many',
  takes: 'count',
  preset,
})
const AFTER: OptionRow = {
  flags: '--after <mark>',
  says: 'the next page: as the page before says at its end, on standard error',
}
const FILTERS: readonly OptionRow[] = [
  { flags: '--speaker <name>', says: 'only what this speaker is reported to have said: name, alias or id' },
  { flags: '--outlet <name>', says: 'only from this outlet' },
  { flags: '--kind <kind>', says: 'only direct, indirect or mixed', choices: ['direct', 'indirect', 'mixed'] },
  { flags: '--stance <stance>', says: 'only with this stance', choices: STANCES },
  { flags: '--type <type>', says: 'only by this type of speaker', choices: TYPES },
  { flags: '--since <day>', says: 'published on this day or later', takes: 'day' },
  { flags: '--until <day>', says: 'published on this day or earlier', takes: 'day' },
  { flags: '--via <name>', says: 'only what came through this speaker or outlet' },
  { flags: '--agency <name>', says: 'only reports of this news agency, whichever outlet carries them' },
]
const READING: readonly OptionRow[] = [
  { flags: '-j, --jobs <count>', says: 'threads to read with; without it, one for each core but one', takes: 'count' },
  { flags: '--model <file>', says: 'read with this model file instead of the one that comes with ascribe' },
  {
    flags: '--time-limit <seconds>',
    says: 'longest time for one article; what is not reached is left unread with a note. 0: no limit',
    takes: 'seconds',
    preset: '60',
  },
]
const SIGNED: readonly OptionRow[] = [
  { flags: '--author <name>', says: 'who rules; without it ASCRIBE_AUTHOR, else the user’s name on this machine' },
  { flags: '--reason <words>', says: 'why' },
]

const LATER: OptionRow = {
  flags: '--no-compare',
  says: 'leave it for later to lay what changed beside the other articles (stories, families, findings)',
}

const HIT_JSON =
  'a statement: statement, article, person (ids), speaker, type, kind, stance, negated, via, outlet, agency, title, publishedAt, saidFrom, saidTo, confidence; words with what stands before and after them; marks: where in words the words asked for stand (from, to)'

const FAMILY_JSON =
  'a family: id, standing (sure, possible), fullest (place of the fullest variant), origins (how many independent ones), variants: report, outlet, publishedAt, title, statement, spans, words, speaker, person, headline, origin, copyOf and differences (kind, full and here as spans, outside, shown, meaning)'
const FINDING_JSON =
  'a finding: id, kind, by (for agreement: speakers, origins), family, story, confidence, standing (sure, possible), why, evidence (role, article, statement, spans, words, speaker, origin), speakers, supersededBy, verdict, ruling'

/** Commands about a record. */
export const RECORD_COMMANDS: readonly CommandRow[] = [
  {
    name: 'add',
    says: 'Read articles and keep them in a record',
    operands: [
      {
        name: 'source',
        times: 'many',
        says: 'files, folders, http(s) addresses, - for standard input: HTML, text, Markdown, PDF, RSS, Atom, JSON Feed, WARC, NewsML-G2, ninjs, e-mail, ZIP, gzip, CSV, JSON Lines; told apart by content',
      },
    ],
    options: [
      RECORD,
      ...READING,
      { flags: '--follow', says: 'fetch the pages that feeds link to where they give no full text' },
      { flags: '--column <name>', says: 'the column of a table that holds the text' },
      { flags: '--allow-private', says: 'fetch from private and loopback addresses too' },
      LATER,
      JSON_OUT,
      QUIET,
    ],
    examples: [
      { line: 'ascribe add saved-pages/ dump.warc.gz', says: 'folders are gone through; again changes nothing' },
      { line: 'ascribe add --follow https://news.example/feed.xml', says: 'a feed and the pages it links to' },
      { line: 'ascribe add --column body articles.csv', says: 'a table with the texts in the column "body"' },
    ],
    json: 'outcome (added, new-version, known, unchanged, note, failed), source and from (where the piece stands in it); article and statements where there is an article; note with code and message; failure with code, message and next',
    run: async (operands, options, world) => (await import('./add.ts')).add(operands, options, world),
  },
  {
    name: 'find',
    says: 'Find statements by their words, speaker, outlet, time',
    operands: [
      {
        name: 'words',
        times: 'any',
        says: 'words that occur in the statement, in any form; a "phrase" in marks; begin* for beginnings',
      },
    ],
    options: [
      RECORD,
      ...FILTERS,
      {
        flags: '--order <order>',
        says: 'best: the most fitting first; or by day of publication',
        choices: ['best', 'newest', 'oldest'],
      },
      LIMIT('20'),
      AFTER,
      JSON_OUT,
    ],
    json: HIT_JSON,
    examples: [
      { line: 'ascribe find ferry safety', says: 'statements with both words' },
      { line: 'ascribe find \'"forty years"\' --since 2031-05-01', says: 'a phrase, from a day on' },
      { line: 'ascribe find --speaker "Rolf Ekeby" --stance denies', says: 'all that somebody denied' },
    ],
    run: async (operands, options, world) => (await import('./find.ts')).find(operands, options, world),
  },
  {
    name: 'who',
    says: 'Show who is quoted how often; with a name, all that this one is reported to have said',
    operands: [
      { name: 'name', times: 'maybe', says: 'a speaker: name, alias or id; of several who go by it a list is printed' },
    ],
    options: [
      RECORD,
      ...FILTERS.filter(({ flags }) => !flags.startsWith('--speaker')),
      {
        flags: '--by <what>',
        says: 'count by speaker, by outlet or by type of speaker',
        choices: ['person', 'outlet', 'type'],
        preset: 'person',
      },
      { flags: '--plot', says: 'draw bars' },
      LIMIT('20'),
      { ...AFTER, says: `with a name, ${AFTER.says}` },
      JSON_OUT,
    ],
    json: 'key (id of a speaker, outlet or type), name, type, statements, articles, origins (articles, copies of one agency’s report once), outlets, direct, anonymous, wire (numbers of statements), first, last (days of publication). With a name: first the speaker (id, name, type, aliases, titles, wikidata, mergedInto), then statements as of find',
    examples: [
      { line: 'ascribe who --plot', says: 'the most quoted' },
      { line: 'ascribe who --by outlet', says: 'with the share of unnamed sources and of agencies’ reports' },
      { line: 'ascribe who "Rolf Ekeby"', says: 'everything in order of time' },
    ],
    run: async (operands, options, world) => (await import('./who.ts')).who(operands, options, world),
  },
  {
    name: 'show',
    says: 'Show an article or a statement of the record',
    operands: [{ name: 'id', says: 'of an article (a…), a statement (s…) or a speaker (p…)' }],
    options: [
      RECORD,
      { flags: '--reading <id>', says: 'an earlier reading of the article instead of the present one' },
      { flags: '--versions', says: 'the article’s versions: what was said anew, cut or reworded' },
      { flags: '--source', says: 'the bytes as they came in, to standard output' },
      JSON_OUT,
    ],
    json: 'of an article what export --format jsonl writes, without its frame: kept, record, readAt, statements, speakers, rejected, rulings, orphaned; of a statement id, attribution, person, ruledBy, checked, article; of a speaker id, name, type, aliases, titles, wikidata, mergedInto; with --versions article, version, publishedAt, addedAt and added, cut (id, words), reworded (id, words before, words now)',
    examples: [
      { line: 'ascribe show s0k3v9d1m2x7q4bz', says: 'one statement in its place, its path and its rulings' },
      { line: 'ascribe show a0k3v9d1m2x7q4bz --versions', says: 'how an article changed' },
    ],
    run: async (operands, options, world) => (await import('./show.ts')).show(operands, options, world),
  },
  {
    name: 'serve',
    says: 'Show a record in the browser, and answer other programs over HTTP',
    operands: [],
    options: [
      RECORD,
      {
        flags: '--host <address>',
        says: 'the address to listen on; any but this machine’s own needs --tokens',
        preset: '127.0.0.1',
      },
      { flags: '--port <number>', says: 'the port to listen on; without it, a free one', takes: 'count' },
      {
        flags: '--tokens <file>',
        says: 'who may come in: a line ROLE TOKEN each, the role read, rule or admin; without it ASCRIBE_TOKENS, the same lines parted by commas',
      },
      {
        flags: '--hosts <names>',
        says: 'names under which a proxy asks this server, parted by commas; on this machine’s own address others are refused',
      },
      { flags: '--fetch', says: 'let addresses be added: pages are fetched from the web' },
      { flags: '--allow-private', says: 'with --fetch: from private and loopback addresses too' },
      { flags: '--fill <source>', says: 'a file or folder to take in first when the record holds no article' },
      {
        flags: '--log <level>',
        says: 'what is told on standard error: info (each request), warn (failures only) or silent; never texts, queries or tokens',
        choices: ['info', 'warn', 'silent'],
        preset: 'warn',
      },
      { flags: '--check', says: 'start, answer one request of its own and end' },
      ...READING,
    ],
    examples: [
      { line: 'ascribe serve --record news.db', says: 'prints the address; Ctrl-C ends it' },
      {
        line: 'ascribe serve --record news.db --host 0.0.0.0 --port 8080 --tokens tokens.txt',
        says: 'for a newsroom, behind a proxy that speaks HTTPS',
      },
    ],
    run: async (operands, options, world) => (await import('./serve.ts')).serve(operands, options, world),
  },
  {
    name: 'stories',
    says: 'List stories: the reports about one event each, the latest first',
    operands: [{ name: 'words', times: 'any', says: 'words of the title; all must occur' }],
    options: [
      RECORD,
      { flags: '--since <day>', says: 'with a report published on this day or later', takes: 'day' },
      { flags: '--until <day>', says: 'with a report published on this day or earlier', takes: 'day' },
      { flags: '--outlet <name>', says: 'with a report of this outlet' },
      { flags: '--least <count>', says: 'of so many reports or more', takes: 'count', preset: '2' },
      { flags: '--rebuild', says: 'first make stories, families and findings anew, all of them, from the articles' },
      { ...LATER, says: 'do not first lay side by side what waits for it' },
      LIMIT('20'),
      AFTER,
      JSON_OUT,
      QUIET,
    ],
    json: 'id, title, articles, origins (independent ones), outlets, first, last (times of publication), families, findings (numbers of sure ones by kind)',
    examples: [
      { line: 'ascribe stories', says: 'the latest' },
      { line: 'ascribe stories ferry --since 2031-05-01', says: 'with this word in the title' },
      { line: 'ascribe stories --rebuild', says: 'after an upgrade, or when verify says that they do not agree' },
    ],
    run: async (operands, options, world) => (await import('./stories.ts')).stories(operands, options, world),
  },
  {
    name: 'story',
    says: 'Show a story: its reports, time line, who says what outlet by outlet, findings, families',
    operands: [{ name: 'id', says: 'of a story (e…), or of one of its articles (a…)' }],
    options: [RECORD, JSON_OUT],
    json: 'the story: id, movedTo (its id now, where the one given is an earlier one), title, articles, first, last, outlets, origins, timeline (at, event, article, statement, span), reports (id, title, outlet, agency, publishedAt), families as of families, findings as of findings',
    examples: [{ line: 'ascribe story e0k3v9d1m2x7q4bz', says: 'sure findings first, possible ones apart at the end' }],
    run: async (operands, options, world) => (await import('./story.ts')).story(operands, options, world),
  },
  {
    name: 'families',
    says: 'List quote families: utterances that several places carry, and what each did to the words',
    operands: [{ name: 'id', times: 'maybe', says: 'just this family (f…)' }],
    options: [
      RECORD,
      { flags: '--story <id>', says: 'only with a part in this story' },
      { flags: '--article <id>', says: 'only with a part in this article' },
      { flags: '--across', says: 'only those that several articles carry' },
      { flags: '--standing <standing>', says: 'only sure or only possible ones', choices: ['sure', 'possible'] },
      LIMIT('10'),
      AFTER,
      JSON_OUT,
    ],
    json: FAMILY_JSON,
    examples: [{ line: 'ascribe families --across', says: 'the most independent origins first' }],
    run: async (operands, options, world) => (await import('./stories.ts')).families(operands, options, world),
  },
  {
    name: 'findings',
    says: 'List findings: what reports side by side show, kind by kind, the surest first',
    operands: [{ name: 'id', times: 'maybe', says: 'just this finding (d…)' }],
    options: [
      RECORD,
      { flags: '--kind <kind>', says: 'only of this kind', choices: FINDING_KINDS },
      { flags: '--story <id>', says: 'only of this story' },
      { flags: '--article <id>', says: 'only with evidence in this article' },
      { flags: '--family <id>', says: 'only about this family' },
      { flags: '--standing <standing>', says: 'only sure or only possible ones', choices: ['sure', 'possible'] },
      { flags: '--rejected', says: 'with those that a person judged wrong, of one person, or not of one event' },
      LIMIT('20'),
      AFTER,
      JSON_OUT,
    ],
    json: FINDING_JSON,
    examples: [
      { line: 'ascribe findings --kind numbers --standing sure', says: 'numbers that cannot all be true' },
      { line: 'ascribe rule d0k3v9d1m2x7q4bz wrong', says: 'says that one does not hold' },
    ],
    run: async (operands, options, world) => (await import('./stories.ts')).findings(operands, options, world),
  },
  {
    name: 'compare',
    says: 'Lay reports side by side: the utterances they share, what each did to the words, and where they agree and part',
    operands: [
      {
        name: 'report',
        times: 'many',
        says: 'two or more files (plain text, Markdown, HTML); with --record ids of its articles',
      },
    ],
    options: [
      { ...RECORD, says: 'compare articles of this record: a file, or postgres://USER@HOST/DATABASE' },
      { flags: '--model <file>', says: 'read files with this model file instead of the one that comes with ascribe' },
      JSON_OUT,
    ],
    json: 'families as of families, then findings as of findings without verdict and ruling; of files the ids of statements are those of `ascribe read`',
    examples: [
      { line: 'ascribe compare gazette.html herald.txt', says: 'two files, read now' },
      { line: 'ascribe compare --record news.db a0k3v9d1m2x7q4bz a0k3v9d1m2x7q4c0', says: 'two articles of a record' },
    ],
    run: async (operands, options, world) => (await import('./compare.ts')).compare(operands, options, world),
  },
  {
    name: 'rule',
    says: 'Correct what was read: each ruling has an author, a time and a reason, and can be undone',
    operands: [
      {
        name: 'id',
        says: 'what is ruled on: a statement, an article (add, accept), a speaker, a finding (right, wrong, same-person, not-same-event), or a ruling (undo)',
      },
      {
        name: 'change',
        says: 'accept, reject, speaker, source, cue, content, stance, add, merge, split, alias, wikidata, right, wrong, same-person, not-same-event, undo',
      },
      { name: 'value', times: 'any', says: 'what it should be, as the examples show' },
    ],
    options: [
      RECORD,
      ...SIGNED,
      { flags: '--instead <ruling>', says: 'this ruling replaces an earlier one that says otherwise' },
      { flags: '--type <type>', says: 'type of a speaker named anew', choices: TYPES, preset: 'person' },
      { flags: '--negated', says: 'with stance and add: the cue is negated' },
      LATER,
      JSON_OUT,
    ],
    json: 'the ruling: id, target, change, author, at, reason',
    examples: [
      { line: 'ascribe rule s0k3v9d1m2x7q4bz speaker "Ana Diaz"', says: 'somebody else said it' },
      { line: 'ascribe rule s0k3v9d1m2x7q4bz speaker nobody', says: 'it can’t be told who said it' },
      { line: 'ascribe rule s0k3v9d1m2x7q4bz stance denies --negated', says: '“did not deny”' },
      {
        line: 'ascribe rule s0k3v9d1m2x7q4bz source "the minister"',
        says: 'words nearest to the statement; cue likewise',
      },
      { line: 'ascribe rule s0k3v9d1m2x7q4bz content "the exact words"', says: 'words of the article, or 120-148' },
      { line: 'ascribe rule s0k3v9d1m2x7q4bz reject --reason "a headline"', says: 'there is no such statement' },
      { line: 'ascribe rule a0k3v9d1m2x7q4bz add "words" "source" "cue"', says: 'a statement that was missed' },
      { line: 'ascribe rule a0k3v9d1m2x7q4bz accept', says: 'the whole article is read right: gold for training' },
      { line: 'ascribe rule p0k3v9d1m2x7q4bz merge p0k3v9d1m2x7q4c0', says: 'two speakers are one' },
      { line: 'ascribe rule p0k3v9d1m2x7q4bz split "J. Diaz" s0k3v9d1m2x7q4bz', says: 'a statement is another’s' },
      { line: 'ascribe rule p0k3v9d1m2x7q4bz alias "A. Diaz"', says: 'another name; wikidata Q… or none likewise' },
      { line: 'ascribe rule d0k3v9d1m2x7q4bz wrong', says: 'a finding does not hold; right says that it does' },
      { line: 'ascribe rule d0k3v9d1m2x7q4bz same-person', says: 'those whom it tells apart are one' },
      { line: 'ascribe rule r0k3v9d1m2x7q4bz undo', says: 'a ruling no longer holds' },
    ],
    run: async (operands, options, world) => (await import('./rule.ts')).rule(operands, options, world),
  },
  {
    name: 'rulings',
    says: 'List rulings, and those that lost their place in a newer version',
    operands: [
      {
        name: 'id',
        times: 'maybe',
        says: 'only about this article, statement, speaker or finding, or just this ruling',
      },
    ],
    options: [
      RECORD,
      {
        flags: '--state <state>',
        says: 'only those that hold, were undone, or lost their place in a newer version',
        choices: ['holds', 'undone', 'orphaned'],
      },
      LIMIT('50'),
      AFTER,
      JSON_OUT,
    ],
    json: 'a ruling as of rule, with its state: holds, undone, orphaned',
    examples: [
      { line: 'ascribe rulings', says: 'all, the earliest first' },
      { line: 'ascribe rulings --state orphaned', says: 'those to make anew' },
    ],
    run: async (operands, options, world) => (await import('./rulings.ts')).rulings(operands, options, world),
  },
  {
    name: 'export',
    says: 'Write the record, or a part of it, in another tool’s format',
    operands: [{ name: 'id', times: 'any', says: 'articles; without any, all that the filters let through' }],
    options: [
      RECORD,
      {
        flags: '-f, --format <name>',
        says: 'jsonl: everything; csv, parquet: a row a statement (filters choose rows; elsewhere articles); jsonld: W3C Web Annotation; brat, conll: for annotation tools; html: one page with all articles, to send; gold: checked statements for training',
        choices: ['jsonl', 'csv', 'parquet', 'jsonld', 'brat', 'conll', 'html', 'gold'],
        preset: 'jsonl',
      },
      {
        flags: '-o, --out <path>',
        says: 'write to a file instead of standard output; for brat a folder; for html with a / at its end a folder with a page an article',
      },
      { flags: '--bom', says: 'csv: begin with a byte order mark, by which Excel knows UTF-8' },
      ...FILTERS,
      QUIET,
    ],
    examples: [
      { line: 'ascribe export --format csv --out statements.csv', says: 'a table of all statements' },
      { line: 'ascribe export --format csv --bom --stance denies -o denials.csv', says: 'denials alone, for Excel' },
      { line: 'ascribe export --format html a0k3v9d1m2x7q4bz > a.html', says: 'one article for a colleague' },
    ],
    run: async (operands, options, world) => (await import('./export.ts')).exportRecord(operands, options, world),
  },
  {
    name: 'import',
    says: 'Take corrections back from brat or JSON Lines, as rulings',
    operands: [{ name: 'file', times: 'many', says: 'FILE.ann (with FILE.txt beside it) or FILE.jsonl' }],
    options: [
      RECORD,
      ...SIGNED,
      { flags: '--accept', says: 'the files are right as they are: also accept each article whole, as gold' },
      { flags: '--dry-run', says: 'say what would be ruled, and rule nothing' },
      LATER,
      QUIET,
    ],
    examples: [
      { line: 'ascribe import brat/*.ann --author ada', says: 'what an annotator changed' },
      { line: 'ascribe import --accept brat/*.ann', says: 'and all else in the files is right, too' },
    ],
    run: async (operands, options, world) => (await import('./import.ts')).importRulings(operands, options, world),
  },
  {
    name: 'aliases',
    says: 'Lay in a file of names: a line a speaker, name, then other names, tab-separated; Q… is a Wikidata id',
    operands: [{ name: 'file', says: 'a text file, UTF-8; lines that begin with # are left out' }],
    options: [RECORD, ...SIGNED, QUIET],
    examples: [{ line: 'ascribe aliases names.tsv', says: 'adds aliases as rulings; what they contradict is told' }],
    run: async (operands, options, world) => (await import('./import.ts')).importAliases(operands, options, world),
  },
  {
    name: 'reread',
    says: 'Read kept articles again with the present engine, beside the earlier readings',
    operands: [],
    options: [RECORD, ...READING, LATER, QUIET],
    examples: [{ line: 'ascribe reread --jobs 4', says: 'goes on where it was cut off' }],
    run: async (operands, options, world) => (await import('./reread.ts')).reread(operands, options, world),
  },
  {
    name: 'jobs',
    says: 'List what is waiting, at work or given up, and try again',
    operands: [{ name: 'id', times: 'any', says: 'only these, in whatever state' }],
    options: [
      RECORD,
      {
        flags: '--state <state>',
        says: 'only in this state',
        choices: ['waiting', 'claimed', 'done', 'dead'],
        preset: 'dead',
      },
      { flags: '--retry', says: 'put what was given up back to waiting; the next add reads it' },
      LIMIT('50'),
      AFTER,
      JSON_OUT,
    ],
    json: 'id, state, from, tries, failure (code, message, next), article, acceptedAt',
    examples: [{ line: 'ascribe jobs', says: 'what was given up, and why' }],
    run: async (operands, options, world) => (await import('./care.ts')).jobs(operands, options, world),
  },
  {
    name: 'verify',
    says: 'Check every text, span, byte and index of a record, and that nothing forgotten remains',
    operands: [],
    options: [RECORD, JSON_OUT, QUIET],
    json: 'a fault: code, message, next',
    examples: [{ line: 'ascribe verify', says: 'ends with 1 when something is not in order' }],
    run: async (operands, options, world) => (await import('./care.ts')).verify(operands, options, world),
  },
  {
    name: 'forget',
    says: 'Remove an article or a speaker for good: text, bytes, readings, index; a tombstone without words remains',
    operands: [{ name: 'id', times: 'maybe', says: 'of an article (all its versions) or a speaker' }],
    options: [
      RECORD,
      ...SIGNED,
      { flags: '--yes', says: 'without asking' },
      { flags: '--list', says: 'what was forgotten, when, why and by whom' },
      LATER,
      JSON_OUT,
    ],
    json: 'a tombstone: id, of, author, reason, at, removed (articles, statements, readings, bytes)',
    examples: [
      { line: 'ascribe forget a0k3v9d1m2x7q4bz --reason "court order 12/31"', says: 'asks before it does it' },
    ],
    run: async (operands, options, world) => (await import('./care.ts')).forget(operands, options, world),
  },
  {
    name: 'backup',
    says: 'Copy a record while it is in use (SQLite; for PostgreSQL use pg_dump)',
    operands: [{ name: 'file', says: 'a new file; the copy is checked before it takes this name' }],
    options: [RECORD, QUIET],
    examples: [{ line: 'ascribe backup copy.db', says: 'a copy is a record: to restore it, use it as --record' }],
    run: async (operands, options, world) => (await import('./care.ts')).backup(operands, options, world),
  },
]
