/**
 * The list of news agencies: `lexicons/agencies.txt`, letter for letter (a test holds both equal), so that reading an
 * article needs no file system.
 */
export const AGENCY_LIST = `# News agencies whose reports other outlets carry. A line: the name in full, then other names and abbreviations under
# which bylines, datelines and credits give it, parted by semicolons. A name all in capitals is matched with its case. A !
# before a name: it also means other things, so it counts only where it stands for itself (a dateline's bracket, a line
# of its own), not as a part of a byline.
# Origin: written by hand for this project from general knowledge of the news trade; no list was copied.

# the world's
Associated Press; The Associated Press; AP; A.P.; AP News; Associated Press (AP)
Reuters; REUTERS; Thomson Reuters; Reuters News; Reuters News Agency; RTRS
Thomson Reuters Foundation
Agence France-Presse; Agence France Presse; AFP; A.F.P.; AFP News; AFP-JIJI
United Press International; UPI; U.P.I.
Bloomberg News; Bloomberg; BLOOMBERG
Dow Jones Newswires; Dow Jones; !DJN
Inter Press Service; !IPS; Inter Press Service News Agency
CNN Newsource; CNN Wire; CNN; CNN Newsource/CNN Wire
EFE; Agencia EFE; EFE News

# Britain and Ireland
PA Media; Press Association; The Press Association; PA News; PA News Agency; PA news agency; !PA
SWNS; South West News Service
Local Democracy Reporting Service; LDRS; Local Democracy Reporter

# Europe
Deutsche Presse-Agentur; Deutsche Presse Agentur; dpa; DPA; German Press Agency; dpa international
Agenzia Nazionale Stampa Associata; ANSA; Ansa
Adnkronos; AdnKronos; ADNKRONOS
Agenzia Giornalistica Italia; !AGI
Europa Press
Lusa; LUSA; Agência Lusa; Lusa News Agency
Austria Press Agency; Austria Presse Agentur
Keystone-SDA; Keystone-ATS; Swiss News Agency
Belga; BELGA; Belga News Agency
Algemeen Nederlands Persbureau; Netherlands News Agency; !ANP
Tidningarnas Telegrambyrå; Swedish News Agency; !TT
Norsk Telegrambyrå; Norwegian News Agency; NTB
Ritzau; Ritzaus Bureau; RITZAU
Suomen Tietotoimisto; Finnish News Agency; STT-Lehtikuva; STT
Baltic News Service; !BNS
Latvian Information Agency; !LETA
Polish Press Agency; Polska Agencja Prasowa; !PAP
Czech News Agency; Česká tisková kancelář; ČTK; CTK
News Agency of the Slovak Republic; TASR
Magyar Távirati Iroda; Hungarian News Agency; MTI
Agerpres; AGERPRES
Bulgarian News Agency; !BTA
Croatian News Agency; !HINA; !Hina
Slovenian Press Agency; Slovenska tiskovna agencija; !STA
Tanjug; TANJUG
Beta News Agency; !Beta; !BETA
Macedonian Information Agency; !MIA
Athens-Macedonian News Agency; Athens News Agency; ANA-MPA; AMNA
Cyprus News Agency; !CNA
Anadolu Agency; Anadolu Ajansı; Anadolu; ANADOLU; !AA
Demirören News Agency; Demirören Haber Ajansı; DHA
İhlas News Agency; Ihlas News Agency; İhlas Haber Ajansı; IHA
TASS; Tass; ITAR-TASS; Itar-Tass
Interfax; INTERFAX; Interfax News Agency
RIA Novosti; !RIA
Sputnik; SPUTNIK
Ukrinform; UKRINFORM
Interfax-Ukraine
Ukrainian Independent Information Agency; UNIAN
BelTA; BELTA; Belarusian Telegraph Agency
Moldpres; MOLDPRES
Trend News Agency
Azerbaijan State News Agency; AZERTAC; Azertac
Armenpress; ARMENPRESS
Interpressnews

# Asia and the Pacific
Xinhua; XINHUA; Xinhua News Agency; Xinhua News
China News Service; !CNS
Kyodo News; Kyodo; KYODO; Kyodo News Agency
Jiji Press; Jiji; JIJI
Yonhap News Agency; Yonhap; YONHAP; Yonhap News
Newsis; NEWSIS
Korean Central News Agency; KCNA
Central News Agency (Taiwan); Focus Taiwan
Vietnam News Agency; !VNA
Press Trust of India; PTI; P.T.I.
Asian News International; ANI; A.N.I.
Indo-Asian News Service; IANS; I.A.N.S.
United News of India; !UNI; U.N.I.
Associated Press of Pakistan; !APP
Pakistan Press International; !PPI
Bangladesh Sangbad Sangstha; !BSS
United News of Bangladesh; !UNB
Rastriya Samachar Samiti; !RSS
Pajhwok Afghan News; Pajhwok
Antara News Agency; !Antara; !ANTARA
Bernama; BERNAMA
Thai News Agency
Philippine News Agency; !PNA
Australian Associated Press; AAP; AAP Newswire
NCA NewsWire; !NewsWire
Kazinform; KAZINFORM
Kabar News Agency; !Kabar; !KABAR
UzA; Uzbekistan National News Agency
Islamic Republic News Agency; IRNA
Iranian Students' News Agency; ISNA
Mehr News Agency
Tasnim News Agency; Tasnim
Fars News Agency

# the Middle East and Africa
Saudi Press Agency; !SPA
Emirates News Agency; Wakalat Anba'a al-Emarat; !WAM
Qatar News Agency; !QNA
Kuwait News Agency; KUNA
Bahrain News Agency; !BNA
Oman News Agency; !ONA
Jordan News Agency; Petra News Agency; !Petra
National News Agency (Lebanon); !NNA
Syrian Arab News Agency; !SANA
Palestine News and Information Agency; !WAFA
Middle East News Agency; !MENA
Maghreb Arabe Presse; Maghreb Arab Press; !MAP
Agence Tunis Afrique Presse; !TAP
Algeria Press Service; Algérie Presse Service; !APS
Libyan News Agency; !LANA
Tazpit Press Service; !TPS
Jewish Telegraphic Agency; JTA
Jewish News Syndicate; JNS
News Agency of Nigeria; !NAN
Ghana News Agency; !GNA
Kenya News Agency; !KNA
Ethiopian News Agency; !ENA
South African Press Association; SAPA
African News Agency; !ANA
Zambia News and Information Services; ZANIS
Namibia Press Agency; NAMPA; Nampa
Agence de Presse Africaine; APAnews; APANEWS
Panapress; PANAPRESS; !PANA

# the Americas
The Canadian Press; Canadian Press; !CP
Telam; Télam; TELAM
Notimex; NOTIMEX
Prensa Latina
Agência Brasil; Agencia Brasil
Caribbean Media Corporation; !CMC
Tribune News Service; TNS; Tribune Content Agency
McClatchy-Tribune; !MCT
States Newsroom
KFF Health News; Kaiser Health News
ProPublica
The Conversation
Stateline
Religion News Service; RNS
Catholic News Agency
Catholic News Service
City News Service
Capitol News Service
The Center Square

# senders of press releases
PR Newswire; PRNewswire; PRNEWSWIRE; PR NEWSWIRE; PRNewswire-PRWeb
Business Wire; Businesswire; BUSINESS WIRE
GlobeNewswire; GLOBE NEWSWIRE; GLOBENEWSWIRE
ACCESSWIRE; ACCESS Newswire; Accesswire
EIN Presswire; EINPresswire
Newsfile Corp; Newsfile
`

