"""The words of directions: what each word or phrase of a sig counts as. Tables only; `tokens` looks words up here.

Hours of the day attached to words are reading conventions, always shown to the reader as assumed.
"""

from __future__ import annotations

from enum import IntEnum, auto
from typing import NamedTuple


class K(IntEnum):
    """The kinds of token the grammar knows."""

    NUM = auto()
    UNIT = auto()
    FORM = auto()
    TIMES_A_DAY = auto()
    COUNT = auto()
    TIMES = auto()
    X = auto()
    EVERY = auto()
    OTHER = auto()
    PERIOD = auto()
    ADVERB = auto()
    MOMENT = auto()
    MEAL = auto()
    WEEKDAY = auto()
    CLOCK = auto()
    AMPM = auto()
    PRN = auto()
    FOR = auto()
    THEN = auto()
    AND = auto()
    TO = auto()
    OR = auto()
    DASH = auto()
    PLUS = auto()
    SLASH = auto()
    PER = auto()
    A = auto()
    AT = auto()
    ON = auto()
    IN = auto()
    ABOUT = auto()
    MAX = auto()
    UP_TO = auto()
    STEP = auto()
    BY = auto()
    UNTIL = auto()
    OFF = auto()
    STOP = auto()
    AFTER = auto()
    TOTAL = auto()
    EACH = auto()
    OF = auto()
    DIVIDED = auto()
    SINGLE = auto()
    HALF = auto()
    PUMP = auto()
    ROUTE = auto()
    NOTE = auto()
    NOISE = auto()
    TRAILER = auto()
    COMMA = auto()
    OPEN = auto()
    CLOSE = auto()
    AMBIGUOUS = auto()
    WORD = auto()


class Entry(NamedTuple):
    """What a word counts as: its kind, a number it carries, and a word it stands for."""

    kind: K
    number: float = 0.0
    word: str = ""


def _rows(kind: K, rows: dict[str, tuple[float, str]]) -> dict[str, Entry]:
    return {
        spelling.strip(): Entry(kind, number, word)
        for spellings, (number, word) in rows.items()
        for spelling in spellings.split("|")
    }


def _same(kind: K, spellings: str, number: float = 0.0, word: str = "") -> dict[str, Entry]:
    return _rows(kind, {spellings: (number, word)})


NUMBERS = _rows(
    K.NUM,
    {
        "one|i": (1, ""),
        "two|ii": (2, ""),
        "three|iii": (3, ""),
        "four": (4, ""),
        "five": (5, ""),
        "six": (6, ""),
        "seven": (7, ""),
        "eight": (8, ""),
        "nine": (9, ""),
        "ten": (10, ""),
        "twelve": (12, ""),
        "fifteen": (15, ""),
        "twenty": (20, ""),
        "twenty four": (24, ""),
        "one and a half|one and one half|one and half": (1.5, ""),
        "two and a half|two and one half|two and half": (2.5, ""),
        "zero|nil": (0, ""),
    },
) | _rows(K.HALF, {"half|one half|half a|half of a|a half|half of one|half of|one half of a": (0.5, ""),
                   "quarter|a quarter|one quarter|quarter of a|a quarter of a|one quarter of a": (0.25, ""),
                   "three quarters|three quarters of a": (0.75, "")})  # fmt: skip

UNITS = _rows(
    K.UNIT,
    {
        "mg|mgs|milligram|milligrams|milligramme|milligrammes|mg.": (0, "mg"),
        "mcg|mcgs|ug|µg|μg|microgram|micrograms|microgramme|microgrammes|mikrogram": (0, "ug"),
        "g|gm|gms|gram|grams|gramme|grammes": (0, "g"),
        "ml|mls|cc|millilitre|millilitres|milliliter|milliliters": (1, "mL"),
        "teaspoon|teaspoons|teaspoonful|teaspoonfuls|tsp|tsps": (5, "mL"),
        "tablespoon|tablespoons|tablespoonful|tablespoonfuls|tbsp|tbsps": (15, "mL"),
        "unit|units|iu|international units": (0, "IU"),
        "meq|meqs|milliequivalent|milliequivalents": (0, "mEq"),
        "%|percent": (0, "%"),
    },
)

