"""Words that tell nobody who somebody is, and the words that dates and addresses are made of."""

_LITTLE = """
a about after again all almost alone also although always am an and another any anybody anyone anything are
as ask asked at away back be because been before began behind being better between big bit book both bring
but buy by call called came can cannot come could day days did do does doing done down during each early
either else end enough even ever every everybody everyone everything far few find first for found four
friend from front full gave get give given gives glad go goes going gone good got great had half hand happy
hard has have he hear heard help her here hers herself him himself his home hour hours how however i if in
into is it its itself just keep kept kind knew know known last late later least leave left less let life
like likes line little long look lost lot made make makes man many may maybe me mean might mind mine minute
minutes money month months more morning most mother much must my myself name near need needed never new next
nice night no nobody none nor not note nothing now number of off often old on once one only open or other
others our ours out over own paid pay people perhaps person phone place please put quite rather ready really
rest right said same say says second see seem seen sent seven several shall she should show since sir six
small so some somebody someone something soon sorry still stop such sure take taken talk tell ten than thank
thanks that the their theirs them themselves then there these they thing things think third this those
though three through till time times to today together told tomorrow too took try twice two under until up
upon us use used very wait waited walk want wanted wants was way we week weeks well went were what when
where whether which while who whole whom whose why will wish with without woman word words work worked works
would write year years yes yesterday yet you young your yours yourself son daughter father wife husband
child children boy girl baby family brother sister monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december
"""

COMMON = frozenset(_LITTLE.split())
"""Words that everybody uses; those of the shipped playbook come on top of them."""

_TELLING = """
son daughter father wife husband child children boy girl baby brother sister mother hearing signing walking
"""
_OF_THE_WORK = """
able above accept accepted access account ack acknowledge across act actual actually add address afternoon
against agent agents ago agree agreed agreement ahead allow already alternative amount anger angry annoyed
answer apart apologise apologize apology appointment appreciate area around arrange arrive aside assume
attempt available avoid aware awful bad badly based basic begin behalf belief believe below beside best
beyond bill billing blame body bones booked booking bother bought break breath brief broken brought build
business busy calendar caller calm cancel careful case catch category cause certain chance change channel
charge charged cheap check choice choose chose clean clear clearly clock close closed coach code cold
colleague collect comes comment commit common company compensation complain complaint complete concern
condition confirm confused connect consider contact content continue contract contradict correct cost count
couple courier cover credit cue current customer cut damage damaged date dear decide decision declined deed
delay delegate deliver delivery depot describe desk detail didn difference different difficult direct
discount discuss doesn don double doubt draft drafted drive driver drop dropped due eight eighteen eighty
eleven email empty ending ends engineer enjoy ensure entry error escalate escalated escalation evening event
events everywhere exact exactly example expect expected expensive explain extra face fact fail failed fair
fake fall false fast fatal fault feedback feel feeling felt fewer fifteen fifty file fill final fine finish
firm fit five fix fixed flatly follow form forty forward free fresh fully further gentle gets getting
grateful guess hadn handle handover hang happen happened harsh hasn haven having head heads helpful high
hold holiday hope hot house hundred idea impatient important impossible industry inside instead interrupt
invite invoice isn issue item job join kindly knows label lack large learn level lie light likely limit link
list listen live lived ll local log loss loud low lunch mail main manage manager mark matter means meant
meet mend mention message middle minor miss missed missing mistake mistaken model moment mood move named
neat neither news nine nineteen ninety noon normal normally notice null offer offers office okay online
opening openq option options order ordinary original otherwise outside owe page paper parcel part particular
pass past patience payment pence per persona pick piece plain plainly plan plans play playbook plus point
policy polite possible post pound power practice prefer preferred prefers prepare present press price probe
problem process product profile promise proper properly prove provide public pull push quality question
queue quick quickly quiet quote raise ran rang rare rate re reach read real reason receive receiver recent
record reference refund regard regular remember remind repair repeat replace replacement replies reply
report request resolve resolved respond restate result return reveal review ring risk road room root round
route rubric rule run rush safe safety sat satisfied save saw scenario schedule schema score screen send
sentence separate serious service session set settle seventeen seventy share shop short side sign silence
simple single sit site sitting situation sixteen sixty size slip slot slow soft solution solve somewhere
sort sound source spare speak spoke stage stand standard start state stay step stood store story straight
strange supply support switch system table task team technician tells temper term text thirteen thirty
thought tick ticket tired title todo tonight top total touch trade trap treat tried trouble true trust truth
truthfully turn twelve twenty twist type understand unit update upset urgent useful usual usually vague van
various ve view visit voice warn wasn ways weekend weights weren whatever whenever wherever whoever window
within won worry worse worst worth writing wrong wrote zero
"""

TELLING = frozenset(_TELLING.split())
"""Words that tell something, though they or what they are forms of are everyday words."""

EVERYDAY = (COMMON - TELLING) | frozenset(_OF_THE_WORK.split())
"""Words that tell nothing of anybody, not even if they stand in their profile."""

_LENGTHS = "minute hour day week mile metre meter yard foot feet step kilometre km star car"
LENGTHS = frozenset(_LENGTHS.split())
"""What walks and drives are measured in."""

_SMALL = """
mr mrs ms miss mx dr prof sir madam dame lord lady herr frau monsieur madame senor senora
van von der den de del della la le el al bin ibn ben da do dos du di und and of the
"""

NOT_NAMES = frozenset(_SMALL.split())
"""Titles and small words of names."""

_MONTHS = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
januar februar marz maerz mai juni juli oktober dezember
janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
"""

MONTHS = tuple(_MONTHS.split())
"""Months in five languages, without accents."""

STREETS = "street|road|avenue|lane|crescent|boulevard|terrace"
"""What streets are called, and little else is."""

STREETS_WITH_CAPITAL = (
    "st|rd|ave|ln|blvd|drive|dr|close|way|court|square|place|gardens|row|hill|park|mews|grove|walk|rise|gate"
)
"""What streets are called too, told from other words by a capital."""
