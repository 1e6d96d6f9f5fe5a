import { error, fail, redirect } from '@sveltejs/kit';
import { throwStatus } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { typed } from '#lib/server/auth/form-fields.ts';
import { chase, previewChase } from '#lib/server/notices/chase.ts';
import { outstanding, periodOf } from '#lib/server/notices/outstanding.ts';
import { noticeMail } from '#lib/views/notices/notice-mail.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = Pick<Parameters<PageServerLoad>[0], 'locals' | 'url'>;

const longestMessage = 1_000;
/** Of the address, since a preview is asked for by it. */
const messageIn = (url: URL) => (url.searchParams.get('message') ?? '').trim();

async function asked({ locals, url }: Event) {
	const plan = locals.plan ?? error(404, 'not_found');
	const label = url.searchParams.get('period') ?? '';
	const period = (await periodOf(locals.db, plan.id, label)) ?? error(404, 'not_found');
	const reports = await outstanding(locals.db, [period.id]);
	return { plan, period, reports };
}

/** What one mail of it says; all others differ in the organisation and the name. */
async function shown({ locals, url }: Event, organisationIds: string[]) {
	const { plan, period } = await asked({ locals, url });
	const chosen = { planId: plan.id, periodId: period.id, organisationIds };
	const found = await previewChase(locals.db, locals.actor, chosen);
	const [first] = found.filter(({ people }) => people.length > 0);
	const message = messageIn(url);
	const about = {
		title: plan.short_title ?? plan.title,
		...{ slug: plan.slug, language: plan.language, timeZone: plan.time_zone }
	};
	const notice = {
		kind: 'chased' as const,
		words: { dueOn: first?.report.dueOn ?? period.dueOn, ...(message && { message }) },
		period: period.label,
		acronym: first?.report.acronym ?? found[0]?.report.acronym ?? '',
		plan: about
	};
	const { subject, text } = noticeMail([notice], {
		name: first?.people[0]?.name ?? '',
		origin: url.origin,
		optOut: `${url.origin}/auth/mails/…`
	});
	return { organisations: found, mail: first ? { subject, text } : null };
}

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { plan, period, reports } = await asked(event);
	const slugs = new Set(url.searchParams.getAll('organisation'));
	const chosen = reports.filter(({ slug }) => slugs.has(slug));
	const wantsPreview = url.searchParams.has('preview');
	const isLong = messageIn(url).length > longestMessage;
	const previews = wantsPreview && chosen.length > 0 && !isLong;
	const ids = chosen.map(({ organisationId }) => organisationId);
	const errors: Record<string, string> = {};
	if (wantsPreview && chosen.length === 0) errors['organisation'] = m.notice_chase_nobody();
	if (isLong) errors['message'] = m.notice_chase_message_long();
	return {
		title: m.notice_chase_title({ period: period.label }),
		requestId: crypto.randomUUID(),
		plan: {
			...{ slug: plan.slug, title: plan.title, language: plan.language },
			...{ timeZone: plan.time_zone, demonstration: plan.demonstration }
		},
		period: period.label,
		reports: reports.map((report) => ({ ...report, isChosen: slugs.has(report.slug) })),
		message: messageIn(url),
		errors,
		hasServer: locals.mailer !== null,
		preview: previews ? await shown(event, ids) : null,
		told: url.searchParams.get('told')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const { plan, period, reports } = await asked(event);
		const form = await request.formData();
		const slugs = new Set(form.getAll('organisation').map(String));
		const message = typed(form, 'message');
		if (message.length > longestMessage) return fail(400, { isLong: true });
		const values = { slugs: [...slugs].join(' '), message, request_id: typed(form, 'request_id') };
		const chosen = {
			periodId: period.id,
			organisationIds: reports
				.filter(({ slug }) => slugs.has(slug))
				.map(({ organisationId }) => organisationId),
			message: message || null,
			today: today(plan.time_zone, locals.now)
		};
		const { id, demonstration } = plan;
		const edited = { id, demonstration, request: requestOf(event, values) };
		const told = await chase(locals.db, locals.actor, edited, chosen).catch(throwStatus);
		const to = new URLSearchParams({ period: period.label, told: String(told) });
		redirect(303, `${url.pathname}?${to}`);
	}
};
