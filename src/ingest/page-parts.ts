/** What the elements of a page are for: told by their tags, roles and the names that content systems give them. */
import { dateLine, isByline, isClockLine } from './furniture.ts'
import { type PageElement, type PageText, textOf, walk } from './tree.ts'

/** Elements whose text is no part of what a reader reads. */
const UNREAD = new Set(
  'head script style noscript template iframe svg math nav button select option datalist textarea input object embed canvas audio video map dialog noembed noframes amp-ad amp-sticky-ad amp-embed amp-sidebar amp-consent amp-user-notification amp-list amp-iframe amp-twitter amp-facebook amp-instagram amp-tiktok amp-youtube amp-video amp-audio amp-social-share'.split(
    ' ',
  ),
)
const UNREAD_ROLES = new Set([
  'navigation',
  'complementary',
  'menu',
  'menubar',
  'search',
  'banner',
  'contentinfo',
  'dialog',
  'alert',
  'alertdialog',
])
/** Words by which content systems name what stands beside an article. They count for a small part of the page only. */
const BESIDE =
  /(?:^|[-_ ])(?:pull-?quotes?|pq|related|read-?more|read-?next|also-?read|interstitial|newsletters?|advert(?:isement)?s?|ads?|ad-?slot|dfp|social|share|sharing|sharebar|comments?|disqus|sidebar|aside|promos?|recommend(?:ed|ations?)?|most-?(?:read|popular)|trending|breadcrumbs?|cookies?|paywall|subscribe|subscription|signup|sign-up|upgrade|cta|outbrain|taboola|tags?|taglist|topics|footer|site-?header|(?<!asset-)masthead|tagline|gateway|regwall|skip-link|screen-reader-text|sr-only|visually-hidden|print-only|follow|reading-?time|read-?time|meta-length|fact-?box(?:es)?|bookmark-card|callout(?:-card)?|toggle-card|bio|authorbio|author-?box|about-(?:the-)?authors?)(?:$|[-_ ])/i
