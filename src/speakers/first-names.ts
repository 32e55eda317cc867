/**
 * Given names by the gender they mostly go with, folded (lower case, no accents). Written for this project from
 * general knowledge; names common for both are left out.
 */

const names = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(w => w !== ''))

export const MALE_NAMES = names(`
  aaron abdul abdullah abraham adam adrian ahmad ahmed aidan alan albert alberto alejandro alessandro alexander alexandre
  alexei alfred ali allan allen amin amir anders andre andreas andrei andres andrew andy angelo anthony anton
  antonio ari armando arnold arthur arturo asif austin barack barry bashar basil ben benjamin bernard bernie bertrand bill
  billy bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron caleb calvin cameron
  carl carlo carlos cedric cesar charles charlie chad chester chris christian christopher chuck clarence claude clifford
  clinton clive cody colin connor conor corey craig curtis cyril dale damian damien dan daniel danny darren dario dave david
  dean demetrius dennis derek devin dick diego dimitri dmitri dmitry dominic donald don doug douglas duncan dustin dwight earl
  ed eddie edgar eduardo edward edwin eli elias elijah elliott elmer emil emmanuel enrique eric erik ernest ernesto
  ethan eugene evan fabio faisal fahad farid felipe felix ferdinand fernando filip floyd francesco francis francisco
  franck frank franklin fred frederick fritz gabriel gareth gary gavin geert geoff geoffrey george gerald gerard
  gerhard gilbert giorgio giovanni giuseppe glen glenn gordon graham grant greg gregory guillermo gunther gus gustav guy hal
  hamid hamza hank hans harold harry harvey hassan hector heinrich henri henrik henry herbert herman hernan hiroshi howard
  hubert hugh hugo hussein ian ibrahim igor imran isaac ismail ivan jack jacob jacques jake jakob jamal james jared
  jason javier jay jeb jeff jefferson jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joao joe joel joey
  johan johann john johnny jon jonas jonathan jorge jose joseph josh joshua juan jules julian julio julius junichi justin
  kadir karim karl kazem kadhim keith kelvin ken kenji kenneth kenny kevin khaled khalid kofi klaus kurt kyle lamar lance larry lars lawrence
  leo leon leonard leonardo leonid leroy leslie lester levi lewis liam lionel lloyd logan lorenzo lou louis lucas luca
  luigi luis lukas luke magnus mahmoud malcolm manuel marc marcel marco marcos marcus mariano mario mark markus marshall
  martin marvin mateo mats matt matteo matthew maurice mauricio max maxim maximilian mehdi mehmet michael michel miguel mike mikhail
  miles milo milton mitch mitchell mohamed mohammad mohammed moses muhammad muhammed murray mustafa nabil naeem nasser nathan nathaniel
  ned neil nelson nicholas nick nicolas nigel nikolai noah noel norman oleg oliver olivier omar orlando oscar osama oskar otto
  owen pablo paolo pascal patrick paul pavel pedro per pete peter phil philip philippe phillip pierre piotr preston
  rafael rahul raj rajesh ralph ramon randall randy raul ray raymond reginald reinhold rene reuben ricardo richard rick ricky rob
  robert roberto robin rodney rodrigo roger roland rolf roman ron ronald rory ross roy rudolf rudy rupert russell ryan
  said salim sam samir samuel saul scott sean sebastian serge sergei sergey sergio seth shane shaun simon solomon spencer
  stan stanley stefan stephen steve steven stewart stuart sven takashi tarek tariq ted terence terrence theo theodore
  thomas tim timothy tobias todd tom tomas tommy tony travis trevor troy tyler umar vernon victor viktor vince vincent vincenzo
  vitaly vladimir walid wallace walter warren wayne werner wesley wilbur wilhelm will willem william willie wolfgang
  xavier yasser yuri yusuf yousef zachary zack zoltan suleiman moshe shimon benny
  avi yitzhak ehud recep tayyip narendra arvind sanjay vijay anil sunil ravi arjun deepak ashok mohan kenta hiro satoshi
  takeshi shinzo kazuo jin jun wei qiang xiaoming ming tariku kwame kojo chidi emeka femi tunde babatunde oluwaseun
  sipho thabo jabari 
`)

