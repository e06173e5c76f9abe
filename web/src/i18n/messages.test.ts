// SPDX-License-Identifier: Apache-2.0
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import base from "./en/base.json";
import customer from "./en/customer.json";
import demo from "./en/demo.json";
import desk from "./en/desk.json";
import kit from "./en/kit.json";
import mail from "./en/mail.json";
import op from "./en/op.json";
import pro from "./en/pro.json";
import { pseudo } from "./pseudo";
import { setLocale, t } from "./t";

const all = [base, customer, demo, desk, kit, mail, op, pro].map((part) => Object.entries<string>(part));

describe("messages", () => {
	it("belong to one part only", () => {
		const keys = all.flatMap((part) => part.map(([key]) => key));
		expect(keys.length).toBe(new Set(keys).size);
	});
	it.each(all.flat())("%s is sound ICU, also in the pseudo-locale", (_, text) => {
		expect(() => new IntlMessageFormat(text, "en")).not.toThrow();
		expect(() => new IntlMessageFormat(pseudo(text), "en")).not.toThrow();
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
