/** How to reach somebody, and the marks of a press release: no part of the report, and nobody speaks there. */

/** The longest unit that may be a contact line. */
const LONGEST = 300

const DESK =
  '(?:(?:for )?(?:media|press|investors?|public|news|editorial|sales|customer)(?: (?:relations|affairs|office|desk|team))? )'
/** "Media contact", "Press enquiries:", "Contacts:". */
const HEADING = new RegExp(
  `^(?:${DESK}?contacts?(?: (?:details|information|us|persons?|points?))?|${DESK}(?:inquir(?:y|ies)|enquir(?:y|ies)|queries|requests)|(?:inquiries|enquiries|queries)(?=:))`,
  'iu',
)
/** "For more information, please contact", "To arrange an interview, call". */
const INVITATION =
  /^(?:for (?:any )?(?:more|further|additional|other|general|press|media)\b[^.?!:]{0,80}?|to (?:arrange|request|schedule|book|set up) [^.?!:]{1,60}?|if you would like (?:more|further) [^.?!:]{1,60}?),? ?(?:please )?(?:contact|call|phone|ring|e-?mail|write to|visit|get in touch with|go to)\b/iu
/** "Contact Ann Lee at ann@paper.example or 555 0142". */
const REACHABLE = /^(?:contact|reach|call|e-?mail|write to)\b.{1,140}?(?:\S@\S|\d{3}[ -]?\d{3,4}).{0,100}$/iu
/** "Tel: 555 0142", "E-mail: press@water.example". */
const LINE =
  /^(?:tel|telephone|phone|mobile|mob|cell|fax|e-?mail|web|website)\b\.?(?: ?\([^)]{1,20}\))? ?(?::.{1,100}|[+(]?\d[\d() .-]{4,30})$/iu
const ADDRESS = /^[^\s@]{1,60}@[^\s@]{1,60}\.\p{L}{2,20}$/u
/** "FOR IMMEDIATE RELEASE", "Embargoed until …", "###", "- ends -". */
const RELEASE =
  /^(?:for immediate release|(?:strictly )?(?:under )?embargo(?:ed)?(?: (?:until|till|to|for)\b.{1,60}|: .{1,60})?|#{2,}(?: ?#)*|[-–—*]{0,3} ?(?:ends|30) ?[-–—*]{1,3}|ENDS)\.?:?$/iu
/** Words of somebody who says something, which no contact line has. */
const SPEECH = /["“”]|\b(?:said|says|told|according)\b/iu

/** What a unit tells of contacts: nothing; a line of its own; or a heading, whose lines follow. */
export type Contact = 'none' | 'line' | 'heading'

/** Reads a unit's words, blanks made plain. Takes time linear in them. */
export function contactOf(words: string): Contact {
  if (words.length > LONGEST || SPEECH.test(words)) return 'none'
  const heading = HEADING.exec(words)
  if (heading) {
    const rest = words.slice(heading[0].length).trim()
    if (rest === '' || rest === ':') return 'heading'
    if (rest.startsWith(':')) return 'line'
  }
  if (INVITATION.test(words)) return /:$/.test(words) ? 'heading' : 'line'
  return REACHABLE.test(words) || LINE.test(words) || ADDRESS.test(words) || RELEASE.test(words) ? 'line' : 'none'
}
