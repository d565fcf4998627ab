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
