/** Words that ask, and words for what every answer has: no topic by themselves. Folded, as content words are. */
export const topiclessWords: ReadonlySet<string> = new Set(
  `tell say said explain describe elaborate expand continue go keep carry give show find get need want make generate
  create write build prepare provide help know understand mean means meant think please thanks thank ok okay detail
  details detailed example examples point points part parts thing things bit little lot first second third last next
  previous answer answers question information info simple simpler simply words deeper further else anything something
  quote quotes quotation quotations summary summarize summarise summarized summarised overview gist key guide study
  document documents file files class text page pages topic role roles relate relates related relation relationship
  connect connected connection compare compares compared comparison difference differences differ happen happens
  happened matter matters important importance purpose reason reasons work works used use
  erzahle erzahl erzahlen sag sage sagen erklare erklar erklaren beschreibe fuhre fahre fahr fort mach genauer naher
  ausfuhrlicher nochmal einmal beispiel beispiele punkt punkte teil antwort frage meinst meinen bedeutet heisst bitte
  danke zitat zitate zusammenfassung fasse fass zusammen uberblick lernzettel finde gib brauche dokument dokumente
  bisschen detail details inwiefern rolle zusammenhang zusammenhangt vergleich vergleiche unterschied unterschiede wichtig
  zweck grund grunde passiert funktioniert
  dis dites dire explique expliquez expliquer decris decrivez developpe developpez developper precise precisez
  continue continuez vas allez exemple exemples detail details partie reponse question veux voulez tu merci davantage
  mieux role rapport lien compare comparez comparaison difference differences important importance raison fonctionne
  mieux citation citations resume resumer guide fiche etude revision document documents trouve donne savoir
  cuentame cuenta dime di habla hablame explica explicame explicalo describe continua sigue desarrolla elabora
  profundiza amplia ejemplo ejemplos detalle detalles punto puntos parte respuesta pregunta quieres decir refieres
  refiere significa gracias favor cita citas resumen resume guia estudio documento documentos encuentra dame necesito
  papel relacion relaciona compara comparacion diferencia diferencias importante importancia razon funciona ocurre
  informacion podrias puedes puede`.split(/\s+/),
);
