/**
 * Word lists of this room, lower case, written for this project from general knowledge of English and of how
 * news is written; no list was taken from another work, and no entry stands here for one article's sake.
 */

/** The words of a list, parted by white space. */
export const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(w => w !== ''))

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
  groundsman goalkeeper striker midfielder pitcher quarterback skipper manager teammate team-mate guide baker farmer
  teacher nurse lawyer solicitor barrister prosecutor historian novelist poet painter sculptor violinist pianist
  cellist soprano tenor composer conductor violist drummer guitarist rapper photographer journalist reporter
  columnist editor publisher broadcaster engineer architect scientist biologist physicist chemist geologist
  astronomer pilot sailor fisherman shepherd carpenter plumber electrician welder builder miner firefighter
  paramedic surgeon physician dentist pharmacist vet veterinarian midwife psychologist sociologist anthropologist
  archaeologist swimmer runner rower cyclist boxer wrestler skier skater gymnast jockey golfer climber mountaineer
  hurdler sprinter cricketer footballer referee umpire promoter hotelier restaurateur chef butcher grocer florist
  tailor jeweller brewer winemaker entrepreneur businessman businesswoman industrialist tycoon banker financier
  philanthropist philosopher theologian activist campaigner volunteer student pupil pensioner resident neighbour
  neighbor widow widower witness survivor defendant detective-sergeant dom abbot abbess canon dean provost rector
  vicar bailiff registrar attaché co-founder founder chief-constable filmmaker playwright screenwriter librarian
  curator archivist bookseller postman postmaster harbourmaster housewife opposition
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
  abbot abbess accountant acrobat admirer aide-de-camp alumna alumnus anthropologist apothecary apprentice
  archaeologist archivist astronaut astronomer auctioneer auditor ballerina bailiff barber bard beekeeper
  beneficiary biographer biologist biker blacksmith boatman bodyguard bookkeeper bookseller bosun boatbuilder bride
  bridegroom groom broker bursar busker butler cabbie caretaker carer cardiologist carpenter cartoonist cashier
  caterer cellist chaplain chauffeur chemist choirmaster choreographer churchwarden clergyman co-author co-pilot
  co-worker cobbler collector concierge conservator consul contractor convict cop courier creator crofter custodian
  customs-officer dealer defector defender dentist dermatologist deckhand decorator detainee dispatcher dissident
  dockworker docent don drover ecologist embassy-official emigrant employer enthusiast environmentalist
  epidemiologist examiner exile explorer fan farmhand ferryman financier firebrand fireman fisher florist folklorist
  footman forecaster foreman forewoman forester fugitive gamekeeper gardener gatekeeper genealogist geographer
  geologist glaciologist goalie gravedigger grocer groundsman groundskeeper guardian guerrilla guide gymnast
  hairdresser handler harbourmaster harbormaster headteacher heckler heiress herder hiker hotelier hydrologist
  hygienist illustrator immunologist impresario innkeeper instructor interviewer inventor janitor jeweller jeweler
  jockey joiner juror keeper landlady landowner landscaper laureate lecturer lifeguard lighthouse-keeper linguist
  locksmith machinist magician manufacturer marksman mason mathematician medic medium merchant messenger
  meteorologist microbiologist milkman miller milliner mountaineer mourner naturalist negotiator neurologist
  neuroscientist newcomer newsreader notary novice nutritionist obstetrician oceanographer oncologist ombudsman
  ombudswoman optician orphan orthodontist overseer painter paralegal parishioner parliamentarian passer-by
  pathologist peacekeeper pediatrician paediatrician penitent pensioner pharmacist physicist physiotherapist
  playwright porter postmaster postman postwoman potter preacher prefect primatologist printer prior prioress
  proctor prodigy programmer promoter proprietor provost publican puppeteer quarryman quartermaster radiologist
  ranger receptionist rector registrar regent rescuer restaurateur retiree rider rower sculptor seamstress
  secretary-general seismologist seller seminarian servant shareholder shepherd shopper signalman skater skier
  smuggler sociologist solicitor-general soprano speleologist statistician steelworker steward stewardess stonemason
  stranger stylist subcontractor supervisor surveyor tailor tenor tester therapist timekeeper toddler toolmaker
  trainee traveler traveller trucker trustee tutor twin umpire undertaker understudy urologist usher valet vendor
  verger vet vicar vice-chancellor vice-president villager vintner violinist virologist vocalist volcanologist
  warder watchman waterman weaver welder whaler winemaker winner woodcutter workman youth youngster zookeeper
  zoologist hurdler sprinter jumper thrower accused deceased elder co-defendant co-accused co-chair co-host ex-wife
  ex-husband grandparent mother-in-law father-in-law son-in-law daughter-in-law brother-in-law sister-in-law
  step-sister step-brother half-brother half-sister
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
  family household clan enthusiasts applicants beneficiaries confidants criminals surrogates personnel attendees fans
  scouts passengers crewmembers islanders captains campaigners defenders backers admirers speakers environmentalists
  watchers monitors lenders reviewers hardliners loyalists detractors shareholders traders farmers fishermen fishers
  miners nurses teachers students pupils drivers tenants owners householders commuters shoppers tourists survivors
  widows mourners unionists feminists traditionalists policymakers policy-makers terrorists questioners endorsers
  brokers firefighters rescuers paramedics soldiers guards veterans marchers strikers staffers clergy monks nuns
  bishops jurors inspectors officers detectives engineers surveyors biologists physicists climatologists
  meteorologists forecasters historians academics scholars psychologists diplomats envoys ministers councillors
  senators mayors governors defectors refugees migrants asylum-seekers evacuees detainees prisoners inmates hostages
  gunmen attackers twins brothers sisters siblings spouses grandchildren grandparents crews delegation delegates
  negotiators jury workforce squad platoon choir orchestra congregation cast entourage
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
  academy archive archives bakery bistro boatyard brewery builder cafe café cannery carrier casino cathedral chamber
  cinema coastguard co-op cooperative collective colliery concern constabulary consultancy contractor creamery
  credit-union customs dairy dealer dealership depot developer distillery dockyard employer employers enterprise
  farm ferry-company fishery foundry franchise gallery garage gazette goldsmith hospice importer
  exporter infirmary inspectorate judiciary kindergarten laboratory lab landlord lender line mill mine
  monastery convent abbey mutual nursery observatory opera orchestra outfit parish partnership
  pharmacy police-force polytechnic port post-office practice prefecture presidency priory prison producer provider
  publishing-house pub quarry railroad railway refinery registry reinsurer residence ruling-party salon sanctuary
  sawmill seminary shipbuilder shipyard shipper smelter supermarket surgery syndicate synagogue
  tannery tavern temple theater theatre tournament trade-union trustees undertaker union-branch vineyard
  winery wing waterworks wholesaler winemaker workshop yard bookmaker brokerage hotelier airport harbour-authority
  junta politburo presidium directorate taskforce task-force radio television tv newsroom tabloid broadsheet
  periodical journal wire newswire
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
  line lines shipping ferries steel iron cement concrete foods food dairies dairy farms fisheries seafood brewery
  breweries brewing distillers distillery bakery bakeries rail railway railways railroad tunnelling tunneling mining
  mines minerals metals oil gas petroleum refinery refining power telecom telecoms telecommunications mobile pharma
  pharmaceuticals bio biotech laboratories labs laboratory software technology robotics semiconductors electronics
  logistics freight haulage transport transit buses insurance assurance mutual savings securities capital ventures
  investments investment builders construction homes properties property estates realty stores retail supermarkets
  markets textiles apparel chemicals plastics packaging ceramics aerospace aviation aircraft air shipyard shipyards
  shipbuilding boats marine maritime ports harbour harbor studios studio pictures entertainment records publishing
  publications books theatre theater opera orchestra choir gallery museum fc afc cf rovers wanderers athletic
  rangers hotspur albion hotel hotels resorts leisure airport cruises tours travel engineering works foundry mills
  sawmills timber forestry solutions consulting associates advisors advisers analytics research data digital online
  networks cable wireless automotive autos tyres engines turbines solar wind nuclear utilities waterworks tribunal
  inspectorate coastguard constabulary directorate secretariat observatory cooperative co-operative syndicate
  brotherhood sisterhood mission diocese charity charities watch alarms furniture kitchens gardens vineyards wines
  spirits tobacco sugar salt milk meats fish
