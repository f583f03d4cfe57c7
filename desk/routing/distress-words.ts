import type { Signs } from './signs.ts';

/** What somebody in distress speaks of. */
export type Distress = 'self-harm' | 'abuse' | 'harassment' | 'panic' | 'grief' | 'exhaustion';

const CLOSE =
  '(?:husband|wife|spouse|partner|boyfriend|girlfriend|fianc[eé]e?|ex|mother|mum|mom|father|dad|stepfather|stepmother|parents?|brother|sister|son|daughter|child|baby|grandmother|grandma|grandfather|grandpa|uncle|aunt|cousin|best friend|friend|colleague|teammate|dog|cat)(?! (?:process|account|company|portal|case|ticket|node|board|theme|site|item|programme?|network|issue))';
const THEY =
  '(?:husband|wife|spouse|partner|boyfriend|girlfriend|ex|father|stepfather|mother|brother|son|boss|manager|supervisor|team ?lead|colleague|coworker|co-worker|customer|he|she|they|someone|somebody)';
const ME =
  '(?:me|us|my (?:kids?|child(?:ren)?|son|daughter|mother)|the (?:kids|children))(?! (?:up|back|as|for|about|that|if)\\b)';

/**
 * Ways to say it that leave little doubt, in English. Each stands for itself, so that whoever answers for this can read,
 * correct and add to them; test/desk/routing/distress.ts measures what a change finds and what it takes in besides.
 */
