/** Which updates everybody may read, where plans are many and no scope of one is at hand. */
import { sql } from 'kysely';
import { isSubmitted } from './as-known.ts';

/**
 * Whether a row of `activity_update as update` is public: its report was published after it was
 * recorded, or it stands in none and a snapshot came since; of a plan that published nothing
 * yet, once its report was submitted.
 */
export const isPublicUpdate = sql<boolean>`(
	not exists (select from snapshot where snapshot.plan_id = update.plan_id) and ${isSubmitted('update')}
	or case when update.report_id is null
		then update.recorded_at <= (
			select max(snapshot.published_at) from snapshot where snapshot.plan_id = update.plan_id
		)
		else exists (
			select from report_transition as step
			where step.report_id = update.report_id and step.state = 'published'
				and step.occurred_at >= update.recorded_at
		)
	end
)`;
