import type { Note } from '../vocabulary/index.ts'

/** Judged on a few pieces of the text, so the cost does not grow with it. */
const SAMPLE = 6000

const ENGLISH = new Set(
  `the of and to in a is that for it on was with as at be by he from his she her they their has have had not are were been
but an this which who will would its said about after or more we you i when there than him them into out up what if
could can our us my no all one also did over before other some so do these those how because between during under against
while where says told new two year years people first last just now only most any being`.split(/\s+/),
)
/** The commonest small words of other languages that newsrooms' inputs come in, less those that are English words too. */
const OTHERS = new Set(
  `el los las del que por una con para se su lo como más pero sus le ya este sí porque esta cuando muy sin sobre también
les des et est dans qui pour pas au sur ne une il elle avec ce sont plus par mais ont été cette aux leur
der die und das den von zu mit sich dem nicht ein eine auf für ist im auch als wird einer nach bei sind wurde oder
di che della il per non è sono gli dei alla anche nel delle più ha si dal
não uma os com dos mais foi ao ele são em da do na no nos das pela pelo
het een van dat te zijn niet op aan voor er maar ook bij wordt heeft naar
och att det som på är av för med till inte ett har om den jag
og ikke til er på det av som en fra har blev
yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena oleh
ve bir bu için ile da de olarak çok daha olan gibi
i w na z że się nie do jest to o po jak dla przez
ya wa kwa na ni katika za la kuwa`
    .split(/\s+/)
    .filter(word => !ENGLISH.has(word)),
)

const WORDS = /\p{L}[\p{L}\p{M}'’]*/gu
const LATIN = /\p{Script=Latin}/u

/** Begin, middle and end of a long text, else the text: what stands at the top alone (a menu, a table) misleads. */
function sampleOf(text: string): string {
  if (text.length <= SAMPLE) return text
  const third = SAMPLE / 3
  const middle = (text.length - third) >> 1
  return `${text.slice(0, third)}\n${text.slice(middle, middle + third)}\n${text.slice(-third)}`
}

/**
 * Notes on whether a text is what the engine is made for: `not-english` and `not-prose`. Short texts, headlines and
 * lists of names are given the benefit of the doubt. Costs the same for every text: it looks at a sample.
 */
export function judgeText(text: string): Note[] {
  const sample = sampleOf(text)
  const notes: Note[] = []
  const words = sample.match(WORDS) ?? []
  const filled = sample.replace(/\s+/g, '')
  let letters = 0
  let latin = 0
  let english = 0
  let other = 0
  let small = 0
  let longest = 0
  for (const word of words) {
    letters += word.length
    if (LATIN.test(word)) latin += word.length
    const lower = word.toLowerCase()
    if (ENGLISH.has(lower)) english++
    else if (OTHERS.has(lower)) other++
    if (word === lower) small++
    if (word.length > longest) longest = word.length
  }
  const foreign =
    (letters >= 24 && latin < 0.5 * letters) ||
    (words.length >= 12 &&
      new Set(words).size >= 0.3 * Math.min(words.length, 60) &&
      other >= 4 &&
      other > 1.5 * english &&
      other > 0.12 * words.length) ||
    (words.length >= 50 && english < 0.06 * words.length && small > 0.5 * words.length && letters > 0.8 * filled.length)
  if (foreign) {
    notes.push({
      code: 'not-english',
      message:
        'the text does not look like English, which this engine is trained on; expect few and poor attributions, or read a translation',
    })
  }
  if (filled.length >= 200 && !foreign) {
    const noSentences =
      words.length >= 60 && !/\p{L}[.!?]["'”’)]*(?:\s|$)/u.test(sample) && english < 0.12 * words.length
    const symbols = letters < 0.62 * filled.length
    const noWords = words.length < filled.length / 40 || longest > 200
    const repeated = words.length >= 60 && new Set(words).size < words.length / 30
    if (noSentences || symbols || noWords || repeated) {
      notes.push({
        code: 'not-prose',
        message:
          'the text does not look like prose (a table, code, data or a list); give the article itself, not its data',
      })
    }
  }
  return notes
}

/** UTF-8 that was once read as windows-1252: "â€œ", "Ã©", "Â£". Alternatives start with different letters: linear. */
const MOJIBAKE =
  /â€[\u0080-\u009d™œžŸ˜“”¦¢š\u009c"]|Ã[\u0080-\u00bf¼‡\u201a-\u203a](?!\p{Lu}\p{Lu})|Â[\u00a0£©®«»°·´](?! )|ï»¿/gu
const REPLACED = '\ufffd'

/** Notes on the whole text: those of `judgeText`, `mojibake`, `replacement-characters`, `empty-input`. Linear. */
export function notesOnText(text: string): Note[] {
  if (text.trim() === '') {
    return [{ code: 'empty-input', message: 'the text has no word in it; check that the right file or page was given' }]
  }
  const notes = judgeText(text)
  MOJIBAKE.lastIndex = 0
  const found = MOJIBAKE.exec(text)
  if (found) {
    const sure = found[0].startsWith('â€') || found[0].startsWith('ï»¿') || MOJIBAKE.exec(text) !== null
    if (sure) {
      notes.push({
        code: 'mojibake',
        message: `characters such as "${found[0]}" show that the text was once read in a wrong encoding; it is read as it stands, so take it again from its origin as UTF-8`,
        span: { from: found.index, to: found.index + found[0].length },
      })
    }
  }
  const hole = text.indexOf(REPLACED)
  if (hole >= 0) {
    notes.push({
      code: 'replacement-characters',
      message: 'the text holds U+FFFD where characters were lost before it came here; take it again from its origin',
      span: { from: hole, to: hole + 1 },
    })
  }
  return notes
}