FORMS = _rows(
    K.FORM,
    {
        "tablet|tablets|tab|tabs|tabl|tbl|comprimido|comprimidos|film coated tablet|film coated tablets"
        "|oral tablet|oral tablets|scored tablet|extended release oral tablet|extended release tablet"
        "|extended release tablets|chewable tablet|chewable tablets|disintegrating oral tablet"
        "|orally disintegrating tablet|caplet|caplets": (0, "tablet"),
        "capsule|capsules|cap|caps|oral capsule|oral capsules|extended release capsule"
        "|extended release oral capsule|delayed release oral capsule|gelcap|gelcaps|softgel|softgels": (0, "capsule"),
        "pill|pills": (0, "pill"),
        "patch|patches|transdermal patch|transdermal system": (0, "patch"),
        "puff|puffs|inhalation|inhalations|actuation|actuations": (0, "puff"),
        "spray|sprays": (0, "spray"),
        "drop|drops|gtt|gtts": (0, "drop"),
        "sachet|sachets|packet|packets|pkt": (0, "sachet"),
        "suppository|suppositories|supp": (0, "suppository"),
        "lozenge|lozenges": (0, "lozenge"),
        "film|films|strip|strips": (0, "film"),
        "gummy|gummies": (0, "gummy"),
        "scoop|scoops|scoopful|capful|capfuls": (0, "scoop"),
        "ampoule|ampoules|ampule|ampules|amp": (0, "ampoule"),
        "vial|vials": (0, "vial"),
        "injection|injections": (0, "injection"),
        "application|applications": (0, "application"),
        "dose|doses|bolus|boluses": (0, "dose"),
    },
)

FREQUENCIES = _rows(
    K.TIMES_A_DAY,
    {
        "bid|bd|bds|b i d|bis in die": (2, ""),
        "tid|tds|td|t i d|ter in die": (3, ""),
        "qid|qds|q i d|quater in die": (4, ""),
        "od": (1, "OD is read as once daily (for an eye it would mean the right eye)"),
        "qd|q d": (1, "QD is read as once daily; it is easily misread"),
    },
) | _rows(K.COUNT, {"once": (1, ""), "twice": (2, ""), "thrice": (3, "")})

PERIODS = _rows(
    K.PERIOD,
    {
        "minute|minutes|min|mins": (1 / 60, "minute"),
        "hour|hours|h|hr|hrs|hourly|°|hrly": (1, "hour"),
        "day|days|d": (24, "day"),
        "week|weeks|wk|wks|w": (168, "week"),
        "month|months|mth|mths": (720, "month"),
        "year|years|yr|yrs": (8760, "year"),
    },
) | _rows(
    K.ADVERB,
    {
        "daily|per diem|a day each day|dly|everyday|quotidie": (1, ""),
        "weekly": (7, ""),
        "fortnightly|every fortnight": (14, ""),
        "monthly": (30, "a month is read as 30 days"),
        "qod|eod|q o d": (2, "QOD is read as every other day; it is easily misread as daily"),
        "qwk|qweek|q wk": (7, ""),
        "every other week|every second week|on alternate weeks": (14, ""),
        "every other day|every second day|on alternate days|alternate days|alternate day|alternating days"
        "|every alternate day"
        "|on alternating days|every 2 nd day|q other day": (2, ""),
        "every third day|every 3 rd day": (3, ""),
    },
)

