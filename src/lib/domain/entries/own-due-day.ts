/** The field in which a form says an organisation's own due day of a period. */
export const ownDueField = (organisationId: string): string => `due-${organisationId}`;

/** Whose due day a field says, by id; undefined: it says none. */
export const ownDueOf = (field: string): string | undefined => /^due-(\d+)$/.exec(field)?.[1];
