/**
 * Word lists of this room, lower case, written for this project from general knowledge of English and of how
 * news is written; no list was taken from another work, and no entry stands here for one article's sake.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(w => w !== ''))

/** Words before a name that address or rank somebody; never part of the name. */
export const TITLES = words(`
  mr mr. mrs mrs. ms ms. miss mx mx. dr dr. doctor prof prof. professor sir dame lord lady madam madame monsieur
  president vice prime minister premier chancellor secretary undersecretary senator sen sen. sens. representative
  rep rep. reps. congressman congresswoman governor gov gov. gov.-elect lieutenant lt lt. mayor alderman councilman
  councilwoman councillor councilor commissioner ambassador envoy consul general gen gen. major maj maj. colonel
  col col. captain capt capt. commander cmdr. admiral adm. sergeant sgt sgt. corporal private pvt. marshal brigadier
  judge justice magistrate sheriff officer detective inspector superintendent constable chief king queen prince
  princess emperor empress sultan sheikh sheik emir duke duchess baron baroness earl count countess pope cardinal
  archbishop bishop reverend rev rev. pastor rabbi imam ayatollah mullah father coach attorney director chairman
  chairwoman chairperson chair speaker deputy acting former ex-president undersecretary spokesman spokeswoman
  spokesperson candidate nominee actor actress singer author comedian economist analyst democrat republican
  mp hon hon. honourable honorable president-elect
`)

/** After a name: a generation, an honour, a profession. Never a surname. */
export const SUFFIXES = words('jr jr. sr sr. ii iii iv qc kc sc mp mep obe mbe cbe phd ph.d. md m.d. esq esq.')

export const MALE_TITLES = words(`
  mr mr. sir lord king prince emperor duke baron earl count father monsieur sultan sheikh sheik emir pope
  congressman councilman chairman spokesman actor pastor imam cardinal archbishop
`)
export const FEMALE_TITLES = words(`
  mrs mrs. ms ms. miss dame lady madam madame queen princess empress duchess baroness countess
  congresswoman councilwoman chairwoman spokeswoman actress
`)

/** Singular nouns that tell a person's gender. */
export const MALE_NOUNS = words(`
  man boy husband father dad son brother uncle nephew grandfather grandson widower king prince emperor duke baron
  sultan emir actor businessman spokesman chairman congressman councilman alderman policeman fireman salesman cameraman
  gentleman guy monk priest waiter grandpa stepfather stepson godfather boyfriend fiancé businessman anchorman
  fisherman craftsman sportsman statesman stepbrother lad
`)
export const FEMALE_NOUNS = words(`
  woman girl wife mother mom mum daughter sister aunt niece grandmother granddaughter widow queen princess empress
  duchess baroness actress businesswoman spokeswoman chairwoman congresswoman councilwoman policewoman lady nun
  waitress grandma stepmother stepdaughter godmother girlfriend fiancée housewife saleswoman anchorwoman heroine
  stepsister midwife
`)

/** Kin and partners: a relation to somebody else, often named with a possessive or "of". */
export const KIN = words(`
  son daughter wife husband father mother brother sister uncle aunt nephew niece cousin grandfather grandmother
  grandson granddaughter widow widower fiancé fiancée girlfriend boyfriend partner spouse stepfather stepmother
  stepson stepdaughter parent parents child children family relative relatives sons daughters brothers sisters mom
  dad mum grandparents heir
`)

