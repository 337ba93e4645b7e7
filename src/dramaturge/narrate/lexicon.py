"""Word lists: which names are common nouns, which verbs are irregular, who stands where.

Everything here is a default. A name that no list knows is taken for a proper name.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What people are called who have no name of their own: "the merchant". Words that are also given
# names or surnames (Hunter, Smith, Rose) are left out.
ROLES = _words(
    """
    king queen prince princess knight guard soldier captain general officer policeman detective
    sheriff deputy judge lawyer thief bandit robber burglar murderer killer villain hero heroine
    stranger traveler traveller merchant trader shopkeeper innkeeper landlord bartender waiter
    waitress cook chef farmer shepherd fisherman miner blacksmith carpenter tailor beggar peasant
    villager citizen mayor priest monk nun witch wizard sorcerer sorceress magician genie ghost
    vampire werewolf demon devil angel dragon giant ogre troll goblin elf dwarf fairy monster
    beast creature wolf fox lion tiger snake spider dog cat horse mouse rat bird raven crow owl
    eagle frog toad fish shark whale cow pig sheep goat chicken duck hen rabbit doctor nurse
    patient teacher student pupil professor scientist engineer pilot driver sailor pirate admiral
    emperor empress duke duchess lord lady baron baroness servant maid butler cleaner janitor
    secretary boss manager owner clerk cashier customer client guest host visitor neighbor
    neighbour friend enemy rival lover husband wife bride groom mother father son daughter brother
    sister grandmother grandfather granny grandma grandpa uncle aunt cousin baby child boy girl
    man woman kid spy agent assassin terrorist hostage prisoner warden jailer hangman executioner
    inspector president minister senator mastermind leader chief ruler tyrant lizard butterfly bee
    ant deer stag keeper ferryman gardener locksmith jeweler jeweller clown hangman executioner
    inspector reporter journalist writer author poet painter artist musician singer dancer actor
    actress director robot android alien cyborg zombie mummy skeleton magistrate notary baker miller
    constable widow widower orphan heir heiress forger gravedigger apprentice bailiff governess
    """
)

# Many who do not end in s.
PLURAL_PEOPLE = _words("people men women children police folk gentlemen ladies twins crew")

# Places that one is in rather than at.
ENCLOSING = _words(
    """
    room bedroom bathroom kitchen pantry cellar basement attic hall hallway corridor parlor parlour
    study library closet cupboard cabinet lounge lobby office house cottage hut cabin apartment flat
    mansion palace castle tower dungeon cell prison jail forest wood woods jungle cave cavern
    gallery workshop
    tunnel mine valley desert swamp garden yard backyard courtyard park street alley village town
    city country kingdom world tent barn stable shed garage temple church chapel crypt tomb grave
    vault lair den nest car truck train bus wagon carriage box chest bag sack pocket drawer safe
    trunk basket bottle jar barrel saloon tavern inn pub hospital school classroom laboratory lab
    museum theater theatre warehouse factory ward wing dimension hole pit well
    """
)

# Places that one is on.
SURFACES = _words(
    "deck balcony terrace porch roof stairs staircase ladder platform raft shore beach"
)

_OTHER_PLACES = _words(
    """
    market marketplace shop store bank camp campfire bridge river lake sea ocean beach shore
    island mountain hill volcano field farm meadow road path crossroads crossing gate door wall
    window roof balcony terrace porch stairs staircase ladder counter bar table bed desk bench
    couch sofa chair throne altar fountain statue square plaza harbor harbour port dock pier
    station airport stop ship boat raft plane aeroplane airplane rocket spaceship planet moon star
    sun surface base headquarters fort fortress outpost border frontier court stadium arena gym
    playground pool restaurant cafe bakery hotel motel university college cemetery graveyard ruin
    ruins monastery abbey cliff canyon waterfall spring oasis bay cove reef hideout shelter
    checkpoint corner entrance exit entry ledge platform stage backstage site dump landfill quarry
    mill orchard vineyard lighthouse
    """
)

_THINGS = _words(
    """
    thing item object treasure gold silver money coin coins cash purse wallet jewel jewels diamond
    ruby emerald pearl crown ring necklace amulet medal sword dagger knife axe spear bow arrow
    arrows shield armor armour helmet gun pistol rifle revolver bullet bullets ammo ammunition
    bomb dynamite weapon stake club hammer rope chain key keys lock padlock lamp lantern torch
    candle match lighter cigarette cigarettes pipe book diary letter note map document documents
    contract deed ticket passport photograph photo picture painting portrait mirror clock watch
    compass telescope phone telephone radio computer camera tape recording file folder evidence
    clue medicine potion poison antidote pill pills herb herbs flower flowers seed seeds apple
    bread cake cheese meat food meal dinner lunch breakfast soup stew water wine beer ale rum
    whiskey tea coffee milk egg eggs honey sugar salt ball bat basketball racket toy doll puppet
    kite drum flute guitar violin piano harp trumpet coat cloak hat cap boots shoes shoe slipper
    dress shirt mask costume uniform glove gloves blanket pillow bottle cup glass bowl plate fork
    spoon pot pan cauldron kettle broom bucket shovel spade pickaxe saw net hook fishing rod stick
    stone rock log plank brick wheel cart sled bicycle bike motorcycle ark idol scroll spell wand
    staff orb crystal relic artifact artefact grail chalice macguffin formula secret plan message
    rumor rumour news password code signal alarm engine fuel battery tool tools toolbox kit
    bandage syringe oil paper needle thread cloth silk wool leather fur bone bones skull feather
    egg trap cage leash collar will testament forgery ledger inheritance parchment envelope locket
    brooch
    """
)

# Nouns that take "the" and lower case when they end the name of a thing or place.
NOUNS = ENCLOSING | SURFACES | _OTHER_PLACES | _THINGS | ROLES

# Lower case, but without "the".
BARE_NOUNS = _words("home bed downtown uptown upstairs downstairs outside inside prison jail")

IRREGULAR_THIRD_PERSON = {"be": "is", "have": "has", "do": "does", "go": "goes", "quiz": "quizzes"}

# Third-person look-alikes: base forms that end in a single s.
BASE_IN_S = _words("focus bias gas bus canvas")

FUSED_VERBS = {
    "pickup": "pick up", "putdown": "put down", "setup": "set up", "goto": "go to",
    "talkto": "talk to", "lookat": "look at", "breakin": "break in", "wakeup": "wake up",
    "cleanup": "clean up", "lockup": "lock up", "giveup": "give up", "letgo": "let go",
    "runaway": "run away", "takeoff": "take off", "turnon": "turn on", "turnoff": "turn off",
    "checkin": "check in", "checkout": "check out", "breakup": "break up",
}  # fmt: skip

PREPOSITIONS = _words(
    """
    about above across against along among around at before behind below beneath beside between
    beyond by for from in inside into near of off on onto over through to toward towards under
    underneath upon via with within without
    """
)

PARTICLES = _words("up down off away out back free open shut apart aside along around together")

# What the name of a parameter says about its place in a sentence; `at` becomes at or in.
ROLE_PREPOSITIONS = {
    **{word: word for word in PREPOSITIONS},
    "origin": "from", "source": "from", "start": "from", "departure": "from",
    "destination": "to", "dest": "to",
    "place": "at", "where": "at", "location": "at", "here": "at", "spot": "at", "room": "at",
    "site": "at", "loc": "at", "scene": "at", "area": "at", "venue": "at",
    "in": "at", "inside": "at",
    "using": "with", "means": "with",
    "topic": "about", "subject": "about", "theme": "about",
}  # fmt: skip

# Parameters that name what something is done with, if anything else can be its object.
INSTRUMENTS = _words("weapon tool instrument gun sword knife key")

PLACE_TYPES = _words("place location room site area region landform scene venue")

# Verbs whose place is what they act on: "searches the room".
PLACE_OBJECT_VERBS = _words(
    """
    search visit enter leave guard explore reach cross exit inspect rob watch lock open unlock
    close burn destroy see clean climb approach attack haunt conquer invade besiege defend abandon
    """
)

# Verbs of what one goes somewhere for, with a place to go to in their parameters.
SEEKING = _words("look search seek hunt listen watch wait call shout spy")

# Verbs whose place is where they lead to, if they bring somebody or something there.
MOVING = _words("go walk run travel come move sail fly ride drive swim sneak climb jump return")

INTRANSITIVE = _words(
    """
    fall go walk run travel come move sail fly ride drive swim sneak sit stand lie sleep wake wait
    hide arrive return die dance sing laugh cry talk speak play fight live stay look listen become
    """
)

# Verbs that take another verb: "begins to erupt".
BEGINNINGS = _words("begin try attempt decide refuse")

# Verbs that make another act: "commands the genie to love Jasmine".
CAUSATIVES = _words("command order force persuade convince urge beg compel instruct")


def _frames(prepositions: tuple[str, str], verbs: str) -> dict[str, tuple[str, str]]:
    return dict.fromkeys(verbs.split(), prepositions)


# For a verb: what stands before a character and before a thing; "" is the direct object.
FRAMES = {
    **_frames(
        ("to", ""),
        "give hand sell send offer pass lend return bring deliver throw promise reveal confess"
        " explain describe mention say donate present sing report whisper show read write entrust"
        " post bequeath",
    ),
    **_frames(
        ("from", ""),
        "take steal buy get grab snatch borrow loot pillage receive accept collect purchase remove"
        " withdraw learn demand inherit retrieve hide coerce confiscate seize win obtain extort"
        " acquire recover",
    ),
    **_frames(("to", "about"), "talk speak lie apologize complain listen propose surrender pray"),
    **_frames(("", "about"), "tell inform warn ask question remind persuade convince"),
    **_frames(("", "of"), "rob deprive accuse suspect convict cure cheat relieve"),
    **_frames(("", "for"), "arrest punish thank blame forgive jail imprison"),
    **_frames(("with", ""), "trade exchange swap share discuss play"),
    **_frames(
        ("with", "with"), "go walk run travel come move sail fly ride drive fight dance stay live"
    ),
}

# What properties are about, by name: where one is, who has it, and plural nouns ("are friends").
WHERE = _words("at location in place position where room whereabouts on")
HOLDER = _words("has holder owner carrier bearer possessor with")
PLURALS = _words(
    "friends enemies partners lovers allies rivals siblings neighbors neighbours spouses"
)

# What one has, where a truth about somebody has only its name: "Kit has papers", "a permit".
HELD = _words(
    "papers documents letters keys coins clothes shoes boots gloves glasses weapons tickets jewels"
    " funds supplies tools scars wings children money gold proof permission evidence amnesia"
)
HELD_ONE = _words(
    "permit ticket passport visa licence license badge key sword gun knife dagger weapon alibi"
    " fever crown ring lantern torch map letter horse secret"
)

# Numbers that are named by what somebody is more or less of.
DEGREES = _words(
    "angry hungry thirsty happy sad afraid tired rich poor strong weak drunk sick healthy brave"
    " lonely jealous loyal proud famous popular powerful wise curious desperate"
)

# Properties in the past: "has promised Ann", but "is married to Ann"; "saw Ann".
STATES = _words(
    "married engaged related tied chained attached connected addicted opposed devoted allied bound"
)
INTRANSITIVE_PAST = _words(
    "looked walked talked arrived waited worked listened knocked searched been gone spoken slept"
)
PAST_VERBS = _words("saw met knew broke told gave took found lost stole left heard won went read")