MOMENTS = _rows(
    K.MOMENT,
    {
        "am|morning|mornings|in the morning|in am|qam|mane|breakfast|with breakfast|at breakfast|after breakfast"
        "|before breakfast"
        "|first thing|first thing in the morning"
        "|upon waking|on waking|upon awakening|on awakening|in the mornings|om": (8, "in the morning"),
        "noon|midday|lunch|lunch time|at lunch time|lunchtime|at noon|with lunch|at lunch|at lunchtime|before lunch"
        "|after lunch|at midday"
        "|noontime": (12, "at noon"),
        "afternoon|in the afternoon|mid afternoon|midafternoon|in the mid afternoon": (14, "in the afternoon"),
        "dinner|supper|with dinner|at dinner|with supper|before dinner|after dinner|dinnertime|suppertime|teatime"
        "|with evening meal|with the evening meal|evening meal|at supper": (18, "with dinner"),
        "pm|evening|evenings|in the evening|in pm|qpm|vespere|in the evenings": (20, "in the evening"),
        "night|nights|bedtime|at night|at bedtime|hs|qhs|qhs.|nocte|nightly|before bed|before bedtime|bed time"
        "|at hs|at bed time|on"
        "|last thing|last thing at night|a night|per night"
        "|before sleep|at bed|at night time|night time|nighttime|at nighttime|each night at bedtime"
        "|every night at bedtime"
        "|qn|q night"
        "|nightly at bedtime|to sleep|bedtime nightly|at night before bed|prior to bedtime"
        "|at night at bedtime": (22, "at bedtime"),
        "midnight|at midnight": (0, "at midnight"),
    },
)

MEALS = _rows(
    K.MEAL,
    {
        "with meals|with each meal|with every meal|at mealtimes|with a meal|at meals|at mealtime|mealtimes|cc": (
            1,
            "meals",
        ),
        "pc|after meals|after each meal|after food|after eating|after every meal": (1, "meals"),
        "ac|before meals|before each meal|before food|before every meal|before eating": (0, "meals"),
        "with food|with meal|with food or milk|with milk|with food or milk if upset stomach|with or after food"
        "|with or just after food"
        "|with or after meals": (1, ""),
        "on an empty stomach|on empty stomach|without food": (0, ""),
    },
)

WEEKDAYS = _rows(
    K.WEEKDAY,
    {
        "monday|mondays|mon": (0, ""),
        "tuesday|tuesdays|tue|tues": (1, ""),
        "wednesday|wednesdays|wed": (2, ""),
        "thursday|thursdays|thu|thur|thurs": (3, ""),
        "friday|fridays|fri": (4, ""),
        "saturday|saturdays|sat": (5, ""),
        "sunday|sundays|sun": (6, ""),
    },
)

