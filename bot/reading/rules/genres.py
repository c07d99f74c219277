"""Signs of texts that are no reports of encounters, though they speak of bears, jets, interceptions and scrambles."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Genre(StrEnum):
    """What sort of text a sign speaks for. Of a `doubtful` sort a plainly dated encounter may still be read."""

    SPORT = "sport"
    WEATHER = "weather"
    CONTEST = "contest"
    GAME = "game"
    BOOK = "book"
    MUSEUM = "museum"
    SHOW = "show"
    WILDLIFE = "wildlife"
    SUPPOSED = "supposed"
    CRIME = "crime"
    WAR = "war"
    TYPE = "type"
    MONEY = "money"
    TALLY = "tally"
    EXPLAINER = "explainer"
    HOAX = "hoax"
    JOB = "job"
    SCREEN = "screen"
    CEREMONY = "ceremony"
    SCIENCE = "science"
    MEDIA = "media"
    MOVEMENTS = "movements"


DOUBTFUL = frozenset(
    {Genre.TYPE, Genre.MONEY, Genre.TALLY, Genre.EXPLAINER, Genre.CEREMONY, Genre.SCIENCE, Genre.MOVEMENTS}
)


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that speak for a genre with a weight: each different wording counts once, three make the genre."""

    genre: Genre
    pattern: re.Pattern[str]
    weight: int
    reads: tuple[str, ...]
    ignores: tuple[str, ...]


def _sign(genre: Genre, weight: int, pattern: str, reads: tuple[str, ...], ignores: tuple[str, ...]) -> Sign:
    return Sign(genre, re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), weight, reads, ignores)


