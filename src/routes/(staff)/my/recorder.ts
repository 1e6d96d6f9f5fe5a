import type { Actor } from '#lib/domain/records/permissions.ts';

/** A stored row as the person who meets it may see it: by whom it is, but nobody's id. */
export function withRecorder<Row extends { recorderId: string | null }>(
	actor: Actor,
	{ recorderId, ...row }: Row
) {
	return { ...row, isOwn: actor.kind === 'user' && recorderId === actor.id };
}
