import type { Language } from './language.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words, folded, that say nothing about what a text or a question is about. */
export const stopWords: Record<Language, ReadonlySet<string>> = {
  en: list(`
    a about above after again against all also although always am an and another any anyone anything are around as ask at
    away be because been before being below between both but by can cannot could did do does doing done down during each
    either else ever every few for from further get gets give given go goes got had has have having he her here hers
    herself him himself his how however i if in instead into is it its itself just let like made make makes many may me
    might more most much must my myself need needed needs neither no nor not nothing now of off often on once one only or
    other others otherwise our ours out over own per please quite rather really say says shall she should show since so
    some someone something still such take tell than that the their theirs them themselves then there therefore these they
    thing things this those though through thus to together too under unless until up upon us use used uses using very via
    want was way we well were what whatever when where whether which while who whole whom whose why will with within
    without would yes yet you your yours yourself explain describe mean means happen happens`),
  de: list(`
    aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim
    beide beiden bin bis bist da dabei dadurch dafur dagegen daher damit danach dann daran darauf daraus darin daruber
    darum das dass dasselbe davon dazu dein deine deinem deinen deiner dem den denen denn der deren des deshalb dessen
    dich die dies diese dieselbe dieselben diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer
    eines einige einigem einigen einiger einiges einmal er es etwa etwas euch euer eure fur gegen gibt hab habe haben hat
    hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins ist ja jede
    jedem jeden jeder jedes jene jenem jenen jener jenes jetzt kann kannst konnen konnte konnten machen man manche mehr
    mein meine meinem meinen meiner mich mir mit muss mussen musste nach nicht nichts noch nun nur ob oder ohne sehr sein
    seine seinem seinen seiner seit selbst sich sie sind so solche solchem solchen solcher soll sollen sollte sondern
    sonst uber um und uns unser unsere unter viel vom von vor wahrend wann war waren warum was weil weiter welche welchem
    welchen welcher welches wenn wer werde werden wie wieder wieso will wir wird wirst wo wollen wollte worin worum wurde
    wurden zu zum zur zwar zwischen bedeutet erklare erklaren heisst`),
  fr: list(`
    ai aie aient ait alors as au aucun aucune aussi autre autres aux avait avant avec avez avoir avons c car ce ceci cela
    celle celles celui ces cet cette ceux chaque chez comme comment d dans de depuis des donc dont du elle elles en encore
    entre es est et etaient etait etant ete etes etre eu eux fait faire faut font il ils j je l la laquelle le lequel les
    lesquelles lesquels leur leurs lors lui ma mais me meme memes mes moi moins mon n ne ni non nos notre nous on ont ou
    par parce pas pendant peu peut peuvent plus plusieurs pour pourquoi qu quand que quel quelle quelles quels quelque
    quelques qui quoi rien s sa sans se sera ses si sinon soi soit son sont sous sur t ta tandis te tes toi ton tous tout
    toute toutes tres tu un une vers voici voila vos votre vous y expliquer explique signifie`),
  es: list(`
    a acerca ademas al algo alguna algunas alguno algunos ante antes aquel aquella aquellas aquellos aqui asi aun aunque
    bajo bien cada casi como con contra cosa cual cuales cualquier cuando cuanto cuantos de del desde donde dos durante e
    el ella ellas ellos en entonces entre era eran eres es esa esas ese eso esos esta estaba estaban estan estar estas
    este esto estos estoy fue fueron ha habia hace hacer hacia han hasta hay he la las le les lo los mas me mi mis misma
    mismas mismo mismos mucho muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro
    otros para pero poco por porque puede pueden pues que quien quienes se sea segun ser si sido siempre sin sino sobre
    son soy su sus tal tales tambien tan tanto te tener tiene tienen toda todas todo todos tras tu tus un una unas uno
    unos usted ustedes y ya yo explica explicar significa`),
};
