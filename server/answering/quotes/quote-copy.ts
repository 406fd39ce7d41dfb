import type { Language } from '#shared/language.ts';

/** What the server itself writes when it looks for quotations. */
interface QuoteCopy {
  askTopic: string;
  narrow: string;
  page(number: number): string;
}

export const quoteCopy: Record<Language, QuoteCopy> = {
  en: {
    askTopic:
      'What should the quotation be about? Name a topic, a person or a term, and I will look for the exact words.',
    narrow:
      'I found no quotation on this that stands word for word in your documents. Narrow the topic, or name a term that ' +
      'the text itself uses.',
    page: (number) => `page ${number}`,
  },
  de: {
    askTopic:
      'Worum soll es in dem Zitat gehen? Nenne ein Thema, eine Person oder einen Begriff, dann suche ich den Wortlaut.',
    narrow:
      'Ich habe dazu kein Zitat gefunden, das wörtlich in deinen Dokumenten steht. Grenze das Thema ein oder nenne einen ' +
      'Begriff, den der Text selbst verwendet.',
    page: (number) => `Seite ${number}`,
  },
  fr: {
    askTopic:
      'Sur quoi la citation doit-elle porter ? Indiquez un sujet, une personne ou un terme, et je chercherai les mots exacts.',
    narrow:
      'Je n’ai trouvé à ce sujet aucune citation qui figure mot pour mot dans vos documents. Précisez le sujet, ou indiquez ' +
      'un terme que le texte emploie lui-même.',
    page: (number) => `page ${number}`,
  },
  es: {
    askTopic: '¿De qué debe tratar la cita? Indica un tema, una persona o un término y buscaré las palabras exactas.',
    narrow:
      'No encontré sobre esto ninguna cita que esté palabra por palabra en tus documentos. Acota el tema o indica un término ' +
      'que use el propio texto.',
    page: (number) => `página ${number}`,
  },
};