const ENGLISH: Signs<Distress> = {
  'self-harm': [
    '(?:no|any|see(?:ing)?|a) (?:future|purpose|meaning)(?: left)?@(?:for (?:me|myself)|in (?:my )?life|any ?more)|(?:my )?life@(?:meaningless|pointless|unbearable|over|not worth|makes no sense|has no (?:sense|meaning))(?! (?:cycle|insurance))',
    "(?:forgive me|sorry for everything|take care of my (?:kids|children|family|cat|dog))@(?:not be (?:there|here)|gone|goodbye|when i|ever again)|(?:will|won't) (?:not )?be (?:there|here) (?:tomorrow|any ?more|much longer)(?= or|@ever|[.]|$)|goodbye letters?|letters? to my (?:children|kids|family|wife|husband|parents)|(?:wrote|written|changed|writing) my will",
    '(?:imagin\\p{L}*|think(?:ing)?|thought|fantasi\\p{L}*|dream\\p{L}*|urge|tempted)@(?:driv(?:e|ing)@(?:into|off)|jump(?:ing)?@(?:off|from|in front)|crash(?:ing)? (?:my|the) car|not (?:being|existing|waking)|hurting (?:me|myself))',
    '(?:want|wish|need|make|if only)@(?:the |this |my |all )?(?:pain|suffering|everything|it all|it)(?: \\p{L}+)? (?:to )?(?:stop|end|be over|go away)(?: for good| forever| now)?(?= ?(?:[.,!]|$|for good|forever))|(?:bought|have|got|found|tied) a (?:rope|noose)|stand(?:ing)? on the (?:roof|bridge|platform edge|ledge)|(?:pills|razor|gun|knife)@(?:ready|next to me|in front of me|in my (?:hand|drawer))',
    '(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|hanging|drown|shoot)(?: |ed )(?:myself|himself|herself|themselves)(?! (?:in the foot|short|off from|out of))',
    '(?:end|ending|ended|take|taking|took|taken) (?:my|his|her|their) (?:own )?life',
    'ending? (?:it all|everything)(?: tonight| today| now)?',
    'ending? it (?:tonight|today|now|soon|for good|once and for all)',
    '(?:want|wanted|wish|wishing|rather|prefer|ready|going|feel like) (?:to )?(?:just )?(?:die|be dead|dying|i (?:was|were) dead)(?! (?:to know|laughing|of laughter|for))',
    'wish i (?:was|were|had) (?:dead|never (?:been )?born|not here)',
    "(?:don't|do not|dont|no longer) want to (?:live|be alive|be here|exist|wake up)(?: any ?more| any longer| tomorrow)?(?! (?:in|with|near|at|for|until|on))",
    '(?:no|any|what) (?:reason|point|sense|will)@(?:to live|living|go(?:ing)? on|being alive)',
    "(?:not|never|hardly|no longer|isn't) worth living",
    'suicidal(?! tendencies)|suicide (?:attempt|note|thoughts?|hotline|plan)|(?:commit(?:ting|ted)?|attempt(?:ed|ing)?|thoughts? of|thinking (?:of|about)|considering|about|by) suicide',
    'self[- ]?harm(?:ing|ed|s)?',
    'better off (?:without me|dead|if i)',
    "(?:nobody|no one|noone)@(?:would|will|'ll) (?:even )?(?:miss|notice if) (?:me|i)",
    'overdosed?|(?:took|take|taken|swallow(?:ed)?) (?:all|too many|a lot of|the whole|a bottle of|every)@(?:pills|tablets|medication)',
    '(?:i|he|she)@jump(?:ing|ed)? (?:off|from|in front of|out of) (?:the|a) (?:roof|bridge|train|window|building|balcony)',
    '(?:dark|darkest|bad) (?:thoughts|place)(?! (?:theme|mode))',
    '(?:give|giving|given) up on (?:life|myself|living)',
    'this is (?:my )?(?:goodbye|farewell) (?:to everyone|forever|letter)|by the time you read this',
    'i (?:just )?(?:want|wanted|wish) to (?:disappear|vanish|fall asleep and (?:not|never)|stop existing)',
  ],
  abuse: [
    `(?:${THEY}|my \\p{L}+)(?: \\p{L}+){0,5} (?:hits?|beats?|slaps?|kicks?|chokes?|hurts?|punches|threatens|rapes) ${ME}`,
    '(?:threw|throws|pushed|pushes|pushing|shoved|shoves|dragged|drags|pulled|slammed|pinned|burned|bit|spat on) (?:me|us)(?= (?:against|to|onto|into|down|out|by|around|on|at|and|when|in)|[.,!]|$)|(?:threw|throws) (?:things|plates|dishes|bottles|a \\p{L}+) at (?:me|us)',
    '(?:hiding|hide|hidden|run away|ran away|fled|flee(?:ing)?|escaped?|moved out)@(?:from|of)@(?:my )?(?:husband|wife|ex|partner|boyfriend|girlfriend|him|father|stepfather)|(?:he|she|my ex)@knows where (?:i|we) (?:work|live|am)|(?:follow(?:s|ed|ing)?|watch(?:es|ed|ing)?|waits? for|waited for) me (?:home|to|every|after|at|from|in|outside|everywhere|around)',
    '(?:does|did|do) things to (?:me|my (?:daughter|son|child|kids))|(?:comes|came) into my (?:room|bed)|forc(?:es|ed|ing) (?:me|himself|herself) (?:to have|into|to sleep|on me|upon)|(?:controls?|takes?) (?:everything i do|all my money|my (?:phone|money|salary|passport))|(?:checks|reads) my (?:phone|messages)',
    `${THEY} (?:has |is |was |keeps? |regularly |often |always |sometimes |started |tried to |threatened to |threatens to |physically )*(?:hits?|hitting|beats?|beat(?:ing|en)?|hurts?|hurting|chok(?:es|ed|ing)|strangl(?:es|ed|ing)|slap(?:s|ped)|punch(?:es|ed|ing)|kick(?:s|ed)|push(?:es|ed) |abus(?:es|ed|ing)|threaten(?:s|ed|ing)?|stalk(?:s|ed|ing)?|rap(?:es|ed)|kill|attack(?:s|ed)|follow(?:s|ed|ing)?|lock(?:s|ed)) ${ME}`,
    '(?:beaten|hit|abused|threatened|choked|strangled|attacked|assaulted|stalked|followed)(?: up)? (?:at home )?by (?:my|an?) (?:husband|wife|spouse|partner|boyfriend|girlfriend|ex|father|mother|brother|colleague|boss|manager|man)',
    '(?:afraid|scared|frightened|terrified|fear) (?:of|to|for)@(?:go(?:ing)? home|my (?:husband|wife|partner|boyfriend|girlfriend|ex|father|life|safety|children|kids)|him|her (?:when|again))',
    "(?:not|n't|un|never)(?: feel| be)? ?safe (?:at home|in my (?:own )?home|with (?:him|her|my (?:husband|wife|partner)))",
    "domestic (?:violence|abuse)|abusive (?:relationship|marriage|husband|wife|partner|home|boyfriend|girlfriend|ex|father|mother)|violent (?:husband|partner|relationship|ex|boyfriend|father)|women's shelter|restraining order",
    '(?:raped|molested|sexually (?:abused|assaulted))|(?:i|she|he) (?:was|have been|has been|am being|is being|got) (?:physically |sexually )?(?:assaulted|abused|attacked|beaten|stalked)',
    'threaten(?:s|ed|ing)? to (?:kill|hurt|rape|beat|hit|find|take) (?:me|us|my|himself|herself)',
    '(?:bruises|black eye)@(?:husband|partner|boyfriend|wife|him|he|home)|(?:husband|partner|boyfriend|wife|he|home)@(?:bruises|black eye)',
    "(?:he|she|my (?:husband|wife|partner|ex)) (?:will|is going to|'ll) (?:kill|hurt|find) (?:me|us)",
    "(?:won't|doesn't|does not|will not) let me (?:leave (?:the house|home|him|her)|see my (?:friends|family)|have my (?:own )?(?:money|phone))",
  ],
  harassment: [
    '(?:hands?|fingers?|arm) (?:under|up|on|in|around) my (?:skirt|shirt|blouse|leg|thigh|knee|bottom|dress|waist|breasts?|pants|trousers|back)',
    `(?:${THEY}|they|my \\p{L}+)(?: \\p{L}+){0,3} (?:calls?|called|calling|names?) (?:me|us)(?: an?| the)?(?: \\p{L}+){0,2} (?:stupid|idiots?|cow|bitch|whore|slut|pig|monkey|faggot|retard(?:ed)?|fat|ugly|loser|worthless|useless|crazy|names|dumb|moron|failure|liar)`,
    '(?:treats?|treating|treated) (?:me|us) (?:like|as if)@(?:air|dirt|shit|garbage|trash|rubbish|a dog|a slave|nothing|i)|(?:ignores?|excludes?|isolates?|exclude|ignore|isolate)(?: \\p{L}+){0,2} me(?= |[.,!]|$)|(?:laugh(?:s|ed|ing)?|spit|spits) (?:at|on) me|spread(?:s|ing)? (?:rumou?rs|lies|gossip) about me|(?:asked|asks|pressur(?:es|ed|ing)|wants?|wanted) (?:me )?(?:for|to have|into) (?:sex|sexual|nudes)|nude (?:photos?|pictures?)|stares? at my (?:breasts?|body|chest)|(?:retaliat\\p{L}+|punish(?:es|ed|ing)) (?:me|against me)',
    `harass(?:es|ed|ing)? (?:me|us|her|him)|(?:being|am|was|were|been|feel|feeling|get(?:ting)?)@(?:sexually )?harassed|harassment (?:by|from) (?:my|a|the|our)|(?:report|experienc\\w+|victim of|suffer\\w*)@(?:sexual )?harassment`,
    'bull(?:y|ies|ied|ying) (?:me|us|her|him)|(?:being|am|was|been|feel|get(?:ting)?) (?:constantly |always |really |badly )?(?:bullied|mobbed|humiliated|threatened)|bullying (?:by|from) my',
    '(?:touch(?:es|ed|ing)|grop(?:es|ed|ing)|grabb?(?:ed|ing|s)|kiss(?:ed|es)|rub(?:s|bed)) (?:me|my (?:leg|thigh|breasts?|bottom|body|waist|knee|back|hair))(?! (?:laptop|screen))',
    '(?:sexual|inappropriate|obscene|lewd|unwanted|disgusting)@(?:comments?|remarks?|messages|advances|touching|attention|photos|pictures|jokes)',
    `${THEY} (?:keeps? |always |constantly |often |just )*(?:humiliat(?:es|ed|ing)|scream(?:s|ed|ing)? at|yell(?:s|ed|ing)? at|shout(?:s|ed|ing)? at|insult(?:s|ed|ing)?|intimidat(?:es|ed|ing)|mock(?:s|ed|ing)?|belittl(?:es|ed|ing)|threaten(?:s|ed|ing)?) (?:me|us)`,
    '(?:mak(?:e|es|ing)) my (?:life|work|days?) (?:a )?(?:living )?(?:hell|unbearable|miserable|nightmare)',
    '(?:racist|sexist|homophobic|antisemitic|transphobic)@(?:comments?|remarks?|jokes?|insults?|slurs?|names|abuse)|discriminat(?:es|ed|ing) (?:against )?me',
  ],
  panic: [
    "(?:burst|bursting|broke|break|breaking) (?:out )?(?:in|into|down in) tears|(?:tears|cry|crying)@(?:every|before (?:work|each)|all (?:day|night|the time)|for (?:hours|days|no reason))|(?:my )?(?:hands|body|legs|whole body) (?:is |are )?(?:shak|trembl)\\p{L}+|(?:i am|i'm|and|started|keep) (?:shaking|trembling)(?= ?(?:[.,!]|$|and|all))|locked myself (?:in|into) the (?:toilet|bathroom|restroom|office)|chest (?:hurts|is tight|tightens|pain)",
    '(?:vomit|throw up|feel sick|get sick|panic|shake|tremble|cry)@(?:before|whenever|when|every time|on the way to)@(?:work|shift|office|morning|meeting|my (?:boss|manager))',
    "(?:panic|anxiety) attacks?|(?:i'm|i am|am|started|keep|kept|been|was) (?:really |totally )?panicking|in (?:a )?(?:total |complete |full )?panic(?! (?:mode|room))@(?:i|my|can't|help)",
    "(?:can't|cannot|can not|cant|couldn't|hard to|barely|unable to) (?:even |really |properly )?(?:breathe|stop (?:crying|shaking|trembling|sobbing))",
    'hyperventilat\\w*|(?:my )?heart is (?:racing|pounding)|(?:shaking|trembling) (?:all over|and crying|uncontrollably)',
    "(?:i|i'm|i am|been|just|keep|kept)(?: (?:am|was|have|had|been|just|only|keep|kept|sit|sitting|lie|lying|still|always|often|at my desk|in my|in the|car|toilet|bathroom|here|and)){0,5} (?:crying|sobbing|cried|in tears|weeping)(?! (?:with joy|with laughter|of laughter|over spilled))",
    '(?:nervous|mental|emotional) breakdown|having a breakdown|(?:break|broke|breaking|broken) down (?:in tears|crying|at (?:work|my desk)|completely|mentally)',
    '(?:falling|fallen|fell) apart(?= ?(?:[.,!]|$|and|inside|mentally|completely))|losing my (?:mind|grip)|lost control of myself',
    '(?:scared|terrified|afraid|anxious|anxiety)@(?:all the time|every (?:day|morning|night)|constantly|to (?:come (?:in )?to work|go to work|leave (?:the house|home)))',
  ],
  grief: [
    `(?:my|our)@${CLOSE}(?: (?:is|are|was))? (?:gone(?: forever| now)?(?= ?(?:[.,!]|$|forever|and|since))|dying|(?:has |have )?only (?:has |have )?(?:a few |some )?(?:weeks|days|months) left|hanged (?:him|her)self|shot (?:him|her)self|drowned|murdered|did not (?:survive|make it)|didn't (?:survive|make it)|on life support|in a coma)`,
    `${CLOSE}(?: \\p{L}+){0,3} (?:killed|murdered|(?:weeks|days|months) (?:left|to live)|hanged (?:him|her)self|fatal(?:ly)?|terminally ill|in intensive care)`,
    `(?:my|our|his|her)@${CLOSE}@(?:died|passed(?: away)?|has died|was killed|is dying|is dead|killed (?:him|her)self|has (?:only )?(?:weeks|days) to live|terminal)`,
    `(?:lost|losing|death of|loss of|buried|burying|bury) (?:my|our) (?:dear |beloved |little |unborn |elder |older |younger |only )*${CLOSE}(?! (?:pass|badge|key|card|login))`,
    'miscarr(?:iage|ied)|stillborn|still ?birth|lost (?:the|our|my) (?:pregnancy|baby)',
    "(?:i'm|i am|still|we are|been|my|so much|overwhelming|deep)@(?:grieving|grief|mourning)|(?:the|his|her|my)@funeral@(?:i can't|can't|cannot|tomorrow|hard|broken|cope)",
    '(?:i|we) (?:just )?(?:found|came home and found)@(?:dead|hanging|lifeless)',
    `${CLOSE}@(?:took|taken) (?:his|her) (?:own )?life`,
  ],
  exhaustion: [
    "(?:at|near|reached) the end of (?:my )?(?:strength|tether|rope|energy|nerves)|(?:hit|hitting|reached|at) rock bottom|broken inside|dead inside|(?:not|n't|haven't|have not)(?: \\p{L}+)? slept (?:for|in|since)|(?:work|job|stress|pressure|it)@(?:eating me (?:alive|up)|killing me (?:slowly|inside)|destroying me|making me (?:ill|sick)|breaking me)",
    '(?:taking|take|need|live on) (?:pills|tablets|drugs|sedatives|tranquilli[sz]ers|alcohol)(?: \\p{L}+){0,2} (?:to|before|every|at|just)|(?:so|very|terribly|incredibly|completely) (?:lonely|isolated)|(?:have|got) (?:nobody|no one|no-one)(?= ?(?:[.,!]|$|to|left|who))|(?:life|world|everything|family)@(?:collapsing|collapsed|fell apart|falls apart|falling apart|is (?:over|ruined|destroyed))|(?:lost|losing) (?:the )?(?:will|courage|strength) to',
    "(?:i'm|i am|feel|feeling|felt)(?: \\p{L}+){0,2} (?:suicidal|ashamed|trapped|crushed|shattered|devastated|destroyed|heartbroken|drowning|lost and|finished)(?= ?(?:[.,!]|$|and|at|in (?:my|life|this)|by|because|since))",
    "(?:i'm|i am|im|feel(?:ing)?|completely|totally|utterly|have|heading for|close to|suffering from|my|into|near|was) (?:so |really |completely |totally |just |a |heading (?:for|into) |in |having |a total )*burn(?:ed|t|ing)?[- ]?out(?! (?:webinar|training|survey|workshop|bulb|lamp))",
    "(?:can't|cannot|can not|cant|couldn't|unable to)(?: \\w+){0,2} (?:take|cope|go on|do this|do it|handle|bear|stand|keep going|continue|keep this up)(?: (?:it|this|that|with it|with this|with everything|the pressure|my life|all this|life|like this))*(?: (?:any ?more|any longer|like this|much longer))",
    "(?:can't|cannot|can not|cant|couldn't) cope(?! with the (?:file|load|traffic|volume))|(?:can't|cannot|cant) go on(?! (?:holiday|vacation|leave|site|the|to|with the))",
    "(?:can't|cannot|can not|cant) (?:get out of bed|face (?:another|anyone|people|the day|going)|see (?:a|any) way (?:out|forward)|sleep or eat|eat or sleep|function any ?more)",
    "(?:nothing|no (?:strength|energy)) left (?:in me|to give|inside)|(?:no|any) strength left|empty inside|(?:feel|feeling|am|i'm) (?:so |completely |totally |utterly |really )*(?:worthless|hopeless|numb|broken|useless|desperate(?! for)|helpless|empty|trapped and)",
    "(?:no|any) (?:way out|hope (?:left|any ?more))(?! of the (?:car park|garage|building))|lost all hope|hate (?:myself|my life)|don't know (?:how (?:to|i can) go on|what to do any ?more)|everything is (?:too much|pointless|hopeless)|(?:it|life) is all too much",
    "(?:i'm|i am|feel|feeling|been|been so|so|very|severely|really|clinically) depressed|(?:my|with|severe|from|into) (?:a )?depression(?! (?:leave|policy|training|webinar))",
    "(?:don't know|nobody|no one|have nobody|need (?:someone|somebody)|needs? (?:someone|somebody))@to (?:talk|turn|speak) to(?! (?:about|regarding) (?:my|the|our|a) (?:laptop|contract|payslip|project|invoice|account|order|vpn))",
    '(?:so|completely|totally|all|utterly) alone (?:with|in|and|right now|at the moment)(?! time)|going through (?:a )?(?:very |really |extremely |so )?(?:hard|difficult|dark|terrible|horrible|rough) (?:time|period|phase|divorce)',
    "(?:can't|cannot|can not|cant|unable to) stop (?:drinking|gambling|using)|(?:i'm|i am) an (?:alcoholic|addict)|relapsed|(?:i )?drink(?:ing)? (?:every (?:day|morning)|to (?:get through|sleep|forget)|too much)",
    "(?:at|reached|past|beyond) (?:my|the end of my) (?:limit|breaking point|rope|tether|wits' end)|(?:collapsed|passed out) (?:at|from|because|under)@(?:desk|stress|exhaustion|pressure|work|overwork)",
  ],
};