/** Singular nouns for one person by office, work or part in the news. */
export const PERSON_NOUNS = words(`
  person man woman boy girl teenager teen child adult resident citizen voter neighbor neighbour witness victim survivor
  suspect defendant plaintiff patient passenger driver pedestrian protester protestor demonstrator activist campaigner
  advocate supporter critic opponent rival ally aide adviser advisor assistant deputy secretary minister premier
  president chancellor governor mayor senator congressman congresswoman representative lawmaker legislator politician
  councillor councilor councilman councilwoman alderman commissioner ambassador envoy diplomat official officer
  spokesman spokeswoman spokesperson chairman chairwoman chairperson chair chief head leader director manager
  executive ceo boss founder co-founder cofounder owner entrepreneur businessman businesswoman investor banker
  billionaire developer engineer architect scientist researcher professor academic scholar historian economist analyst
  strategist pollster expert specialist consultant doctor physician surgeon nurse psychologist psychiatrist veterinarian
  teacher principal headmaster student pupil graduate lawyer attorney solicitor barrister prosecutor judge justice
  magistrate detective inspector investigator sheriff policeman policewoman constable superintendent warden guard
  soldier general colonel major captain lieutenant sergeant commander admiral marine veteran pilot sailor journalist
  reporter correspondent editor columnist writer author novelist poet blogger broadcaster anchor presenter host
  photographer publisher producer filmmaker actor actress singer musician artist comedian dancer designer model star
  celebrity player footballer striker goalkeeper coach trainer athlete runner swimmer cyclist referee captain
  priest pastor bishop archbishop cardinal pope rabbi imam cleric monk nun king queen prince princess monarch
  farmer fisherman worker employee driver clerk cook chef baker butcher waiter waitress shopkeeper salesman trader
  builder plumber electrician mechanic miner firefighter paramedic coroner librarian curator translator interpreter
  candidate nominee frontrunner front-runner contender incumbent challenger democrat republican conservative liberal
  billionaire tycoon mogul magnate philanthropist philosopher theologian refugee migrant immigrant prisoner inmate
  hostage gunman attacker assailant robber thief hacker whistleblower informant insider source member colleague friend
  boyfriend girlfriend wife husband father mother son daughter brother sister uncle aunt nephew niece cousin
  grandfather grandmother widow widower parent partner spouse native narrator moderator organizer organiser volunteer
  donor lobbyist operative delegate superdelegate staffer treasurer operator successor predecessor counterpart
  rapper drummer guitarist pianist conductor composer climber skipper undersecretary undersecretary-general
  commentator user speechwriter lady neurosurgeon dean guy respondent independent proponent participant applicant
  confidant socialist kid moderate progressive
  caller viewer reader listener customer client tenant landlord guest visitor tourist bystander onlooker
`)

/** Plural nouns of people that don't come from PERSON_NOUNS by a plural ending, and mass or collective groups. */
export const GROUP_NOUNS = words(`
  people men women children police critics officials authorities residents locals villagers others many some several
  most few both those everyone everybody nobody anyone someone somebody crowds media press public staff crew troops
  forces militants rebels insurgents voters americans republicans democrats conservatives liberals supporters
  opponents observers analysts experts scientists researchers economists prosecutors lawyers investigators doctors
  lawmakers politicians activists protesters families parents relatives neighbors neighbours colleagues friends
  witnesses sources aides advisers advisors allies rivals members leaders workers employees unions businesses companies
  countries nations states governments agencies municipalities cities schools insiders pundits editors reporters
  journalists bureaucrats dignitaries teenagers youths citizens folks team panel couple duo trio majority minority
  percent electorate leadership crowd establishment audience audiences elite elites community communities respondents
  independents proponents generation population opposition mainstream half majorities left right rest chorus
  progressives moderates hopefuls partisans millennials whites blacks libertarians kids elders individuals ones thousands
  millions hundreds dozens participants heavyweights hawks associates outsiders evangelicals radicals guys ladies
  enthusiasts applicants beneficiaries confidants criminals surrogates personnel attendees fans
`)

/** "A number of residents": the noun before "of" only counts them. */
export const PARTITIVE_NOUNS = words(`
  number majority minority handful dozen dozens couple half percentage share host series lot lots score scores hundreds
  thousands millions plurality third two-thirds quarter three-quarters fraction bulk
`)

