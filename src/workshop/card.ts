import type { RelationF1 } from './jobs.ts'
import type { Corpora } from './training.ts'

/** What `npm run train` knows when a model is made. */
export interface CardFacts {
  readonly name: string
  readonly release: number
  readonly id: string
  /** ISO day on which the model was made. */
  readonly made: string
  readonly bytes: number
  readonly gzipped: number
  readonly folds: number
  readonly bias: readonly number[]
  /** F1 (0 to 1) of whole relations, then exact spans of source, cue and content, on the held-out halves of train. */
  readonly heldOut: RelationF1
  /** The same on each publisher's articles, by roles and links that never saw that publisher. */
  readonly publishers: readonly { readonly publisher: string; readonly f1: RelationF1 }[]
  /** The table of `npm run score`, where the corpora it needs were at hand. */
  readonly figures: string | null
}

const TERMS: Readonly<Record<string, string>> = {
  polnear:
    'PolNeAR (Newell, Margolin & Ruths 2018), train: US news texts of seven publishers with attributions, and CoreNLP’s tags and parses. States no licence for texts and annotations; its Python package is MIT.',
  ewt: 'UD English Web Treebank, train. CC BY-SA 4.0.',
  gum: 'GUM, without its news. Annotations CC BY 4.0; texts by genre CC BY or CC BY-SA.',
}

/** The model card as Markdown: what the weights were learned from and under which terms, what they are good for, figures. */
export function cardOf(facts: CardFacts, corpora: Corpora): string {
  const kinds = new Map<string, { documents: number; tokens: number }>()
  for (const parse of corpora.parses) {
    const kind = parse.corpus.split('-')[0]!
    const sum = kinds.get(kind) ?? { documents: 0, tokens: 0 }
    sum.documents++
    for (const s of parse.sentences) sum.tokens += s.length
    kinds.set(kind, sum)
  }
  const attributions = corpora.lines.reduce((sum, line) => sum + line.attributions.length, 0)
  const f1 = (list: RelationF1) => list.map(x => (100 * x).toFixed(1)).join(' / ')
  const lines = [
    `# ${facts.name}-${facts.release}`,
    '',
    `Model \`${facts.id}\`, made on ${facts.made}. ${facts.bytes} bytes, ${facts.gzipped} gzipped.`,
    '',
    'Linear models for English news: sentence ends, Penn and universal parts of speech, lemmas, named entities, dependencies, source/cue/content roles, links between them.',
    '',
    '## Learned from',
    '',
    '| Corpus | Documents tagged and parsed | Tokens |',
    '|---|---|---|',
    ...[...kinds].map(([kind, { documents, tokens }]) => `| ${TERMS[kind] ?? kind} | ${documents} | ${tokens} |`),
    '',
    `Attributions: ${attributions} in ${corpora.lines.length} annotated articles (several annotators' versions of one article counted each).`,
    '',
    'The weights are numbers learned from these texts; no text is contained in them, but words are, as hashes. They are given for use under the terms that the corpora above leave open; who needs other terms can train from own data alone (`npm run train -- --corpus DIR`).',
    '',
    '## How',
    '',
    `The role tagger learned from our own tokens, tags and parses, made by ${facts.folds} jackknifed models. Biases of source, cue and content: ${facts.bias.join(', ')}, chosen with the judge of relations on held-out halves of train. There, learning from half of the articles, F1 of whole attributions and of exact sources, cues and contents was ${f1(facts.heldOut)}.`,
    '',
    '## Figures',
    '',
    ...(facts.publishers.length > 0
      ? [
          'F1 on the articles of a publisher that roles and links never learned from, PolNeAR train, from raw text (`npm run train -- --publishers`):',
          '',
          '| Publisher left out | attribution / exact source / cue / content |',
          '|---|---|',
          ...facts.publishers.map(p => `| ${p.publisher} | ${f1(p.f1)} |`),
          '',
        ]
      : []),
    ...(facts.figures === null ? ['None measured.'] : ['From raw text (`npm run score`):', '', facts.figures]),
    '',
    '## Limits',
    '',
    'The annotated articles are one year of one US campaign: names, outlets and habits of that time are over-represented. Statements within statements are not annotated in them. Not for judging people: a reading says what a report says, not what is true.',
    '',
  ]
  return lines.join('\n')
}

/** The leave-one-publisher-out part of a card: a sentence and a table; null where the model was trained without it. */
export function publishersIn(card: string): string | null {
  const lines = card.split('\n')
  const head = lines.findIndex(line => line.startsWith('| Publisher left out'))
  if (head < 2) return null
  let end = head
  while (lines[end]?.startsWith('|')) end++
  return lines.slice(head - 2, end).join('\n')
}