/** The same in other languages. */
const OTHERS: Signs<Distress> = {
  'self-harm': [
    '(?:gar nicht mehr|nicht mehr) (?:da|hier|am leben)|am liebsten (?:\\p{L}+ ){0,4}(?:tot|weg|nicht mehr)|(?:keinen|kein|ohne) (?:sinn|lebenswillen|lebensmut)(?: \\p{L}+){0,2}|leben (?:hat|macht|ergibt) keinen sinn|ne (?:veux|souhaite) plus (?:être|vivre|exister|me réveiller)|(?:plus|aucun) (?:de )?sens(?: à (?:ma|la) vie)|vie n.a plus|(?:sentido|ganas) (?:a|de) (?:la |mi )?vi(?:da|vir)|no quiero (?:estar|despertar|existir)|desaparecer para siempre|(?:aan|over) de dood|niet meer (?:wakker|verder|bestaan|er zijn)|(?:zin|nut) (?:van het|in het|meer in het) leven|sensu (?:życia|istnienia)|nie ma(?:m)? (?:po co|sensu) żyć|zniknąć na zawsze|生きている?の(?:が|は)(?:つら|辛|苦|嫌)|生きる(?:の|こと)',
    '(?:mich|sich|mir) (?:\\p{L}+ ){0,2}(?:umbringen|umzubringen|das leben (?:zu )?nehmen)|(?:mir|sich) (?:selbst )?(?:etwas|was) an(?:zu)?tun|nicht mehr (?:leben|aufwachen|da sein)|(?:will|möchte|würde)(?: \\p{L}+){0,3} sterben|(?:selbstmord|suizid)(?:gedanken|versuch)|suizidal|allem ein ende|mich (?:ritzen|ritze|verletzen|verletze)|lebensmüde|ohne mich besser dran|(?:meinem|mein) leben (?:ein ende|beenden)',
    "me suicider|(?:me|de me) tuer|en finir avec (?:la vie|tout|ma vie)|(?:veux|vais|voudrais|envie d')(?: juste)? ?en finir|mettre fin à (?:mes jours|ma vie)|(?:envie de|veux|voudrais|vouloir) mourir|plus (?:envie de|la force de) vivre|veux plus vivre|(?:idées|pensées) (?:suicidaires|noires)|me faire du mal",
    '(?:quiero|quisiera|ganas de|gustaría) mori(?:r|rme)|quitarme la vida|suicidarme|matarme|no quiero (?:seguir )?(?:viviendo|vivir)|acabar con (?:mi vida|todo)|hacerme daño|pensamientos suicidas|ganas de vivir',
    'zelfmoord(?:gedachten|poging| plegen)|uit het leven (?:te )?stappen|(?:niet meer|geen zin meer om te) leven|(?:wil|wou|was)(?: \\p{L}+){0,2} dood(?: zijn)?|mezelf (?:iets|wat|pijn) (?:aan te )?doen|een einde aan (?:mijn leven|maken)|mezelf (?:pijn|snijden)',
    'zabić się|się zabić|(?:myśli|myślę o) samobój\\p{L}*|popełni\\p{L}* samobójstw\\p{L}*|odebrać sobie życie|nie chc[ęe] (?:mi się )?(?:już )?(?:dłużej )?żyć|skończyć (?:ze sobą|z życiem)|sobie (?:coś )?(?:zrobić|zrobię) (?:krzywdę|coś)|(?:zrobić|coś) sobie (?:krzywdę|zrobić|zrobię)|chcę umrzeć|nie widzę sensu (?:życia|żyć|dalej)',
    '死にたい|死のう|自殺|消えてしまいたい|消えたい|生きてい?たくない|生きる(?:意味|気力)|生きている(?:意味|の)|自傷|リストカット|命を絶',
  ],
  abuse: [
    '(?:mann|freund|frau|partner|vater|ex)(?: \\p{L}+){0,6} (?:verprügelt|geschlagen|gewürgt|getreten|bedroht|eingesperrt)|(?:mari|conjoint|compagnon|copain|père|ex)(?: \\p{L}+){0,6} (?:frappe|frappée?|bat|battue?|menace|étrangle|enferme)|(?:marido|novio|pareja|padre|ex)(?: \\p{L}+){0,6} (?:pega|pegó|golpea|amenaza|encierra)|(?:man|vriend|partner|vader|ex)(?: \\p{L}+){0,6} (?:slaat|geslagen|schopt|bedreigt|opsluit)|(?:mąż|partner|ojciec|chłopak)(?: \\p{L}+){0,6} (?:bije|pobił|uderzył|grozi|wyzywa)',
    '(?:schlägt|verprügelt|bedroht|würgt|misshandelt|stalkt|verfolgt|vergewaltigt)(?: \\p{L}+){0,2} (?:mich|uns|die kinder)|(?:mich|uns)(?: \\p{L}+){0,3} (?:geschlagen|verprügelt|bedroht|gewürgt|misshandelt|vergewaltigt|schlägt|bedroht)|häusliche(?:r)? gewalt|frauenhaus|angst (?:vor meine[mr]|nach hause)|gewalttätig',
    "me (?:frappe|bat|tape|menace|harcèle|viole|maltraite|suit)(?: \\p{L}+)?|m'a (?:\\p{L}+ )?(?:frappée?|battue?|menacée?|violée?|agressée?)|violences? (?:conjugales?|domestiques?)|peur de (?:rentrer|mon mari|mon conjoint|mon compagnon|ma femme)|(?:mari|conjoint|compagnon|ex) (?:est )?violent",
    'me (?:pega|golpea|maltrata|amenaza|agrede|viola|persigue|ha pegado|golpeó|pegó)|violencia (?:de género|doméstica|machista|en casa)|miedo (?:de|a) (?:volver|ir|regresar|llegar) a (?:mi )?casa|miedo (?:a|de) mi (?:marido|pareja|esposo|novio|ex)',
    '(?:slaat|bedreigt|mishandelt|stalkt|schopt|wurgt) (?:me|mij|ons)|(?:me|mij) (?:geslagen|bedreigd|mishandeld|verkracht|aangevallen)|huiselijk geweld|bang (?:om naar huis|voor mijn (?:man|vrouw|partner|vriend|ex))|mishandeld',
    '(?:bije|uderzył|uderza|pobił|grozi|zgwałcił|dusił|znęca się)(?: \\p{L}+){0,2} (?:mnie|mi|nas|nade mną|nad)|(?:mnie|mi) (?:bije|uderzył|pobił|grozi|zgwałcił)|przemoc\\p{L}* (?:domow\\p{L}*|w domu)|boję się (?:wrócić|wracać|iść) do domu|boję się (?:męża|partnera)|znęca się',
    '殴(?:る|られ|って|り)|暴力(?:を|に|が)|家庭内暴力|(?:夫|妻|彼氏|彼|主人)から?の?(?:DV|dv)|dv(?:を受け|に|の)|家に帰るのが怖|虐待|ストーカー|襲われ|性的暴行',
  ],
  harassment: [
    '(?:fasst|grapscht|betatscht|beleidigt|erniedrigt|beschimpft|ignoriert|schikaniert|demütigt) (?:mich|uns)|(?:chef|chefin|vorgesetzt\\p{L}*|kolleg\\p{L}*|team)(?: \\p{L}+){0,6} (?:an mir|mich)(?: \\p{L}+){0,3} (?:an|fertig|nieder|runter|herum|beleidigt|erniedrigt|ausgegrenzt)|(?:me|nous) (?:rabaisse|humilie|insulte|ignore|crie|menace|touche|dénigre)(?:nt)?|(?:me hace la vida imposible|me (?:humilla|ignora|desprecia|insulta|manosea)n?)|(?:raakt|raken|scheldt|negeert|negeren|kleineert|kleineren) (?:me|mij)|(?:mnie|mną) (?:poniża|wyzywa|obraża|ignoruje|dotyka|wyśmiewa)|(?:poniża|wyzywa|obraża|wyśmiewa) mnie|無視され|仲間外れ|悪口を言われ|いやらし',
    '(?:belästigt|gemobbt|mobbt|begrapscht|schikaniert|gedemütigt|demütigt|angefasst|bedrängt)(?: \\p{L}+)?|sexuell\\p{L}* belästig\\p{L}*|werde (?:\\p{L}+ )?(?:gemobbt|belästigt|schikaniert)|schreit (?:mich|uns)',
    "(?:me|nous) harcèle(?:nt)?|harcelée?|harcèlement (?:moral|sexuel|de|par)|m'humilie|m'a touchée?|attouchements?|me touche|me crie dessus|gestes déplacés",
    'me (?:acosa|acosan|humilla|humillan|toca|tocó|insulta|grita)|acos(?:ado|ada|o) (?:laboral|sexual|por|de)|sufr\\p{L}* acoso|(?:estoy|siendo|soy|sido) acosad[oa]',
    '(?:lastig|lastiggevallen|lastig gevallen|geïntimideerd|gepest|getreiterd|betast|vernederd)(?: \\p{L}+)?(?<=(?:gevallen|geïntimideerd|gepest|getreiterd|betast|vernederd)(?: \\p{L}+)?)|(?:intimideert|pest|vernedert|betast|kleineert) (?:me|mij)|valt (?:me|mij) lastig|pesten me|ongewenst gedrag|grensoverschrijdend',
    '(?:molestuje|molestował|nęka|nękan\\p{L}*|dręczy|poniża|prześladuje|dotyka) ?(?:mnie)?|molestowan\\p{L}*|(?:ofiar\\p{L}*|doświadczam) mobbingu|mobbuj\\p{L}* mnie|krzyczy na mnie',
    'パワハラ|セクハラ|モラハラ|ハラスメントを?(?:受|され)|いじめ(?:られ|を受|に)|嫌がらせ|体を触|怒鳴られ',
  ],
  panic: [
    '(?:nur noch|dauernd|den ganzen tag|jede nacht|ständig|und)(?: \\p{L}+){0,4} (?:heule|weine)|(?:huil|huilen)(?: \\p{L}+){0,2} (?:de hele|elke|alleen)|毎日泣|泣き続け|涙が出',
    'panikattacken?|angstattacken?|(?:kriege|bekomme|krieg) (?:\\p{L}+ )?keine luft|(?:weine|heule) (?:nur|ständig|jeden|die ganze|seit|dauernd|immer)|(?:höre|kann) nicht (?:mehr )?auf(?:hören)? zu (?:weinen|zittern)|nervenzusammenbruch|nur (?:noch )?(?:am )?weinen|zittere am ganzen',
    "(?:crises?|attaques?) (?:de panique|d'angoisse|de nerfs|de larmes)|(?:n'arrive (?:plus|pas) à|peux (?:plus|pas)) respirer|(?:n'arrête pas|arrête pas|n'arrive (?:plus|pas) à arrêter) de (?:pleurer|trembler)|je pleure (?:tout|tous|toute|sans|chaque)|je panique",
    'ataques? de (?:pánico|ansiedad|nervios)|no puedo (?:respirar|dejar de llorar|parar de llorar)|lloro (?:todo|todos|cada|sin|por)|no paro de (?:llorar|temblar)|crisis (?:de ansiedad|nerviosa)',
    'paniekaanval(?:len)?|krijg geen lucht|kan niet (?:meer )?(?:ademen|stoppen met huilen)|(?:huil|zit) (?:\\p{L}+ )?(?:elke|iedere|de hele|alleen maar|te huilen|constant)|angstaanval(?:len)?',
    'atak\\p{L}* paniki|nie mogę (?:oddychać|złapać (?:oddechu|tchu)|przestać płakać)|(?:ciągle|cały czas|codziennie) płaczę|płaczę (?:ciągle|cały|codziennie|w)|załamanie nerwowe',
    'パニック(?:発作|障害|になっ|状態)|息ができ(?:ない|ません)|涙が止まら|泣いて(?:ばかり|しま)|震えが止まら|過呼吸',
  ],
  grief: [
    'seit dem tod|(?:mon|ma|notre)(?: \\p{L}+){0,2} (?:s.est suicidée?|est partie? pour toujours)|(?:hemos perdido|perdimos) a (?:nuestr[oa]|mi)|straci(?:liśmy|łem|łam) (?:\\p{L}+ )?(?:dziecko|syna|córkę|męża|żonę|mamę|tatę|brata|siostrę|ojca|matkę)|(?:wij|we) hebben (?:ons|onze) (?:\\p{L}+ )?(?:kind|zoon|dochter|baby)(?: \\p{L}+)? verloren|(?:父|母|夫|妻|息子|娘|兄|弟|姉|妹|子ども|子供)を[^。]{0,10}亡くし',
    '(?:mein|meine|unser|unsere)(?! (?:laptop|rechner|computer|pc|bildschirm|monitor|telefon|handy|akku|batterie|maus|tastatur|drucker|server|festplatte|konto|headset))(?: \\p{L}+){1,5} (?:gestorben|verstorben|verunglückt|tot|verloren)|(?:tod|verlust) (?:meine[sr]|unsere[sr])|fehlgeburt|totgeburt|habe (?:mein|meine|meinen|unser|unsere) (?:\\p{L}+ )?(?:vater|mutter|mann|frau|kind|baby|sohn|tochter|bruder|schwester) verloren|liegt im sterben',
    '(?:mon|ma|mes|notre)(?! (?:ordinateur|pc|portable|écran|téléphone|mobile|batterie|souris|clavier|imprimante|serveur|disque|casque|compte))(?: \\p{L}+){1,4} (?:est|sont|vient de|a été)(?: \\p{L}+){0,2} (?:mort|morte|décédée?|décéder|mourir|tuée?)|(?:décès|mort|perte) de (?:mon|ma|notre)|perdu (?:mon|ma|notre) (?:père|mère|mari|femme|fils|fille|frère|sœur|soeur|enfant|bébé)|fausse couche|en deuil',
    '(?:mi|nuestr[oa])(?! (?:ordenador|computadora|portátil|pantalla|teléfono|móvil|batería|ratón|teclado|impresora|servidor|disco|cuenta))(?: \\p{L}+){1,4} (?:ha |acaba de |se )?(?:muerto|fallecido|murió|falleció|fallecer|morir)|(?:murió|falleció|ha (?:muerto|fallecido)) mi|(?:muerte|fallecimiento|pérdida) de mi|(?:perdí|perdido) a mi|aborto espontáneo|(?:perdí|perdimos) al? (?:bebé)',
    '(?:mijn|onze)(?! (?:laptop|computer|pc|scherm|telefoon|mobiel|batterij|muis|toetsenbord|printer|server|schijf|account))(?: \\p{L}+){1,5} (?:overleden|gestorven|verongelukt|dood(?:gegaan)?)|(?:overlijden|dood|verlies) van (?:mijn|onze)|miskraam|(?:mijn|onze) (?:vader|moeder|man|vrouw|zoon|dochter|kind|baby|broer|zus)(?: \\p{L}+)? verloren|in de rouw',
    '(?:mój|moja|moje|nasz\\p{L}*)(?! (?:laptop|komputer|ekran|telefon|bateria|mysz|klawiatura|drukarka|serwer|dysk))(?: \\p{L}+){1,4} (?:nie żyje|zmarł\\p{L}*|umarł\\p{L}*|zginął|zginęła)|(?:zmarł\\p{L}*|umarł\\p{L}*|zginął|zginęła)(?: \\p{L}+){0,3} (?:mój|moja|moje|nasz\\p{L}*)|(?:śmierć|śmierci|stracie|strata) (?:mojego|mojej|naszego|mamy|taty|męża|żony)|poronił\\p{L}*|straciłam? (?:dziecko|męża|żonę|mamę|tatę|ojca|matkę|syna|córkę)',
    '(?:父|母|夫|妻|息子|娘|兄|弟|姉|妹|子ども|子供|祖父|祖母|友人|赤ちゃん)(?:が|を)[^。]{0,12}(?:亡くな|亡くし|死に|死ん|失)|流産|死産|他界',
  ],
  exhaustion: [
    'kann (?:\\p{L}+ ){0,2}nicht mehr(?= ?(?:[.,!?;:–-]|$|und |weiter|ich |aber |länger))|nicht mehr (?:weiter|aushalten|ertragen|klar(?:komm|zukomm)\\p{L}*|leisten|schlafen und)|halte? (?:das|es)(?: \\p{L}+){0,3} nicht mehr aus|(?:total|völlig|komplett|bin|fühle mich|ganz) (?:\\p{L}+ )?ausgebrannt|(?:am|kurz vor (?:dem|einem)|habe? (?:ein|einen|einem)|ins|im|in einen?) burn-?out|zusammengebrochen|am ende (?:meiner kraft|meiner kräfte|meiner nerven)|(?:bin|ich bin|völlig|total|einfach|so) (?:\\p{L}+ )?am ende(?= ?(?:[.,!]|$|und))|(?:keinen?|kein) (?:ausweg|kraft mehr|hoffnung)|keine kraft mehr|(?:völlig|so|ganz|bin|total) verzweifelt|depression(?:en)?|depressiv|niemanden? zum reden',
    "(?:n'en peux|en peux) plus|je craque|(?:suis|au) (?:\\p{L}+ )?(?:à bout|au bout du rouleau)|à bout de (?:force|forces|nerfs)|(?:suis|fais|faire|en|un|frôle) (?:\\p{L}+ ){0,3}burn-?out|(?:suis|complètement|totalement) (?:\\p{L}+ )?(?:épuisée?|désespérée?|effondrée?)|plus la force|tiens plus|dépression|déprimée?|m'effondre|personne à qui parler",
    'no (?:puedo|aguanto|doy) más|ya no (?:puedo|aguanto)(?= ?(?:[.,!]|$|más|con |seguir|la ))|(?:estoy|me siento|muy|totalmente) (?:\\p{L}+ ){0,2}(?:agotad[oa]|desesperad[oa]|hundid[oa]|quemad[oa]|deprimid[oa]|destrozad[oa])(?! de (?:la|el) (?:bombilla|pila))|depresión|sin salida|no veo (?:ninguna )?salida|(?:sin|no tengo) fuerzas|nadie con quien hablar|síndrome de burnout',
    '(?:kan|trek|red|hou|houd)(?: (?:het|dit|ik|echt|gewoon|zo|dat))* niet (?:meer|langer)(?: (?:vol|aan|uit))?(?= ?(?:[.,!]|$|en |vol|aan|ik |verder|opbrengen))|(?:in een|een|tegen een|met een|heb een) (?:\\p{L}+ )?burn-?out|opgebrand|ingestort|(?:ben|zo|helemaal) (?:\\p{L}+ )?(?:wanhopig|radeloos|op)(?= ?(?:[.,!]|$|en ))|depressief|depressie|geen uitweg|ten einde raad|niemand om mee te praten|zie het niet meer zitten',
    'nie (?:daję|dam|mam)(?: \\p{L}+){0,2} (?:rady|siły|sił)|nie wytrzym\\p{L}*|(?:jestem|czuję się|kompletnie|całkowicie) (?:\\p{L}+ ){0,2}(?:wypalon\\p{L}*|załaman\\p{L}*|zrozpaczon\\p{L}*|wykończon\\p{L}*|u kresu)|u kresu (?:sił|wytrzymałości)|depresj\\p{L}*|wypaleni\\p{L}* zawodow\\p{L}*|nie mam z kim (?:po)?rozmawiać|sytuacja bez wyjścia',
    '限界(?:です|だ|を超|に達|で)|もう(?:無理|だめ|ダメ|限界|疲れ果て)|耐えられ(?:ない|ません)|燃え尽き|うつ病|鬱|うつ状態|誰にも相談|心が折れ|生きるのがつら|つらくて(?:たまら|仕方)|精神的に(?:限界|追い詰め|つら)',
  ],
};