/** Elements that begin and end a line of their own. */
export const BREAKS = new Set(
  'address article aside blockquote body center caption dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
export const HEADING = /^h[1-6]$/
export const BYLINE =
  /(?:^|[-_ ])(?:byline|by-line|author|authors|writer|submitted|dateline|contributor|pubdate|publish(?:ed)?-?(?:date|time)|date-?published|timestamp|datetime)(?:$|[-_ ])|(?:^|[-_ ])(?:byline|author)/i
export const CAPTION = /(?:^|[-_ ])(?:caption|wp-caption-text|cutline|image-credit|photo-credit)(?:$|[-_ ])|caption$/i
export const DECK =
  /(?:^|[-_ ])(?:standfirst|sub-?head(?:line|ing)?|sub-?title|dek|deck|strap-?line|summary|lede|lead|ingress|excerpt|intro|abstract)(?:$|[-_ ])/i

/**
 * Says which elements are not read: by tag, role and visibility, and by name where they are a small part of the page.
 * `noscript`: read what a page keeps for readers without scripts.
 */
export function furnitureOf(
  root: PageElement,
  { noscript = false }: { readonly noscript?: boolean } = {},
): (element: PageElement) => boolean {
  const isUnread = (tag: string) => UNREAD.has(tag) && !(noscript && tag === 'noscript')
  const size = new Map<PageElement, number>()
  walk(root, {
    enter: element => !isUnread(element.tag),
    text: node => {
      size.set(node.parent, (size.get(node.parent) ?? 0) + node.text.trim().length)
    },
    leave: element => {
      if (element.parent) size.set(element.parent, (size.get(element.parent) ?? 0) + (size.get(element) ?? 0))
    },
  })
  const all = size.get(root) ?? 0
  return element => {
    const { tag, attributes } = element
    if (isUnread(tag) || attributes.has('hidden') || attributes.get('aria-hidden') === 'true') return true
    if (/display\s{0,9}:\s{0,9}none/i.test(attributes.get('style') ?? '')) return true
    if (tag === 'body' || tag === 'html' || tag === 'main' || tag === 'article') return false
    const named =
      UNREAD_ROLES.has(attributes.get('role') ?? '') ||
      BESIDE.test(namesOf(element)) ||
      tag === 'aside' ||
      (tag === 'footer' && !SUBMITTED.test(textOf(element, 200))) ||
      tag === 'form'
    return named && (size.get(element) ?? 0) < 0.3 * all
  }
}

/** What Drupal sets in a `<footer>` above an article: who wrote it. */
const SUBMITTED = /^\s{0,80}(?:submitted |posted |written )?by\s/i

/** Class names made by machines say nothing; beside them, elements are named for tests and editors. */
const NAMING = ['class', 'id', 'data-component', 'data-testid', 'data-gu-name', 'data-role'] as const

/** What an element is called; "RelatedList" as "Related-List". */
export const namesOf = (element: PageElement): string =>
  NAMING.map(name => element.attributes.get(name) ?? '')
    .join(' ')
    .slice(0, 400)
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1-')

export const isAuthor = (element: PageElement, names: string): boolean =>
  element.attributes.get('rel') === 'author' ||
  /author|datePublished/.test(element.attributes.get('itemprop') ?? '') ||
  BYLINE.test(names)

/** A moment beside an entry of a live blog. */
const STAMP = /(?:^|[-_ ])(?:time|timestamp|date|datetime)(?:$|[-_ ])/i
const MOMENT = /^\s{0,40}(?:\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m\b|\w{3,9}\.? \d{1,2}\b|\d{1,2} \w{3,9}\b).{0,24}$/i
/** What is shorter is no paragraph of the body. */
const PARAGRAPH = 60

export interface Survey {
  /** Where the first paragraph of the article's body begins, and where its last text ends. */
  readonly body: number
  readonly last: number
  /**
   * What belongs to the article and was not kept: headings and moments inside it that stand right before kept text, and
   * blocks before its body that are nothing but a byline or a date.
   */
  readonly missed: ReadonlySet<PageElement>
}

/** Looks over the texts that were kept of a page. One pass over the page and one over its texts. */
export function surveyPage(
  root: PageElement,
  kept: ReadonlySet<PageText>,
  leaveOut: (element: PageElement) => boolean,
): Survey {
  const texts: { readonly text: PageText; readonly part: PageElement | null; readonly block: PageElement }[] = []
  const blocks: PageElement[] = [root]
  let part: PageElement | null = null
  let deck: PageElement | null = null
  let [first, body, last] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1]
  walk(root, {
    enter(element) {
      if (leaveOut(element)) return false
      const names = namesOf(element)
      if (part === null && (HEADING.test(element.tag) || element.tag === 'time' || STAMP.test(names))) part = element
      if (deck === null && (HEADING.test(element.tag) || DECK.test(names) || CAPTION.test(names))) deck = element
      if (BREAKS.has(element.tag)) blocks.push(element)
      return true
    },
    text(node) {
      if (node.text.trim() === '') return
      texts.push({ text: node, part, block: blocks[blocks.length - 1]! })
      if (!kept.has(node)) return
      first = Math.min(first, node.pageFrom)
      last = Math.max(last, node.pageTo)
      if (deck === null && node.text.trim().length >= PARAGRAPH) body = Math.min(body, node.pageFrom)
    },
    leave(element) {
      if (element === part) part = null
      if (element === deck) deck = null
      if (element === blocks[blocks.length - 1]) blocks.pop()
    },
  })
  if (body === Number.POSITIVE_INFINITY) body = first
  const missed = new Set<PageElement>()
  const seen = new Set<PageElement>([root])
  let taken = false // whether the text behind is taken
  for (const { text, part, block } of texts.toReversed()) {
    if (kept.has(text)) {
      taken = true
      continue
    }
    taken = text.pageFrom >= first && text.pageTo <= last && part !== null && (taken || missed.has(part))
    if (taken && (HEADING.test(part!.tag) || MOMENT.test(textOf(part!, 80)))) {
      missed.add(part!)
      continue
    }
    taken = false
    if (text.pageFrom >= body || seen.has(block)) continue
    seen.add(block)
    const words = textOf(block, 200).replace(/\s+/g, ' ').trim()
    if (isByline(words) || dateLine(words) !== null || isClockLine(words)) missed.add(block)
  }
  return { body, last, missed }
}
