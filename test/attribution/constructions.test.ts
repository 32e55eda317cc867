import { describe, expect, test } from 'vitest'
import { relationsOf } from './reading.ts'

/** Every rule holds on at least three invented sentences on different topics. */
const rules: Readonly<Record<string, readonly (readonly [text: string, ...relations: string[]])[]>> = {
  'was quoted as saying': [
    ['Orla Venn was quoted as saying the dam would hold.', 'Orla Venn | was quoted as saying | the dam would hold'],
    [
      '"The mine is empty," Stellan Roth was quoted as saying.',
      'Stellan Roth | was quoted as saying | "The mine is empty,"',
    ],
    [
      'The tax office was also cited as saying that the form did not exist.',
      'The tax office | was also cited as saying | that the form did not exist',
    ],
    [
      'The abbot was quoted as telling pilgrims that the bells would be recast.',
      'The abbot | was quoted as telling | that the bells would be recast',
    ],
    ['The portrait was cited in the catalogue of 1911.'],
  ],
  'was quoted by an outlet': [
    [
      'The goalkeeper was quoted by Radio Haldrin as saying that he never saw the ball.',
      'Radio Haldrin | was quoted by | The goalkeeper ... as saying that he never saw the ball',
    ],
    [
      'Judge Merrin was quoted by the Evening Post as saying the trial was over.',
      'the Evening Post | was quoted by | Judge Merrin ... as saying the trial was over',
    ],
    [
      'The ministry was cited by local media as saying that the harvest had failed.',
      'local media | was cited by | The ministry ... as saying that the harvest had failed',
    ],
  ],
  'a report closed by its source': [
    [
      'The lifts would be mended by Friday, promised the landlord, Viktor Samm.',
      'the landlord, Viktor Samm | promised | The lifts would be mended by Friday',
    ],
    [
      'However, the herd will stay in the valley until June, reports the Evening Star.',
      'the Evening Star | reports | the herd will stay in the valley until June',
    ],
    [
      '"Nobody has opened that cabinet since spring," insisted the registrar, Paul Reed.',
      'the registrar, Paul Reed | insisted | "Nobody has opened that cabinet since spring,"',
    ],
    ['Flood wall safe, says engineer', 'engineer | says | Flood wall safe'],
    ['She closed the gate, climbed the hill and left the village.'],
  ],
  'according to, within and after': [
    ['Rainfall doubled, according to the survey.', 'the survey | according to | Rainfall doubled'],
    [
      'Two in five goats carry the parasite, according to a study published in Pasture Science.',
      'a study published in Pasture Science | according to | Two in five goats carry the parasite',
    ],
    [
      'The suspect, according to police, had bought the ladder that morning.',
      'police | according to | The suspect ... had bought the ladder that morning',
    ],
    [
      'The ferry, according to the harbour office, was overloaded.',
      'the harbour office | according to | The ferry ... was overloaded',
    ],
    ['Seats were given out according to age.'],
  ],
  'a dash before the name': [
    ['"A triumph." – Commissioner Ruiz', 'Commissioner Ruiz | – | "A triumph."'],
    [
      '"The best herring in forty years." — Ottar Brekke, cook',
      'Ottar Brekke, cook | — | "The best herring in forty years."',
    ],
    [
      '"We did not lose the war; we mislaid it."\n– General Ames Cordell',
      'General Ames Cordell | – | "We did not lose the war; we mislaid it."',
    ],
  ],
  'words held up': [
    ['Marchers held signs reading "Bread now".', 'Marchers | held signs reading | "Bread now"'],
    [
      'Children waved banners reading "Our river, our turn".',
      'Children | waved banners reading | "Our river, our turn"',
    ],
    [
      'Some fans carried a placard that said "Sell the club".',
      'Some fans | carried a placard that said | "Sell the club"',
    ],
  ],
  'a feeling among': [
    [
      'There is concern among residents that the well is poisoned.',
      'residents | is concern | that the well is poisoned',
    ],
    ['There was hope among the climbers that the fog would lift.', 'the climbers | was hope | that the fog would lift'],
    [
      'There is growing fear among growers that the frost will come back.',
      'growers | is growing fear | that the frost will come back',
    ],
  ],
  'held by nobody named that': [
    ['It is said that the gold was moved.', '- | is said | that the gold was moved'],
    ['It was reported that the vault stood open.', '- | was reported | that the vault stood open'],
    ['It is widely believed that the lake is bottomless.', '- | is widely believed | that the lake is bottomless'],
  ],
  'held by nobody named': [
    [
      'The twins are believed to have crossed the lake on foot.',
      '- | are believed | The twins ... to have crossed the lake on foot',
    ],
    [
      'The treasurer is alleged to have kept two sets of books.',
      '- | is alleged | The treasurer ... to have kept two sets of books',
    ],
    ['The painting was thought to be lost.', '- | was thought | The painting ... to be lost'],
  ],
  reportedly: [
    ['The minister had reportedly told aides to wait.', 'The minister | had reportedly told | to wait'],
    ['The actress has reportedly bought the lighthouse.', '- | reportedly | The actress has ... bought the lighthouse'],
    ['The club reportedly sold its bus.', '- | reportedly | The club ... sold its bus'],
  ],
  'a writing that states': [
    [
      'Figures from the harbour show that traffic has fallen by a third.',
      'Figures from the harbour | show | that traffic has fallen by a third',
    ],
    ['The memo states that all keys must be returned.', 'The memo | states | that all keys must be returned'],
    ['The audit found that nobody had counted the boats.', 'The audit | found | that nobody had counted the boats'],
  ],
  'a writing passed on': [
    ['Farah shared a post claiming the mayor fled.', 'Farah | shared | a post claiming the mayor fled'],
    [
      'The striker retweeted a video alleging that the referee was bribed.',
      'The striker | retweeted | a video alleging that the referee was bribed',
    ],
    [
      'Parents forwarded a message saying the school would close.',
      'Parents | forwarded | a message saying the school would close',
    ],
  ],
  'whom it was told': [
    ["{s Silva} {c told} {t Radio Norte's breakfast show she would sue}.", 'Silva | told | she would sue'],
    ['{s The coach} {c told} {t her players to forget the first half}.', 'The coach | told | to forget the first half'],
    ['{s The envoy} {c told} {t them the road was open}.', 'The envoy | told | the road was open'],
    ['{s She} {c told} {t reporters Brandis had left}.', 'She | told | Brandis had left'],
  ],
  'the cue ends': [
    [
      '{s Caldora City} {c said on Friday} {t it would close the border}.',
      'Caldora City | said | it would close the border',
    ],
    [
      '{s Councillor Teal} {c demanded} {t to know why the pool was empty}.',
      'Councillor Teal | demanded to know | why the pool was empty',
    ],
    ['{t "Enough!"} {s Duarte} {c posted} on X.', 'Duarte | posted on X | "Enough!"'],
    ['{s The prosecutor} {c asked} {t for nine years}.', 'The prosecutor | asked for | nine years'],
  ],
  'a source with its clause': [
    [
      '{s A senior nurse}, who asked not to be named, {c said} {t the beds were counted twice}.',
      'A senior nurse, who asked not to be named, | said | the beds were counted twice',
    ],
    [
      'A welder who gave her name as {s Ines} {c said} {t the gate had been chained}.',
      'A welder who gave her name as Ines | said | the gate had been chained',
    ],
    [
      '{t "The map was wrong,"} {c said} {s one officer}, speaking on condition of anonymity.',
      'one officer, speaking on condition of anonymity | said | "The map was wrong,"',
    ],
  ],
  'the clause of who': [
    [
      'Grohn, {s who} {c says} {t the hives were poisoned, has asked for a test}.',
      'who | says | the hives were poisoned',
    ],
    ['The captain, {s who} {c claimed} {t that the sea was calm, was fined}.', 'who | claimed | that the sea was calm'],
    ['Her sister, {s who} {c believes} {t he lied, left on Monday}.', 'who | believes | he lied'],
  ],
  'a title whose comma is missing': [
    [
      "The ministry's press office head, {s Lena Marsh} {c also said} {t that talks go on}.",
      "The ministry's press office head, Lena Marsh | also said | that talks go on",
    ],
    [
      'The orchestra manager, {s Tom Adair} {c said} {t the hall was cold}.',
      'The orchestra manager, Tom Adair | said | the hall was cold',
    ],
    [
      "The club's head coach, {s Ruud Sattler} {c says} {t that the keeper will stay}.",
      "The club's head coach, Ruud Sattler | says | that the keeper will stay",
    ],
    ['Last week, {s Lena Marsh} {c said} {t that talks go on}.', 'Lena Marsh | said | that talks go on'],
  ],
  'an occasion is no part of the source': [
    [
      '{s Masood in a recent interview with a wire service} {c said} {t that he would talk}.',
      'Masood | said | that he would talk',
    ],
    ['{s The bishop in a letter} {c wrote} {t that the roof leaks}.', 'The bishop | wrote | that the roof leaks'],
    [
      '{s Ms Orr, in a speech in Oslo,} {c warned} {t that the ice was thin}.',
      'Ms Orr | warned | that the ice was thin',
    ],
  ],
  'a writing of the source': [
    [
      "{s The ministry's statement} {c said} {t no fish had died}.",
      "The ministry's | statement said | no fish had died",
    ],
    [
      "{s The bank's letter} {c warned} {t that funds would stop}.",
      "The bank's | letter warned | that funds would stop",
    ],
    ["{s Brandt's memo} {c says} {t the crane is safe}.", "Brandt's | memo says | the crane is safe"],
  ],
  'it and those who are convinced': [
    [
      '{t It} {c was reported} {t that the vault had been left open}.',
      '- | was reported | that the vault had been left open',
    ],
    [
      '{t The detective} {c is convinced} {t that the butler is innocent}.',
      'The detective | is convinced | that the butler is innocent',
    ],
    ['{t Growers} {c are confident} {t that the frost is over}.', 'Growers | are confident | that the frost is over'],
  ],
  'the one who speaks on an occasion': [
    [
      'Brandt {c in} {s a long radio interview with a local station} {c said} {t that the ferry would sail}.',
      'Brandt | said | that the ferry would sail',
    ],
    [
      'Ola Renn {c in} {s a brief speech to the growers} {c said} {t that the cherries were late}.',
      'Ola Renn | said | that the cherries were late',
    ],
    [
      'The head teacher in {s a letter to parents} {c said} {t that the pool would close}.',
      'The head teacher | said | that the pool would close',
    ],
    [
      'In an office in Oslo {s a clerk} {c said} {t that the vault was dry}.',
      'a clerk | said | that the vault was dry',
    ],
  ],
  'according to, before': [
    [
      'According to local media reports, the miners on Friday claimed victory in the pay dispute.',
      'local media reports | According to | the miners on Friday claimed victory in the pay dispute',
    ],
    [
      'According to Radio Nord, the coach on Tuesday announced changes to the team.',
      'Radio Nord | According to | the coach on Tuesday announced changes to the team',
    ],
    [
      'However, according to the bulletin, the curator admitted losing two of the vases.',
      'the bulletin | according to | the curator admitted losing two of the vases',
    ],
    ['According to the timetable, the bus leaves at noon.'],
  ],
  'reports that surface': [
    [
      'The shares fell as reports surfaced of the bank closing its branches.',
      'reports | surfaced of | the bank closing its branches',
    ],
    [
      'Rumours have spread that the lighthouse will be sold.',
      'Rumours | have spread | that the lighthouse will be sold',
    ],
    [
      'New allegations emerged that the judge had met the builder.',
      'New allegations | emerged | that the judge had met the builder',
    ],
    ['Oil spread of its own accord, and a diver surfaced that evening.'],
  ],
  'what stands before and around the tag': [
    [
      'The new stadium, {s the architect} {c said}, {t would be a bowl of light}.',
      'the architect | said | The new stadium ... would be a bowl of light',
    ],
    [
      'The orchestra would tour, {s its director Maud Fenn} {c said}.',
      'its director Maud Fenn | said | The orchestra would tour',
    ],
    [
      '{t "If the well is dry,"} {s Hassan Dirie} {c added}, "then we will walk."',
      'Hassan Dirie | added | "If the well is dry," ... "then we will walk."',
    ],
    ['{s Dr Vaska} {c told} the inquiry: "I reported it in March."', 'Dr Vaska | told | "I reported it in March."'],
  ],
  'two statements in one': [
    [
      '{s Ruben Castle} {c admitted} {t that the scaffold was old and insisted that it had been safe}.',
      'Ruben Castle | admitted | that the scaffold was old',
      'Ruben Castle | insisted | that it had been safe',
    ],
    [
      '{s The bank} {c warned} {t that rates would rise but said that savers were safe}.',
      'The bank | warned | that rates would rise',
      'The bank | said | that savers were safe',
    ],
    [
      '{s Ms Weld} {c said} {t the engine was new; Mr Weld said it was not}.',
      'Ms Weld | said | the engine was new',
      'Mr Weld | said | it was not',
    ],
    ['{s The chancellor} {c said} {t so; her predecessor disagreed}.', 'The chancellor | said | so'],
  ],
  'acts and names': [
    ['{s She} {c appeared on} {t "Morning Table"}.'],
    ['{s The band} {c closed with} {t "Three Miles of Rain"}.'],
    ['{s The jury} {c liked} {t "The Salt Ladder"}.'],
    ['{t The regatta} {c is scheduled} {t to begin at noon}.'],
    ['{s The consulate} {c denied} {t visas to nine violinists}.'],
    ['{s The court} {c denied} {t bail to the boatman}.'],
    ['{s A goat} {c called} {t "Minister" won the ribbon}.'],
    ['{s The bank} {c denied} {t that it had failed}.', 'The bank | denied | that it had failed'],
  ],
}

describe.each(Object.entries(rules))('%s', (_, sentences) => {
  test.each(sentences)('%s', (text, ...relations) => {
    expect(relationsOf(text)).toEqual(relations)
  })
})
