/** What a command refuses, for routes to turn into a status and into words. */

/** `can()` said no. */
export class NotAllowed extends Error {
	override name = 'NotAllowed';
}

/** What the command is about does not exist, or not for this person. */
export class NotFound extends Error {
	override name = 'NotFound';
}
