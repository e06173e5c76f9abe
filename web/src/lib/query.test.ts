// SPDX-License-Identifier: Apache-2.0
import { QueryObserver } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { KEYS, makeQueryClient } from "./query";

/** Questions whose answers come when the test says so. */
function slow<T>() {
	const given: ((answer: T) => void)[] = [];
	return { given, ask: () => new Promise<T>((give) => given.push(give)) };
}

const settle = () => new Promise((done) => setTimeout(done, 5));

describe("news while the first answer is under way", () => {
	it("has the question asked once more, and once only", async () => {
		const client = makeQueryClient();
		const { given, ask } = slow<number>();
		const stop = new QueryObserver(client, { queryKey: KEYS.arranged, queryFn: ask }).subscribe(() => undefined);
		void client.invalidateQueries({ queryKey: KEYS.arranged });
		void client.invalidateQueries();
		expect(given).toHaveLength(1);
		given[0]?.(0);
		await settle();
		expect(given).toHaveLength(2);
		given[1]?.(2);
		await settle();
		expect(client.getQueryData(KEYS.arranged)).toBe(2);
		expect(given).toHaveLength(2);
		stop();
	});

	it("looks into the answer where the news is for some answers only", async () => {
		const client = makeQueryClient();
		const { given, ask } = slow<string>();
		const stop = new QueryObserver(client, { queryKey: KEYS.callbacks, queryFn: ask }).subscribe(() => undefined);
		void client.invalidateQueries({ queryKey: KEYS.callbacks, predicate: (query) => query.state.data === "mine" });
		given[0]?.("mine");
		await settle();
		expect(given).toHaveLength(2);
		given[1]?.("other");
		await settle();
		void client.invalidateQueries({ queryKey: KEYS.callbacks, predicate: (query) => query.state.data === "mine" });
		await settle();
		expect(given).toHaveLength(2);
		stop();
	});

	it("asks nothing twice when there was no news", async () => {
		const client = makeQueryClient();
		const { given, ask } = slow<number>();
		const stop = new QueryObserver(client, { queryKey: KEYS.rules, queryFn: ask }).subscribe(() => undefined);
		void client.invalidateQueries({ queryKey: KEYS.arranged });
		given[0]?.(1);
		await settle();
		expect(given).toHaveLength(1);
		stop();
	});
});