/** What stands for reports put together from several agencies, none of them named. */
export const UNNAMED_AGENCIES = 'agencies'

interface Name {
  readonly agency: string
  /** Also means other things; counts only where it stands for itself. */
  readonly doubtful: boolean
}

const NAMES: ReadonlyMap<string, Name> = readList()

function readList(): Map<string, Name> {
  const names = new Map<string, Name>()
  for (const line of AGENCY_LIST.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [agency, ...others] = line.split(';').map(name => name.trim())
    names.set(key(agency!), { agency: agency!, doubtful: false })
    for (const other of others) {
      const doubtful = other.startsWith('!')
      names.set(key(doubtful ? other.slice(1) : other), { agency: agency!, doubtful })
    }
  }
  return names
}

/** Abbreviations keep their case; of a name with small letters only the words count. */
function key(name: string): string {
  const plain = name.replace(/[’]/g, "'").replace(/\s+/g, ' ').trim()
  return /\p{Ll}{2}/u.test(plain) || /^dpa$/.test(plain) ? plain.toLowerCase() : plain
}

/**
 * The full name of the agency that `words` name, all of them; null where they name none of the list. An agency's name
 * in capitals ("ASSOCIATED PRESS") counts as well. `alone`: nothing else stands there, so doubtful abbreviations count.
 */
export function agencyNamed(words: string, { alone }: { readonly alone: boolean }): string | null {
  if (words.length > 80) return null
  const plain = words.trim().replace(/^(?:the|THE) (?=\S)/, '')
  const found =
    NAMES.get(key(words)) ??
    NAMES.get(key(plain)) ??
    (/ /.test(plain) && plain === plain.toUpperCase() ? NAMES.get(plain.toLowerCase()) : undefined)
  return found && (alone || !found.doubtful) ? found.agency : null
}

