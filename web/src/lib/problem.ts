// SPDX-License-Identifier: Apache-2.0
import type { components } from "./schema";

type Said = components["schemas"]["Problem"];

/** What the daemon declined (RFC 9457), or that it could not be reached: `status` 0. */
export class Problem extends Error {
	readonly status: number;
	readonly code: string;
	readonly detail: string;
	readonly requestId: string;
	readonly instance: string;
	readonly retryAfter: number;
	readonly errors: { field: string; detail: string }[];

	constructor(status: number, said: Partial<Said>, headers?: Headers) {
		super(said.title ?? "");
		this.name = "Problem";
		this.status = status;
		this.code = said.code ?? (status === 0 ? "unreachable" : "unknown");
		this.detail = said.detail ?? "";
		this.instance = said.instance ?? "";
		this.requestId = said.request_id ?? headers?.get("X-Request-Id") ?? "";
		this.retryAfter = Number(headers?.get("Retry-After") ?? 0);
		this.errors = (said.errors ?? []).map((one) => ({
			field: (one.pointer ?? one.parameter ?? "").replace(/^#\//, ""),
			detail: one.detail,
		}));
	}

	/** What was said about one field, if anything. */
	of(field: string): string | undefined {
		const said = this.errors.find((one) => one.field === field)?.detail;
		return said && said.charAt(0).toUpperCase() + said.slice(1);
	}
}

export const problemOf = (error: unknown): Problem =>
	error instanceof Problem ? error : new Problem(0, { title: String(error) });