const TOPICS = ['self-harm', 'abuse', 'harassment', 'panic', 'grief', 'exhaustion'] as const;

/** Everything that says distress, by what it speaks of. */
export const DISTRESS = Object.fromEntries(
  TOPICS.map((topic) => [topic, [...ENGLISH[topic], ...OTHERS[topic]]]),
) as unknown as Signs<Distress>;

/**
 * Words that may mean a person or a printer: whoever uses one is read by a human of the care group, whatever it turns out to
 * be. Plain words, so that a phrasing nobody thought of is still seen by somebody (row 14).
 */
export const PERHAPS: Signs<'perhaps'> = {
  perhaps: [
    'kill\\p{L}*|(?:to|will|would|could|might|may|must|not|never|i|we|they|people|or|and) die|dies|died|dying|death|dead|suicid\\p{L}*|murder\\p{L}*|deadly|lifeless',
    'panic\\p{L}*|cry|cries|crying|cried|tears|sobs|sobbing|sobbed|scream\\p{L}*|terrified|scared|afraid|frightened|frightening|desperate\\p{L}*|despair\\p{L}*|hopeless\\p{L}*|helpless\\p{L}*|worthless|unbearable|miserable|agony|nightmare',
    'harass\\p{L}*|bully|bullied|bullies|bullying|abus\\p{L}+|violen\\p{L}+|stalk\\p{L}+|assault\\p{L}*|rape\\p{L}*|threaten\\p{L}*|humiliat\\p{L}*|intimidat\\p{L}*|mobbing|victim\\p{L}*|hurt|hurts|hurting|bleed\\p{L}*|torture\\p{L}*',
    "burn(?:ed|t|ing)?[- ]?out|depress\\p{L}*|anxiety|anxious|breakdown|overwhelm\\p{L}*|exhaust(?:ed|ion)|trauma\\p{L}*|mental health|counsell?(?:ing|or)|therap(?:y|ist)|lonely|loneliness|(?:giving|give|gave) up|can't (?:take|stand|bear|sleep)|losing (?:it|my mind)|lost my mind|going (?:crazy|insane|mad)|driving me (?:crazy|insane|mad|nuts)|drinking|addict\\p{L}*|divorce\\p{L}*",
    '\\p{L}*less(?= ?(?:[.,!]|$))(?<=(?:meaning|point|sleep|power|help|hope|worth)less)|suffer\\p{L}*|pain(?:ful)?|unhappy|ashamed|shame|vomit\\p{L}*|nausea\\p{L}*|trembl\\p{L}+|shaking|in shock|heartbroken|devastated|hiding from|drowning|rope|forgive me|rock bottom|(?:no|my|any) strength|no future|abandon(?:ed)? me|insult\\p{L}*|touch(?:es|ed) me|unsafe|hate (?:my|him|her|this place)|fear|nobody (?:helps|listens|cares|believes)',
    'grie(?:f|v\\p{L}+)|mourn\\p{L}*|bereave\\p{L}*|funeral|passed away|condolence\\p{L}*|compassionate leave|miscarr\\p{L}*|terminal(?:ly)? ill|hospice|cancer',
    'selbstmord\\p{L}*|suizid\\p{L}*|sterbe\\p{L}*|stirbt|gestorben|(?:ist|war|sind|bin|wäre|lieber) tot|tod|umbring\\p{L}*|bringt mich um|panik\\p{L}*|weine\\p{L}*|verzweifel\\p{L}*|gewalt|mobb\\p{L}*|belästig\\p{L}*|burnout|trauer\\p{L}*|todesfall|beerdigung|angst|überfordert',
    'suicid\\p{L}*|mourir|mort|morte|meurs|tuer|panique\\p{L}*|pleure\\p{L}*|désesp\\p{L}*|violence\\p{L}*|harcèl\\p{L}*|harcel\\p{L}*|deuil|décès|angoisse|obsèques',
    'morir\\p{L}*|muert[oe]|muerta|matar\\p{L}*|pánico|llor\\p{L}*|desesper\\p{L}*|violencia|acoso|acosa\\p{L}*|duelo|fallec\\p{L}*|angustia|ansiedad',
    'zelfmoord\\p{L}*|dood\\p{L}*|sterf\\p{L}*|paniek|huil\\p{L}*|wanhop\\p{L}*|geweld|gepest|overleden|rouw\\p{L}*|uitvaart|angst\\p{L}*',
    'samobój\\p{L}*|umiera\\p{L}*|umrze\\p{L}*|śmier\\p{L}*|martw[aey]\\p{L}*|zabij\\p{L}*|zabić|zabił\\p{L}*|panik\\p{L}*|płacz\\p{L}*|rozpacz\\p{L}*|przemoc\\p{L}*|mobbing\\p{L}*|żałob\\p{L}*|pogrzeb\\p{L}*|wypalen\\p{L}*',
    '死(?:ぬ|に|ん|亡)|殺|パニック|泣|絶望|暴力|ハラスメント|いじめ|葬|忌引|助けて|つらい|辛い|苦しい',
  ],
};

