"""Little words, which are no theme by themselves, in the languages that complaints come in most here."""

_ENGLISH = """
a about above after again all already also always am an and another any anybody anyone anything are as ask
asked asking at away back be became because been before being between both but by call called calling came
can cannot come coming could couldn did didn do does doesn doing don done down during each either else
even ever every everybody everyone everything few for from get gets getting give given go goes going gone
got had hadn has hasn have haven having he her here hers herself him himself his how however i if in into
is isn it its itself just keep kept know let like ll made make many may maybe me might mine more most much
must my myself need needed now of off on once one only or other others our ours out over own per please
put rather re really right said same say says see seem seen shall she should shouldn so some somebody
someone something still such take taken tell than that the their theirs them themselves then there these
they thing things think this those though through till time to today told too took try trying two until up
upon us use used ve very want wanted was wasn we well went were weren what when where whether which while
who whole whom whose why will with within won would wouldn yes yet you your yours yourself mr mrs ms miss
dr sir madam customer customers
"""
_GERMAN = """
aber alle als also am an auch auf aus bei bin bis bitte da dann das dass dem den der des die dies diese
dieser dieses doch durch ein eine einem einen einer eines er es etwas fur gar habe haben hat hatte hatten
ich ihm ihn ihnen ihr ihre im in ist ja jetzt kann man mein meine mich mir mit nach noch nun nur ob oder
schon sehr sein seine seit sich sie sind so und uber um uns unser unsere vom von vor war waren was wenn
wer wie wieder wir wird wo wurde wurden zu zum zur
"""
_FRENCH = """
ai au aussi aux avec avoir ce cela ces cet cette comme dans de depuis des deux dit du elle elles en est et
etait ete etre eu fait il ils je la le les leur lui ma mais me mes moi mon nos notre nous on ont ou par
plus pour qu que qui sa se ses si son sont suis sur ta tes toi ton tout tous toute tres tu un une vos
votre vous
"""
_SPANISH = """
al algo como con cuando de del desde el ella ellos en era eran es esa ese eso esta estaba estan este esto
estoy fue ha han hay he la las le les lo los mas me mi mis muy nos o para pero por porque que se ser si
sido su sus tambien te tengo tiene todo un una uno ya yo
"""
_ITALIAN = """
ai al alla alle anche che ci come con da dal dalla dei del della delle di dopo e ed era gli ha hanno ho i
il in io la le li lo loro ma mi mia mio nei nel nella noi o per piu piuttosto quando questa questo sono
stata stato su sua suo tra tutto un una uno vi voi
"""
_PORTUGUESE = """
ao aos as com como da das de depois do dos e ela ele em era essa esse esta este eu foi ja mais mas me meu
minha muito na nas no nos o os ou para pela pelo por quando que se ser seu sua tambem tem tenho um uma
voce
"""
_DUTCH = """
aan al als bij dan dat de den der deze die dit doen door dus een en er had heb hebben heeft het hij hoe ik
in is je kan maar me meer met mij mijn naar nog nu of om onder ons ook op over te tot u uit uw van veel
voor want waren was wat we wel werd wij worden wordt ze zich zij zijn zo
"""

_IN_ENGLISH = "bin die door fur hat man met pour son ton tot van war"
"""Little words elsewhere that are things or deeds in English: the van, the bin, the door."""

_ELSEWHERE = " ".join((_GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _DUTCH))

LITTLE = frozenset(_ENGLISH.split()) | (frozenset(_ELSEWHERE.split()) - set(_IN_ENGLISH.split()))
"""Without case and accents; a term made of these alone is no theme, and none begins or ends with one."""

_NOT = """
no not never nobody none nothing without nicht kein keine keinen nie ohne pas jamais sans rien ne nunca
sin nada non mai senza sem nao nem geen niet nooit zonder
"""

NOT = frozenset(_NOT.split()) - {"mai", "ne"}
"""These say nothing alone, but turn the word after them round: “not working”."""
