import type { Language } from '#shared/language.ts';

/** Sentences that the server itself writes into summaries. Names come in quotation marks. */
interface SummaryCopy {
  choose: string;
  forExample(names: readonly string[]): string;
  /** before sentences of the documents' own; `where` is a name, null for several documents */
  inItsOwnWords(where: string | null): string;
  onTopic: string;
  alsoThere: string;
}

const listed = (names: readonly string[], or: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${or} ${names.at(-1) ?? ''}`;

export const summaryCopy: Record<Language, SummaryCopy> = {
  en: {
    choose: 'Which document or class should I summarise? Open one, or tell me its name or a topic.',
    forExample: (names) => `You could say, for example, ${listed(names, 'or')}.`,
    inItsOwnWords: (where) =>
      where === null
        ? 'The sentences that say most of what these documents are about, word for word:'
        : `The sentences that say most of what ${where} is about, word for word:`,
    onTopic: 'The sentences that say most about this in your documents, word for word:',
    alsoThere: 'Also among these documents:',
  },
  de: {
    choose:
      'Welches Dokument oder welchen Kurs soll ich zusammenfassen? Öffne es oder nenne mir den Namen oder ein Thema.',
    forExample: (names) => `Zum Beispiel ${listed(names, 'oder')}.`,
    inItsOwnWords: (where) =>
      where === null
        ? 'Die Sätze, die am meisten davon sagen, wovon diese Dokumente handeln, Wort für Wort:'
        : `Die Sätze, die am meisten davon sagen, wovon ${where} handelt, Wort für Wort:`,
    onTopic: 'Die Sätze in deinen Dokumenten, die am meisten dazu sagen, Wort für Wort:',
    alsoThere: 'Außerdem gehören dazu:',
  },
  fr: {
    choose: 'Quel document ou quel cours faut-il résumer ? Ouvrez-le, ou dites-moi son nom ou un sujet.',
    forExample: (names) => `Par exemple ${listed(names, 'ou')}.`,
    inItsOwnWords: (where) =>
      where === null
        ? 'Les phrases qui disent le mieux de quoi parlent ces documents, mot pour mot :'
        : `Les phrases qui disent le mieux de quoi parle ${where}, mot pour mot :`,
    onTopic: 'Les phrases de vos documents qui en disent le plus à ce sujet, mot pour mot :',
    alsoThere: 'Il y a aussi, parmi ces documents :',
  },
  es: {
    choose: '¿Qué documento o qué clase debo resumir? Ábrelo o dime su nombre o un tema.',
    forExample: (names) => `Por ejemplo, ${listed(names, 'o')}.`,
    inItsOwnWords: (where) =>
      where === null
        ? 'Las frases que mejor dicen de qué tratan estos documentos, palabra por palabra:'
        : `Las frases que mejor dicen de qué trata ${where}, palabra por palabra:`,
    onTopic: 'Las frases de tus documentos que más dicen sobre esto, palabra por palabra:',
    alsoThere: 'También están entre estos documentos:',
  },
};
