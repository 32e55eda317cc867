/**
 * The list of cue words by what they do: `lexicons/stance.txt`, letter for letter (a test holds both equal), so that
 * the engine needs no file system.
 */
export const STANCE_WORDS = `# What the words of a cue do with its content. A line: stance, word class, the lemmas. Phrases are parted by semicolons;
# up to three words may stand between the words of a phrase.
# Origin: written by hand for this project from general knowledge of English news prose; no corpus or other list was copied.

asserts verb: say return tell add note write state explain announce declare report inform remark observe comment reply respond answer acknowledge admit concede confess confirm affirm reaffirm avow assert insist maintain argue reason stress emphasise emphasize underline underscore reiterate repeat recall recount relate narrate describe detail outline mention specify clarify point reveal disclose divulge testify attest swear certify reassure warn caution remind notify brief update advise alert conclude continue interject interrupt quip joke jest laugh shout yell scream cry bellow roar whisper mutter mumble murmur growl snap bark chant sing sigh sob exclaim blurt gush rave rant fume thunder retort counter rejoin echo agree concur tweet retweet post text email e-mail blog message broadcast publish quote cite paraphrase lament bemoan complain grumble moan protest object regret apologise apologize praise laud hail applaud commend welcome celebrate congratulate thank criticise criticize slam blast attack condemn denounce decry deplore lambast lambaste assail castigate rebuke chide scold mock ridicule deride taunt tease compare liken call label brand dub term name characterise characterize portray depict paint suggest hint intimate signal predict forecast foresee prophesy project rule declaim proclaim pronounce preach lecture teach opine editorialise editorialize summarise summarize introduce propound postulate theorise theorize vouch boast brag gloat crow tout trumpet volunteer chip venture offer discuss debate talk speak address read translate dictate record document list register remonstrate correct rhapsodise wax expound elaborate expand begin intone recite remember reminisce reflect muse fret defend justify excuse stipulate allow grant own profess indicate highlight identify share submit voice utter articulate reprimand chastise disparage belittle bash savage extol herald grouse harangue jeer reference confide convey relay foretell foretold assess hypothesise recap impart enthuse pontificate philosophise ruminate enumerate sermonise moralise stammer stutter whine wail hiss yelp cheer chorus holler bawl boom drawl croak quaver vent rail inveigh upbraid berate reprove reproach skewer pillory fulminate bristle deadpan expatiate chronicle
asserts noun: statement remark comment announcement declaration observation explanation account testimony report message word reply response answer admission acknowledgement acknowledgment concession confession confirmation reminder warning caution assertion argument insistence conclusion summary description disclosure revelation tweet post letter email speech address note ruling verdict criticism praise apology complaint protest prediction forecast quote quotation reaction clarification suggestion critique reprimand rebuke news reporting advice
asserts adjective: adamant emphatic explicit frank candid clear vocal outspoken critical
asserts phrase: point out; make clear; spell out; lay out; set out; make the case; make the point; chime in; chip in; weigh in; hit back; fire back; shoot back; speak out; hit out; lash out; sum up; go on record; let slip; let know; make known; take to task; swear in; read out; call out; plead guilty; admit guilt; take aim; leave out; leave unsaid

claims verb: claim allege accuse contend purport charge blame insinuate imply pretend fault incriminate sue indict impute posit denigrate hypothesize smear
claims noun: claim allegation accusation contention charge insinuation rumour rumor boast innuendo
claims adjective: alleged purported
claims phrase: make out; hold responsible; point the finger; point a finger; lay the blame; put the blame; level accusation; lay claim; put forward claim; accuse of

denies verb: deny dispute reject dismiss refute rebut disavow disown disclaim repudiate renounce contradict contest challenge rebuff negate gainsay disagree debunk discredit quash scotch retract recant backtrack disprove exclude discount scoff pooh-pooh pan scorn belie naysay disbelieve rubbish dissociate forswear nix disassociate demolish
denies noun: denial rebuttal refutation rejection dismissal repudiation disavowal disclaimer retraction disagreement
denies adjective: untrue
denies phrase: brush aside; brush off; rule out; wave away; wave aside; wave off; bat away; bat aside; swat away; laugh off; shrug off; shoot down; knock down; knock back; slap down; push back; throw out; hit down; pour scorn; pour cold water; throw cold water; pour water; give the lie; give short shrift; take issue; take exception; beg to differ; no truth; no substance; no foundation; no basis; no merit; plead not guilty; plead innocent; enter not guilty; maintain innocence; protest innocence; profess innocence; insist innocence; disclaim responsibility; deny responsibility; wash hand; distance from; walk back; back away; row back; take back; set the record straight; put paid; answer in the negative; shake head; call bluff; explain away; cast aside; make light of; scoff at; not true; far from true; no such; nothing of the sort; nothing of the kind; without foundation; without merit; without substance

refuses verb: refuse decline demur balk baulk withhold stonewall spurn abstain deflect sidestep dodge evade duck
refuses noun: refusal unwillingness reluctance
refuses adjective: unwilling reluctant loath noncommittal non-committal tight-lipped evasive
refuses phrase: no comment; turn down; remain silent; stay silent; keep silent; keep quiet; keep mum; stay mum; remain mum; remain tight-lipped; stay tight-lipped; hang up; not be draw; not draw on; skirt question; plead the fifth; invoke right to silence; exercise right to silence; fend off; choose not to say; choose not to comment; choose not to answer; choose not to reveal; choose not to disclose; opt not to say; opt not to comment; prefer not to say; prefer not to comment; prefer not to answer; decide not to say; decide not to comment; neither confirm nor deny; not confirm or deny; not confirm nor deny

asks verb: ask inquire enquire query question wonder request appeal plead beg beseech implore entreat pray petition quiz interrogate solicit apply grill probe poll canvass interview seek invite besought
asks noun: question query inquiry enquiry request appeal plea petition entreaty prayer
asks adjective: curious
asks phrase: demand to know; want to know; want to hear; plead for; plead with; appeal for; ask for; pose question; raise question; put question; call into question; make an appeal; make a plea; issue an appeal; launch an appeal; beg for; wish to know; demand answer; like to know; send request; file request

orders verb: order command instruct direct demand urge require mandate decree exhort enjoin forbid prohibit ban bar bid recommend encourage press summon compel oblige force admonish nudge counsel prescribe ordain push forbade forbad authorise authorize permit enact
orders noun: order command instruction directive demand call decree injunction mandate ultimatum recommendation edict fatwa subpoena summons exhortation ban
orders adjective: insistent
orders phrase: call on; call upon; call for; give order; lay down; insist on; issue an order; issue a call; press for; push for; lobby for; appeal to; make a call; insist upon; demand that; rule must; warn off; argue for; argue against; advocate for; dare to

promises verb: promise pledge vow threaten undertake commit guarantee assure undertook undertaken
promises noun: promise pledge vow threat commitment guarantee assurance undertaking oath bet
promises phrase: give assurance; give an assurance; give a pledge; make a promise; make a pledge; make a commitment; make a vow; issue a threat; make a threat; give word; swear revenge; swear vengeance

intends verb: intend plan aim propose want wish decide resolve plot prepare mean aspire elect opt choose envisage envision desire yearn long eye mull contemplate scheme vote need try vie determine strive
intends noun: plan intention intent aim goal ambition decision resolve desire wish proposal willingness readiness determination objective purpose aspiration preference
intends adjective: determined willing ready eager keen prepared set poised bent committed anxious resolved
intends phrase: would like; look to; make up mind; have in mind; set out to; be about to; set sight; in favour of; think of; consider whether; weigh whether

believes verb: believe think feel consider suspect doubt fear worry hope expect assume presume guess suppose imagine reckon know understand view regard deem estimate surmise conjecture judge calculate figure sense anticipate trust dread realise realize recognise recognize favour favor support oppose like love hate admire respect appreciate perceive see seem look appear disapprove approve mistrust distrust conceive dream gather infer deduce accept learn notice discover endorse back enjoy care despise resent loathe reconsider ponder value rate embrace dislike prefer speculate relish savour savor
believes noun: belief opinion view fear hope concern worry suspicion doubt expectation impression feeling consensus conviction assumption confidence thought theory speculation scepticism skepticism optimism pessimism certainty misgiving reservation unease perception mind disbelief estimate assessment perspective sentiment judgment judgement anxiety alarm support opposition hunch trust faith understanding eyes
believes adjective: confident convinced sure certain hopeful optimistic afraid worried concerned sceptical skeptical doubtful pessimistic aware unaware fearful apprehensive nervous uneasy unconvinced unsure uncertain unclear wary unhappy happy glad proud pleased sorry angry surprised mindful dubious suspicious disappointed scared positive delighted grateful sad satisfied mistaken conscious ignorant supportive dismayed distressed annoyed enthusiastic
believes phrase: have doubt; have no doubt; no doubt; cast doubt; raise doubt; express doubt; be of the opinion; take the view; in the view of; in the opinion of; in the eyes of; be under the impression; have faith; lose faith; look forward; look like; have high hopes; see as; think highly; believe in; hold that; come to think; in mind; in the belief

shows verb: show demonstrate prove illustrate find evidence exhibit evince verify corroborate bear display establish exemplify symbolise symbolize uncover
shows noun: evidence sign indication proof finding demonstration hint result
shows phrase: find out; turn out; bear out; point to; point towards; point toward; give indication; come to light; attest to
`