/** Singular nouns for bodies: what may be "the company", "the ministry" in the next sentence. */
export const ORGANIZATION_NOUNS = words(`
  company firm corporation business bank airline insurer retailer manufacturer maker automaker carmaker brewer utility
  supplier operator publisher broadcaster network channel station newspaper paper magazine outlet daily weekly website
  agency authority ministry department office bureau commission committee council board court tribunal parliament
  congress senate house assembly legislature cabinet government administration regime palace kremlin pentagon
  state country kingdom city town county municipality district party coalition campaign group organization organisation
  association federation union league club team society foundation institute institution university college school
  hospital clinic church mosque diocese charity nonprofit ngo think-tank thinktank alliance army navy military force
  brigade guard police embassy consulate mission fund trust exchange startup start-up studio label museum library
  zoo factory plant restaurant hotel chain store shop brand service panel secretariat treasury exchequer crown
  watchdog regulator camp side nation industry lobby pac cartel gang militia movement faction conglomerate consortium
`)

/** Words that end or hold a body's proper name. */
export const ORGANIZATION_WORDS = words(`
  ministry department agency authority council commission committee office bureau board court parliament congress senate
  house assembly university college school institute institution academy hospital church party union federation
  association society foundation fund trust group company corporation corp corp. inc inc. ltd ltd. llc plc co co. gmbh
  bank airlines airways motors holdings partners industries systems technologies energy water electric media news press
  times post herald tribune gazette ledger journal chronicle guardian observer telegraph mail express standard star sun
  mirror daily weekly magazine radio tv television broadcasting network channel agency club league united army navy
  forces police administration campaign committee alliance coalition movement front organization organisation centre
  center project program programme service services nations
`)

/** Words in the names of papers, stations and agencies. */
export const MEDIA_WORDS = words(`
  times post herald tribune gazette ledger journal chronicle guardian observer telegraph mail express standard star sun
  mirror daily weekly magazine radio tv television broadcasting network channel news press reuters afp ap bbc cnn nbc
  abc cbs npr pbs fox bloomberg politico xinhua yonhap courier examiner inquirer dispatch bulletin independent
`)

/** Nouns for what a paper makes: when a paper's name stands before one, it is the paper that speaks. */
export const MEDIA_PRODUCTS = words('report story article dispatch editorial piece column broadcast reports')

/** Nouns for writings and findings that speak for themselves. */
export const DOCUMENT_NOUNS = words(`
  report reports survey surveys poll polls study studies letter letters document documents memo memos email emails
  e-mail e-mails statement statements paper papers article articles story stories editorial editorials book books filing
  filings complaint lawsuit suit indictment affidavit transcript transcripts record records ruling rulings verdict law
  bill constitution treaty agreement contract analysis review audit assessment investigation inquiry probe research
  data figures statistics numbers results findings evidence census index website site page blog post tweet tweets
  message messages text caption headline headlines ad ads advertisement advertisements commercial video videos footage
  photo photos photograph photographs picture pictures image images map chart sign signs placard placards banner
  banners leaflet brochure flyer guide guidelines rules code manifesto platform proposal plan press-release release
  note notes diary memoir autobiography biography dictionary encyclopedia bible quran
  speech testimony deposition dossier file files warrant petition resolution communique communiqué declaration
  documentary film movie episode program programme show song lyrics column op-ed essay piece draft exit-poll
`)

/** "Sources", "a source", "people familiar with the matter": unnamed on purpose. */
export const SOURCE_NOUNS = words('source sources insider insiders informant informants whistleblower')

/** Words in a source phrase that tell that names are kept back. */
export const ANONYMITY_WORDS = words('anonymity anonymous anonymously unnamed unidentified undisclosed familiar')

/** Nouns that may stand for any person spoken of a moment ago. */
export const GENERIC_PERSON_NOUNS = words(`
  man woman boy girl teenager teen politician lawmaker candidate nominee star player leader official executive
  billionaire author writer singer actor actress student athlete musician artist suspect victim defendant
  businessman businesswoman mogul tycoon frontrunner front-runner contender veteran native
`)

