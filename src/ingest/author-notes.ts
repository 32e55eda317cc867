/** What stands at an article's foot about who wrote it: "Mia Tarn covers cities for the Calder Herald." */

const NAME = String.raw`\p{Lu}[\p{L}.'’-]{0,30}(?: (?:\p{Lu}[\p{L}.'’-]{0,30}|de|del|da|van|von|der|bin|al)){1,4}`
const TRADE = `(?:reporter|correspondent|columnist|journalist|editor|contributor|writer|(?:film|art|music|theatre|theater|food|restaurant|book|television|TV|dance|architecture|chief) critic|bureau chief|photojournalist|intern)s?`
const TEACHER =
  '(?:professor|lecturer|fellow|author|historian|economist|lawyer|novelist|student|researcher|director|teacher)'

const WORKS = [
  // "Ruta Hale is the Castlemere Post's farming correspondent."
  new RegExp(
    String.raw`^${NAME}(?:,? [^.,]{1,40},)? is (?:an?|the|our|[\p{L}’' .-]{2,40}['’]s?) [^.!?"“”]{0,60}\b${TRADE}\b`,
    'u',
  ),
  // "Mia Tarn covers cities for the Calder Herald."
  new RegExp(
    String.raw`^${NAME} (?:covers [^.!?"“”]{2,60} (?:for|at|from) (?:the )?\p{Lu}|(?:reports (?:on|from|for)|writes (?:about|on|for)|is based in)\b)`,
    'u',
  ),
]
/** An expert who wrote a piece: only where the note disowns what is in it, or leads on to the author. */
const EXPERT = new RegExp(
  String.raw`^${NAME} (?:is (?:an?|the) [^.!?"“”]{0,80}\b${TEACHER}\b|teaches|works|runs|lectures|is the author of)`,
  'u',
)
const OWN_VIEWS =
  /\b(?:(?:the|these|all) (?:views|opinions)\b[^.]{0,60}\b(?:own|author['’]?s?)|(?:views|opinions) expressed|(?:his|her|their) (?:latest|new|most recent|next) book|follow (?:him|her|them)\b|(?:reach|email|contact|write to) (?:him|her|them)\b)/iu
/** Somebody quoted, or said to have done something at a time: news. */
const NEWS = /["“”]|\b(?:said|says|told|tells|added|according to)\b/

/** Is a paragraph at an article's foot a note on its author? Anchored at its start; looks at 300 units. */
export function isAuthorNote(words: string): boolean {
  if (words === '' || words.length > 400) return false
  const head = words.slice(0, 300)
  if (NEWS.test(head)) return false
  return WORKS.some(form => form.test(head)) || (EXPERT.test(head) && OWN_VIEWS.test(words))
}
