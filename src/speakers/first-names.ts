/**
 * Given names by the gender they mostly go with, folded (lower case, no accents). Written for this project from
 * general knowledge; names common for both are left out.
 */

const names = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(w => w !== ''))

export const MALE_NAMES = names(`
  aaron abdul abdullah abel abelardo abhishek abraham achim adam adebayo adewale adil aditya adolfo adrian agustin
  aharon ahmad ahmed ahmet aidan ajay akbar akio akira alan alasdair alastair albert alberto alden aldo alec aled
  alejandro aleksandar aleksander aleksei alen alessandro alessio alexander alexandre alexei alfie alfonso alfred
  alfredo ali alistair allan allen alois alonso alun alvaro alvin amadou amar ambrose amin amir amit amos anatol
  anatoly anders andre andreas andrei andres andrew andrzej andy aneurin angelo angus anil anselm anthony antoine
  anton antonin antonio antti aram archie ari aristide arjun armand armando arnaud arne arno arnold arthur arturo
  arun arvid arvind asher ashok ashraf asif atticus aubrey auguste augustin augusto aurelien aurelio austin avi axel
  ayman aziz babatunde baldev baptiste barack barney barry bart bartholomew bartosz bashar basil basim bastian ben
  benedict benedikt bengt benito benjamin benny benoit bernard bernardo bernie bertram bertrand bilal bill billy
  birger bjarne bjorn bob bobby bogdan boris boubacar brad bradley brandon branko brendan brent brett brian bruce
  bruno bryan burak byron byung cai caleb callum calvin cameron carl carlo carlos carlton carsten casper cecil
  cedric celso cengiz cesar chad chandra charles charlie chester chidi chinua chris christian christopher chuck
  ciaran cillian clarence claude clement clifford clint clinton clive cody colin colm connor conor constantin corey
  cormac cornelius craig cristian cristiano curtis cuthbert cyril cyrus dag dale dalibor damian damien damir dan
  daniel danny dante dario darius darko darrell darren dave david davide dawit dean declan deepak demetrius denis
  deniz dennis derek derrick devin diarmuid dick didier diego dieter dilip dimitar dimitri dimitris dinesh dion dirk
  djibril dmitri dmitry dominic don donal donald doug douglas dragan drago duane duncan dusan dustin dwight dylan
  eamon earl eberhard ebrima ed eddie edgar eduard eduardo edward edwin efrain egil egon ehud einar ekrem eli elias
  elijah elio elliott elmer elton elvis emanuele emeka emil emile emiliano emmanuel emre endre enrique ephraim
  erasmus eric erik ernest ernesto ernst errol esteban ethan ettore eugene evan evander evert ewan eyal ezekiel ezra
  fabio fahad faisal farid farouk federico felipe felix femi ferdinand ferenc fergus fernando fidel filip finlay
  finn flavio florian floyd folke francesco francis francisco franck francois frank franklin fred frederick frederik
  fredrik friedrich fritz gabor gabriel gaetano gareth gary gaston gavin gavriel geert geir gennady geoff geoffrey
  georg george georges georgi gerald gerard gerardo gerd gerhard gethin gheorghe giancarlo gianluca gianni gideon
  gilbert gino giorgio giovanni giuseppe glen glenn godfrey goran gordon gottfried graeme graham grant greg gregor
  gregory grigory guido guilherme guillermo gunnar gunther gus gustav gustavo guy gyorgy haakon habib hakan hakon
  hal hamid hamish hamza hank hans harald harlan harold harry haruki harvey hasan hassan haydar hayden hector heiko
  heinrich heinz helmut hendrik henri henrik henry herbert herman hernan herve hideo hilmar hiram hiro hiroshi
  holger homer horace horacio horst howard hubert hubertus hugh hugo humberto husain hussein iain ian ibrahim idris
  igal ignacio igor ilan ilie ilya imran ingvar inigo ioan ion iosif irfan isaac isidro ismael ismail istvan itzhak
  ivan ivar ivo jaap jabari jacinto jack jacob jacques jaime jake jakob jakub jamal james janos janusz jared jarek
  jaroslav jason jasper javed javier jay jeb jedediah jeff jefferson jeffrey jens jeong jeremy jeroen jerome jerry
  jesse jesus jim jimmy jin jiri joachim joakim joao joaquin jochen joe joel joey johan johann john johnny jon jonas
  jonathan joost jorge jorgen jose josef joseph josh joshua josip jost jovan juan juha jules julian julio julius jun
  junichi jurgen justin justus kadhim kadir kamal kamil kareem karim karl karsten kaspar kasper katsuo kazem
  kazimierz kazuo keir keith kelvin kemal ken kenji kenneth kenny kenta kerem kevin khaled khalid kiran kirill kjell
  klaus knut kofi kojo konrad konstantin kostas krzysztof kunal kurt kwabena kwaku kwame kwasi kyle lachlan ladislav
  lajos lamar lance larry lars laszlo laurent lawrence leander leif lennart leo leon leonard leonardo leonid leopold
  leroy lester leszek levi lewis liam lionel livio ljubomir lloyd logan loic lorenzo lorne lothar lou louie louis
  luc luca lucas lucian luciano ludovic ludwig luigi luis lukas luke lutz lyle maarten maciej magne magnus mahdi
  mahesh mahmoud makoto malachi malcolm malik mansour manuel marat marc marcel marcelo marcin marco marcos marcus
  mariano mario marius mark marko markus marshall martin martti marvin masahiro masood massimo mateo mathias mathieu
  mathis mats matt matteo matthew matthias matthijs mattias maurice mauricio maurizio max maxim maxime maximilian
  mehdi mehmet meinhard melvin mendel michael michel miguel mihai mihail mikael mike mikhail mikkel milan miles milo
  milos milton ming miroslav mischa mitch mitchell mladen modou mohamad mohamed mohammad mohammed mohan mohsen
  mordecai morten moses moshe mostafa muhammad muhammed murray musa mustafa nabil naeem naoki narayan narendra nasir
  nasser nathan nathaniel naveed ned neil nelson nestor niall niccolo nicholas nick nicolas niels nigel nikola
  nikolai nikolaus nikos nils nima nir noah nobuo noel norbert norman obinna octavio olaf olav oleg oleksandr oliver
  olivier olof olu oluwaseun omar omari ondrej oren orhan orlando orville osama oscar oskar osman osric oswald otis
  otto ousmane owen paavo pablo panos paolo pascal pascual patrice patricio patrick paul pavel pawel pedro pekka
  pelle per petar pete peter petr petros petter phil philip philippe phillip phineas pierre piers piet pieter piotr
  pius pradeep prakash pranav prasad preston priyan qiang quentin rachid radek radovan rafael rafe raghav rahul
  raimund rainer raj rajesh rajiv rakesh ralph ramesh rami ramiro ramon randall randy raoul rashid rasmus raul ravi
  ray raymond raymundo recep redmond refik reggie reginald reiner reinhard reinhold remo remy renato renaud rene
  renzo reuben reza rhodri rhys ricardo riccardo richard rick ricky rinaldo roald rob robert roberto robin rocco
  roderick rodney rodrigo roelof roger rohan rohit roland rolando rolf romain roman romeo romulo ron ronald ronan
  ronnie rory ross roy rudolf rudy rufus rui rune rupert russell rustam ryan sadiq saeed saeid said sakari salim
  salman salvatore sam samir samson samuel sander sandor sanjay sanjeev sascha satish sato satoshi saul scott seamus
  sean sebastian sebastiao sefton selim semyon senan serge sergei sergey sergio seth seung severin shane shankar
  sharif shaun shigeru shimon shin shinzo shlomo siddharth siegfried sigmund sigurd silas silvester silvio simon
  sindre sipho slavko slobodan solomon soren spencer spiros srdjan stan stanislav stanley stefan stefano steffen
  stellan sten stephen steve steven stewart stig stuart sture suleiman sunil suresh sushil sven sverre sylvain
  sylvester tadao tadeusz taha taiwo takashi takeshi tamas taras tarek tariku tariq tayeb tayyip ted teddy teodor
  terence terje terrence tetsuo thabo thaddeus theo theodor theodore thomas thorsten thurston tiago tibor tim timo
  timothy timur tobias toby todd tom tomas tomasz tomislav tommy tony torbjorn tore torsten torvald toshiro travis
  trevor troy trygve tunde tuomas tyler ugo ulf ulric ulrich ulrik ulysses umar umberto uri uriah urs usman uwe
  vaclav vadim valentin valery vasco vasil vasily veit veli vernon victor vidar vijay vikram viktor viktoras vinay
  vince vincent vincenzo vinod virgil vitaly vitor vittorio vivek vlad vladimir vladislav vojtech volker volodymyr
  vuk vusi waldemar waleed walid wallace walter waqar warren wayne wei wendell werner wesley wiktor wilbert wilbur
  wilfred wilfried wilhelm will willem william willie wilmer wim winston wojciech wolfgang xavier xiaoming yakov
  yannick yannis yasser yaw yevgeny yiannis yitzhak yoav yohannes yoram yosef yoshi yousef yuri yusuf yves zachary
  zack zahid zaid zbigniew zdenek zeke zeljko zeno ziad zlatan zoltan zoran zsolt zubair
`)