/** Nouns that may stand for any body spoken of a moment ago. */
export const GENERIC_ORGANIZATION_NOUNS = words(`
  company firm corporation organization organisation agency group body business outlet newspaper paper magazine network
  broadcaster bank airline retailer manufacturer institution charity nonprofit watchdog regulator startup
  university college school hospital club team party court ministry department council
`)

/** One role under several words. */
const ROLE_FAMILIES: readonly string[] = [
  'spokesman spokeswoman spokesperson',
  'chairman chairwoman chairperson chair',
  'congressman congresswoman representative rep. rep lawmaker legislator',
  'senator sen. sen',
  'governor gov. gov',
  'minister premier',
  'policeman policewoman',
  'councilman councilwoman councillor councilor',
  'businessman businesswoman entrepreneur',
  'professor prof. prof academic',
  'doctor dr. dr physician',
  'general gen. gen',
  'attorney lawyer solicitor barrister',
  'adviser advisor',
  'ceo chief',
  'nominee candidate contender frontrunner front-runner',
  'founder co-founder cofounder',
  'scientist researcher',
  'actor actress',
  'mp lawmaker legislator',
]
const FAMILY_OF: ReadonlyMap<string, string> = new Map(
  ROLE_FAMILIES.flatMap(f => {
    const list = f.split(' ')
    return list.map(w => [w, list[0]!] as const)
  }).reverse(),
)
/** The word that stands for all words of one role. */
export const roleOf = (word: string): string => FAMILY_OF.get(word) ?? word

export const MONTHS_AND_DAYS = words(`
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december mon mon. tue tue. wed wed. thu thu. fri fri. sat sat. sun sun. jan jan. feb feb. mar mar.
  apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec. gmt est edt pst pdt
`)

/** Short and full forms of given names that news uses side by side: each line is one name. */
const NICKNAMES: readonly string[] = [
  'william bill will billy',
  'robert bob rob bobby robbie',
  'richard rick dick rich',
  'edward ted ed eddie ned',
  'james jim jimmy jamie',
  'john jack johnny',
  'joseph joe joey',
  'michael mike mick',
  'thomas tom tommy',
  'charles charlie chuck',
  'daniel dan danny',
  'david dave',
  'donald don donny',
  'anthony tony',
  'benjamin ben',
  'bernard bernie',
  'christopher chris',
  'timothy tim',
  'andrew andy drew',
  'matthew matt',
  'nicholas nick',
  'gregory greg',
  'jeffrey jeff',
  'kenneth ken',
  'lawrence larry',
  'patrick pat',
  'peter pete',
  'raymond ray',
  'ronald ron',
  'samuel sam',
  'stephen steve',
  'steven steve',
  'theodore ted theo',
  'philip phil',
  'phillip phil',
  'leonard len',
  'alexander alex',
  'elizabeth liz beth betty eliza',
  'katherine kate kathy katie',
  'catherine cathy cate kate',
  'margaret maggie peggy meg',
  'patricia pat patty',
  'jennifer jen jenny',
  'susan sue',
  'deborah debbie deb',
  'rebecca becky',
  'victoria vicky',
  'jacqueline jackie',
  'samantha sam',
  'john-paul jp',
]
const NICKNAME_GROUPS: ReadonlyMap<string, readonly number[]> = (() => {
  const groups = new Map<string, number[]>()
  NICKNAMES.forEach((line, k) => {
    for (const w of line.split(' ')) groups.set(w, [...(groups.get(w) ?? []), k])
  })
  return groups
})()
/** Whether two folded given names may be forms of one: Bill and William. */
export function sameGivenName(a: string, b: string): boolean {
  const one = NICKNAME_GROUPS.get(a)
  const two = NICKNAME_GROUPS.get(b)
  return one !== undefined && two !== undefined && one.some(k => two.includes(k))
}