LINKS = {
    **_same(K.EVERY, "every|each|q|once every"),
    **_same(K.OTHER, "other|second|alternate"),
    **_same(K.TIMES, "times|time"),
    **_same(K.X, "x|×|*"),
    **_same(K.PRN, "prn|as needed|as required|if needed|if required|when needed|when required|when necessary"
    "|if necessary"
            "|only if needed|only when needed|only as needed|as necessary|sos|pro re nata|may be taken as needed"),
    **_same(K.FOR, "for|x for|for a total of|for the next|for another|for a further|for the first|over|for up to"
    "|during the first|for first"),
    **_same(K.THEN, "then|and then|followed by|thereafter|after that|afterwards|next|subsequently|then increase to"
    "|increase to|increase the dose to|increase dose to|then increase the dose to"
            "|increasing to|increased to|then increasing to|reduce to|then reduce to|decrease to|then decrease to"
            "|change to|go up to"
            "|titrate to|and increase to|and reduce to|then down to|then up to|and decrease to|titrate up to"
            "|reducing to"
            "|and thereafter|followed with"),
    **_same(K.AND, "and|et|&|plus|as well as|and also|and another|along with"),
    **_same(K.TO, "to|through|thru|until reaching|up to a dose of"),
    **_same(K.OR, "or"),
    **_same(K.PER, "per"),
    **_same(K.A, "a|an"),
    **_same(K.AT, "at|@"),
    **_same(K.ON, "on"),
    **_same(K.IN, "in|within|in any"),
    **_same(K.ABOUT, "about|around|approximately|approx|circa"),
    **_same(K.MAX, "max|maximum|maximum of|not more than|no more than|do not exceed|not to exceed|should not exceed"
    "|max of|never more than"
            "|must not exceed|nte|don't exceed|do not take more than|up to a maximum of|maximum dose|max dose"
            "|max daily dose"
            "|maximum daily dose|to a maximum of|to a max of|with a maximum of|limit|limit to|maximum dosage|at most"
            "|not exceeding|should not exceed a maximum of|up to a max of|not exceed|dose should not exceed"
            "|maximum total dose"),
    **_same(K.UP_TO, "up to|upto|as many as|as often as"),
    **_same(K.STEP, "increase|increase dose|titrate up|increase by|increasing by|increased by|raise by|titrate"
    "|go up|go up by|up by"
            "|titrate by|increase the dose|add|increase dose by|increase the dose by|titrate up by|in steps of"
            "|increasing"
            "|then increase by|then increase|may increase by|may be increased by|then increase dose by"
            "|can be increased by", 1.0),
    **_same(K.STEP, "reduce|decrease|taper|reduce by|decrease by|taper by|reducing by|decreasing by|lower by"
    "|wean by|reduce dose by"
            "|reduce the dose by|wean|taper down by|taper down|down by|tapering by|go down by|cut by|then reduce by"
            "|then decrease by"
            "|then taper by|drop by|reduced by|decreased by|come down by|reducing|then reduce|then decrease"
            "|then taper", -1.0),
    **_same(K.BY, "by"),
    **_same(K.UNTIL, "until|till|til"),
    **_same(K.OFF, "off|until off|to off|to zero|until stopped|to stop|until discontinued|then off"
    "|until it is stopped|down to zero"
            "|until zero|till off"),
    **_same(K.STOP, "stop|then stop|and stop|then discontinue|discontinue|and then stop|then off|then stop taking"),
    **_same(K.AFTER, "after|if tolerated after"),
    **_same(K.TOTAL, "total|in total|in all|total daily dose|total of|total dose|total daily dosage|altogether|tdd"
    "|daily total"),
    **_same(K.EACH, "ea"),
    **_same(K.OF, "of"),
    **_same(K.DIVIDED, "divided|in divided doses|divided doses|in equally divided doses|as divided doses|split"
            "|in equal doses|divided into|divided in|split into|in equal parts"),
    **_same(K.SINGLE, "for the first dose|as the first dose|as first dose|first dose"
            "|as a loading dose|loading dose|stat|single dose"
            "|as a single dose|one time|one time only|once only|one time dose|single"
    "|immediately|at once|now"
            "|one dose only|as one dose|in one dose"),
    **_same(K.PUMP, "continuous|continuously|continuous infusion|by continuous infusion|as a continuous infusion"
    "|infusion|pump"
            "|via pump|by pump|intrathecal pump|simple continuous|per pump|as continuous infusion"
            "|via intrathecal pump|infused"
            "|via implanted pump|simple continuous mode|by intrathecal pump|implanted pump"),
}  # fmt: skip

ROUTES = _rows(
    K.ROUTE,
    {
        "po|by mouth|orally|oral|per os|per oral|oral route|by oral route|via oral route|os po": (0, "oral"),
        "intrathecal|intrathecally|intrathecal infusion|by intrathecal infusion": (0, "intrathecal"),
        "iv|intravenous|intravenously|im|intramuscular|intramuscularly|sc|subcut|subcutaneous|subcutaneously|sq"
        "|by injection|under the skin": (0, "injected"),
        "topical|topically|to the affected area|to affected area|to affected areas|to skin|to the skin|onto the skin"
        "|transdermal|transdermally|on the skin|on skin": (0, "topical"),
        "sl|sublingual|sublingually|under the tongue": (0, "sublingual"),
        "inhaled|into the lungs|into lungs|by inhalation|inh|via inhaler|nebulized|nebulised|by nebulizer": (
            0,
            "inhaled",
        ),
        "pr|rectally|per rectum|rectal": (0, "rectal"),
        "nasal|nasally|each nostril|per nostril|both nostrils|in both nostrils"
        "|in each nostril|into each nostril|intranasally|into the nose|in nostril": (
            0,
            "nasal",
        ),
        "pv|vaginally|per vagina|vaginal": (0, "vaginal"),
        "each eye|both eyes|right eye|left eye|affected eye|each ear|both ears"
        "|into the left eye|into the right eye|into left eye|into right eye|in the eye|in the eyes|in both eyes"
        "|to both eyes|into the eye|in each eye|in the right eye|in the left eye"
        "|in the ear|in both ears|into both eyes|ophthalmic|otic|in affected eye": (0, "eye or ear"),
        "by g tube|via g tube|via peg|per g tube|via ng tube|by gastrostomy|per tube|via gastrostomy tube|via tube": (
            0,
            "oral",
        ),
    },
)