`)

/** Words in the names of papers, stations and agencies. */
export const MEDIA_WORDS = words(`
  times post herald tribune gazette ledger journal chronicle guardian observer telegraph mail express standard star sun
  mirror daily weekly magazine radio tv television broadcasting network channel news press reuters afp ap bbc cnn nbc
  abc cbs npr pbs fox bloomberg politico xinhua yonhap courier examiner inquirer dispatch bulletin independent
  newspaper newswire wire packet advertiser argus reporter record sentinel star-ledger review echo recorder monitor
  chronicles
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
  polling average account history summary tally version disclosure disclosures excerpts profile textbook playbook
  critique remarks wording clause leaflets pamphlet memorandum minutes log logs logbook certificate permit licence
  license invoice receipt cable cables directive edict decree ordinance bylaw edition bulletin forecast projection
  projections estimate estimates updates log-book inscription plaque
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

/** Words that end the names of places. */
export const PLACE_WORDS = words(`
  city town village county province state island islands isle bay river valley lake mountain mountains hills beach coast
  cape strait straits street road avenue square hill heights park forest desert peninsula district region territory
`)

/** Capitals, countries and other places whose name stands for a government or an administration, folded; spaces as in the text. */
export const PLACES: ReadonlySet<string> = new Set(
  `
  abuja|accra|addis ababa|algiers|amman|amsterdam|ankara|antananarivo|asmara|astana|asuncion|athens|baghdad|baku|bamako
  bangkok|bangui|beijing|beirut|belgrade|berlin|bern|bishkek|bogota|brasilia|bratislava|brazzaville|brussels|bucharest
  budapest|buenos aires|bujumbura|cairo|canberra|caracas|chisinau|colombo|conakry|copenhagen|dakar|damascus|delhi|dhaka
  djibouti|dodoma|doha|downing street|dublin|dushanbe|freetown|gaborone|geneva|georgetown|guatemala city|hanoi|harare|havana
  helsinki|hong kong|islamabad|jakarta|jerusalem|juba|kabul|kampala|kathmandu|khartoum|kigali|kingston|kinshasa|kuala lumpur
  kuwait|kyiv|kiev|la paz|libreville|lilongwe|lima|lisbon|ljubljana|lome|london|luanda|lusaka|luxembourg|madrid|malabo
  managua|manila|maputo|minsk|mogadishu|monrovia|montevideo|moscow|muscat|nairobi|new delhi|niamey|nicosia|nouakchott|oslo
  ottawa|ouagadougou|panama city|paris|phnom penh|podgorica|prague|pretoria|pristina|pyongyang|quito|rabat|reykjavik|riga
  riyadh|rome|san salvador|sanaa|santiago|sarajevo|seoul|singapore|skopje|sofia|stockholm|taipei|tallinn|tashkent|tbilisi
  tegucigalpa|tehran|tel aviv|tirana|tokyo|tripoli|tunis|ulaanbaatar|vaduz|valletta|vienna|vientiane|vilnius|warsaw
  washington|wellington|windhoek|yaounde|yerevan|zagreb
  afghanistan|albania|algeria|angola|argentina|armenia|australia|austria|azerbaijan|bahrain|bangladesh|belarus|belgium
  benin|bolivia|bosnia|botswana|brazil|britain|bulgaria|burundi|cambodia|cameroon|canada|chile|china|colombia|congo
  costa rica|croatia|cuba|cyprus|denmark|ecuador|egypt|england|eritrea|estonia|ethiopia|finland|france|gabon|gambia
  germany|ghana|greece|guatemala|guinea|guyana|haiti|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel
  italy|ivory coast|jamaica|japan|kazakhstan|kenya|kosovo|kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libya|lithuania
  madagascar|malawi|malaysia|maldives|mali|malta|mauritania|mauritius|mexico|moldova|mongolia|montenegro|morocco
  mozambique|myanmar|namibia|nepal|netherlands|new zealand|nicaragua|niger|nigeria|north korea|north macedonia|norway|oman
  pakistan|palestine|panama|paraguay|peru|philippines|poland|portugal|qatar|romania|russia|rwanda|saudi arabia|scotland
  senegal|serbia|sierra leone|slovakia|slovenia|somalia|south africa|south korea|south sudan|spain|sri lanka|sudan|sweden
  switzerland|syria|taiwan|tajikistan|tanzania|thailand|togo|trinidad|tunisia|turkey|turkmenistan|uganda|ukraine|uruguay
  uzbekistan|venezuela|vietnam|wales|yemen|zambia|zimbabwe
`
    .split(/[|\n]/)
    .map(w => w.trim())
    .filter(w => w !== ''),
)

