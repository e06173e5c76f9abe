// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sayWhoAsks } from "./api";
import { noteHand, whenUnheard } from "./attended";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const asked = (): string | null => {
	const request = new Request("http://house.example/v1/me");
	sayWhoAsks(request);
	return request.headers.get("X-Asked-By");
};

test("a page that nobody touches says that it asks by itself, until somebody does", () => {
	noteHand();
	expect(asked()).toBeNull();
	vi.advanceTimersByTime(61_000);
	expect(asked()).toBe("page");
	noteHand();
	expect(asked()).toBeNull();
});

test("whoever reads for long without asking anything is told of, once a minute", () => {
	const tell = vi.fn();
	const end = whenUnheard(tell);
	noteHand();
	asked();
	vi.advanceTimersByTime(59_000);
	noteHand();
	expect(tell).not.toHaveBeenCalled();
	vi.advanceTimersByTime(2_000);
	noteHand();
	noteHand();
	expect(tell).toHaveBeenCalledTimes(1);
	end();
	vi.advanceTimersByTime(61_000);
	noteHand();
	expect(tell).toHaveBeenCalledTimes(1);
});
