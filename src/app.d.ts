import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Caller } from '#lib/server/auth/caller.ts';
import type { FactorRule } from '#lib/server/auth/second-factor-rule.ts';
import type { Seal } from '#lib/server/auth/second-factor/seal.ts';
import type { SignedInUser } from '#lib/server/auth/sessions.ts';
import type { FileStore } from '#lib/server/files/stores/store.ts';
import type { Scanner } from '#lib/server/files/checks/scanner.ts';
import type { Mailer } from '#lib/server/mail/mailer.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import type { RefusedDay } from '#lib/domain/records/dates.ts';
import type { SentForm } from './app/sent/form.ts';

declare global {
	namespace App {
		interface Error {
			status: number;
			message: string;
			/** What a person quotes when asking for help; the log has the same. */
			reference?: string;
			/** The form that was not taken, to be sent again from the error page. */
			sent?: SentForm;
			/** By what the person has to show again who it is; null: only by signing in anew. */
			confirm?: { by: 'password' | 'code' | null; refused: boolean };
			/** The day asked for, and why nothing can be shown of it. */
			refusedDay?: RefusedDay;
		}
		interface Locals {
			db: Db;
			actor: Actor;
			/** Null where nobody is signed in. */
			user: SignedInUser | null;
			/** The plan that the address names; null where it names none, or there is none of that name. */
			plan: PlanRow | null;
			sessionToken: string | null;
			/** When the person last gave the password or a code; null where nobody is signed in. */
			confirmedAt: Date | null;
			/** From where the request comes. */
			caller: Caller;
			/** What the request's form holds, however far it was read. */
			sentForm: () => Promise<SentForm | undefined>;
			factorRule: FactorRule;
			/** The person's roles are asleep until a second factor is set up. */
			asleep: boolean;
			/** The draft amendment that a planner works in; null: none. */
			draft: { id: string; title: string; holdsFrom: string } | null;
			/** Null where the operator has set no mail server. */
			mailer: Mailer | null;
			/** Where files of evidence lie, and what scans them; null: nothing does. */
			files: { store: FileStore; scanner: Scanner | null };
			/** For secrets of second factors. */
			seal: Seal;
			/** The moment that figures are shown for; it can be pinned. Sessions and links go by the real clock. */
			now: Date;
		}
		interface PageData {
			title?: string;
			/** Of a page with forms: the id by which what they send is known again. */
			requestId?: string;
			/** The draft amendment that its forms belong to; null or left out: none. */
			draft?: App.Locals['draft'];
		}
	}
}
