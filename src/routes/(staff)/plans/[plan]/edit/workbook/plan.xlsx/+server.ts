import { today } from '#lib/domain/records/dates.ts';
import { storedPlan } from '#lib/server/interchange/workbooks/stored-plan.ts';
import { writeWorkbook } from '#lib/server/interchange/workbooks/write.ts';
import { editedPlan } from '../../edited.ts';
import type { RequestHandler } from './$types';

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const GET: RequestHandler = async (event) => {
	const plan = await editedPlan(event);
	const { db, now } = event.locals;
	const stored = await storedPlan(db, plan.id, today(plan.time_zone, now));
	const source = `${event.url.origin}/plans/${plan.slug}`;
	const bytes = await writeWorkbook(stored, { title: plan.title, source, revision: plan.revision });
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${plan.slug}-${plan.revision}.xlsx"`
		}
	});
};
