/**
 * Codes are counted apart from passwords: a right password would else wipe out the wrong codes, and
 * whoever knows it could try codes without end.
 */
export const throttleKeyOf = (userId: string) => `second factor of ${userId}`;
