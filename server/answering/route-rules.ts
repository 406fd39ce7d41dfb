import type { Route } from '#shared/turn.ts';

/** What may stand before the first word that counts: "could you please", "und bitte", … */
const polite =
  '^(?:(?:please|ok(?:ay)?|yes|and|so|but|then|now|can|could|would|will|you|i|d|want|like|to|' +
  'bitte|ja|und|also|kannst|könntest|können|könnten|du|sie|mir|dann|' +
  "s'il|te|vous|plaît|oui|et|alors|peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|tu|peux|pourrais|" +
  "por|favor|sí|y|entonces|puedes|podrías|puede|podría|me)[\\s,.!’']+)*";

const rule = (...patterns: string[]): RegExp => new RegExp(patterns.join('|'), 'iu');
const word = (pattern: string): string => `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`;
/** A question that is nothing but this. */
const alone = (pattern: string): string => `^[¿\\s]*(?:${pattern})[\\s?!.…]*$`;
const first = (pattern: string): string => `${polite}[¿\\s]*${word(pattern)}`;

const quoteVerbs =
  'find|finding|give|gives?|need|show|get|want|look(?:ing)? for|search(?:ing)? for|list|pull|locate|suggest|do you have|are there';
const quoteFinding = rule(
  word(`(?:${quoteVerbs})(?: [\\p{L}\\p{N}'’-]+){0,4} (?:quotes?|quotations?)`),
  first('(?:any |a |an |some |good |direct )*(?:quotes?|quotations?) (?:about|on|from|for|that|which|where|regarding)'),
  word(
    '(?:finde?|gib|gebt|geben|brauche?|braucht|suche?|such|zeige?|zeig|nenne?|nenn|hast)(?: [\\p{L}-]+){0,4} zitate?',
  ),
  word('zitate?(?: [\\p{L}-]+){0,5} (?:finden|geben|zeigen|nennen|suchen|heraussuchen)'),
  word(
    "(?:trouve[rz]?|donne[rz]?|cherche[rz]?|montre[rz]?|besoin|veux|voudrais|faut)(?:[ -][\\p{L}’'-]+){0,4} citations?",
  ),
  word('(?:encuentra|encuéntrame|busca|búscame|dame|da|necesito|muestra|muéstrame|quiero)(?: [\\p{L}-]+){0,4} citas?'),
);

const studyGuide = rule(
  word('(?:study|revision)[ -](?:guides?|sheets?)'),
  word('(?:make|generate|create|write|build|prepare|give)(?: [\\p{L}-]+){0,4} guide'),
  word('lern(?:zettel|leitfaden|hilfe|übersicht|skript)\\p{L}*|lernguide|studienleitfaden|study guide'),
  word("(?:guide|fiche)s? (?:d[’']étude|d[’']études|de révisions?)"),
  word('guía (?:de estudios?|para estudiar)'),
);

const summary = rule(
  word(
    'summar(?:y|ies|[iy]s(?:e|ed|es|ing)|iz(?:e|ed|es|ing)|isation|ization)|tl;?dr|overview|(?:the )?gist|key (?:points|ideas|takeaways)',
  ),
  word(
    'zusammenfass\\p{L}*|zusammengefasst|überblick|kern(?:punkte|aussagen|ideen)|kurzfassung|die wichtigsten punkte',
  ),
  word('fass[et]?(?: [\\p{L}\\p{N}-]+){0,8} zusammen'),
  word("résum(?:é|er|e|és|ez|ons)|synthèse|aperçu|vue d[’']ensemble|points (?:clés|essentiels)|l[’']essentiel"),
  word('resumen|resum(?:ir|elo|irlo|ido)|resúme(?:me|lo|melo)?|sinopsis|puntos clave|ideas principales|visión general'),
  first('resume'),
);