UNDIVIDED = "how the daily total is divided is not stated; equal parts are assumed"

NOTES = _rows(
    K.NOTE,
    {
        "as tolerated|if tolerated|as clinically tolerated"
        "|if well tolerated": (0, '"as tolerated" is noted; the schedule is read as planned'),
        "as directed|as prescribed|use as directed|take as directed|ut dict|ud|as directed by physician|as instructed"
        "|as directed by your doctor|as directed by prescriber": (0, '"as directed" adds nothing that can be read'),
        "how it is divided over the day is not stated": (0, UNDIVIDED),
        "while symptoms last|while symptoms persist|until symptoms resolve"
        "|until finished|until gone|until complete|until all taken"
        "|until finish": (0, "how many days it lasts is not stated"),
    },
)  # fmt: skip

NOISE = _same(
    K.NOISE,
    "take|takes|taking|taken|give|given|use|used|swallow|chew|inject|instil|instill|insert|inhale|apply|place"
    "|administer|administered"
    "|drink|dissolve|please|patient|pt|the|is|are|be|should|may|can|your|will|this|medicine|medication|medicines"
    "|drug|recommended|usual"
    "|starting|initial|start|start with|start at|start on|begin|begin with|begin at|starts|started|initially"
    "|initiate|adults|adult"
    "|adult dose|dosage|with water|with a glass of water|with a full glass of water|with plenty of water"
    "|swallow whole|whole"
    "|do not crush|do not chew|do not crush or chew|may cause drowsiness|may cause dizziness|avoid alcohol"
    "|caution may cause drowsiness"
    "|sig|rx|directions|instructions|recommended dose|usual dose|starting dose|usual adult dose|initial dose"
    "|maintenance dose|maintenance"
    "|the dose|the dosage|recommended dosage|recommended starting dose|usual starting dose|usual dosage|as"
    "|regularly|scheduled"
    "|routinely|with or without food|without regard to meals|without regard to food|following|schedule|suggested"
    "|dose is|to be taken"
    "|by the patient|continue|continue with|currently|currently taking|now taking|prescribed|dosing|equal"
    "|equally|evenly spaced"
    "|at regular intervals|the following|regular|on each day|hydrochloride|hcl|hold for sedation|not|which is|i e"
    "|ie|it|equals|equivalent to"
    "|shake well|shake well before use|do not stop suddenly|do not stop abruptly|with liquid|with water"
    "|orally dissolved|staying at"
    "|stay at|stay on|and continue|and stay at|and stay on|and hold|then continue|on the tongue|hours apart|it is"
    "|regimen|delivered|around the clock|atc|route|frequency|at the same time|at the same time of day"
    "|at the same time each day|at the same time every day|on the same day each week|on the same day"
    "|er|xr|xl|sr|dr|ec|cr|la|mr|ir|odt"
    "|granules|oral granules|powder"
    "|solution|oral solution|suspension|oral suspension|syrup|liquid|oral liquid|elixir",
)
for _refused in ("not", "hold for sedation", "equivalent to", "hours apart"):
    NOISE.pop(_refused, None)

