// SPDX-License-Identifier: Apache-2.0
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import bar from "./en/bar.json";
import base from "./en/base.json";
import customer from "./en/customer.json";
import demo from "./en/demo.json";
import desk from "./en/desk.json";
import kit from "./en/kit.json";
import mail from "./en/mail.json";
import offer from "./en/offer.json";
import op from "./en/op.json";
import pro from "./en/pro.json";
import { Message } from "./icu";
import { pseudo } from "./pseudo";
import { setLocale, t } from "./t";

const all = [bar, base, customer, demo, desk, kit, mail, offer, op, pro].map((part) => Object.entries<string>(part));

describe("messages", () => {
	it("belong to one part only", () => {
		const keys = all.flatMap((part) => part.map(([key]) => key));
		expect(keys.length).toBe(new Set(keys).size);
	});
	it.each(all.flat())("%s says what the reference implementation says, also in the pseudo-locale", (_, text) => {
		const names = [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((found) => found[1] ?? "");
		for (const n of [0, 1, 2, 3, 11, 21, 60, 1234]) {
			const values = Object.fromEntries(names.map((name) => [name, n]));
			for (const one of [text, pseudo(text)])
				expect(new Message(one, "en").format(values)).toBe(new IntlMessageFormat(one, "en").format(values));
		}
	});
	it.each(["It''s {n}", "'{n}' is {n}", "{n, plural, other {'#' #}}", "{n, select, 1 {one} other {more}}", "don't {n}"])("reads %s as it is meant", (text) => {
		expect(new Message(text, "en").format({ n: 1 })).toBe(new IntlMessageFormat(text, "en").format({ n: 1 }));
	});
	it.each(["{n", "{n, plural, one {x}}", "a } b", "{}"])("refuses %s", (text) => {
		expect(() => new Message(text, "en")).toThrow(SyntaxError);
	});
	it("counts places in English ordinals", () => {
		const places = [1, 2, 3, 4, 11, 22].map((n) => t("place", { n }));
		expect(places).toEqual(["1st", "2nd", "3rd", "4th", "11th", "22nd"]);
	});
	it("shows the pseudo-locale when it is chosen", () => {
		setLocale("en", pseudo);
		expect(t("retry")).toMatch(/^⟦.*⟧$/);
		setLocale("en");
	});
});