export const FEMALE_NAMES = names(`
  abena abigail ada adaeze adela adele adeline aditi adriana adrienne agata agatha agnes agneta agnieszka aida aiko
  aileen aino aisha aisling aissatou akiko alana alberta alda alejandra aleksandra alessandra alessia alexandra
  alexandrine alexia alexis alice alicia alicja alina alison aliyah allegra alma alondra althea alva alyssa amalia
  amanda amara amber amelia amelie amina aminata amira amrita amy ana anabel anahita anais anamaria anastasia andrea
  anele aneta angela angelica angelina angelique anika anita anja anjali anke ann anna annabel anne anneke anneli
  annelie annette annick annie annika anouk anthea antje antonella antonia anya aoife april arabella araceli ariana
  arlene armelle asha ashanti ashley aslaug asma asta astrid asuncion atsuko aude audrey aurelie aurora ava aviva
  ayaan ayesha aylin azadeh azra barbara barbro beata beatrice beatrix beatriz becky begum belinda benazir benedetta
  benedicte berenice berit bernadette bernice berta bertha beryl bessie beth bethany bettie bettina betty beverly
  bianca bibi birgit birgitta bodil bonnie bozena branka brenda briana bridget bridie brigid brigitta brigitte brita
  britney britt brittany bronwen bronwyn bruna brunhilde bryony caitlin calista camila camilla camille candace
  candida caridad carina carla carlotta carly carmela carmen carol carole carolina caroline carolyn caron carrie
  cassandra cassie catalina catarina caterina catharina catherine cathy catrin catriona cecile cecilia cecily
  celeste celia celine chandni chantal charlene charlotte charmaine chelsea cheryl chiara chika chinwe chioma chloe
  christa christel christiane christina christine ciara cilla cindy claire clara clarice clarissa claudette claudia
  clementine cleo clodagh coleen colette colleen concepcion connie consolata constance consuelo cora coralie
  cordelia corinna corinne cornelia cosima courtney cristina crystal cynthia dagmar dagny daisy dalia damaris dana
  danica daniela danielle daphne daria darlene davina dawn deanna debbie debora deborah debra deepa deirdre delia
  delphine denise desiree devi diana diane dilys dina dinah divya djamila dolores donatella donna dora doreen dorina
  doris dorota dorothea dorothy dorrit dragana drusilla dubravka dunja ebba ebele edda edith edna edwina effie
  eileen eilidh eira elaine elba eleanor eleanora elena eleni elfriede eliana elida elin elina elisa elisabet
  elisabeth elise eliza elizabeth elke ella ellen elma elodie eloise elsa elsie elspeth elvira emiko emilia emilie
  emily emina emma ena enid erica erika erin erna ernestine esme esmeralda esperanza estela estelle esther ethel
  etsuko eudora eugenia eugenie eulalia eunice eva evangeline eve evelina eveline evelyn evgenia ewa faith fanny
  farah farida fatema fatima fatma fatou fatoumata fay felicia felicity fernanda fidelma fiona fiorella flavia fleur
  flora florence folake frances francesca francine franziska freda frederica freja freya frida friederike fumiko
  gabriela gabriella gabrielle gail gemma genevieve georgette georgia georgina geraldine gerda germaine gertrud
  gertrude ghislaine gillian gina ginevra giovanna gisela gisele giselle gita gitta giulia gladys glenda gloria
  glynis grace graciela grainne greta gretchen grete griselda guadalupe gudrun guinevere gunhild gunilla gwen
  gwendolyn gwyneth hadiza hafsa halima halina hanako hanan hanna hannah hanne hannelore harriet haruka hattie hazel
  heather hedda hedwig heidi heike helen helena helene helga heloise henrietta hermine hermione hilary hilda hilde
  hildegard hildur hillary hiroko hollie holly hope hortense huda hulda ida ilana ilaria ildiko ileana ilka ilona
  ilse iman imelda imogen indira ines inez inga inge ingeborg ingrid ingvild ioana iolanda irena irene irina iris
  irma isabel isabella isabelle isadora isaura iseult isla ismene isolde ivana ivanka ivonne ivy izabela jacinta
  jacqueline jadwiga jamila jana jane janet janette janice janina janine jasmin jasmine jasna jean jeanette jeanne
  jelena jemima jen jenna jennie jennifer jenny jessica jette jill jo joan joanna joanne joceline jocelyn jodi jodie
  johanna jolanta josefa josefina josephine joy joyce juana juanita judit judith judy julia juliana julie juliet
  juliette june juno justine jutta kaitlyn kamala kamila kara karen karima karin karina karla karolina kasia katalin
  katarina katarzyna kate katerina katharina katharine katherine kathleen kathrin kathryn kathy katia katie katja
  katrin katrina katya kavita kayla keiko kelechi kelly kendra kerstin keziah khadija kiera kimberly kinga kirsten
  kirsti kirsty klara klaudia kornelia kristen kristin kristina krystyna kumiko kyoko laila lakshmi lana lara
  larissa lata latifa laura lauren laurie lavinia layla lea leah leela leila lena leni leonie leonor leonora
  leopoldine leticia letitia letizia libby lidia liesl lila lili lilian liliana lilias lilith lilla lillian lily
  lina linda lindsay lindsey linnea lisa lisbeth lise liselotte lissa liv livia liz lizzie ljubica lois lola lorelei
  lorena loretta lori lorna lorraine lotte lottie louisa louise luana lucia luciana lucie lucille lucinda lucretia
  lucy ludmila luisa luise lydia lynda lynette lynn maartje mabel madeleine madeline madhuri maeve mafalda magali
  magda magdalena maggie maha mahalia maia maike maira maja makena malak malia malika malin mamie manju manon
  manuela mara marcela marcella marcia mareike margaret margareta margarete margarita margaux margery margherita
  margit margot margret margrethe marguerite maria mariam mariama mariana marianne mariatou maribel marie marieke
  mariel marielle marietta marija marika mariko marilyn marina marion marisa marisol marissa marit marita marjorie
  marlene marta martha martina mary maryam mathilda mathilde matilda maud maude maura maureen mavis maxine may maya
  mayumi meena megan mei mei-ling meike melania melanie melina melinda melissa mercedes meredith merete merle meryl
  mette mia michaela michele micheline michelle michiko mieke mihaela mildred milena milica millicent millie mimi
  mina mindy minna minnie mira miranda mireille mirella miriam mirjam mirjana misaki mitzi moira molly mona monica
  monika monique morag morgana morwenna muriel myra myriam myrtle nada nadezhda nadia nadine nadja nahid naima najat
  nana nanami nancy nandi nanette naoko naomi natalia natalie natasha nathalie neema neha nell nellie nerys neus
  ngozi niamh nichola nicola nicole nicoletta nieves nika niki nilufer nina ninette nkechi noelia noemi noma nomsa
  nomvula noor nora norah noreen norma nura nuria oana octavia odette odile olena olga olivia olwen olympe ondine
  oonagh ophelia oriana orla ornella orsolya ottilie paige palesa palmira paloma pamela paola parvati pat patricia
  patrizia paula paulette paulina pauline pearl peggy penelope penny perpetua petra petronella philippa phoebe
  phyllis pia pilar polly pooja portia prisca priscilla priya prunella queenie quirine rachel radha ragnhild raisa
  ramona rana rania raquel rasheeda rebecca rebekah regina reina reine renata renate renee rhea rhiannon rhoda rhona
  rhonda riikka rita rivka roberta rocio romaine romina romy rosa rosalba rosalia rosalie rosalind rosamund rosario
  rose roseline rosemarie rosemary rosetta rosie rosina roswitha rowena roxana roxane roxanne roya ruby ruth
  ruthanne sabina sabine sabrina sachiko sadie safiya sakura sally salma salome saloni samantha samira sandra
  sandrine sanja sanna saoirse sapna sara sarah sasha saskia scarlett selena selina selma senait seraphina serena
  shabnam shakira shanice shannon shanthi sharmila sharon shauna sheena sheila shelby shelley sherry shirin shirley
  shreya sibongile sibyl sidonie siegrid sienna signe sigrid siham silje silke silvana silvia simone sinead siobhan
  sita sneha snezana sofia sofie solange sonia sonja sophia sophie soraya stacey stacy stefania steffi stella
  stephanie stina sue sujata sumaya sunita susan susana susanna susanne suzanne svetlana swati sybil sylvia sylvie
  tabea tabitha talia tallulah tamar tamara tamiko tamsin tania tanja tanya tara tasha tatiana tatjana tekla teodora
  teresa teresita tess tessa thandeka thandi thandiwe thea thelma theodora theresa therese thirza tiffany tilda
  tilly tina tirza toril tracey tracy trine trudy tuva ulla ulrike ursula usha ute valentina valeria valerie vanessa
  vanja varvara vashti velma venetia vera verena verona veronica veronika veronique vesna vicki victoria vida vigdis
  viktoria vilma viola violet violeta violetta virginia virginie vivian vivien vivienne wairimu wanda wanjiru
  wendeline wendy whitney wiebke wilhelmina wilma winifred winnie xenia ximena xiu yael yasmin yasmine yetunde
  yevgenia ying yoko yolanda yuki yuko yuliya yumi yvette yvonne zahra zainab zanele zara zdenka zelda zeynep zhanna
  zina zita zoe zofia zohra zora zsofia zuleika zuzana
`)