export interface AgencyFound {
  readonly agency: string
  /** The words that name it, as they stand. */
  readonly words: string
}

const PARTS = /(?: ?[|/,;•·()[\]–—:+] ?| -{1,2} | (?:and|&|for|with|via|in|of|from|by) )+/i
const OPENING = /^(?:by|from|sources?|words|story by|report by|written by|with)\b[: ]*/i
/** What agencies' people are: "AP Business Writer", "PA Political Correspondent", "Reuters Staff". */
const ROLES =
  /(?: (?:staff|writers?|reporters?|correspondents?|journalists?|photographers?|editors?|bureau|news|wire|service|report|special|chief|senior|national|foreign|diplomatic|political|parliament|business|economics|sports?|science|health|medical|environment|religion|technology|entertainment|royal|video))+$/i
const UNNAMED =
  /(?:^|\b(?:staff|correspondents?|reporters?|writers?|desk|bureau|online|outlet|service)s? ?(?:and|&|with|\/|,|\+) ?|(?:^|\b)(?:and|with|&) |[,|/] ?(?:and |with )?)(?:(?:news|wire|press|other|international|foreign) )?(?:agencies|wires|wire services|wire reports|agency reports)$/i

/** Names of several words with small letters: these are looked for anywhere in a byline. */
const LONG_NAMES: readonly string[] = [...NAMES]
  .filter(([name, { doubtful }]) => !doubtful && / /.test(name) && /\p{Ll}{2}/u.test(name))
  .map(([name]) => name)

/**
 * The agency that a byline or a list of sources names: "By Jane Roe, Associated Press", "Our Correspondent / Reuters",
 * "JANE ROE AP", "AP Business Writer", "Staff and agencies" (`UNNAMED_AGENCIES`). The first of several. Null for a
 * line too long to be one. Places' and people's names that look alike ("Norvale, PA"; "Michael Bloomberg") are none.
 */
export function agencyInByline(line: string): AgencyFound | null {
  if (line.length > 160) return null
  const words = line.replace(OPENING, '').replace(/[.]$/, '').trim()
  const whole = agencyNamed(words, { alone: true })
  if (whole) return { agency: whole, words }
  const parts = words.split(PARTS).filter(part => part !== '')
  for (const part of parts) {
    const named = agencyNamed(part, { alone: parts.length === 1 })
    if (named) return { agency: named, words: part }
    const bare = part.replace(ROLES, '')
    const byRole = bare === part ? null : agencyNamed(bare, { alone: true })
    if (byRole) return { agency: byRole, words: bare }
    const last = /^\S+(?: \S+)+ ([\p{Lu}.]{2,6}|Reuters|REUTERS)$/u.exec(bare)?.[1]
    const behind = last === undefined ? null : agencyNamed(last, { alone: false })
    if (behind) return { agency: behind, words: last! }
  }
  const lower = words.toLowerCase()
  for (const name of LONG_NAMES) {
    const at = lower.indexOf(name)
    if (at < 0 || /[\p{L}\p{N}]/u.test(`${lower[at - 1] ?? ''}${lower[at + name.length] ?? ''}`)) continue
    return { agency: NAMES.get(name)!.agency, words: words.slice(at, at + name.length) }
  }
  const unnamed = UNNAMED.exec(words)
  return unnamed ? { agency: UNNAMED_AGENCIES, words: unnamed[0] } : null
}

const NAME_PART = /^\p{Lu}[\p{L}\p{M}.'’-]*(?: [\p{L}\p{M}.'’-]+){0,4}$/u
const STAFF =
  /^(?:our |the |a |own )*(?:staff|correspondents?|reporters?|writers?|desk|bureau|online|foreign|special|web|news)(?: (?:staff|correspondents?|reporters?|writers?|desk|bureau))*$/i

/** A line of nothing but an agency and perhaps names, places and roles beside it: a byline, and no headline. */
export function isAgencyLine(line: string): boolean {
  const found = line.length <= 80 ? agencyInByline(line) : null
  if (!found) return false
  const rest = line
    .replace(OPENING, '')
    .replace(/[.]$/, '')
    .trim()
    .split(PARTS)
    .map(part => part.replace(ROLES, ''))
  return rest.every(
    part =>
      part === '' ||
      agencyNamed(part, { alone: true }) !== null ||
      found.words.includes(part) ||
      STAFF.test(part) ||
      (NAME_PART.test(part) && !/ \p{Ll}{3,}/u.test(part) && part.split(' ').length <= 4),
  )
}