TRAILERS = _rows(
    K.TRAILER,
    {
        "dispense|disp|qty|quantity|dispensed|#|mitte|supply|no": (1, "count"),
        "refills|refill|repeats|rf|no refills": (1, "count"),
        "indication|indications|dx|diagnosis|reason|indicated for": (0, "words"),
    },
)  # fmt: skip

AMBIGUOUS = {
    "biweekly": ("twice a week", "every two weeks"),
    "bi weekly": ("twice a week", "every two weeks"),
    "bimonthly": ("twice a month", "every two months"),
    "u": ("units", "the number zero written by hand"),
    "ms": ("morphine sulfate", "magnesium sulfate", "multiple sclerosis"),
    "mso4": ("morphine sulfate",),
    "mgso4": ("magnesium sulfate",),
    "os": ("by mouth", "left eye"),
    "ou": ("both eyes",),
    "au": ("both ears",),
    "biw": ("twice a week", "every two weeks"),
    "tiw": ("three times a week", "three times a day"),
    "hd": ("at bedtime", "haemodialysis"),
    "qs": ("as much as needed", "four times a day"),
}

CHANGING = frozenset(
    {
        "additional",
        "adult",
        "adults",
        "after",
        "age",
        "aged",
        "alternate",
        "alternating",
        "another",
        "avoid",
        "before",
        "between",
        "but",
        "child",
        "children",
        "discontinued",
        "do",
        "don't",
        "double",
        "ended",
        "except",
        "extra",
        "former",
        "formerly",
        "held",
        "hold",
        "if",
        "infants",
        "instead",
        "kg",
        "maybe",
        "men",
        "miss",
        "missed",
        "never",
        "not",
        "omit",
        "only",
        "past",
        "patient",
        "patients",
        "paused",
        "perhaps",
        "possibly",
        "previous",
        "previously",
        "quit",
        "receiving",
        "repeat",
        "skip",
        "stopped",
        "triple",
        "unless",
        "until",
        "usually",
        "weighing",
        "weight",
        "when",
        "whenever",
        "while",
        "withhold",
        "without",
        "women",
        "years",
    }
)
"""Words that may change whom, when or how much: never part of a purpose or of a name."""

HOURS_OF = {
    1: (8.0,),
    2: (8.0, 20.0),
    3: (8.0, 14.0, 20.0),
    4: (8.0, 12.0, 16.0, 20.0),
    5: (7.0, 11.0, 15.0, 19.0, 23.0),
    6: (6.0, 9.0, 12.0, 15.0, 18.0, 21.0),
}
"""The clock hours assumed for so many intakes a day, spread over the waking day."""

MEAL_HOURS = (8.0, 12.0, 18.0)
PATTERN_HOURS = {3: (8.0, 14.0, 20.0), 4: (8.0, 12.0, 18.0, 22.0)}
"""The hours of '1-0-1' (morning, midday, evening) and '1-1-1-1' (with bedtime)."""

WEEKDAYS_OF = {2: (0, 3), 3: (0, 2, 4), 4: (0, 2, 4, 6), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}
"""The weekdays assumed for so many intakes a week."""

WORDS: dict[str, Entry] = {
    **NOISE,
    **NUMBERS,
    **UNITS,
    **FORMS,
    **FREQUENCIES,
    **PERIODS,
    **MOMENTS,
    **MEALS,
    **WEEKDAYS,
    **LINKS,
    **ROUTES,
    **NOTES,
    **TRAILERS,
    **{word: Entry(K.AMBIGUOUS, 0.0, word) for word in AMBIGUOUS},
}
# "on" as a Latin abbreviation (omni nocte) is shadowed by the English preposition.
WORDS["on"] = Entry(K.ON)
WORDS["no"] = Entry(K.WORD, 0.0, "no")

LONGEST: dict[str, int] = {}
"""For each first word, how many words the longest phrase that begins with it has."""
for _phrase in WORDS:
    _words = _phrase.split(" ")
    LONGEST[_words[0]] = max(LONGEST.get(_words[0], 1), len(_words))
