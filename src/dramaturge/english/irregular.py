"""Irregular verbs of English: base form, past tense, past participle.

A verb with a prefix (`overhear`, `undo`, `withdraw`) goes like the verb it is made from, unless it
stands here itself.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TABLE = """
arise arose arisen
awake awoke awoken
be was been
bear bore borne
beat beat beaten
become became become
befall befell befallen
beget begot begotten
begin began begun
behold beheld beheld
bend bent bent
beset beset beset
bet bet bet
bid bid bid
bind bound bound
bite bit bitten
bleed bled bled
blow blew blown
break broke broken
breed bred bred
bring brought brought
build built built
burst burst burst
buy bought bought
cast cast cast
catch caught caught
choose chose chosen
cling clung clung
come came come
cost cost cost
creep crept crept
cut cut cut
deal dealt dealt
dig dug dug
do did done
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed fed
feel felt felt
fight fought fought
find found found
flee fled fled
fling flung flung
fly flew flown
forbid forbade forbidden
forget forgot forgotten
forgive forgave forgiven
forsake forsook forsaken
freeze froze frozen
get got got
give gave given
go went gone
grind ground ground
grow grew grown
hang hung hung
have had had
hear heard heard
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
keep kept kept
kneel knelt knelt
know knew known
lay laid laid
lead led led
leave left left
lend lent lent
let let let
light lit lit
lose lost lost
make made made
mean meant meant
meet met met
pay paid paid
put put put
quit quit quit
read read read
rend rent rent
rid rid rid
ride rode ridden
ring rang rung
rise rose risen
run ran run
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
sew sewed sewn
shake shook shaken
shed shed shed
shine shone shone
shoot shot shot
show showed shown
shrink shrank shrunk
shut shut shut
sing sang sung
sink sank sunk
sit sat sat
slay slew slain
sleep slept slept
slide slid slid
sling slung slung
slink slunk slunk
slit slit slit
smite smote smitten
sow sowed sown
speak spoke spoken
speed sped sped
spend spent spent
spin spun spun
spit spat spat
split split split
spread spread spread
spring sprang sprung
stand stood stood
steal stole stolen
stick stuck stuck
sting stung stung
stink stank stunk
stride strode stridden
strike struck struck
string strung strung
strive strove striven
swear swore sworn
sweep swept swept
swell swelled swollen
swim swam swum
swing swung swung
take took taken
teach taught taught
tear tore torn
tell told told
think thought thought
throw threw thrown
thrust thrust thrust
tread trod trodden
wake woke woken
wear wore worn
weave wove woven
wed wed wed
weep wept wept
win won won
wind wound wound
withdraw withdrew withdrawn
withhold withheld withheld
withstand withstood withstood
wring wrung wrung
write wrote written
backslide backslid backslid
bespeak bespoke bespoken
bestride bestrode bestridden
browbeat browbeat browbeaten
forbear forbore forborne
forswear forswore forsworn
ghostwrite ghostwrote ghostwritten
inlay inlaid inlaid
lie lay lain
mow mowed mown
partake partook partaken
prepay prepaid prepaid
saw sawed sawn
shear sheared shorn
strew strewed strewn
typecast typecast typecast
understand understood understood
gainsay gainsaid gainsaid
waylay waylaid waylaid
forgo forwent forgone
interweave interwove interwoven
crossbreed crossbred crossbred
hamstring hamstrung hamstrung
"""

IRREGULAR: dict[str, tuple[str, str]] = {
    base: (past, participle)
    for base, past, participle in (line.split() for line in _TABLE.split("\n") if line)
}

PREFIXES = ("over", "under", "fore", "mis", "out", "re", "un", "up", "with")

# Regular though they end like an irregular verb after a prefix.
REGULAR = frozenset(("relay", "release"))

# Verbs of more than one syllable whose last is stressed, so that its consonant is doubled.
STRESSED = words(
    """
    abet abhor abut acquit admit allot annul aver babysit befit beget begin beset bestir commit
    compel concur confer control costar debar debug defer demur deter disbar disinter dispel distil
    eavesdrop embed emit enrol entrap equip excel expel extol forbid forget format fulfil handicap
    impel incur infer input instil inter kidnap leapfrog nonplus occur offset omit outfit outrun
    outstrip outwit overlap overrun patrol permit prefer propel readmit rebel rebut recap recur
    refer refit regret remit reoccur repel resubmit retrofit sidestep submit transfer transmit
    typeset unpin unzip upset zigzag
    """
)
