/** A database that is not started for a reason that its operator can do something about. */
export class NotStarted extends Error {
	override name = 'NotStarted';
}
