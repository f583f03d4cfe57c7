import type { Signs } from './signs.ts';

/** What an emergency is about. */
export type Danger = 'fire' | 'gas' | 'injury' | 'flood' | 'intruder' | 'chemicals' | 'bomb';

const SOMEBODY =
  '(?:colleague|co-?worker|someone|somebody|person|man|woman|visitor|employee|worker|technician|trainee|he|she|guest|contractor|cleaner|driver)';
const PLACE =
  '(?:floor|kitchen|basement|cellar|server ?room|office|building|archive|garage|room|warehouse|lobby|hall|corridor|stairwell|lab|laboratory|canteen|roof|toilet|car park|level|lift|elevator|plant)';

/** Ways to say that people are in danger now. Plans, drills and devices of the same name are taken out before. */
export const DANGER: Signs<Danger> = {
  fire: [
    `fire (?:on|in|at|near|under|next to)(?: (?:the|our|a|my))?@${PLACE}`,
    "(?:there is|there's|there was|we have|i see|i can see|is|it's) (?:a |an )?(?:small |big |huge |open |real )*fire(?= ?(?:[.,!]|$|in |on |at |next |near |behind |under |and |here|please))|fire ?!|^fire$|(?:on|caught|catching|set on) fire|flames (?:in|on|from|coming|out|everywhere)|(?:see|are|with) flames|fire alarm (?:is )?(?:ringing|going off|sounding)|fire (?:has )?(?:broken|broke) out",
    `smoke (?:on|in|from|coming|is|everywhere|out of|fills?|filling|under|behind|all over|pouring|rising)|(?:smell|smells|smelling|see|seeing|thick|black|lots of|heavy|of)(?: \\p{L}+)? smoke|(?:smell|smells|smelling)(?: \\p{L}+){0,3} (?:burning|burnt|burned)|burning smell|${PLACE} (?:is )?(?:on fire|burning|full of smoke)|(?:is|are|battery|cable|laptop|socket) (?:burning|smoking)(?= ?(?:[.,!]|$|and |heavily|on |in ))|exploded|explosion`,
    'es brennt|feuer (?:im|in|auf|am)|brand (?:im|in|auf)|(?:rauch|qualm) (?:im|in|auf|aus|kommt|dringt)|brennt (?:es|der|die|das|ein)|riecht (?:\\p{L}+ )?(?:nach )?(?:rauch|verbrannt|brand)',
    '(?:il y a le|au) feu(?! (?:rouge|vert))|incendie (?:au|dans|à|en|sur)|un incendie|fumée (?:au|dans|à|sur|sort|noire)|odeur de (?:brûlé|fumée)|(?:prend|pris) feu',
    '(?:hay|un|el) (?:fuego|incendio)|incendio en|fuego en|humo (?:en|sale|negro)|huele a (?:humo|quemado)|se (?:está )?quema(?:ndo)?',
    '(?:er is|er woedt|uit)? ?brand (?:in|op|bij|uitgebroken)|er is brand|rook (?:in|op|uit|komt)|staat in brand|brandlucht|ruikt naar (?:rook|brand)',
    'pali się|pożar\\p{L}* (?:w|na)|jest pożar|dym (?:na|w|z|wydobywa)|czuć (?:dym|spaleniznę)|płonie',
    '火事|火災が|煙が|焦げ臭|燃えて|出火',
  ],
  gas: [
    '(?:smell|smells|smelling|stinks?)(?: \\p{L}+){0,3} gas|gas (?:leak|smell|odou?r|leaking|is leaking|escaping)|smell of gas|leaking gas|carbon monoxide(?! (?:detector|sensor|alarm test))',
    'gasgeruch|(?:riecht|stinkt)(?: \\p{L}+){0,3} nach gas|gas (?:tritt|strömt) aus|gasleck|gasaustritt|odeur de gaz|fuite de gaz|sent le gaz|huele a gas|(?:fuga|escape|olor) (?:de|a) gas|gaslucht|gaslek|ruik(?:t|en)?(?: \\p{L}+){0,2} gas|czuć gaz\\p{L}*|ulatnia się gaz|wyciek gazu|zapach gazu',
    'ガス(?:臭|漏れ|が漏れ|の臭い|のにおい|の匂い)',
  ],
  injury: [
    `${SOMEBODY}(?: \\p{L}+){0,4} (?:collapsed|unconscious|bleeding|injured|electrocuted|fainted|fallen (?:down|from|off)|trapped|choking|convulsing|not breathing|unresponsive|badly (?:hurt|burned|burnt))|${SOMEBODY}@(?:fell (?:down (?:the )?stairs|off|from)|had an accident|hit his head|hit her head|cut (?:off )?(?:his|her)|passed out|had a (?:heart attack|stroke|seizure)|having a (?:heart attack|stroke|seizure))`,
    "(?:an|the) ambulance|ambulance (?:now|please|needed|quick)|paramedics?|bleeding (?:heavily|badly|a lot|from)|(?:not|n't|stopped) breathing|unconscious|(?:had|having|has|have|is|suffered) (?:a |an )?(?:heart attack|stroke|seizure|cardiac arrest|allergic shock)|first aid(?:er)?s? (?:is )?(?:needed|now|please|quick\\p{L}*|urgently|immediately|required)|need a (?:doctor|first aider|medic)|(?:injured|hurt) (?:colleague|person|worker|people)|(?:trapped|stuck) in (?:the|an?) (?:lift|elevator|machine)|serious accident|severed|lost a finger",
    '(?:ist|liegt|jemand|kollege|kollegin|person)@(?:bewusstlos|verletzt|zusammengebrochen|gestürzt)|blutet (?:stark|sehr|am)|notarzt|krankenwagen|rettungswagen|herzinfarkt|atmet nicht',
    "(?:est|collègue|quelqu'un|personne)@(?:blessée?|inconsciente?|évanouie?)|ambulance|crise cardiaque|(?:saigne|saignement)|ne respire (?:plus|pas)",
    '(?:compañer[oa]|alguien|persona|trabajador\\p{L}*|está|hay)@(?:herid[oa]s?|inconsciente|desmayad[oa]|sangrando)|ambulancia|infarto|no respira',
    '(?:collega|iemand|persoon|man|vrouw|is)@(?:gewond|bewusteloos|flauwgevallen|ingeklemd|gevallen)|hartaanval|bloedt hevig|ademt niet',
    '(?:kolega|koleżanka|ktoś|osoba|pracownik|jest)@(?:rann\\p{L}|nieprzytomn\\p{L}|zemdlał\\p{L}*)|karetk\\p{L}*|zawał|krwawi|nie oddycha',
    'けが人|怪我人|負傷|倒れ(?:て|まし|た)|意識(?:が|を)?(?:ない|なく|不明|失)|救急車|出血|心臓発作',
  ],
  flood: [
    `${PLACE}(?: \\p{L}+){0,3} (?:flooded|flooding|under ?water)|flood(?:ing)? (?:in|on)(?: the)?@${PLACE}|burst (?:water )?(?:pipe|main)|pipe(?: \\p{L}+){0,3} burst|water (?:\\p{L}+ ){0,2}(?:pouring|gushing|rising|shooting|flooding|streaming)`,
    'wasserrohrbruch|(?:keller|büro|serverraum|etage|raum|halle|archiv)(?: \\p{L}+){0,3} (?:unter wasser|überflutet|überschwemmt)|(?:steht|stehen) unter wasser|inond(?:ée?s?|ation)|(?:sótano|oficina|sala|planta|archivo)(?: \\p{L}+){0,3} inundad[oa]|inundación|(?:kelder|kantoor|serverruimte)(?: \\p{L}+){0,3} onder water|overstrom(?:ing|d)|waterleiding (?:is )?gesprongen|zalan[aey]|zalało|zalewa|pękła rura|powódź',
    '浸水|水浸し|水があふれ|水道管が破裂',
  ],
  intruder: [
    'intruders?(?= (?:in|is|are|on|inside|has|have)|[.,! ]*$)|(?:someone|somebody|stranger|man|unknown (?:person|man)|people|they|burglars?)@(?:broke|breaking|broken|forced|forcing) (?:in|into|his way|their way)|break-?in (?:in progress|right now|happening|going on)|burglars?(?= (?:in|is|are|on)|[.,! ]*$)|with (?:a |an )?(?:gun|knife|weapon|axe|rifle)(?! (?:block|set|sharpener))|armed (?:man|person|robber|intruder)|(?:active )?shooter|shots (?:fired|heard)|gun ?shots?|shooting (?:in|at) (?:the|our)|hostage|(?:attacking|stabbed|stabbing) (?:people|someone|somebody|a|my|our|him|her)|threatening (?:people|staff|everyone|the reception)',
    'einbrecher (?:im|in|ist|sind)|eindringling|(?:fremder|mann|jemand|person)@(?:eingebrochen|mit (?:einem messer|einer waffe|messer|waffe))|amok\\p{L}*|schüsse|intrus (?:dans|est|au)|un intrus|homme armé|cambrioleurs? (?:dans|est)|un intruso|intruso en|hombre (?:armado|con un (?:cuchillo|arma))|indringer|inbrekers? (?:in|is)|met een (?:mes|wapen)|włamywacz|intruz|(?:mężczyzna|ktoś) z (?:nożem|bronią)|włamał\\p{L}* się|strzały',
    '不審者|侵入者|刃物を持|銃声|強盗',
  ],
  chemicals: [
    '(?:chemicals?|acid|solvent|ammonia|chlorine|mercury|bleach|refrigerant|diesel|toner chemicals)(?: \\p{L}+){0,3} (?:spill\\p{L}*|leak\\p{L}*|escap\\p{L}*|all over|running out)|(?:chemical|acid|toxic|hazardous|ammonia) (?:spill|leak|accident|fumes|gas|cloud)|spilled(?: \\p{L}+){0,3} (?:acid|chemicals?|solvent|ammonia|mercury)|(?:breathing|inhaled|strong|toxic)(?: \\p{L}+)? fumes|contaminated (?:air|water supply)|radiation leak',
    '(?:säure|chemikalien?|lösungsmittel|ammoniak|chlor)(?: \\p{L}+){0,3} (?:ausgelaufen|verschüttet|ausgetreten|tritt aus)|chemieunfall|giftige dämpfe|produits? chimiques?@(?:renversée?s?|déversée?s?|fuite)|fuite (?:de )?(?:produit chimique|chimique)|(?:derrame|fuga) (?:químic[oa]|de (?:ácido|productos químicos))|(?:chemicaliën|zuur)@(?:gelekt|gemorst|lek)|(?:rozlał\\p{L}*|wyciek\\p{L}*)(?: \\p{L}+){0,2} (?:kwas\\p{L}*|chemikali\\p{L}*|substancj\\p{L}*)',
    '薬品(?:が|を)?(?:こぼ|漏れ|流出)|化学物質が|有毒ガス',
  ],
  bomb: [
    'bomb (?:threat|in|on|under|has been|will|is)|(?:a|there is a|planted a|the) bomb(?! (?:bag|cyclone|shelter exhibit))|suspicious (?:package|parcel|object|bag|suitcase|device|letter with powder|powder)|unattended (?:bag|suitcase|package)|explosives?(?= (?:in|device|on|under)|[.,! ]*$)|white powder',
    'bombendrohung|bombe (?:im|in|ist)|verdächtige[sr]? (?:paket|gegenstand|tasche|koffer)|alerte à la bombe|(?:une|la) bombe (?:dans|au|est)|colis suspect|amenaza de bomba|una bomba|paquete sospechoso|bommelding|bomdreiging|verdacht (?:pakket|pakketje|object)|(?:alarm|ładunek) bombow\\p{L}|bomba (?:w|na|jest)|podejrzan\\p{L} (?:paczk\\p{L}|pakun\\p{L}*)',
    '爆弾|爆破予告|不審物',
  ],
};

