/** How acts on accounts stand in the audit log: by number, never by name. */
import type { AuditEntry } from '../writing/entries.ts';

/** An act on somebody's account, whoever does it. */
export const onAccount = (
	action: string,
	userId: string | null,
	detail?: Record<string, unknown>
): Omit<AuditEntry, 'actorId' | 'planId'> => ({
	action,
	subjectKind: 'user',
	subjectId: userId,
	detail
});

/** An act of a person on their own account. */
export const byOwner = (
	action: string,
	userId: string,
	detail?: Record<string, unknown>
): AuditEntry => ({ ...onAccount(action, userId, detail), actorId: userId });

/** An act on an account by nobody who was signed in. */
export const byNobody = (
	action: string,
	userId: string | null,
	detail?: Record<string, unknown>
): AuditEntry => ({ ...onAccount(action, userId, detail), actorId: null });
