/**
 * What stands around the prose of a news article, recognised by the way news is set: bylines, date lines, datelines,
 * captions, credits and the page's own talk. Every test looks at a bounded piece of the unit, so it costs the same
 * for a long one. Text and HTML share these rules.
 */

/** Characters that a test may look at from either end of a unit. */
export const LOOK = 240

/**
 * A pattern's letters in either case. The `i` flag is no choice beside `\\p{Lu}`: it makes capitals match small letters.
 * For patterns without letters in square brackets.
 */
const anyCase = (pattern: string): string =>
  pattern.replace(/\\p\{\w+\}|\\.|[a-z]/gi, part =>
    part.length > 1 ? part : `[${part.toUpperCase()}${part.toLowerCase()}]`,
  )

const NAME_WORD = String.raw`(?:\p{Lu}[\p{L}\p{M}.'’-]*|al-\p{Lu}[\p{L}'’-]*|de|del|da|dos|van|von|der|den|bin|ibn|la|le|el|du|y|ten)`
const NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*(?: ${NAME_WORD}){0,4}`
const FULL_NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*(?: ${NAME_WORD}){1,4}`
const ROLE = anyCase(
  String.raw`[\p{L} ]{0,40}(?:writer|reporter|correspondent|editor|columnist|contributor|journalist|bureau|staff|desk|agency|news|press|service)s?`,
)

