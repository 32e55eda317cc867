/** The closed lists that token columns count in. Their order is part of the model format: append, never reorder. */

/** Penn Treebank part-of-speech tags, as PolNeAR, EWT and GUM carry them (rare ones folded by the corpus reader). */
export const PENN = [
  'NN',
  'IN',
  'DT',
  'NNP',
  'JJ',
  'PRP',
  'RB',
  '.',
  'NNS',
  ',',
  'VB',
  'CC',
  'VBD',
  'VBP',
  'VBZ',
  'CD',
  'VBN',
  'VBG',
  'TO',
  'MD',
  'PRP$',
  '-RRB-',
  '-LRB-',
  ':',
  'WDT',
  'WRB',
  '``',
  "''",
  'WP',
  'POS',
  'RP',
  'UH',
  'NNPS',
  'JJR',
  'JJS',
  'EX',
  'RBR',
  'SYM',
  'FW',
  'NFP',
  'GW',
  'ADD',
  '$',
  'PDT',
  'RBS',
  'LS',
  'AFX',
  'WP$',
  '#',
  'HYPH',
] as const // prettier-ignore
export type PennTag = (typeof PENN)[number]

/** Universal parts of speech (UD v2). */
export const UPOS = [
  'NOUN',
  'PUNCT',
  'VERB',
  'ADP',
  'PRON',
  'DET',
  'PROPN',
  'ADJ',
  'AUX',
  'ADV',
  'CCONJ',
  'PART',
  'NUM',
  'SCONJ',
  'INTJ',
  'SYM',
  'X',
] as const // prettier-ignore
export type UposTag = (typeof UPOS)[number]

/**
 * Dependency relations: UD v2 with the subtypes that attribution needs. Names and flat sequences are
 * `compound` with the last word as head (docs/annotation-scheme.md tells what is converted from where).
 */
export const RELATIONS = [
  'root',
  'punct',
  'case',
  'nmod',
  'nsubj',
  'det',
  'compound',
  'amod',
  'obj',
  'advmod',
  'mark',
  'aux',
  'cc',
  'conj',
  'nmod:poss',
  'ccomp',
  'xcomp',
  'advcl',
  'dep',
  'cop',
  'acl:relcl',
  'nummod',
  'acl',
  'appos',
  'aux:pass',
  'nsubj:pass',
  'obl',
  'compound:prt',
  'parataxis',
  'fixed',
  'nmod:unmarked',
  'obl:unmarked',
  'expl',
  'csubj',
  'iobj',
  'det:predet',
  'discourse',
  'cc:preconj',
  'csubj:pass',
  'list',
  'vocative',
  'reparandum',
  'goeswith',
  'orphan',
  'dislocated',
] as const // prettier-ignore
export type Relation = (typeof RELATIONS)[number]

/** Named-entity kinds. */
export const ENTITY_KINDS = ['person', 'organization', 'place', 'other'] as const
export type EntityKind = (typeof ENTITY_KINDS)[number]

/** The entity column: 0 outside; B of kind k is 1 + 2k, I is 2 + 2k. */
export const Entity = {
  Outside: 0,
  begin: (kind: number): number => 1 + 2 * kind,
  inside: (kind: number): number => 2 + 2 * kind,
} as const

const indexOf = (list: readonly string[]): ReadonlyMap<string, number> => new Map(list.map((name, i) => [name, i]))
export const PENN_INDEX = indexOf(PENN)
export const UPOS_INDEX = indexOf(UPOS)
export const RELATION_INDEX = indexOf(RELATIONS)