const followUp = rule(
  word('(?:tell|say|give)(?: (?:me|us))?(?: (?:some|a bit|a little))? more'),
  first(
    '(?:some |a bit |a little )?more (?:about|on|details?|info|information|of)|elaborate|expand on|go on|continue|keep going|carry on|go deeper',
  ),
  alone(
    '(?:(?:and|but|so) )?(?:why|how so|how come|what else|anything else|and then|more)(?: (?:not|so|is that|please))?',
  ),
  word('what (?:do|did|does) (?:you|that|this|it) mean'),
  word('explain (?:that|this|it|them|more|further|again|better|in more detail)'),
  word('(?:erzähle?|erzählen sie|sage?|sagen sie)(?: mir| uns)?(?: bitte)?(?: noch)?(?: etwas| ein bisschen)? mehr'),
  first(
    '(?:noch )?mehr (?:dazu|darüber|davon|details?|über|zu|infos?)|weiter|mach weiter|fahre? fort|führe? (?:das|dies|es)(?: bitte)?(?: \\p{L}+)? aus',
  ),
  word('was (?:meinst|meinen|meintest) (?:du|sie)|was (?:heißt|bedeutet) (?:das|dies)'),
  word(
    'erklär(?:e|en sie|st du)?(?: mir)?(?: (?:das|dies|es))?(?: bitte)?(?: noch)?(?: (?:genauer|näher|weiter|ausführlicher|nochmal|einmal|mehr))',
  ),
  alone(
    '(?:(?:und|aber|also) )?(?:warum|wieso|weshalb|inwiefern|was noch|mehr|genauer)(?: (?:nicht|das|denn|so|bitte|ist das so))*',
  ),
  word("(?:dis|dites)[- ](?:m[’']en|moi|nous en)(?: un peu)? (?:plus|davantage)|en (?:dire|savoir)(?: un peu)? plus"),
  first(
    'continue[rz]?|vas-y|allez-y|poursui\\p{L}+|développe[rz]?|précise[rz]?|élabore[rz]?|plus de (?:détails|précisions)',
  ),
  word('(?:veux|voulez|veut|voulais|vouliez)(?:-tu|-vous)? dire'),
  word('expli(?:que|quez|quer)(?:-moi)?(?: (?:ça|cela|le))?(?: (?:davantage|mieux|plus|encore|en détail))'),
  alone("(?:(?:et|mais) )?pourquoi(?: (?:pas|ça|cela|donc))?|quoi d[’']autre"),
  word('(?:cuénta|cuenta|di|habla|háblame|cuéntame|dime)(?:me|nos)?(?: (?:algo|un poco))? más'),
  first(
    'continúa\\p{L}*|continua|sigue|siga|prosigue|desarrolla\\p{L}*|elabora\\p{L}*|profundiza\\p{L}*|amplía\\p{L}*|más (?:detalles|información|sobre)',
  ),
  word('qué (?:quieres|quiere|querías) decir|a qué te refieres|a qué se refiere|qué significa (?:eso|esto)'),
  word('explíca(?:me|lo|melo)?(?: (?:más|mejor|eso|esto|otra vez))|explica (?:más|mejor|eso|esto|otra vez)'),
  alone('(?:(?:y|pero) )?por ?qué(?: (?:no|eso|esto))?|qué más|más'),
);

/** A question for a definition has a topic, however plain its word: "What is a class?" */
export const asksForDefinition = rule(
  word(
    'what (?:is|are) (?:an? )?(?!(?:it|that|this|they|these|those|the|its|their|your|you|so|next|else)(?![\\p{L}]))\\p{L}+',
  ),
  word('was (?:ist|sind) (?:eine? )(?!(?:das|dies|es)(?![\\p{L}]))\\p{L}+'),
  word("qu'est-ce qu(?:'une?|e) (?!(?:ça|cela|ce|c)(?![\\p{L}]))\\p{L}+"),
  word('qué (?:es|son) (?:un|una|unos|unas) \\p{L}+'),
);

/** The rules in the order in which they are asked; `general_qa` is what is left. */
export const routeRules: readonly { route: Exclude<Route, 'general_qa'>; fires: RegExp }[] = [
  { route: 'quote_finding', fires: quoteFinding },
  { route: 'study_guide', fires: studyGuide },
  { route: 'summary', fires: summary },
  { route: 'follow_up', fires: followUp },
];
