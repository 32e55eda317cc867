/** Lemmas of verbs that report what somebody said or thought; plain words of the language, of no one text. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const REPORTING = words(`
  say tell add report write announce state claim argue insist warn explain note recall admit concede promise vow
  pledge predict declare acknowledge suggest tweet post reply respond answer ask joke quip shout whisper testify
  allege contend assert maintain believe stress observe remark comment conclude confirm complain confess boast
  caution demand deny emphasize emphasise urge wonder lament muse opine protest retort reveal exclaim agree continue
  think hope fear know estimate forecast propose recommend swear
`)

/** Those that close a report after its comma: "…, says the mayor". */
export const CLOSING = words(`
  say report claim announce warn insist explain recall admit promise predict declare argue note add confirm
  complain reveal suggest concede stress vow testify tweet write joke exclaim reply conclude remark observe
  acknowledge allege contend caution lament boast estimate
`)
