"""What was done: verbs and nouns of encounters, and what each says of its subject and object."""

import re
from enum import StrEnum

from bot.reading.spans import Rule


class Act(StrEnum):
    """What a verb does. The comment says who its subject and object are."""

    MEET = "meet"  # the responder meets, identifies, escorts the actor
    WARN = "warn"  # the responder fires a flare or a shot in warning, or orders the actor away
    TRACK = "track"  # the responder watches the actor
    LAUNCH = "launch"  # somebody launches the responder's craft
    COME = "come"  # the actor flies, sails, approaches
    ACCOMPANY = "accompany"  # two of one side, unless their states differ
    VIOLATE = "violate"  # the actor enters sovereign airspace or waters
    ZONE = "zone"  # the actor enters an ADIZ, FIR, area of interest
    UNSAFE = "unsafe"  # the actor endangers the responder
    SAIL = "sail"
    MISSILE = "missile"
    DRILL = "drill"
    STRIKE = "strike"
    PROTEST = "protest"
    SHOOT_DOWN = "shoot down"  # the responder shoots the actor down
    CALM = "calm"  # it is said that nothing was done about it


NOBODYS = re.compile(r"\b(?:international|neutral|free)\b", re.IGNORECASE)


def _rule(name: Act, pattern: str, reads: tuple[str, ...], ignores: tuple[str, ...] = ()) -> Rule[Act]:
    return Rule(
        name,
        re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE),
        lambda match: None if NOBODYS.search(match.group()) and name == Act.VIOLATE else name,
        tuple((r, name) for r in reads),
        ignores,
    )


OWNER = r"(?:(?-i:[A-Z])[\w.]*(?:['’]s?)?|its|their|our|national|sovereign|territorial|the country['’]s)"
AIRSPACE = rf"(?:{OWNER} (?:(?:national|sovereign|territorial|own|claimed) )*(?:air ?space|waters)|air ?space (?:of|over) (?-i:[A-Z])\w+|territorial (?:waters|airspace|sea)|sovereign air ?space)"
INTO = r"(?:enter|cross|stray|intrud|penetrat|breach|broke|break|push|came|come|coming|flew|fly|trespass|drift|wander|ventur|slip|visit)(?:e|n|ed|es|s|ing|red|ped|ping)?"
SHORT = r"(?:[1-9]\d{0,2}|1,?000|1,?\d00|(?:a |one )?hundred|[a-z]+(?:[- ][a-z]+)?)"