/** What only sounds like it: taken out of the text before danger is looked for. */
export const HARMLESS: Signs<'harmless'> = {
  harmless: [
    'fire ?walls?|fired(?= (?:from|by|last|me|him|her|because|today|without))|fire (?:drills?|doors?|extinguishers?|wardens?|marshals?|safety|exits?|escape|insurance|protection|inspections?|regulations?|tv|stick|hose|alarm (?:test|tests|inspection|system|maintenance)|sale|fighting (?:course|training)|training|evacuation (?:plan|drill))',
    "(?:team|sales|numbers|we|you|he|she|they|everyone|band|crowd)(?: (?:is|are|was|were)|'re|'s)(?: \\p{L}+){0,2} on fire(?: (?:this|last) (?:week|month|quarter|year))?",
    'smoke (?:detectors?|tests?|alarms? (?:test|battery|batteries|beep\\p{L}*|chirp\\p{L}*)|break|free|screen|effect)|smoke-free|smoking (?:area|room|policy|ban|break|shelter)|no smok\\p{L}+',
    '(?:bath|photo|zip|logic|fork|seed|cherry|sex|glitter) ?bombs?|bombed|bombard\\p{L}*|time bomb|e-?mail bomb\\p{L}*',
    '(?:flood|flooded) (?:of|with) (?:e-?mails?|mails?|tickets?|requests?|messages|questions|orders|calls|spam)|flood(?:lights?| insurance)|(?:inbox|mailbox|queue|channel)(?: \\p{L}+){0,2} flooded(?: with \\p{L}+)?',
    'intru(?:der|sion) (?:detection|prevention|alarm (?:test|system|maintenance)|test)|penetration test|gas (?:bill|invoice|meter|station|price|contract|boiler|heating)|first[- ]aid (?:kit|course|training|box|cabinet)|first aiders? (?:list|training|course)|ambulance (?:charity|chaser)|explosive (?:growth|demand)|explosion of (?:costs|prices|requests|data|e-?mails?)|heart attack (?:when|at the|seeing)|almost had a heart attack|(?:had|have|having) a stroke of (?:luck|genius)|evacuation (?:plan|drill|route|training)',
    '(?:broke|broken|break) (?:in|into)[^.!?;]{0,40}(?:last (?:night|week|month|weekend)|yesterday|(?:at|over|on) the weekend|days ago)',
    'burning (?:question|issue|cd|dvd|man|desire|the midnight)|burn(?:ing)? (?:rate|down|up) ?(?:chart)?|stabbed in the back|shooting (?:a video|star|range|in the foot)|hostage (?:to|by the) (?:supplier|vendor|software|contract|printer)',
  ],
};