const MONTH = anyCase(
  String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`,
)
const WEEKDAY = anyCase(String.raw`(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?`)
const DATE = String.raw`(?:(?:${WEEKDAY},? )?(?:${MONTH} \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,2}(?:st|nd|rd|th)? ${MONTH},?(?: \d{4})?)|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})`
const CLOCK = String.raw`(?:(?:[T,;|·•–—-]|at)? ?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?|Z)?)`

const DATE_LINE = new RegExp(
  String.raw`^(?:(published|posted|updated|last updated|first published|last modified|date|created)(?: on| at)?:? ?)?(${DATE}(?: ?${CLOCK})?|(?:${CLOCK},? ?)${DATE})\.?$`,
  'iu',
)
const FULL_DATE = /\d{4}/
/** "Updated 16:41", "Last updated at 4.41pm GMT", "Updated: Monday, 16:41": when the page changed, without a date. */
const CLOCK_LINE = new RegExp(
  String.raw`^(?:published|posted|updated|last updated|first published|last modified)(?: on| at)?:? ?(?:${WEEKDAY},? ?)?${CLOCK}\.?$`,
  'iu',
)
export const isClockLine = (words: string): boolean => words.length <= 80 && CLOCK_LINE.test(words)

/** A line that is only a date, perhaps labelled: the date as it stands, and whether it is the first publication's. */
export function dateLine(words: string): { date: string; updated: boolean } | null {
  if (words.length > 80) return null
  const found = DATE_LINE.exec(words)
  if (!found || !(FULL_DATE.test(found[2]!) || found[1])) return null
  return { date: found[2]!.trim(), updated: /updated|modified/i.test(found[1] ?? '') }
}

/** The date inside a byline such as "Jane Roe | 3 May 2026", as it stands; null when there is none with a year. */
export function dateWithin(words: string): string | null {
  const found = new RegExp(DATE, 'iu').exec(words.slice(0, LOOK))
  return found && FULL_DATE.test(found[0]) ? found[0] : null
}

const BYLINES = [
  new RegExp(
    `^(?:[Bb]y|BY|(?:Written|Posted|Words|Report|Story|Interview) by):? ${NAME}(?:(?:,| and| &|, and| with) ${NAME}){0,6}(?:(?: in ${NAME})?[,|/–—-]? ?.{0,60})?$`,
    'u',
  ),
  new RegExp(
    String.raw`^${FULL_NAME}(?:(?:,| and| &) ${FULL_NAME}){0,3} in (?:\p{Lu}[\p{L}.'’-]*[ ,]{0,2}){1,4}$`,
    'u',
  ),
  new RegExp(
    String.raw`^${FULL_NAME}(?:(?:,| and| &) ${FULL_NAME}){0,3} ?[,|/·•–—-]+ ?(?:the )?${ROLE}(?: in ${NAME})?\.?$`,
    'u',
  ),
  new RegExp(
    String.raw`^${FULL_NAME}(?:(?:,| and| &) ${FULL_NAME}){0,3} ?[|·•–—,-] ?(?:[\p{L} ]{1,30} ?[|·•–—,-] ?)?${DATE}.{0,20}$`,
    'u',
  ),
  new RegExp(`^(?:${DATE}(?: ?${CLOCK})?) ?[|·•–—-] ?(?:[Bb]y )?${FULL_NAME}$`, 'u'),
  /^(?:(?:from|by) )?(?:our|a|the) (?:[\p{L}]+ ){0,3}(?:correspondent|reporter|staff|desk|bureau|editor)s?\.?$/iu,
  /^[\w.+-]{2,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}$/,
]
const SENTENCE_WITHIN = /[.!?]["”’)]? \p{Lu}\p{Ll}+ \p{Ll}/u
const SAYING = /\b(?:said|says|told|was|were|is|are|has|have|had|will|would)\b/

/** "By Jane Roe", "JANE ROE, Staff writer", "Jane Roe | 3 May 2026", "Jane Roe in Lome". */
export function isByline(words: string): boolean {
  if (words.length > 140 || SENTENCE_WITHIN.test(words) || SAYING.test(words)) return false
  if (/[.!?]$/.test(words) && words.split(' ').length > 7) return false
  return BYLINES.some(form => form.test(words))
}

const BYLINE_OPENING = /^(?:(?:written|posted|words|report|story|interview|published) by|by):? /i
const WHOLE_DATE = new RegExp(`[ |·•–—,(-]*(?:(?:on|at) )?(?:${DATE}|${CLOCK} ?,? ?${DATE})`, 'iu')
/**
 * Who a byline names, as it stands: without "By" before it and a date behind it. Null for a line that only dates the
 * article or gives an address.
 */
export function writersOf(words: string): string | null {
  if (dateLine(words) || isClockLine(words) || /^\S+@\S+$/.test(words)) return null
  const head = words.slice(0, LOOK).replace(BYLINE_OPENING, '')
  const date = WHOLE_DATE.exec(head)
  if (date && date.index === 0) {
    const rest = head.slice(date[0].length).replace(/^[ |·•–—,-]+/, '')
    return /\p{L}{2}/u.test(rest) && !dateLine(rest) ? rest.replace(BYLINE_OPENING, '') : null
  }
  const names = (date ? head.slice(0, date.index) : head).replace(
    /(?:[ |·•–—,-]|\b(?:published|updated|posted))+$/i,
    '',
  )
  return /\p{L}{2}/u.test(names) ? names : null
}

const SIGNATURE = new RegExp(
  String.raw`^[–—-]{1,2} ?(?:${FULL_NAME}|AP|AFP|Reuters|UPI|PA)(?:(?:,| and) ${NAME})?\.?$`,
  'u',
)
/** "- Jane Roe" or "— Reuters" under a piece. */
export const isSignature = (words: string): boolean => words.length <= 60 && SIGNATURE.test(words)

const AGENCIES = `Reuters|REUTERS|AP|Associated Press|AFP|Agence France-Presse|Getty(?: Images)?|GETTY(?: IMAGES)?|EPA|PA|PA Wire|UPI|Bloomberg|Shutterstock|Xinhua|Anadolu|ANSA|dpa|DPA|EFE|TASS|Alamy|Wikimedia(?: Commons)?|Flickr|Handout|handout|File|file photo|Courtesy`
const PICTURE = `(?:[Pp]hoto(?:graph)?s?|PHOTOS?|[Ii]mages?|IMAGES?|[Pp]ictures?|[Ff]ile photo|Photo credit|Photo courtesy|Image credit|Picture credit|AP Photo|Photo illustration)`
const CAPTION_TAILS = [
  new RegExp(
    String.raw`[\p{L}\p{N}.!?"”’)] ?[/|(\[–—-] ?${PICTURE}(?: ?(?:via|by|from|courtesy(?: of)?|credit|[:/©])| )[^.!?]{1,60}[)\]]?\.?$`,
    'u',
  ),
  new RegExp(String.raw`[\p{L}\p{N}.!?"”’)] ${PICTURE}(?: (?:by|via|courtesy of))?: ?[\p{Lu}@©][^!?]{1,60}$`, 'u'),
  new RegExp(String.raw`[.!?"”’)] ?(?:[/|] ?|Photo by )[^.!?]{0,50}\b(?:${AGENCIES})[)\]]?\.?$`, 'u'),
  new RegExp(
    String.raw`\((?:[^()]{1,50}/ ?(?:${AGENCIES})|(?:${AGENCIES}) ?/[^()]{1,50}|Photo[^()]{1,50}|[^()]{0,40}[Ff]ile photo[^()]{0,20})\)\.?$`,
    'u',
  ),
  new RegExp(String.raw`[.!?] ?(?:REUTERS|AFP|AP Photo|EPA|Getty Images) ?/ ?${FULL_NAME}\.?$`, 'u'),
]
const CAPTION_HEAD = new RegExp(String.raw`^(?:${PICTURE}|Caption|File picture|Pictured)(?: caption)? ?[:–—] ?\S`, 'u')
const PICTURED =
  /^(?:(?:Pictured|Above|Left|Right|Centre|Center|Top|Bottom): |(?:Clockwise from|From left|From top left)\b[^.]{0,30}[:,] )/u
const PICTURE_CREDIT = new RegExp(
  String.raw`^[(\[]?(?:Photo(?:graph)?s?|Photo credit|Image credit|Picture credit|Picture|Credit|Photo courtesy of|Photograph by|Photo by|AP Photo)(?: ?[:/–—]| by| courtesy of)? ?(?:by )?(?:${NAME}|${AGENCIES})(?:(?:,| and| for| via|/| ?\|| ?/ ?)+ ?(?:${NAME}|${AGENCIES})){0,5}[)\]]?\.?$`,
  'u',
)

/** One of these stands in every caption that the forms above know but `PICTURED`: a cheap way to say no. */
const PICTURE_WORD = new RegExp(
  String.raw`[Pp]hoto|PHOTO|[Ii]mage|IMAGE|[Pp]ictur|Caption|/ ?(?:${AGENCIES})|(?:${AGENCIES}) ?/|(?:${AGENCIES})[)\]]?\.?$`,
  'u',
)

/** A picture's own words: "Nadia Roy speaks in Oslo. Photo: J. Lind/AFP", "… / Image via Reuters", "Image: the harbour". */
export function isCaption(words: string): boolean {
  if (words.length > 600) return false
  const tail = words.slice(-LOOK)
  if (!PICTURE_WORD.test(tail) && !PICTURE_WORD.test(words.slice(0, 40))) return PICTURED.test(words)
  return CAPTION_HEAD.test(words) || PICTURED.test(words) || CAPTION_TAILS.some(form => form.test(tail))
}

const CREDITS = [
  new RegExp(
    String.raw`^[(\[*_–—-]{0,3} ?${anyCase('(?:additional |further )?(?:reporting|writing|editing|edited|written|compiled|contributions?|contributed|produced|translated|translation|photography|photographs|graphics?|video|research|reported|fact-checked)')}(?: (?:and|&) \p{L}+)?(?: for \p{Lu}[\p{L} ]{1,30})?(?: in \p{Lu}[\p{L} ]{1,30})? [Bb][Yy]:? \p{Lu}`,
    'u',
  ),
  new RegExp(
    String.raw`^[(\[]?${anyCase('(?:contributing|contributors?|with (?:files|reporting|additional reporting|inputs?)|sources?)(?: from| by)?')}:? \p{Lu}[^.!?]{1,120}[)\]]?\.?$`,
    'u',
  ),
  /^(?:©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\(c\)|(?:19|20)\d\d))/iu,
  /^[([]?(?:this|the following|a version of this) (?:story|article|report|piece|post) (?:was|is|has been) (?:originally |first |also )?(?:published|appeared|re-?published|reprinted|produced|provided|distributed)(?: here)?(?: with (?:the )?permission)? (?:by|in|on|at|from|under)\b[^"“”]{1,240}$/iu,
  /\bcontributed (?:reporting|to this (?:report|story|article|piece))\b.{0,60}$/iu,
  /^(?:the )?(?:associated press|reuters|afp|agence france-presse|bloomberg)(?: and (?:the )?\p{L}+(?: \p{L}+)?)?\.?$/iu,
  /^\(?(?:with (?:news |wire )?agencies|agencies|wires|with (?:\p{L}+ )?inputs)\)?\.?$/iu,
]
const CONTRIBUTED = /^[^"“]{0,200}$/

/** "Reporting by A. Osei; editing by L. Park", "Photo: J. Lind/AFP", "© 2026 …", "(Additional reporting by …)". */
export function isCredit(words: string): boolean {
  if (words.length > 400) return false
  const head = words.slice(0, LOOK)
  if (PICTURE_CREDIT.test(words.length <= 120 ? words : '')) return true
  return CREDITS.some((form, i) => form.test(head) && (i === 0 || i === 2 || CONTRIBUTED.test(words)))
}

/** Whole short units by which a page talks of itself; anchored at both ends or followed by a colon. */
const BOILERPLATE = [
  /^(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|read (?:more|also|next|on|this)|also read|see also|more on this(?: story| topic)?|related(?: stories| articles| coverage| links| news| topics| content)?|recommended(?: for you)?|watch(?: live| now| more| also)?|listen(?: now)?|in pictures|must read|don['’]t miss|editors?['’]s? (?:picks?|choice)|most (?:read|popular|viewed)|trending(?: now)?|you may (?:also )?like|you might also like|up next|more from [\p{Lu}].{0,40}|more stories|more news|top stories|latest news|explore more) ?(?::.{0,200}|»|>>?|›|→|\.{3}|…)?$/iu,
  /^(?:read more|read also|also read|see also)\b[ :–—-].{1,200}$/iu,
  /^(?:sign up|subscribe|register now|log in|sign in|already (?:a |have an? )?(?:subscriber|member|account)|this (?:post|article|story|content) is for (?:paying |paid )?(?:subscribers|members)|get (?:the|our) (?:latest|daily|free|best|morning|evening)|join (?:our|the) (?:newsletter|mailing list|conversation)|become a (?:member|subscriber)|support (?:our|independent) journalism|donate|download (?:our|the) (?:free )?app)\b[^"“”]{0,160}$/iu,
  /^(?:advertisements?|advert|sponsored(?: content| by .{1,40})?|promoted(?: content)?|paid (?:content|post)|ad|story continues (?:below|after).{0,40}|article continues (?:below|after).{0,40}|continue reading.{0,60}|scroll (?:down )?(?:to|for) .{1,40}|skip (?:to|past|advertisement|promotion).{0,60}|loading\W*|close|menu|search|home|back to top|top|next|previous|print(?: this)?(?: page| article)?)[:.]?$/iu,
  /^(?:share|share (?:this|on|via|with)\b.{0,60}|save|bookmark|copy link|link copied.{0,20}|email this.{0,30}|tweet|facebook|twitter|whatsapp|linkedin|reddit|telegram|email|comments?(?: \(?\d+\)?)?|\d+ (?:comments?|shares?|views?)|leave a (?:comment|reply)|post a comment|show comments|view comments|join the discussion)[:.]?$/iu,
  /^(?:follow|like|find|join) (?:us|me|him|her|them|@\w+|[\p{Lu}][\p{L}.'’ -]{1,40}) on (?:twitter|facebook|instagram|x|youtube|telegram|whatsapp|linkedin|tiktok|threads|bluesky|mastodon|social media)\b.{0,80}$/iu,
  /^(?:click|tap|press) here\b.{0,120}$/iu,
  /^(?:\d{1,3} ?(?:min(?:ute)?s?)(?:[ -]read)?|(?:estimated )?reading time:? .{1,20}|\d+ (?:hours?|minutes?|days?) ago)$/iu,
  /^(?:(?:we|this (?:site|website)) uses? cookies|accept (?:all )?cookies|cookie (?:policy|settings)|privacy policy|terms (?:of|and) (?:use|service|conditions))\b.{0,160}$/iu,
  /^(?:all rights reserved\b.{0,120}|this (?:material|article|copy) may not be (?:published|reproduced|copied).{0,120}|(?:our|the) standards: .{0,120})$/iu,
  /^(?:do you (?:have|know|support|agree|think) .{1,120}(?:like (?:the|our|this) page|share|comment|let us know|email us|contact us).{0,60})$/iu,
]
/** A reference by its form: a quoted title, a dash, an outlet and a date with its year. */
const REFERENCE = new RegExp(
  String.raw`^(?:[^"“”]{1,80}[.,] )?["“].{3,160}["”] ?[–—-] ?[\p{L}\p{N}][^"“”]{1,60}, ${DATE}\.?$`,
  'iu',
)
const HAS_YEAR = /\b(?:19|20)\d\d\b/

/** The first letters of every form above: most units are told from boilerplate by their first word. */
const OPENS_BOILERPLATE =
  /^(?:tag|topic|filed|categor|keyword|read|also|see|more|related|recommend|watch|listen|in pictures|must|don|editor|most|trending|you|up next|top|latest|explore|sign|subscribe|register|log|already|get|join|become|support|donate|download|ad|sponsored|promoted|paid|story|article|continue|scroll|skip|loading|close|menu|search|home|back|next|previous|print|share|save|bookmark|copy|link|email|tweet|facebook|twitter|whatsapp|reddit|telegram|comment|\d|leave|post|show|view|follow|like|find|click|tap|press|estimated|we |this|accept|cookie|privacy|terms|all|our|the|do )/i

/** Of any length: what a page says of its own printing and its own lock. */
const LONG_BOILERPLATE =
  /^(?:a version of this (?:article|story) (?:appears|appeared|ran) in (?:the )?print\b|thank you for your patience while we verify access\b|if you are in reader mode please exit\b)/i

/** "Tags:", "Read more: …", "Sign up for our newsletter", "Advertisement", "Share this", "Follow us on …". */
export function isBoilerplate(words: string): boolean {
  if (LONG_BOILERPLATE.test(words)) return true
  if (words.length > 300) return false
  if (OPENS_BOILERPLATE.test(words) && BOILERPLATE.some(form => form.test(words))) return true
  return HAS_YEAR.test(words.slice(-12)) && REFERENCE.test(words)
}

/** Headings after which everything up to the next heading is a list of links. */
export const isListHeading = (words: string): boolean =>
  words.length <= 40 &&
  /^(?:sources?|external links?|references|sister links?|related (?:news|articles|links|stories|coverage)|further reading|see also|footnotes|notes and references|more on this story|read more|most read|tags)[:.]?$/iu.test(
    words,
  )

const COMMENTS =
  /^(?:(?:\d{1,5} |view |show |see |all |reader |readers[’'] |your |latest |top )*(?:comments?|responses?|replies)(?: ?\(?\d{1,5}\)?)?(?: (?:to|on) .{1,40})?|from (?:the|our) (?:forums?|readers?|comments)|join the (?:conversation|discussion)|leave a (?:reply|comment)|(?:member |reader )?discussion(?: about this post)?|have your say|what (?:our )?readers (?:say|think))[:.]?$/i
/** "Comments (12)", "From the forums", "3 responses", "Leave a reply": after it, other people speak. */
export const isCommentsHeading = (words: string): boolean => COMMENTS.test(words)

const STRONG_DATELINE = new RegExp(
  // WORDS IN CAPITALS or Capitalised (as far as three parts), an agency in brackets, then a dash or a colon
  String.raw`^\p{Lu}[\p{L}.'’-]*(?:[ /]\p{Lu}[\p{L}.'’-]*){0,4}(?:, \p{Lu}[\p{L}. ]{1,24}){0,2}(?:, ${DATE})? ?\((?:[\p{Lu}][\p{L}.&/ ]{1,30})\) ?(?:--|[-–—―:])`,
  'u',
)
const CAPITAL_DATELINE = new RegExp(
  String.raw`^\p{Lu}{2}[\p{Lu}.'’-]*(?:[ /]\p{Lu}[\p{Lu}.'’-]+){0,3}(?:, \p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2}){0,2}(?:, (?:${MONTH} \d{1,2}|\d{1,2} ${MONTH})(?: \d{4})?)?(?: ?\(\p{Lu}[\p{L} ]{1,20}\))?(?: ?(?:--|[–—―])| -(?= )|:)`,
  'u',
)
const CAPITALS = /^[\p{Lu}.'’/ -]+/u
const PLACE_DATELINE = new RegExp(
  String.raw`^(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3})((?:, \p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2}){0,2})(?:, ${DATE})?( ?(?:--|[–—―])| -(?= )|:)(?= ?\p{Lu})`,
  'u',
)
/** Words in capitals that open a paragraph of their own kind and are no places. */
const NO_PLACE =
  /^(?:breaking|update[ds]?|exclusive|correction|corrections|clarification|analysis|opinion|editorial|comment|watch|live|poll|note|editor['’]?s note|video|fact check|review|interview|profile|explainer|q|a|question|answer|warning|developing|timeline|read more|listen|more|related|abstract|summary|background|context|quote|quotes)\b/iu

/**
 * How many units of a paragraph's head are its dateline ("LOMÉ (Reuters) - "), its dash or colon included; 0 for none.
 * `first` is true for the article's first body paragraph: only there do the forms without an agency count.
 * `labelled` is true where paragraphs open with speakers' labels, as in a transcript; a bare colon means nothing there.
 */
export function datelineLength(words: string, at: { first: boolean; labelled: boolean }): number {
  const head = words.slice(0, 120)
  if (NO_PLACE.test(head)) return 0
  const strong = STRONG_DATELINE.exec(head)
  if (strong && strong[0].length <= 90) return strong[0].length
  if (!at.first) return 0
  const capital = CAPITAL_DATELINE.exec(head)
  if (capital && capital[0].length <= 70) {
    const place = CAPITALS.exec(capital[0])?.[0] ?? ''
    const bare = /^[^,(]*:$/.test(capital[0])
    if (place.replace(/[^\p{L}]/gu, '').length >= 3 && place.length + 1 >= capital[0].search(/[,(:–—―]| -|--|$/)) {
      if (!bare || isCity(place.trim())) return at.labelled && bare && !isCity(place.trim()) ? 0 : capital[0].length
    }
  }
  const place = PLACE_DATELINE.exec(head)
  if (place && place[0].length <= 60) {
    const colon = place[3]!.endsWith(':')
    if (isCity(place[1]!)) return place[0].length
    if (place[2] && !colon) return place[0].length
  }
  return 0
}

/**
 * Cities that wire services and papers set as a dateline without their country, and capitals of the world: a bare
 * "Place:" or "Place -" before a paragraph is a dateline only for these.
 */
const CITIES = new Set(
  `abidjan|abu dhabi|abuja|accra|addis ababa|algiers|almaty|amman|amsterdam|ankara|antananarivo|ashgabat|asmara|astana|
asuncion|athens|atlanta|auckland|baghdad|baku|baltimore|bamako|bangalore|bangkok|bangui|banjul|barcelona|basel|beijing|
beirut|belfast|belgrade|bengaluru|berlin|bern|bhopal|bhubaneswar|birmingham|bishkek|bissau|bogota|boston|brasilia|
bratislava|brazzaville|brisbane|brussels|bucharest|budapest|buenos aires|bujumbura|cairo|calcutta|canberra|cape town|
caracas|cardiff|casablanca|chandigarh|chennai|chicago|chisinau|cincinnati|cleveland|colombo|conakry|copenhagen|cotonou|
dakar|dallas|damascus|dar es salaam|darwin|delhi|denver|detroit|dhaka|djibouti|doha|dubai|dublin|dushanbe|edinburgh|
florence|frankfurt|freetown|gaborone|gaza|gaza city|geneva|gibraltar|glasgow|guangzhou|guatemala city|guwahati|hamburg|
hanoi|harare|havana|helsinki|ho chi minh city|hong kong|honolulu|houston|hyderabad|indianapolis|islamabad|istanbul|
jaipur|jakarta|jammu|jerusalem|johannesburg|juba|kabul|kampala|karachi|kathmandu|khartoum|kiev|kigali|kingston|kinshasa|
kolkata|kuala lumpur|kuwait|kuwait city|kyiv|la paz|lagos|lahore|las vegas|libreville|lilongwe|lima|lisbon|ljubljana|
lome|london|los angeles|luanda|lucknow|lusaka|luxembourg|macau|madrid|malabo|male|managua|manama|manchester|manila|
maputo|maseru|mbabane|mecca|melbourne|mexico city|miami|milan|milwaukee|minneapolis|minsk|mogadishu|monaco|monrovia|
montevideo|montreal|moscow|mumbai|munich|muscat|nairobi|naples|nassau|ndjamena|n'djamena|new delhi|new orleans|new york|
niamey|nicosia|nouakchott|oklahoma city|osaka|oslo|ottawa|ouagadougou|panama city|paris|patna|perth|philadelphia|
phnom penh|phoenix|pittsburgh|podgorica|port-au-prince|port louis|port moresby|port of spain|porto|prague|praia|
pretoria|pristina|pune|pyongyang|quebec city|quito|rabat|ramallah|ranchi|rangoon|reykjavik|riga|rio de janeiro|riyadh|
rome|salt lake city|san antonio|san diego|san francisco|san jose|san juan|san salvador|sanaa|santiago|santo domingo|
sao paulo|sarajevo|seattle|seoul|shanghai|shimla|singapore|skopje|sofia|srinagar|st. louis|st. petersburg|stockholm|
strasbourg|suva|sydney|taipei|tallinn|tashkent|tbilisi|tegucigalpa|tehran|tel aviv|the hague|thimphu|thiruvananthapuram|
tirana|tokyo|toronto|tripoli|tunis|turin|ulaanbaatar|united nations|vaduz|valletta|vancouver|vatican city|venice|vienna|
vientiane|vilnius|warsaw|washington|washington, d.c.|wellington|windhoek|yangon|yaounde|yerevan|zagreb|zurich`
    .replace(/\n/g, '')
    .split('|'),
)

const isCity = (place: string): boolean =>
  CITIES.has(place.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").toLowerCase().trim())
