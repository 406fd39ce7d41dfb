import type { Language } from '#shared/language.ts';

/** Sentences that the server itself writes into answers. `where` is a name in quotation marks, null for everything. */
interface Copy {
  nothingFound(where: string | null): string;
  couldAsk: string;
  nothingToSearch(where: string | null): string;
  nothingReady(where: string | null): string;
  reading(count: number): string;
  failed(count: number): string;
  othersReading(count: number): string;
  cutShort: string;
  noSource: string;
}

const quoteMarks: Record<Language, [string, string]> = {
  en: ['“', '”'],
  de: ['„', '“'],
  fr: ['« ', ' »'],
  es: ['«', '»'],
};

export function quoted(text: string, language: Language): string {
  const [open, close] = quoteMarks[language];
  return `${open}${text}${close}`;
}

export const copy: Record<Language, Copy> = {
  en: {
    nothingFound: (where) => `I found nothing about this in ${where ?? 'your documents'}.`,
    couldAsk: 'Try one of the suggested topics, or say in other words what you are looking for.',
    nothingToSearch: (where) =>
      where === null
        ? 'There are no documents to search yet. Upload one, then ask again.'
        : `There is nothing to search in ${where} yet. Upload a document, then ask again.`,
    nothingReady: (where) => `Nothing in ${where ?? 'your documents'} can be searched yet.`,
    reading: (n) => (n === 1 ? 'One document is still being read.' : `${n} documents are still being read.`),
    failed: (n) => (n === 1 ? 'One document could not be read.' : `${n} documents could not be read.`),
    othersReading: (n) =>
      n === 1
        ? 'One more document is still being read and was not searched.'
        : `${n} more documents are still being read and were not searched.`,
    cutShort: 'This answer reached the longest length allowed and stops here.',
    noSource: 'No source was cited for this answer.',
  },
  de: {
    nothingFound: (where) => `Dazu habe ich in ${where ?? 'deinen Dokumenten'} nichts gefunden.`,
    couldAsk: 'Versuche eines der vorgeschlagenen Themen oder sag in anderen Worten, was du suchst.',
    nothingToSearch: (where) =>
      where === null
        ? 'Es gibt noch keine Dokumente zum Durchsuchen. Lade eines hoch und frage dann noch einmal.'
        : `In ${where} gibt es noch nichts zu durchsuchen. Lade ein Dokument hoch und frage dann noch einmal.`,
    nothingReady: (where) => `In ${where ?? 'deinen Dokumenten'} kann noch nichts durchsucht werden.`,
    reading: (n) => (n === 1 ? 'Ein Dokument wird noch gelesen.' : `${n} Dokumente werden noch gelesen.`),
    failed: (n) =>
      n === 1 ? 'Ein Dokument konnte nicht gelesen werden.' : `${n} Dokumente konnten nicht gelesen werden.`,
    othersReading: (n) =>
      n === 1
        ? 'Ein weiteres Dokument wird noch gelesen und wurde nicht durchsucht.'
        : `${n} weitere Dokumente werden noch gelesen und wurden nicht durchsucht.`,
    cutShort: 'Diese Antwort hat die größte erlaubte Länge erreicht und endet hier.',
    noSource: 'Für diese Antwort wurde keine Quelle angegeben.',
  },
  fr: {
    nothingFound: (where) => `Je n’ai rien trouvé à ce sujet dans ${where ?? 'vos documents'}.`,
    couldAsk: 'Essayez l’un des sujets proposés, ou dites autrement ce que vous cherchez.',
    nothingToSearch: (where) =>
      where === null
        ? 'Il n’y a pas encore de document à consulter. Ajoutez-en un, puis posez à nouveau la question.'
        : `Il n’y a encore rien à consulter dans ${where}. Ajoutez un document, puis posez à nouveau la question.`,
    nothingReady: (where) => `Rien ne peut encore être consulté dans ${where ?? 'vos documents'}.`,
    reading: (n) =>
      n === 1 ? 'Un document est encore en cours de lecture.' : `${n} documents sont encore en cours de lecture.`,
    failed: (n) => (n === 1 ? 'Un document n’a pas pu être lu.' : `${n} documents n’ont pas pu être lus.`),
    othersReading: (n) =>
      n === 1
        ? 'Un autre document est encore en cours de lecture et n’a pas été consulté.'
        : `${n} autres documents sont encore en cours de lecture et n’ont pas été consultés.`,
    cutShort: 'Cette réponse a atteint la longueur maximale et s’arrête ici.',
    noSource: 'Aucune source n’a été citée pour cette réponse.',
  },
  es: {
    nothingFound: (where) => `No encontré nada sobre esto en ${where ?? 'tus documentos'}.`,
    couldAsk: 'Prueba uno de los temas sugeridos o di con otras palabras qué buscas.',
    nothingToSearch: (where) =>
      where === null
        ? 'Aún no hay documentos que consultar. Sube uno y pregunta de nuevo.'
        : `Aún no hay nada que consultar en ${where}. Sube un documento y pregunta de nuevo.`,
    nothingReady: (where) => `Aún no se puede consultar nada en ${where ?? 'tus documentos'}.`,
    reading: (n) => (n === 1 ? 'Un documento se está leyendo todavía.' : `${n} documentos se están leyendo todavía.`),
    failed: (n) => (n === 1 ? 'Un documento no se pudo leer.' : `${n} documentos no se pudieron leer.`),
    othersReading: (n) =>
      n === 1
        ? 'Otro documento se está leyendo todavía y no se consultó.'
        : `Otros ${n} documentos se están leyendo todavía y no se consultaron.`,
    cutShort: 'Esta respuesta alcanzó la longitud máxima permitida y termina aquí.',
    noSource: 'No se citó ninguna fuente para esta respuesta.',
  },
};
