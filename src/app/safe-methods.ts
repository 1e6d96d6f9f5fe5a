const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request of this method only looks (RFC 9110, 9.2.1). */
export const isSafe = (method: string): boolean => safe.has(method);
