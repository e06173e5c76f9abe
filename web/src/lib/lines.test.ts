// SPDX-License-Identifier: Apache-2.0
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { applyLine, waitsFor } from "./lines";
import { KEYS } from "./query";

const line = { intent: "away", activity: "idle", callbacks_on: true, button: "arrange", waiting: 3 };
let number = 100;
const changed = (data: object = line, at = ++number) => ({
	number: at,
	at: "2026-01-01T00:00:00Z",
	kind: "line.changed",
	subject: "adv_1",
	data: data as Record<string, never>,
});

describe("line.changed", () => {
	let client: QueryClient;
	beforeEach(() => {
		client = new QueryClient();
		client.setQueryData(KEYS.advisors, { data: [{ id: "adv_1", nickname: "Dana", waiting: 1 }, { id: "adv_2", waiting: 9 }] });
		client.setQueryData([...KEYS.advisors, "adv_1"], { id: "adv_1", nickname: "Dana", waiting: 1 });
		client.setQueryData([...KEYS.listings, {}], { data: [{ id: "lst_1", advisor: "adv_1", button: "mail" }] });
		client.setQueryData([...KEYS.callbacks, "cbk_1"], { id: "cbk_1", advisor: "adv_1", position: 2, ended_at: null });
		client.setQueryData([...KEYS.callbacks, "cbk_2"], { id: "cbk_2", advisor: "adv_2", position: 2, ended_at: null });
	});

	it("mends what is shown of the advisor and of nobody else", () => {
		applyLine(client, changed());
		expect(client.getQueryData(KEYS.advisors)).toEqual({
			data: [{ id: "adv_1", nickname: "Dana", ...line }, { id: "adv_2", waiting: 9 }],
		});
		expect(client.getQueryData([...KEYS.advisors, "adv_1"])).toMatchObject({ nickname: "Dana", waiting: 3 });
		expect(client.getQueryData([...KEYS.listings, {}])).toMatchObject({ data: [{ button: "arrange" }] });
	});

	it("has the place asked again by those who wait in this line only", () => {
		applyLine(client, changed());
		expect(client.getQueryState([...KEYS.callbacks, "cbk_1"])?.isInvalidated).toBe(true);
		expect(client.getQueryState([...KEYS.callbacks, "cbk_2"])?.isInvalidated).toBe(false);
	});

	it("is not undone by one that was overtaken", () => {
		applyLine(client, changed());
		applyLine(client, changed({ ...line, waiting: 1 }, number - 1));
		expect(client.getQueryData([...KEYS.advisors, "adv_1"])).toMatchObject({ waiting: 3 });
	});

	it("finds a call back in lists and behind links, and none that is over", () => {
		expect(waitsFor({ data: [{ advisor: "adv_1" }] }, "adv_1")).toBe(true);
		expect(waitsFor({ callback: { advisor: "adv_1" } }, "adv_1")).toBe(true);
		expect(waitsFor({ advisor: "adv_1", ended_at: "2026-01-01T00:00:00Z" }, "adv_1")).toBe(false);
	});
});
