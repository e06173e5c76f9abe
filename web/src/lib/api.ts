// SPDX-License-Identifier: Apache-2.0
import createClient, { type Middleware } from "openapi-fetch";
import { isAttended } from "./attended";
import { noteServerDate } from "./clock";
import { Problem } from "./problem";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];
export type Money = Schemas["Money"];

const api = createClient<paths>({ baseUrl: "/" });

/** What the page asks by itself does not keep an operator signed in. */
export function sayWhoAsks(request: Request): void {
	if (!isAttended()) request.headers.set("X-Asked-By", "page");
}

const watch: Middleware = {
	onRequest({ request }) {
		sayWhoAsks(request);
	},
	onResponse({ response }) {
		noteServerDate(response.headers.get("Date"));
	},
};
api.use(watch);

export { api };

/** The header of a PATCH; openapi-fetch would say plain JSON. */
export const MERGE = { "Content-Type": "application/merge-patch+json" } as const;

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The answer's body, or a Problem is thrown. */
export async function ask<T>(asked: Promise<Answer<T>>): Promise<T> {
	let answer: Answer<T>;
	try {
		answer = await asked;
	} catch {
		throw new Problem(0, {});
	}
	const { data, error, response } = answer;
	if (response.ok) return data as T;
	const said = typeof error === "object" && error !== null ? (error as Partial<Schemas["Problem"]>) : {};
	throw new Problem(response.status, said, response.headers);
}

/** One key for one intention: a second press or a retry must not do it twice. */
export const newKey = (): string => crypto.randomUUID();