SIGNS: tuple[Sign, ...] = (
    _sign(Genre.SPORT, 2, r"touchdowns?|quarterbacks?|linebackers?|cornerbacks?|tight end|wide receivers?|end zone|goalkeepers?|goalies?|innings|half-?time|play-?offs?|midfielders?|penalty shoot-?out|line of scrimmage|NFL|NHL|NBA|MLB",
          ("The quarterback was sacked twice.",), ("The crew played cards at halt time.",)),
    _sign(Genre.SPORT, 1, r"the coach|threw|incomplete pass|(?:beat|edged?|topped|routed) the (?-i:[A-Z])\w+|home fans|season opener|points? clear|won \d+[-–]\d+|(?-i:[A-Z]\w+) \d{1,2}, (?-i:[A-Z]\w+) \d{1,2}",
          ("It ended Hawks 24, Lions 17.",), ("Two jets took off.",)),
    _sign(Genre.SPORT, 1, r"\d{2,3}[-–]\d{2,3}|(?:season|career)['’]s (?:best|high)|season['’]s|intercepted (?:\w+ )?passes|to beat|(?:had|scored) \d+ points|rebounds|(?:straight|two|three) sets?|top of the (?:table|league|division)|go top|final whistle|the (?:pitcher|batter|striker|bullpen)|home runs?",
          ("She won in straight sets.", "They go top after 121-108."), ("It reached its top speed.",)),
    _sign(Genre.WEATHER, 2, r"(?:Typhoon|Hurricane|Cyclone|Tropical Storm|Storm) (?-i:[A-Z][a-z]+) (?-i:weakens?|weakened|strengthen\w*|intensif\w*|crossed|made|hit|hits|struck|is|was|has|nears|killed|brought|left|moved|heads)|winds (?:of|reached|topped) (?:up to )?\d+ ?(?:km|kph|mph)|(?:typhoon|hurricane|storm) warnings?|made landfall|storm signals?|(?:millimet\w+|mm|inches) of rain|tropical (?:storm|depression|cyclone)",
          ("Typhoon Mawar weakened with winds of 110 km/h.",), ("Two Typhoons crossed the coast.",)),
    _sign(Genre.WEATHER, 1, r"weather (?:bureau|agency|service)|gusts of|evacuat(?:ed|ion)|floods?|landslides?|forecast\w*|relief goods|tonnes of rice|ferr(?:y|ies) (?:were )?cancel\w+|the eye of",
          ("Floods closed the road and ferries were cancelled.",), ("A bomber flew low.",)),
    _sign(Genre.CONTEST, 2, r"who would win|which (?:one |jet |fighter )?(?:is|was|would be) (?:the )?(?:better|best)|vote (?:below|now|here)|(?:the )?poll closes|head[- ]to[- ]head|cast your vote|our verdict|the winner is|(?-i:[A-Z])[\w-]*\d\w* (?:vs\.?|versus) (?-i:[A-Z])[\w-]+(?=[:?])|top (?:five|ten|10|5) (?:fighters|jets|bombers)",
          ("Gripen or Rafale: who would win?", "Vote below."), ("The council voted on it.",)),
    _sign(Genre.CONTEST, 1, r"\d[\d,]* votes|we asked (?:two|three|four|five|several|some)|(?:former|retired) pilots|in a (?:visual )?merge|dogfight\w*|kill ratio|thrust-to-weight|poll|all agree",
          ("We asked three former pilots.",), ("a retired admiral said",)),
    _sign(Genre.GAME, 2, r"video ?games?|gameplay|load(?:ing)? times?|multiplayer|single-player|frame ?rates?|expansion pack|flight sim(?:ulator)?s?|(?:PS[345]|Xbox|Nintendo|Steam)|\d(?:\.\d)?/10|I played it|(?:on|for) (?:PC|console)|(?-i:PC|PS5)",
          ("Load times are short and the frame rate holds.",), ("They played for time.",)),
    _sign(Genre.GAME, 1, r"(?:mission|level|chapter) (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)|levels are|your wingman|your (?:two |\w+ )?(?-i:F-\d+|Su-\d+|MiG-\d+)s?|the player|respawn|DLC|boss fight|joystick|cut-?scenes?",
          ("In mission three your wingman is lost.",), ("the mission lasted five hours",)),
    _sign(Genre.GAME, 2, r"twitch(?:\.tv)?|on Twitch|(?-i:DCS|MSFS|IL-2 Sturmovik|War Thunder|Ace Combat|Arma)|splash(?:ed)? (?:one|two|three)|got splashed|flight ?sim",
          ("Friday night in DCS with a clip on Twitch.", "Splash one, then it got splashed."), ("A splash was seen off the cape.",)),
    _sign(Genre.GAME, 1, r"clip below|live ?stream(?:ing)?|\d+ slots|next mission|in-game|the \w+(?: \w+)? map|server|squadmates?|lobby",
          ("Clip below; next mission Saturday, 12 slots.",), ("the clipped wing of the jet",)),
    _sign(Genre.MEDIA, 2, r"(?-i:The Intercept) (?:published|reported|revealed|disclosed|obtained|has|had|says|said|wrote|quoted|broke)|(?-i:The Intercept)['’]s|investigative (?:reporting|journalis\w+|reporters?|unit)|media watch|press freedom",
          ("The Intercept published a cache of slides.",), ("The intercept was reported by NATO.", "They reported the intercept.")),
    _sign(Genre.MEDIA, 1, r"whistle-?blowers?|(?:leaked|secret|classified) (?:documents|slides|files)|a cache of|teaches journalism|senior editors|its (?:editors|newsroom|reporters|scoop)|(?:rival|Sunday|every) (?:newspapers?|papers?)|First Amendment|the leak",
          ("A whistleblower gave its editors a cache of secret documents.",), ("a document of the ministry",)),
    _sign(Genre.BOOK, 2, r"\d{2,4} (?:pp|pages)\b|paperback|hardback|hardcover|the author['’]s|trilogy|screenplay|starring|box office|season finale|book review|the narrator",
          ("It runs to 380 pages in paperback.",), ("The page was updated at noon.",)),
    _sign(Genre.BOOK, 1, r"(?:best|first|last|opening|final) chapter|memoirs?|novel(?:ist)?|the author|the prose|the reader|publishers?|plot|thriller|film|movie|directed by|episode|BOOKS|protagonist|heroine",
          ("The novel has a good opening chapter.",), ("a new chapter in relations",)),
    _sign(Genre.MUSEUM, 2, r"museum|(?:open|opens) daily|admission|on permanent display|curator|exhibits?\b(?! \w+ behaviou?r)",
          ("The museum is free.",), ("It exhibits aggressive behaviour.",)),
    _sign(Genre.MUSEUM, 1, r"visitors can|volunteers|restor(?:ed|ation)|sit in the cockpit|adults [£$€]|gift shop|caf[eé]|heritage|airframe",
          ("Volunteers restored the cockpit.",), ("a visitor from Russia",)),
    _sign(Genre.SHOW, 2, r"air ?shows?|air tattoo|air display|flying display|aerobatics?(?: team)?|fly-?pasts?|display teams?|warbirds?|aviation (?:and|&) aerospace|aerospace exhibition|victory (?:day )?parade",
          ("The air show drew a crowd.",), ("a show of force",)),
    _sign(Genre.SHOW, 1, r"crowds? of|spectators|tickets|on (?:static )?display|static|prize|exhibition|organi[sz]ers|flying demonstrations?|best solo|aviation enthusiasts",
          ("Tickets went to 3,000 spectators.",), ("The radar displays showed nothing.",)),
    _sign(Genre.WILDLIFE, 2, r"(?:brown|grizzly|polar|black) bears?|wildlife|reindeer|moose|salmon|national park|zoo|calving|hibernat\w+|(?:bear|eagle|falcon) cubs?",
          ("A brown bear was seen by wildlife officers.",), ("A Bear-H and a Foxhound were seen.",)),
    _sign(Genre.WILDLIFE, 1, r"(?:weighs?|weighing) (?:about |some )?\d+ (?:pounds|kilos|kg|lbs)|tranquili[sz]\w+|park rangers?|troopers|berries|its den",
          ("It weighs about 700 pounds.",), ("a take-off weight of 188 tons",)),
    _sign(Genre.SUPPOSED, 2, r"(?<!I )suppose (?:that|for)|what if|imagine (?:that|a|an|the)|thought experiment|in our (?:war ?)?game|fictional|hypothetical scenario|table-?top exercise",
          ("Suppose that a bomber turned up tomorrow.",), ("It was supposed to be a routine flight.",)),
    _sign(Genre.SUPPOSED, 1, r"commentary:|opinion:|war ?game|scenario|blue shot down|red shot down|nobody won|would they|would \w+ answer",
          ("In the scenario nobody won.",), ("The exercise scenery was cold.",)),
    _sign(Genre.WILDLIFE, 2, r"(?:the|a|an?other) (?-i:bear)s? (?:that|which|was|had|is|has|cub)|the animals?|(?:by|the) hunters?",
          ("The bear that was seen near the farm was shot by a hunter.",), ("the Bear was met by two fighters", "a Bear-H that had turned back")),
    _sign(Genre.JOB, 2, r"starting salary|salary of|apply (?:by|before|now|online)|job (?:advert\w*|description|offer)|vacanc(?:y|ies)|recruiting|now hiring|we are hiring|full-time|your CV|applicants?",
          ("Starting salary 30,000; apply by 4 May.",), ("The rule will apply to all flights.",)),
    _sign(Genre.JOB, 1, r"shifts?|you will|wanted|overtime|years of experience|training is paid",
          ("Controllers wanted: you will work in shifts.",), ("They will work.",)),
    _sign(Genre.SCREEN, 2, r"streaming (?:this|now|on|from)|\d+ episodes|mini-?series|(?:TV|television) (?:series|drama)|season (?:two|three|\d)\b|on Netflix|in cinemas|showrunner",
          ("Streaming this week: a TV series of 8 episodes.",), ("An episode of this sort is rare.", "streaming contrails")),
    _sign(Genre.SCREEN, 1, r"the producers|cast of|stars? as|drama|premi[eè]res?|director of the film|on screen",
          ("The producers hired a cast of ten.",), ("The producer of the radar is Thales.",)),
    _sign(Genre.CEREMONY, 1, r"(?:at|during|in) (?:a|the|its) (?:\w+ )?ceremony|cut the cake|change of command|handed over their|send-?off|ribbon|anniversary|medals?|in a (?:speech|toast)|farewell|homecoming",
          ("At a ceremony the colonel cut the cake.",), ("The ceremonial flight was met by jets.",)),
    _sign(Genre.SCIENCE, 1, r"students?|(?:state|technical) university|contest|start-?up|researchers built|lab team|science fair|inventors?|professors? and|prototype drone",
          ("Students of the state university won the contest.",), ("The studied calm of the crew",)),
    _sign(Genre.MOVEMENTS, 2, r"plane ?spotters?['’]?s?|log of a|movements? (?:log|list|report)|spotters['’] (?:log|notes)",
          ("From the log of a plane spotter",), ("The movement of ships was tracked.",)),
    _sign(Genre.MOVEMENTS, 1, r"(?:in|out) from (?-i:[A-Z])\w+|nil, \w+|out \d{4}, back|back \d{4}|based at|tail numbers?|callsigns? (?-i:[A-Z]+ ?\d+)",
          ("U-2 out 0700, back 1605; nil, fog.",), ("They came back at noon.",)),
    _sign(Genre.TALLY, 1, r"annual report|quarterly (?:figures|report)|of which|of these|(?:sorties|launches|scrambles|strikes|approaches|flights): \d[\d,]*|against \d+ in|\d+ (?:live )?missions",
          ("Sorties: 5,204. Alert launches: 803, of which 611 for Chinese aircraft.",), ("Two launches were seen.",)),
    _sign(Genre.HOAX, 2, r"shared (?:more than |over |some )?[\d,.]+ ?(?:k|thousand|million)?\s?times|(?:the )?(?:picture|photo|photograph|video|clip) in the post|no, [\w .'’-]{3,40} (?:was|were|did) not",
          ("A post shared 40,000 times says so.",), ("They shared the radar picture four times.",)),
    _sign(Genre.CRIME, 2, r"cocaine|narcotics?|drug (?:boat|smuggl\w+|run(?:ners?|ning)?|traffick\w+|plane|haul)|narco[- ]\w+|heroin|marijuana|cannabis|hashish|smugglers?|migrants?|asylum seekers?",
          ("A narco-sub with cocaine was stopped.",), ("They were drugged by sleep.",)),
    _sign(Genre.CRIME, 1, r"bales|boarding teams?|go-fast|seiz(?:ed|ure)|interdiction|suspects|contraband|low-profile vessel|kilos of|traffickers?|drugs|prosecutors?|charged (?:two|three|four|five|six|\d+) (?:men|people)|dinghy|rubber boat",
          ("A boarding team seized the bales.",), ("The jets boarded nothing.",)),
    _sign(Genre.WAR, 2, r"(?:shot|brought) down \d+ of (?:the )?\d+|\d+ of (?:the )?\d+ (?:drones|missiles|UAVs)|destroyed \d+ (?:out )?of \d+|air defen[cs]es? (?:shot down|destroyed|downed|brought down|intercepted) \d+",
          ("They shot down 41 of 60 drones.",), ("one of two jets fired",)),
    _sign(Genre.WAR, 1, r"tally|hits were recorded|drones and \d+ (?:cruise |ballistic )?missiles|\d+ (?:cruise |ballistic )?missiles launched|overnight (?:attack|barrage|strike)|frontline|front line|Shaheds? launched",
          ("The tally stands at 300.",), ("A lone drone crossed the border.",)),
    _sign(Genre.TYPE, 1, r"first fl(?:ight|ew)(?: (?:in|on))?|flew for the first time|entered (?:operational )?service|turbofans?|turboprops?|turbojets?|combat radius|service ceiling|wing-?span|(?:top|maximum|cruising) speed|Mach \d|were built|prototypes?|production (?:ended|began|run|line)|thrust|\d[\d,]* kgf|conceived as|swing-wing|licen[cs]e-built",
          ("Its prototype first flew in 1952.",), ("The flight ended in an hour.",)),
    _sign(Genre.MONEY, 1, r"budget|procure\w*|billion|contract(?:or)?s?|purchase|tender|deliver(?:y|ies) of|kroner|NOK \d+|(?:USD|EUR) \d[\d.,]*|parliament(?:ary)? vote|foreign military sale|order for|chief executive|shares in|sales of|\d[\d.]*bn",
          ("The budget sets aside 2 billion for a contract.",), ("delivered a note",)),
    _sign(Genre.TALLY, 1, r"fiscal(?: year)? \d{4}|(?:first|second) half of|per ?cent|percent|\d+ ?%|(?:down|up) \d+ (?:from|on)|accounted for|\d+ times in the|(?:fewer|more) than (?:in )?(?:the year before|a year earlier|last year)|a year earlier|the (?:most|highest|lowest|record) (?:number )?(?:in any|since)|compared with|by region|a total of|on average|the total was",
          ("China accounted for 70 percent, down 12 from a year earlier.",), ("one of the two was Russian",)),
    _sign(Genre.HOAX, 2, r"fact[- ]?check(?:ed|ers?|ing)?|(?:verdict|rating|our ruling|conclusion): (?:false|fake|misleading|untrue|not true|fabricated)|debunk(?:ed|s|ing)|hoax(?:es)?|(?:what (?:was|is)|the) claim(?:ed)?:",
          ("Fact check: no jet was lost. Verdict: false.",), ("The claim was made by Moscow.", "The crew checked the facts.")),
    _sign(Genre.HOAX, 1, r"fake news|false(?:ly)? claim(?:s|ed|ing)?|doctored|recycled (?:video|footage|clip)s?|nothing of the (?:kind|sort) (?:happened|took place|occurred)|no such (?:incident|thing|event|encounter)(?: (?:happened|took place|occurred))?|went viral|viral (?:videos?|posts?|clips?)|solemnly den\w+|the (?:videos?|clips?|pictures?|footage) (?:is|are|was|were) (?:old|unrelated|from)|fake|reverse image search",
          ("The viral video is fake.", "No such incident took place."), ("The pilot made a feint to the left.",)),
    _sign(Genre.EXPLAINER, 2, r"explainer|what is an? (?:ADIZ|air defen[cs]e)|Q ?& ?A|frequently asked|all you need to know|how does (?:an? |the )?\w+ work",
          ("Explainer: how does a scramble work?",), ("He explained the order.",)),
    _sign(Genre.EXPLAINER, 1, r"is airspace in which|when an? (?:unidentified|unknown) aircraft (?:enters|appears)|typically|a country asks|may be scrambled|countries keep such",
          ("Typically two jets go up when an unknown aircraft enters.",), ("a typical flight",)),
)  # fmt: skip
