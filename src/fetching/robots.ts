import robotsParser from 'robots-parser'
import { plain } from './failures.ts'

/** RFC 9309 asks to read at least 500 KiB; what lies beyond is not looked at. */
export const ROBOTS_BYTES = 500 * 1024
/** RFC 9309, 2.3.1.2: redirects followed for a robots.txt. */
export const ROBOTS_REDIRECTS = 5
/**
 * Steps, at most, to judge one address: robots-parser takes pattern times path for a rule with wildcards, and clears a
 * table as long as the path for any other. About a fifth of a second.
 */
const MATCHING_BUDGET = 50_000_000

export interface RobotsRules {
  /** Null when our agent may fetch it; else what the file says, to follow "the robots.txt of HOST". */
  forbids(url: URL): string | null
  /** Milliseconds between requests that it asks for; 0 when it does not. */
  readonly crawlDelay: number
}

export const NO_RULES: RobotsRules = { forbids: () => null, crawlDelay: 0 }

/** Reads the robots.txt of `origin` for an agent whose product token is `token`. Any bytes will do. */
export function readRobots(origin: string, bytes: Uint8Array, token: string): RobotsRules {
  let text = new TextDecoder('utf-8').decode(bytes)
  // Where the file was cut, its last line is no rule of the site.
  if (bytes.length >= ROBOTS_BYTES) text = text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1)
  const ours = groupsFor(token, text)
  const file = `${origin}/robots.txt`
  const robots = robotsParser(file, ours.lines.join('\n'))
  const delay = robots.getCrawlDelay(token) ?? 0
  return {
    crawlDelay: Number.isFinite(delay) && delay > 0 ? delay * 1000 : 0,
    forbids: url => {
      const path = url.pathname + url.search
      if (path === '/robots.txt') return null
      if (ours.cost * path.length > MATCHING_BUDGET) return 'has more rules than can be checked'
      // `undefined` would mean another origin, for which this file says nothing.
      return robots.isAllowed(url.href, token) === false ? `forbids ${plain(path)} to ${token}` : null
    },
  }
}

/**
 * The lines that matter: the groups that name our token, or else those of `*`. robots-parser keeps each rule once for
 * every agent that its group names, so a file of many agents and many rules would fill the memory (agents times rules);
 * and lines such as Sitemap between two agents would end a group for it, which RFC 9309 does not say.
 */
function groupsFor(token: string, text: string): { readonly lines: readonly string[]; readonly cost: number } {
  const groups = { named: [] as string[], any: [] as string[] }
  let named = false
  let open: readonly string[][] = []
  let naming = false
  for (const line of text.split(/\r\n|\r|\n/)) {
    const rule = /^\s*(user-agent|allow|disallow|crawl-delay)\s*:\s*([^#]*)/i.exec(line)
    if (!rule) continue
    const key = rule[1]!.toLowerCase()
    const value = rule[2]!.trim()
    if (key === 'user-agent') {
      const agent = /^[^/\s]*/.exec(value)![0].toLowerCase()
      const group = agent === '*' ? groups.any : agent === token.toLowerCase() ? groups.named : null
      named ||= group === groups.named
      if (!naming) open = []
      if (group && !open.includes(group)) open = [...open, group]
      naming = true
    } else {
      naming = false
      for (const group of open) group.push(`${key}: ${value}`)
    }
  }
  const rules = named ? groups.named : groups.any
  const cost = rules.reduce((sum, rule) => sum + (rule.includes('*') ? rule.length : 1), 0)
  return { lines: [`user-agent: ${named ? token : '*'}`, ...rules], cost }
}