# Nouns of danger and of diplomacy stand before plain verbs: "unsafe intercept" is an unsafe act, not a meeting.
ACTS: tuple[Rule[Act], ...] = (
    _rule(Act.CALM, r"no (?:intercept(?:ion|s)?|fighters?|jets?|aircraft|interceptors?)(?=[.,;]|$)|no (?:intercept(?:ion|s)?|fighters?|jets?|aircraft|interceptors?) (?:took place|(?:was|were) (?:made|scrambled|launched|sent|needed|required|attempted|carried out))"
          r"|(?:without|no) (?:an?y? )?(?:reaction|response)|(?:did not|didn['’]t) (?:scramble|intercept|respond|send (?:up )?(?:any )?(?:fighters|jets|aircraft|planes))|(?:were|was) not (?:\w+ly )?(?:scrambled|intercepted|met|escorted|launched|sent up|needed)|(?:neither|not one|not a single|none) (?:[\w'’-]+ ){1,7}?(?:rose|took off|scrambled|launched|went up|was sent|were sent)(?: to (?:meet|intercept) (?:it|them))?|(?:stayed|remained|were kept|was kept|sat) on the ground|no interceptors?",
          ("No intercept took place, the command said.", "Fighters were not scrambled.", "Oslo did not send jets.", "The fighters stood ready but were not launched.", "Not one Hornet rose to meet them."), ("Two jets were scrambled.", "One Hornet rose.")),
    _rule(Act.UNSAFE, r"buzz(?:ed|es|ing)?|unsafe(?:ly)?|unprofessional(?:ly)?|neither safe nor professional|collid(?:ed?|es|ing)|(?:mid-?air )?collision|near[- ](?:miss|collision)"
          r"|barrel[- ]roll(?:s|ed)?|harass(?:ed|es|ing|ment)?|reckless(?:ly)?|(?:danger(?:ous|ously)|perilous(?:ly)?) (?:close|near|manoeuv\w+|maneuv\w+|manner|intercept\w*|act\w*|pass\w*|fly\w*|approach\w*)"
          r"|risky (?:intercept\w*|manoeuv\w+|maneuv\w+|fly\w+)|aggressive(?:ly)? (?:manoeuv\w+|maneuv\w+|intercept\w*)|(?:shone|shining|aimed|pointed|directed) (?:a |its |their )?(?:\w+[- ]){0,2}lasers?|lasers? (?:was|were|had been)? ?(?:shone|aimed|pointed|directed)"
          r"|had lasers (?:shone|aimed|pointed)|turn(?:ed|ing|s) (?:an? |its |their )?(?:[\w-]+ ){0,2}lasers? on|lit up by (?:an? )?(?:[\w-]+ )?lasers?|(?:flying|flew|turned|steered|sailed) into (?:its|the|their) path|(?:cut|cuts|cutting|crossed|crosses|swerved|turned|sped|shot) (?:in front\b|(?:right )?(?:(?:across|over|under) )?(?:the|its|his|her) (?:nose|bows?|path)|across bows?)|endanger(?:ed|ing|s)?|dumped fuel|(?:evasive|avoiding) (?:action|manoeuv\w+|maneuv\w+)"
          r"|encounters? with|(?:close|low|high-speed|fast|dangerous|repeated|near) (?:\w+ )?pass(?:es)?|(?:mock|simulated|dummy) attacks?(?: runs?)?|attack profiles?|(?:too|uncomfortably) close (?:to (?:an?|the|its|our)|for)(?! (?:\w+ ){0,2}(?:coast|shore|border|airspace|land)\b)|so close that|collision course|sonar (?:pulses?|pings?)|(?:by|with) (?:its )?sonar"
          r"|(?<!were )(?<!was )(?:fired|shot|fires|firing|opened fire|opens fire) (?:up)?(?:on|at)(?= (?:an?|the|its|one|two|it|them|our)\b)|(?:lit|lights|lighting) (?:\w+ )?after-?burners?|(?:dropp?|releas|fir|eject|let off|sow)(?:e|ed|ing)? (?:[\w-]+ ){0,3}(?:flares|chaff) (?:in front|in the way|ahead|into|near|close|beside|around|in its|in their)|releas(?:ed|ing) (?:flares|chaff)|sowed chaff"
          r"|(?:flew|passed|crossed|came|cut|turned) (?:(?:right|close|directly|straight) )?in front of (?:the )?(?:nose|bow)|through (?:its|their|the \w+['’]s?) (?:wake|wash)|(?:released|fired|launched|let go)\W? (?:an? )?(?:[\w-]+ )?(?:missile|msl)(?= (?:in the vicinity|at (?:a )?distance|(?:near|close to|beside|towards?) (?:it|them|an?|the) (?:[\w-]+ ){0,2}(?:planes?|aircraft|jets?|ships?|tanker|drone|destroyer|frigate|P-8|RC-135)))|had to (?:swerve|dive|climb|bank|turn hard|dodge)|swerv(?:ed|ing)|(?:rammed|ramming|water cannons?)|lock(?:ed|ing)(?: on)? (?:\w+ ){0,3}radars?|(?:fire[- ]control|targeting) radars? (?:locked|lock|at|on)|(?:steer|head|made|came|bor)\w* (?:straight|directly) (?:at|for|toward|towards)(?= (?:(?:the|a|an) (?:\w+ ){0,2}(?:destroyer|frigate|ship|vessel|cutter|carrier|cruiser|boat|plane|aircraft|drone|jet)|it|them|USS|HMS)\b)"
          r"|put (?:the |its |their )?(?:crews?|lives|\w+ and \w+) (?:at risk|in danger)|(?:nearly|almost|narrowly) (?:hit|struck|missed|collided)|went after|swarm(?:ed|ing)|intimidat(?:ed|ing|ion)|provocative (?:manoeuv\w+|maneuv\w+|pass\w*)|jet ?wash|wake turbulence"
          rf"|(?:less than|within|only|just|mere|to|about|at|passed) {SHORT} (?:feet|ft|metres|meters|yards)(?= (?:ahead|of|from|away|off|in front)\b)",
          ("A Su-27 buzzed the destroyer.", "The intercept was unsafe and unprofessional.", "A gunboat crossed the bow of the tanker.", "The jet lit its afterburner.", "The Su-24 made a dozen low passes.", "It flew in front of the nose of the patrol plane.", "The Su-30 fired a missile near the tanker."),
          ("A professional meeting without incident.", "He fired at will in the last half.")),
    _rule(Act.SHOOT_DOWN, r"(?:shot|shoot|shoots|shooting|brought|brings?|gunned|bringing|takes?|took|taken) (?:it |them |the drones? |the balloon )?down(?! (?:the|at|in)\b)|downed|downing|(?:was|were) hit by(?= (?:an?|the) (?:[\w-]+ ){0,2}?(?-i:[A-Z]))|destroyed(?= (?:an?|the|its|two|three|\d+) (?:[\w-]+ ){0,2}(?:drones?|balloons?|objects?|aircraft|UAVs?|jets?)\b)|downs(?= (?:an?|the|two|three|four|five|six|\w+ian|\d+)\b)|shoot-?down|(?:bring|brought|shoot|shot)s? down",
          ("The jet was shot down over the border.", "A frigate downed two drones."), ("The pilot put the jet down.", "the ups and downs of the trade")),
    _rule(Act.MISSILE, r"(?:fir(?:ed|es|ing)|launch(?:ed|es|ing)?|test[- ]?(?:fired|launched|firing)|used|tested|lobb(?:ed|ing)) (?:\S+ ){0,8}?(?:missiles?|projectiles?)(?! (?:defen[cs]e|carrier|destroyer|frigate|cruiser|boat|submarine))"
          r"|(?:ballistic |cruise )?missile (?:test|launch)(?:es|ing)?|missile (?:was|were) (?:fired|launched)",
          ("The submarine fired a cruise missile in the sea.",), ("a guided missile destroyer",)),
    _rule(Act.STRIKE, r"air ?strikes?|bomb(?:ed|ing) (?:raid|campaign|targets?|of|an?|the)|drone (?:attack|strike)s?|attacked (?:\w+ )?(?:with|by) (?:drones|missiles)|under (?:heavy )?attack from the air|(?:dropped|dropping) (?:\w+ )?(?:munitions|bombs)|hitting (?:an? |the )?(?:camp|targets?)|attacked (?:an? |the |two |three )(?:\w+ )?(?:convoys?|villages?|towns?|positions?|depots?|columns?|camps?)",
          ("An airstrike hit the depot.",), ("two bombing-capable jets",)),
    _rule(Act.PROTEST, r"(?:lodg|fil|mad|deliver|issu)(?:ed|es|e) (?:\S+ ){0,4}?(?:protest|complaint|demarche|démarche)s?|(?:protests?|complaints?) (?:was|were|has been|had been) (?:lodged|filed|made|delivered|sent)|protest(?:ed|s)? (?:to|against|over|through|strongly|formally|with)|summon(?:ed|s)|has complained|complained (?:to|about|that)"
          r"|diplomatic (?:protest|note|channels|complaint)s?|(?:express|convey|rais)(?:ed|es)? (?:\w+ ){0,4}?concerns?(?= (?:with|about|over|to|at))|(?:express|convey)(?:ed|es)? (?:\w+ ){0,4}?concerns?|(?:sharp|strong) (?:diplomatic )?notes?|(?:taken|took) (?:the matter|it) up (?:directly )?with|strongly protested|(?:handed|gave|presented) (?:him|her|the \w+) a note|called in the (?:\w+ )?ambassador|ambassador (?:was )?called in|(?:an? )?(?:protest )?note (?:was )?(?:handed|delivered|sent|passed)",
          ("Tokyo lodged a formal protest with Beijing.", "Seoul protested to Moscow.", "A protest was filed.", "A note was handed to the envoy."), ("Protesters gathered outside.",)),
    _rule(Act.VIOLATE, rf"violat(?:ed?|es|ing|ions?) (?:of )?(?:\S+ ){{0,5}}?(?:air ?space|territor\w+|waters|sovereignty|border)|air ?space (?:was |were |had been |has been )?(?:\w+ )?(?:violat(?:ed|ions?)|penetrated|entered|breached)"
          rf"|{INTO} (?:(?!(?:within|near|close|towards?|outside|from|off|along|around|of|to|up|by)\b)[^\s,;.]+ ){{0,5}}?(?:into |in |inside |through |across |over )?(?:the )?{AIRSPACE}|(?:came|come|coming|went|got|pushed|broke|strayed|flew) into the air ?space|illegally (?:entered|sailed into|flew into)|trespass(?:ed|ing) (?:in|into|on|off|over)"
          r"|(?:enter|broke|break|violat|got into|penetrat|wander|stray)(?:ed|ing)? (?:into )?(?:the |a )?(?:TFR|temporary flight restriction|restricted (?:air ?space|area)|no-fly zone)"
          rf"|air ?space (?:violation|incursion|intrusion|breach)s?|(?:incursion|intrusion)s? into (?:\S+ ){{0,4}}air ?space|(?:entering|(?<!remained )(?<!remaining )(?<!stayed )(?<!only )in(?:side)?) (?:the )?{OWNER} (?:(?:national|sovereign|territorial|own) )*air ?space|cross(?:ed|ing) (?:\w+ ){{0,2}}(?:land |inter-Korean )?border|crossing (?:from \w+ )?into (?:the )?(?:\S+ )?air ?space|cut (?:the|a|off the) corner|(?:violation|incursion) (?:came|happened|occurred|took place|was)(?= (?:on|at|in|by|that of)\b)",
          ("A jet violated Finnish airspace.", "The bomber strayed into Swedish airspace.", "Three jets spent ten minutes in Latvian airspace.", "A transport cut the corner at the cape.", "A drone was seen crossing from Ukraine into Moldovan airspace."),
          ("They flew in international airspace.", "It passed through the airspace between the two islands.", "It came within 5 miles of Finnish airspace.", "They flew close to Latvian airspace.")),
    _rule(Act.ZONE, r"(?:air[- ]defen[cs]e|aerial|air) identification zone|[JK]?ADIZ|median line|flight information region|area of interest|air defen[cs]e zone|(?-i:FIR)|(?:entered|into|in|inside|penetrated) (?:the |its )?(?:Alaskan?|Canadian|Korean|Japanese|Taiwanese) zone|tactical action line",
          ("Two planes entered the air defense identification zone.", "Ten crossed the median line."), ("a no-fly zone",)),
    _rule(Act.WARN, r"warning (?:shots?|flares?|burst)|shots (?:were )?fired in warning|flares (?:as|in) (?:a )?warning|used flares|(?:fired|dropped|used) (?:a |an |\d+ )?(?:(?:warning|signal) )?flares?(?: (?:to (?:get|warn|attract)|used))?|flares used|fired (?:a )?(?:about |some |approx |\d+ )*(?:shots|rounds|rds)|radioed (?:a |an )?(?:\w+ )?warnings?|warn\w* (?:it |them |him |her |the \w+ )?(?:off|away)|(?:blasts? of|sounded) (?:the |its |her )?(?:horn|danger signal)",
          ("A cutter fired warning shots.", "The pilot used flares."), ("without any warning at all",)),
    _rule(Act.MEET, r"intercept(?:s|ed|ing|ion|ions)?|(?:was|were|been|be|being|and|had|to) (?:\w+ )?met|met(?= (?:by|and|the|two|three|four|five|six|them|it|up with|an?|him|those|these|\d+|Russian|Chinese)\b)|(?:identif(?:y|ied|ies|ying)|identification)(?! (?:as|code|number))|ID['’]d|escort(?:ed|ing)|escorts (?=the|it|them|two|a)"
          r"|(?:s(?:aw|ee|een)|chas\w+|driv\w+|drov\w+|ward\w+|shoo\w*|usher\w+|led|guid\w+|forc\w+|(?:kick|walk)\w*(?= (?:it|them|him|her|those|the)\b)) (?:it |them |him |those |the \w+ )?(?:off|out|away|back|down)|(?:flew|flying|fly|flies|drew|pulled|came) (?:up )?(?:alongside|beside)|(?:alongside|beside|next to) (?:it|them|him|her)\b"
          r"|investigated|looked (?:it |them |him )?(?:into|over)|tail(?:ed|ing)|(?:tail|escort|meet)(?= (?:it|them|him|her)\b)|turned (?:it|them|him|two|a|the|\d+) (?:\w+ )?(?:\w+ )?(?:back|away|round|around)|turn(?:ed|s|ing) (?:back|away|round|around)(?= (?:an?|the|two|three|four|five|six|\d+|Russian|Chinese)\b)|made (?:it|them|a \S+ \S+) (?:turn|leave)|inspect(?:ed|ion)|took turns to"
          r"|(?:keep|kept|keeping) (?:it|them|him|her|those) company|kept company|caught up with|(?:took|taking|take) (?:up )?(?:an? )?(?:station|position|place)s? (?:beside|alongside|next to|behind|off|on (?:its|their))|(?:spent|passed) (?:[\w'’]+ ){1,5}?with(?= (?:an?|two|three|four|the|\d)\b)|forc(?:ed|ing) (?:\S+ ){1,6}?(?:to land|down)|photograph(?:ed|ing)|(?<!\()(?-i:VID(?:['’]?d|ED)?|vid['’]?d|vid(?=[,.;]|$)|INTCPT|INTCPTD|intcpt|intcptd|intcpted)|rose to meet|approached the (?:aerial|air) targets?",
          ("Two F-22s intercepted the bombers.", "The bombers were escorted out of the zone.", "The fighters kept them company.", "It was left to two jets to escort them.", "2 BEAR N SHETLAND, TYPHOONS VID"),
          ("The quarterback's pass was caught.", "The ship, which was identified as a tug, left.")),
    _rule(Act.LAUNCH, r"scrambl(?:e|es|ed|ing)|(?:launch|dispatch|deploy|divert|vector)(?:ed|es|ing)|(?:sent|put|send|went|go|took|gone|sending|brought|gets?|got) (?:[^\s,;.]+ ){0,4}?up(?! (?:a |an )?(?:station|position|place|to|with))|took (?:off|to the air)|took to the (?:air|skies)|(?:was|were|had been|been|has|have) sent|sent (?:fighters|jets|planes|aircraft|two|four|up|out|out its|a pair|the (?:destroyer|frigate)|one of)"
          r"|lift(?:ed)? off|airborne|QRA|quick reaction alert|(?:fighters|jets) (?:left|rose|started)|started in|roared off|(?<=pair )up (?=vs|against)|raised from|they raised|called in(?= (?:to|as|too))|takes? off",
          ("Norway scrambled two F-35s.", "Two Typhoons were launched from Lossiemouth."), ("a product launch pad",)),
    _rule(Act.TRACK, r"(?:monitor|track|detect|watch|spott|sight|observ|shadow|trail|surveill?)(?:ed|ing)|followed|follow(?= (?:it|them|him|her)\b)|following(?= (?:it|them|her|him|the (?:group|ships?|vessels?|aircraft|planes?|bombers?|task)|an?|two|three)\b)|(?:monitor|detect|spot|watche|track|shadow|trail)s|monitor|shadow(?= (?:a|an|the|two|three|four|it|them|Russian|Chinese)\b)|trail(?= (?:a|an|the|two|three|Russian|Chinese)\b)|(?:kept|keep|keeps|keeping) (?:a |an |the |its )?(?:[\w-]+ ){0,5}?(?:track|watch|eye|tabs|on)(?= (?:on|of|over|from|the|a|two|it|them|as|until|throughout)\b)|had (?:\S+ ){1,5}?in sight|picked up|noticed|showed up|on (?:\w+ ){0,2}(?:radar|screens)|(?:was|were) (?:seen|found|spotted)|had found|found the|radars?|looked on|stayed with|(?:ran|run) into|(?:came|come) (?:across|upon)|in trail|spent (?:[\w’']+ ){1,4}behind|took over|handed (?:it|them|the \w+) (?:over )?to|surveil",
          ("The ship was monitored by the frigate.", "NORAD detected and tracked two aircraft.", "A frigate shadowed the two.", "The cutter ran into three warships.", "A patrol ship was in trail."), ("a train track record",)),
    _rule(Act.DRILL, r"exercis(?:es?|ed|ing)|drills?|war ?games?|man(?:oeuv|euv)(?:res|ers)|live[- ]fire|joint training", ("A naval exercise took place in the gulf.",), ("freedom of movement",)),
    _rule(Act.ACCOMPANY, r"accompan(?:y|ied|ies|ying)|(?:went|flew|came|flying) (?:together )?with|as escort|supported|joined(?: by)?|had (?:an?|two|three|four) (?:\S+ ){1,4}?with (?:it|them)", ("Two Su-35s accompanied the bombers.",), ("the company said",)),
    _rule(Act.SAIL, r"sail(?:s|ed|ing)?|steam(?:s|ed|ing)|transit(?:s|ed|ing)?|passed (?:close|through|near|within|by|between|down|up)|(?:entered|left) (?:the )?(?:port|harbour|strait)|surfaced|docked|anchored|loiter(?:ed|s|ing)|(?:made|making) (?:its|their|her) way|on (?:its|their|her) passage", ("The destroyer sailed through the strait.",), ("a sale of jets",)),
    _rule(Act.COME, r"fl(?:ew|y|ies|ying|own|ight|ights)|approach(?:es|ed|ing)?|near(?:ed|ing)|enter(?:s|ed|ing)?|cross(?:es|ed|ing)|patrol(?:s|led|ling)?|circl(?:ed|ing|es)|skirt(?:s|ed|ing)?|(?:came|come|coming|got|gets|closed|closes|closing) (?:\w+ ){0,2}(?:within|close|near|to|down|out|into|from|over|by|on|as near|as close|no nearer|no closer|alongside)|went (?:as near|as close|down|out|over)"
          r"|(?:conducted|carried out|performed|operat\w+|headed|heading|turned|cruised|tracked|passed|appeared|pushed|intrud\w+|intrusions?|incursions?|overf\w+|visitors?|spent|swung|at work|strayed|drift(?:ed|ing)|wander(?:ed|ing)|arrived|returned|moved(?= (?:\w+ward|north|south|east|west|through|along|past|into|under|toward))|proceeded|travel(?:l?ed|l?ing)|paid (?:\w+ ){0,3}an? (?:\w+ )?(?:visit|call)|steered|rounded|swept|ventured|visit(?:ed|ing)|turned up|was on patrol|paid a visit|came up)|sort(?:ie|ies)|took place|meet(?:s|ing)?|(?:was|were|had been|has been|have been) (?:in|over|above|off|near|north|south|east|west|at|(?:about |some |around |just )?\d+ ?(?:nautical|miles?|km|kilomet\w+|nm))|there (?:was|were)",
          ("Two bombers flew near the coast.", "A spy plane approached the island."), ("the nearest town",)),
)  # fmt: skip

NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|without|nor|neither|didn['’]t|wasn['’]t|weren['’]t|hasn['’]t|haven['’]t|den(?:y|ied|ies|ying)|avoid(?:ed|ing)?|outside|(?:never|barely) short of|instead of|rather than)\b",
    re.IGNORECASE,
)
HYPOTHETICAL = re.compile(
    r"\b(?:would|could|(?-i:may)(?= )|might|should|shall|if|unless|in case|so that|prevent\w*|whether|can|ready to|practi[sc](?:e|ing)\w*|simulat\w*|designed to|able to|capable of|plans? to|intends? to|will)\b",
    re.IGNORECASE,
)
HABITUAL = re.compile(
    r"\b(?:regularly|routinely|frequently|often|usually|usual|typically|normally|occasionally|each year|every year|every day|daily matter|all year|several times a"
    r"|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|many|several|numerous|dozens of|hundreds of|countless) times(?= (?:since|in|this|last|a|per|between|over|during|so|from))|(?:has|have) (?:also \w+n|been seen|mostly|often|demonstrated|increasingly|long)|similar behaviou?r|\d+ (?:occasions|intercepts|interceptions|scrambles|sorties|incidents)|on (?:\d+|numerous|many|several) occasions"
    r"|per (?:year|month|day|cent)|percent|%|the number of|quarter|half-year|\d+ (?:more )?cases|compared with|on average|statistics|tally|\d+ (?:unsafe )?encounters|financial year|according to figures|record of some|should (?:call|reverse|answer|obey|follow|expect)|(?:are|is) (?:now |currently )?(?:based|stationed)|at present|such (?:flights|missions|intercepts)|in recent (?:years|months|weeks)|over the (?:years|decades)|days a year|rarely|doubled|tripled)\b",
    re.IGNORECASE,
)
REPORTING = re.compile(
    r"\b(?:said|says|say|told|tells|announc\w+|report(?:ed|s)|stated|according|confirm\w+|disclos\w+|reveal\w+|declar\w+|comment\w+|wrote|writes|tweeted|publish\w+|releas\w+|statement|briefing"
    r"|communicat\w+|explain\w+|added|adds|claim\w+|informed|put out|made known|heard|learned|posted|brushed|poured|accus\w+|respon(?:se|ded)|quoted|brief\w+)\b",
    re.IGNORECASE,
)