/**
 * What people write about themselves and those close to them. Looked for only where no department claims a message: what is
 * nobody's work and about somebody's life is read by people of care before anything automatic answers it.
 */
export const PERSONAL: Signs<'personal'> = {
  personal: [
    'husband|wife|boyfriend|girlfriend|my (?:ex|partner|mother|father|mum|mom|dad|parents|daughter|son|sister|brother|baby|family|boss)|our (?:daughter|son|baby|child|kids|little)|my (?:kids?|child(?:ren)?|body|hair|heart|life|religion|skin|accent|marriage|pregnancy)',
    'alive|(?:i|did|could|should) (?:not )?exist(?:ed)?|my life|happy|sad|sadness|only feel|guilty|call anyone|kiss(?:ed)?|naked|drunk|police|hospital|survived?|sweat(?:s|ing)?|breaking point|cope|coping|make fun of|laugh(?:s|ing)? at|ruin me|stay tonight|running on empty|ashamed|alone|i (?:have|had|got) a plan',
    "(?:i|i'm|i am)@(?:feel(?:ing)?|felt|anymore|any more|never again|so tired|tired of|sick of|scared|lonely|nervous|might do)",
    'meine?[mnrs]? (?:mann|frau|freund|freundin|mutter|vater|eltern|tochter|sohn|kind|kinder)|leben|nachts|widerlich\\p{L}*|fühle|traurig|allein|einsam|hilflos',
    '(?:mon|ma|mes) (?:mari|femme|compagnon|copain|mère|père|fille|fils|enfants?|chef|vie)|je (?:pense à|me sens)|sous un train|toute seule|triste',
    'mi (?:marido|esposa|pareja|madre|padre|hija|hijo|vida)|me toca|me siento|triste',
    'mijn (?:man|vrouw|partner|moeder|vader|dochter|zoon|kind|baas|leven)|durf niet|voel me|verdrietig|eenzaam',
    '(?:mój|moja|moje|mojego|swojego|mojej) (?:mąż|męża|żona|żony|matka|ojciec|córka|syn|dziecko|szef|szefa|życie)|boję się|czuję się|samotn\\p{L}*|smutn\\p{L}*',
    '心が|眠れ|怖い|悩ん|孤独|悲し|家族|上司',
  ],
};