export const FEMALE_NAMES = names(`
  abigail ada adele adriana agatha agnes aisha alana alexandra alexis alice alicia alison alma alyssa amanda amber amelia
  amina amy ana anastasia andrea angela angelica angelina anita ann anna annabel anne annette annie antonia april
  ariana arlene ashley astrid audrey aurora ava barbara beatrice beatriz becky belinda benazir bernadette bertha beth
  bethany betty beverly bianca bonnie brenda bridget brigitte britney brittany camila camille candace carla carly carmen
  carol carole carolina caroline carolyn carrie cassandra catherine cathy cecilia celeste celia celine charlene charlotte
  chelsea cheryl chloe christina christine cindy claire clara clarissa claudia colette colleen connie constance
  cora corinne courtney cristina crystal cynthia daisy dana daniela danielle daphne darlene dawn deanna debbie deborah
  debra delia denise diana diane dina dolores donna dora doris dorothy edith eileen elaine eleanor elena elisa elisabeth
  eliza elizabeth ella ellen elsa emilia emily emma erica erika erin esmeralda esther ethel eugenia eva eve evelyn faith
  fatima fatma felicia fiona flora florence frances francesca francine frida gabriela gabrielle gail gemma georgia
  geraldine gertrude gina giulia gladys glenda gloria grace greta gretchen gwen hannah harriet hazel heather heidi
  helen helena helene henrietta hilary hilda hillary holly hope ida ilse ines ingrid irene iris irina irma isabel
  isabella isabelle ivana ivanka ivy jacqueline jane janet janice jasmine jean jeanette jeanne jen jenna jennifer jenny
  jessica jill jo joan joanna joanne jocelyn jodi josephine joy joyce juanita judith judy julia juliana julie
  juliet june justine kamala kara karen karin karina kate katerina katharine katherine kathleen kathryn kathy katie katrina
  kayla keiko kendra kimberly kirsten kristen kristin kristina lakshmi lara laura lauren laurie leah leila
  lena leonie leslie leticia lidia lila liliana lillian lily linda lindsay lindsey lisa liz lois lola lorena loretta lori
  lorraine louisa louise lucia lucille lucinda lucy luisa lydia lynn mabel madeleine madeline maggie maha 
  marcella marcia margaret margarita margot maria mariam marianne marie marilyn marina marion marissa marjorie marlene
  marta martha martina mary matilda maureen maxine may maya megan mei melania melanie melinda melissa mercedes meredith
  mia michaela michele michelle mildred mimi minnie miranda miriam moira molly mona monica monique muriel myra myriam nadia
  nadine nancy naomi natalia natalie natasha nell nellie nicola nicole nina noor nora noreen norma olga olivia ophelia
  orla paige paloma pamela pat patricia paula paulina pauline pearl peggy penelope penny petra phoebe phyllis pia
  polly priscilla priya rachel ramona rania rebecca regina renata renee rhoda rhonda rita roberta rosa rosalind rosalie rose
  rosemary roxanne ruby ruth sabina sabrina sadie sally salma samantha sandra sara sarah sasha selena selma serena shannon
  sharon sheila shelby shelley sherry shirley sigrid silvia simone sofia sonia sophia sophie stacey stacy stefania stella stephanie
  sue susan susana susanna suzanne svetlana sylvia tamara tania tanya tara tatiana teresa tess thelma theresa tiffany tina
  tracy trudy ursula valentina valeria valerie vanessa vera verena veronica vicki victoria viola violet virginia
  vivian vivien wanda wendy whitney wilma winifred yasmin yolanda yvette yvonne zainab zara zoe sujata
  aiko akiko yuki yoko naoko haruka sakura mei-ling xiu ying aditi anjali deepa indira kavita lata meena neha pooja
  sunita usha adaeze amara chioma folake ngozi nkechi wanjiru zanele thandiwe nomvula
`)
