/** What publishing a period consists of, in order; all of it becomes public at once, after the last. */
export const publicationSteps = ['reports', 'facts', 'figures', 'keeping'] as const;

export type PublicationStep = (typeof publicationSteps)[number];
