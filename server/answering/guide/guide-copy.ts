import type { Language } from '#shared/language.ts';

/** The headings of a study guide, in the order in which they stand. */
export interface GuideHeadings {
  overview: string;
  concepts: string;
  definitions: string;
  notes: string;
  formulas: string;
  questions: string;
}

export const guideHeadings: Record<Language, GuideHeadings> = {
  en: {
    overview: 'Overview',
    concepts: 'Key concepts',
    definitions: 'Definitions',
    notes: 'Notes',
    formulas: 'Formulas',
    questions: 'Practice questions',
  },
  de: {
    overview: 'Überblick',
    concepts: 'Zentrale Begriffe',
    definitions: 'Definitionen',
    notes: 'Notizen',
    formulas: 'Formeln',
    questions: 'Übungsfragen',
  },
  fr: {
    overview: 'Vue d’ensemble',
    concepts: 'Notions clés',
    definitions: 'Définitions',
    notes: 'Notes',
    formulas: 'Formules',
    questions: 'Questions d’entraînement',
  },
  es: {
    overview: 'Visión general',
    concepts: 'Conceptos clave',
    definitions: 'Definiciones',
    notes: 'Notas',
    formulas: 'Fórmulas',
    questions: 'Preguntas de práctica',
  },
};
