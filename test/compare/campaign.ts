import type { Report } from '../../src/compare/index.ts'
import { report } from './quotes.ts'

/** Ten days of an invented campaign: the same two candidates in every report, five events. Event, day, text. */
const REPORTS: readonly (readonly [string, string, string])[] = [
  [
    'debate',
    '2031-05-02',
    `Marden and Fenby trade blows over the harbour toll in first debate
Ilse Marden and Coll Fenby clashed over the harbour toll on Thursday night in the first televised debate of the campaign for governor of Varrow.
Mr Fenby accused his rival of planning to double the toll at Sallow Quay. Ms Marden called the charge a fairy tale and said her plan was printed for all to read.
The moderator, Petra Quist, had to call both candidates to order twice in Tallow Hall. About 900,000 people watched, the broadcaster said.`,
  ],
  [
    'debate',
    '2031-05-02',
    `Five things we learned in Tallow Hall
The first debate between Ilse Marden and Coll Fenby was ill-tempered, long and mostly about the harbour toll.
Petra Quist, the moderator, lost control of it within ten minutes. Neither candidate for governor would say what the toll at Sallow Quay should be.
Ms Marden spoke for 41 minutes, Mr Fenby for 44. He drank the moderator’s water.`,
  ],
  [
    'debate',
    '2031-05-03',
    `Debate drew 900,000 viewers, broadcaster says
More people watched Thursday’s debate from Tallow Hall than any before it, Varrow Television said on Friday.
About 900,000 saw Ilse Marden and Coll Fenby argue over the toll at Sallow Quay. The moderator, Petra Quist, has asked not to chair the second debate.`,
  ],
  [
    'taxes',
    '2031-05-04',
    `Marden paid no tax for two years, returns show
Ilse Marden, a candidate for governor of Varrow, paid no income tax in 2026 and 2027, according to her returns, which the Sentinel has seen.
She set off losses of 3.1 million crowns from a vineyard in Ostrey against her income as a lawyer, her accountant, Bram Tolley, confirmed.
Coll Fenby, her rival, said she owed the people of Varrow an explanation.`,
  ],
  [
    'taxes',
    '2031-05-05',
    `‘I followed the law’: Marden defends her tax returns
Ilse Marden said on Sunday that she had followed the law when she set the losses of her vineyard off against her income and paid no tax for two years.
“Anybody who grows wine in Ostrey knows what frost is,” she told reporters. Her accountant, Bram Tolley, said the revenue office had checked the returns.
Coll Fenby has published his own returns. They fill four pages.`,
  ],
  [
    'taxes',
    '2031-05-06',
    `Revenue office confirms it audited Marden’s vineyard
The revenue office of Varrow audited the vineyard losses of Ilse Marden in 2028 and found nothing amiss, its director said on Monday.
The director, Una Salt, spoke after two days of reports about Ms Marden’s returns. Her accountant, Bram Tolley, welcomed the statement. Coll Fenby’s campaign did not.`,
  ],
  [
    'crash',
    '2031-05-05',
    `Fenby unhurt as campaign bus leaves road
Coll Fenby’s campaign bus left the coast road near Hemmer Point on Sunday evening and came to rest against a wall. The candidate for governor was not hurt.
The driver, Anselm Roke, was taken to hospital with a broken wrist, the police said. Ice was on the road.
Ilse Marden telephoned Mr Fenby to wish his staff well.`,
  ],
  [
    'crash',
    '2031-05-06',
    `Driver of Fenby bus had worked sixteen hours, police say
Anselm Roke, the driver of the campaign bus that crashed into a wall at Hemmer Point on Sunday, had been at the wheel for sixteen hours, the police said.
Mr Roke broke a wrist. Coll Fenby, who was on board, said he had not known of the hours. The coast road was open again on Monday.`,
  ],
  [
    'poll',
    '2031-05-08',
    `Marden’s lead shrinks to three points in Northwind poll
Ilse Marden leads Coll Fenby by 46 per cent to 43 among likely voters in Varrow, a poll by Northwind found on Wednesday.
A month ago her lead was nine points. Of those asked, 58 per cent said they had heard of the vineyard. The margin of error is two and a half points.`,
  ],
  [
    'poll',
    '2031-05-09',
    `Governor’s race tightens: 46 to 43
A new survey has the race for governor of Varrow within the margin of error. Northwind asked 1,400 likely voters: 46 per cent would vote for Ilse Marden, 43 for Coll Fenby.
The pollster said women over fifty had moved. Both campaigns said they did not look at polls.`,
  ],
  [
    'endorsement',
    '2031-05-10',
    `Dockers’ union backs Fenby
The dockers’ union endorsed Coll Fenby for governor of Varrow on Friday, the first time it has not supported the candidate of Ilse Marden’s party since 1994.
Its president, Gerd Amory, said the members had voted by two to one. The union has 22,000 members in Sallow Quay and Ostrey.`,
  ],
  [
    'endorsement',
    '2031-05-11',
    `What the dockers’ endorsement means for Fenby
By two to one, the members of the dockers’ union chose Coll Fenby over Ilse Marden. Its president, Gerd Amory, did not look like a man who had been asked.
The endorsement brings 22,000 members and an office in every port. It has gone to one party since 1994.`,
  ],
]

/** The event of each report, by its id. */
export const EVENTS: ReadonlyMap<string, string> = new Map(REPORTS.map(([event], i) => [`c${i}`, event]))

export const campaign: readonly Report[] = REPORTS.map(([, publishedAt, text], i) => {
  const plain = report(`c${i}`, text, { publishedAt })
  return { ...plain, blocks: plain.blocks.map((block, n) => (n === 0 ? { ...block, kind: 'headline' } : block)) }
})
