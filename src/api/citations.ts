import { type Attribution, stanceSays } from '../vocabulary/index.ts'
import type * as wire from './wire.ts'

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** Bidirectional overrides and isolates that are left open would turn around what stands behind a quotation. */
const UNBALANCED = /[\u202a-\u202e\u2066-\u2069]/g
const plain = (text: string): string => oneLine(text.replaceAll(UNBALANCED, ''))

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!)

/** Characters that TeX reads as its own. */
const tex = (text: string): string =>
  plain(text).replace(/[\\{}$&#^_%~]/g, c =>
    c === '\\' ? '\\textbackslash{}' : c === '^' || c === '~' ? `\\${c}{}` : `\\${c}`,
  )

/**
 * What stands before words that are handed on: the name alone for what is asserted, else what is done with them too, so
 * that nobody takes a denial's words for what was said. Null where there is nothing to say.
 */
export function beforeWords(who: string | null, said: Pick<Attribution, 'stance' | 'negated'> | null): string | null {
  if (said === null || (said.stance === 'asserts' && !said.negated)) return who
  return `${who ?? 'Nobody named'} ${stanceSays(said)}`
}

/** A statement in the forms that people paste. `origin`: the address of this server. */
export function citationOf(place: wire.StatementPlace, origin: string): wire.Citation {
  const { article, id } = place
  const words = plain(place.words)
  const who = place.speaker?.name ?? null
  const before = beforeWords(who === null ? null : plain(who), place.statement)
  const day = article.publishedAt?.slice(0, 10) ?? null
  const link = `${origin}${place.link}`
  // Words that stand in marks keep them; others get none: they are the report's, not the speaker's.
  const said = place.statement?.kind === 'direct' && !/^["“„«]/.test(words) ? `“${words}”` : words
  const about = [article.title === null ? null : `“${plain(article.title)}”`, article.outlet, day].filter(
    part => part !== null,
  )
  const text = [
    before === null ? said : `${before}: ${said}`,
    `${about.map(part => plain(part)).join(', ')}${about.length > 0 ? '. ' : ''}${article.url ?? link}`,
  ].join('\n')
  const fields = [
    ['title', article.title ?? words.slice(0, 80)],
    ['author', article.byline],
    ['journal', article.outlet],
    ['year', day?.slice(0, 4) ?? null],
    ['date', day],
    ['note', `${before === null ? '' : `${before}: `}${words}`],
  ] as const
  const bibtex = [
    `@article{ascribe-${id},`,
    ...fields.flatMap(([name, value]) => (value === null ? [] : `  ${name} = {${tex(value)}},`)),
    `  url = {${(article.url ?? link).replaceAll(/[{}\\\s]/g, c => encodeURIComponent(c))}},`,
    '}',
  ].join('\n')
  const by = [who === null ? null : escaped(plain(who)), ...about.map(part => escaped(plain(part)))].filter(
    part => part !== null,
  )
  // A plain assertion's speaker stands below it.
  const lead = before === null || before === plain(who ?? '') ? '' : `${escaped(before)}: `
  const html = `<blockquote cite="${escaped(article.url ?? link)}"><p>${lead}<bdi>${escaped(words)}</bdi></p><footer>${by.join(', ')} (<a href="${escaped(link)}">source</a>)</footer></blockquote>`
  return { statement: id, text, bibtex, html }
}
