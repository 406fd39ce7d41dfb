const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''));

/**
 * Words that say nothing about a text's topic, question words among them; folded as `foldWord` folds, so without
 * accents, and with the pieces that elision leaves (`l'eau` → `l`).
 */
export const stopWords = {
  en: list(`a about above after again against all also am an and any are as at be because been before being below
    between both but by can cannot could d did do does doing don down during each else etc few for from further had has
    have having he her here hers him his how however i if in into is isn it its itself just ll m may me might more most
    must my myself no nor not now of off on once one ones only or other our ours out over own please re s same shall she should
    so some such t than that the their theirs them then there these they this those through to too under until up upon
    us ve very was we were what when where whether which while who whom whose why will with within without would yes yet
    you your yours`),
  de: list(`aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte da
    dabei dadurch dafur damit dann daran daraus darin daruber das dass davon dazu dein deine dem den denn der deren des
    dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines
    einmal er es etwa etwas euch euer fur gegen gibt hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen
    ihr ihre ihrem ihren ihrer im in indem ins ist ja jede jedem jeden jeder jedes jene jetzt kann kein keine konnen
    konnte kannst machen man mehr mein meine mich mir mit muss mussen nach nein nicht nichts noch nun nur ob oder ohne
    schon sehr sein seine seinem seinen seiner seit sich sie sind so solche soll sollen sollte sondern sonst uber um und
    uns unser unter viel vom von vor wahrend war waren warum was weil weiter welche welchem welchen welcher welches wenn
    wer werde werden weshalb wie wieder wieso will wir wird wo wurde wurden wozu zu zum zur zwischen`),
  fr: list(`a afin ai ainsi alors apres as au aucun aussi autre autres aux avait avant avec avez avoir avons c car ce ceci
    cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de des donc dont du elle elles en
    encore entre es est et etaient etait ete etes etre eu eux fait font il ils j je jusqu l la le les leur leurs lors
    lorsque lui m ma mais me meme mes moi moins mon n ne ni non nos notre nous on ont ou oui par parce pas pendant peu
    peut peux plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si sinon soit
    son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y`),
  es: list(`a al algo alguno algunos ambos ante antes aquel aquella asi aun aunque bajo bien cada como con contra cual
    cuales cuando cuanto de del desde donde dos durante e el ella ellas ellos en entonces entre era eran eres es esa
    esas ese eso esos esta estaba estado estan estar estas este esto estos fue fueron ha habia hace hacia han hasta hay
    he la las le les lo los mas me mi mis mismo mucho muy nada ni no nos nosotros nuestra nuestro o os otra otras otro
    otros para pero poco por porque pues que quien quienes se sea segun ser si sido sin sobre solo son soy su sus tal
    tambien tan tanto te tiene tienen toda todas todo todos tu tus u un una unas uno unos usted ustedes y ya yo`),
} as const;