/** Surnames common in many countries, folded: whom a single name means that nothing else tells about. */
export const SURNAMES = words(`
  abbott abdi abe abebe acosta adams adeyemi agarwal aguilar ahmadi ahmed akhtar ali allen alonso alvarez andersen anderson
  andersson andrade antonov aoki arslan asante bailey baker bakker barnes bauer becker begum bell bennett berg bianchi bianco
  blanc bonnet bose boateng bos brandt brown bruno butler campbell cardoso carlsen carter castillo castro chan chatterjee chaudhary
  chavez chen cheng chopra choi christensen chukwu clark collins conti cooper costa coulibaly cox cruz cunningham dang danso das
  davies davis delgado demir desai diallo diaz dijkstra diop dubois dupont duran edwards eriksen eriksson espinoza esposito evans
  farah fernandes fernandez ferrari ferreira fischer fleming fletcher flores fofana fontaine fournier fraser fuchs fujita gallo garcia
  garnier gill girard gomes gomez gonzales gonzalez gordon graham greco green greene griffin griffiths grigoryan gruber gupta gutierrez
  guzman haddad hall hamilton hansen hansson harris harrison hartmann hashimoto hassan hayashi hayes hernandez herrera hoang hoffmann
  holm horvat hosseini howard huang hughes hussain hussein ibrahim ito ivanov ivanova jackson jacobs jansen janssen jensen jimenez
  johansen johansson johnson jones jovanovic juarez kang kapoor karim karlsson kaya keane kelly kennedy khan kim kimura klein kobayashi
  koch kovac kovacs kowalski kozlov kraus krishnan kruger kumar kurz lambert lang larsen larsson laurent lebedev leclerc lee lefebvre
  lehmann leroy lewis li liang lim lin lindberg liu lopes lopez lund ma macdonald maier malik mancini mansour marino marques martin
  martinez martins mason matsumoto matsuda mbeki mcdonald mehta meier mendez mendoza mensah meyer miller mishra mitchell moller molina
  moore morales moreau moreno moretti mori morozov morris mueller muller murphy murray mutasa mwangi nagy nakamura nandi navarro ndiaye
  nelson nguyen nielsen nilsson nkosi novak nowak nunez obi ochieng ogawa okafor okeke okoro okoye olsen olsson omondi onyango ortega
  ortiz osei otieno ouedraogo owusu ozturk palmer papadopoulos parker patel pavlov pedersen pena pereira perez perry persson peters
  petersen peterson petit petrov petrova pham phillips pinto popa popescu popov powell price prieto quinn rahman ramirez ramos rao reddy
  reid reyes ribeiro ricci richards richardson richter rivera rizzo roberts robinson rodrigues rodriguez rogers rojas romano romero
  rossi rousseau roux rubio ruiz russo saito salazar sanchez sanders sandoval santoro santos sanogo sasaki sato schmidt schmitz schneider
  schulz schwarz sen serrano shah shapiro sharma shevchenko shimizu silva simon singh smirnov smit smith sokolov sorensen soto sousa
  stewart suarez sullivan suzuki svensson takahashi tan tanaka taylor thomas thompson thomsen toure torres tran traore tremblay turner
  vargas vasquez vega verma vidal vogel volkov wagner walker wang ward watanabe watson weber wei white williams wilson wong wood wright
  wu yadav yamada yamamoto yang yilmaz yilmaz young zhang zhao zhou zimmermann zulu
`)
