/**
 * Words that keep their full stop. Whether the stop also ends a sentence is for the sentence splitter.
 * Written from general knowledge of English news style (AP and British usage), not from any one article.
 */
const lines = (...groups: readonly string[]): ReadonlySet<string> => new Set(groups.join(' ').split(' '))

/** In any case: "etc.", "ETC.". */
export const ANY_CASE: ReadonlySet<string> = lines('etc vs viz approx dept ext incl misc ca cf ibid al esq')

/** Only with a capital: titles, ranks, months, days, states, companies, streets. */
export const CAPITALISED: ReadonlySet<string> = lines(
  'mr mrs ms mx dr prof rev fr hon msgr sr jr st ste mme mlle messrs',
  'gen lt col maj sgt capt cpl cmdr adm brig pvt pfc cpt spc supt det insp const ofc',
  'sen sens rep reps gov govs pres amb atty asst assoc dir sec treas del supt chmn',
  'jan feb apr jun jul aug sept sep oct nov dec',
  'mon tue tues thu thur thurs fri',
  'ala ariz ark calif colo conn fla ga ind kan ky md mich minn mo mont neb nev okla pa tenn tex vt va wis wyo',
  'ont que alta sask',
  'inc corp co cos ltd bros mfg intl natl univ assn',
  'ave blvd rd hwy pkwy mt ft pt',
  'ph phd vol pp ed eds trans repr op',
)

/** Words in their own right, so abbreviations only when no capital follows: "Worcester, Mass., said". */
export const CAPITALISED_BEFORE_LOWER: ReadonlySet<string> = lines(
  'mass miss wash ill ore la del sat sun wed mar is me',
)

/** Abbreviations only before a number: "No. 4", "p. 12", "Fig. 2". */
export const BEFORE_NUMBER: ReadonlySet<string> = lines('no nos p pp fig figs art sec vol ch pt para eq nr')

/** Ends of host names that make `name.end` one word; those that are English words are left out. */
export const HOST_ENDS: ReadonlySet<string> = lines(
  'com org net gov edu mil int info biz co uk us eu ca au nz ie de fr es ch ru cn jp kr br za se dk pl cz nl ng ke il ae',
  'io ai tv fm ly gg app dev news blog media online site tech xyz htm html php pdf jpg png js doc docx xls zip txt',
)
