// SPDX-License-Identifier: Apache-2.0
// Wrong input in every form: nothing filled in, too long, malformed, twice the same, hostile. Each is told beside the field, which takes the
// focus; what was typed stays; nothing of it is executed; and a double click sends once.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, person, signIn } from "./browser.mjs";
import { FILTERS, formsOf, OTHERS } from "./forms_table.mjs";
import { House, PASSWORD, until } from "./house.mjs";
import { totp } from "./totp.mjs";

const SRC = new URL("../src/", import.meta.url).pathname;
const HOSTILE = `"><script>window.hit=1</script><img src=x onerror="window.hit=1">' 🤙 \u202Eabc`;
const RULES = { proof_calls: 100, proof_sends: 100, proof_prefix_calls: 10_000, sign_in_tries: 100, reserve_rest_ms: 0, mail_most: 1000 };

let house, fresh, browser, table;
const faults = [];

before(async () => {
	house = await House.open(RULES);
	const category = await house.ask("POST", "/v1/categories", { title: "House and home", slug: "house-and-home" });
	const [dana, lea] = [await house.person("dana", "advisor", "+14155550100"), await house.person("lea", "advisor", "+14155550101")];
	const made = ["sam", "kim", "noor", "ivy", "pat", "rita", "zoe"];
	const [sam, kim, noor, ivy, pat, rita, zoe] = await Promise.all(made.map((login, i) => house.person(login, "customer", `+141555501${i + 1}${i + 1}`)));
	const listing = await house.listing(dana, category.id, "Boiler faults", 240);
	const free = await house.listing(lea, category.id, "Bathrooms", 195);
	await house.intent(lea, "taking_calls");
	const join = (who) => house.ask("POST", "/v1/callbacks", { listing: listing.id, number: who.number, wait_seconds: 3600 }, who.token);
	for (const who of [kim, noor]) await join(who);
	for (const who of [rita, zoe]) {
		const wish = { category: category.id, title: "Old radios", price: { amount: 190, currency: "USD" } };
		who.application = (await house.ask("POST", "/v1/applications", wish, who.token)).id;
	}
	await house.ask("POST", `/v1/accounts/${sam.id}/numbers`, { number: "+14155550177" }, sam.token);
	await house.ask("POST", "/v1/accounts", { login: "otto", nickname: "Otto", roles: ["operator"], password: PASSWORD });
	fresh = await House.empty();
	fresh.start();
	await fresh.ready();
	table = formsOf({ dana, sam, ivy, pat, rita, zoe, listing, free, setUpToken: fresh.setUpToken() });
	browser = await launch();
});

after(async () => {
	await browser?.close();
	await house?.close();
	await fresh?.close();
});

const LOGINS = { customer: "sam", advisor: "dana", leaver: "lea", operator: "olive", keeper: "otto" };
const pages = new Map();

async function pageOf(who) {
	const known = pages.get(who);
	if (known) return known;
	const visitor = await person(browser, who === "first" ? fresh.url : house.url);
	visitor.context.setDefaultTimeout(6_000);
	visitor.page.on("dialog", (dialog) => {
		if (dialog.type() !== "beforeunload") faults.push(`a dialog opened: ${dialog.message()}`);
		void dialog.accept();
	});
	if (LOGINS[who]) {
		await visitor.page.goto("/signin");
		await signIn(visitor.page, LOGINS[who], who === "operator" ? house.operatorPassword : PASSWORD);
		await visitor.page.waitForURL((url) => url.pathname !== "/signin");
	}
	visitor.page.faults = visitor.faults;
	pages.set(who, visitor.page);
	return visitor.page;
}

/** Otto's authenticator: the secret stands in the page. */
async function factor(page) {
	const words = await page.getByText("Type this secret into your authenticator").innerText();
	await page.getByLabel("Code it shows now").fill(totp(words.split(" ").at(-1)));
	await page.getByRole("button", { name: "Switch it on" }).click();
	await page.getByText("Write these recovery codes down").waitFor();
}

/** The form and its button: in a dialog the button stands below the form. */
async function scopeOf(page, form) {
	const dialog = page.getByRole("dialog");
	const button = (within) => within.getByRole("button", { name: form.send, exact: typeof form.send === "string" });
	await button(page).first().waitFor();
	if (form.dialog) await dialog.waitFor(); // a button of the page has the same name
	if (await dialog.count()) return { box: dialog, send: button(dialog) };
	const box = page.locator("form").filter({ has: button(page) });
	return { box: box.first(), send: button(box.first()) };
}

const fieldOf = (box, label) => box.getByLabel(label, { exact: !label.startsWith("What is it") }).first();

async function fill(box, fields) {
	for (const [label, value] of Object.entries(fields)) await fieldOf(box, label).fill(value);
}

const state = (field) =>
	field.evaluate((it) => ({
		wrong: it.getAttribute("aria-invalid") === "true",
		focused: document.activeElement === it,
		said: (it.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id.endsWith("-error")).map((id) => document.getElementById(id)?.innerText.trim() ?? "").join(""),
	}));

async function told(field, what) {
	let last;
	await until(`${what} is told beside the field`, async () => {
		last = await state(field);
		return last.wrong && last.focused && last.said;
	}, 8_000).catch((error) => {
		throw new Error(`${error.message}; it was ${JSON.stringify(last)}`);
	});
}

async function refuses(page, form) {
	const { box, send } = await scopeOf(page, form);
	for (const label of form.needs) {
		await fill(box, { ...form.fields, [label]: "" });
		await send.click();
		await told(fieldOf(box, label), `${label} left empty`);
	}
	for (const [label, value, others] of form.wrong) {
		const typed = { ...form.fields, ...others, [label]: value };
		await fill(box, typed);
		await send.click();
		if (form.twice && (await send.isEnabled())) await send.click();
		await told(fieldOf(box, label), `${label}: ${value.slice(0, 30)}`);
		for (const [other, text] of Object.entries(typed)) {
			const now = await fieldOf(box, other).inputValue();
			assert.ok(now === text || form.digits || now === text.slice(0, (await fieldOf(box, other).getAttribute("maxlength")) ?? 1e9), `${other} lost what was typed: ${text} became ${now}`);
		}
	}
}

const hostileOf = (form) => Object.fromEntries(Object.keys(form.fields).map((label) => [label, HOSTILE]));

const unhurt = async (page) => assert.equal(await page.evaluate(() => window.hit), undefined, "hostile input was executed");

/** Hostile words are refused or taken as words, never run. */
async function survives(page, form) {
	const { box, send } = await scopeOf(page, form);
	await fill(box, hostileOf(form));
	await Promise.all([page.waitForResponse((answer) => answer.url().includes("/v1/"), { timeout: 2_000 }).catch(() => undefined), send.click()]);
	await page.waitForTimeout(100);
	await unhurt(page);
}

/** Two quick clicks are one wish. */
async function sendsOnce(page, form) {
	const { box, send } = await scopeOf(page, form);
	await fill(box, form.once ? hostileOf(form) : form.fields);
	if (form.twice) await send.click();
	const sent = [];
	const note = (request) => {
		if (request.url().includes("/v1/") && (form.reads ? request.url().includes("/check") : request.method() !== "GET")) sent.push(`${request.method()} ${request.url()}`);
	};
	page.on("request", note);
	await send.dblclick();
	await form.done(page);
	await unhurt(page);
	page.off("request", note);
	const wishes = sent.filter((one) => !/reservations|\/read$/.test(one));
	assert.equal(wishes.length, form.writes ?? 1, wishes.join("\n"));
}

test("every form and every field of the sources is in the table", () => {
	const named = new Set([...table.flatMap((form) => form.files), ...FILTERS, ...OTHERS]);
	const fielded = readdirSync(SRC, { recursive: true })
		.filter((file) => file.endsWith(".tsx") && !file.startsWith("kit/"))
		.filter((file) => /<(form|TextField|TextArea|PhoneField|NumberChoice)\b/.test(readFileSync(SRC + file, "utf8")));
	assert.deepEqual(fielded.filter((file) => !named.has(file)), [], "name these in web/e2e/forms_table.mjs");
	assert.deepEqual([...named].filter((file) => !readdirSync(SRC, { recursive: true }).includes(file)), [], "these are gone");
});

test("wrong input is told beside its field, and what is right is sent once", async (suite) => {
	for (const form of table)
		await suite.test(form.name ?? form.files[0], async () => {
			const page = await pageOf(form.who);
			await form.open(page, { factor });
			await refuses(page, form);
			if (!form.once) {
				await form.open(page, { factor });
				await survives(page, form);
			}
			if (!form.done) return;
			await form.open(page, { factor });
			await sendsOnce(page, form);
		});
});

test("a name that is taken is not signed up with another password, and what was typed stays", async () => {
	const page = await pageOf("taker");
	await page.goto("/signup");
	await fill(page, { "Name or e-mail": "noor", "What shall we call you?": "Norbert", Password: "not that of Noor" });
	const send = page.getByRole("main").getByRole("button", { name: "Sign up" });
	await send.click();
	await page.getByText("Have you been here before?").waitFor();
	assert.equal(new URL(page.url()).pathname, "/signup");
	assert.equal(await page.getByLabel("Name or e-mail").inputValue(), "noor");
	await page.reload();
	await page.getByRole("link", { name: "Sign in" }).first().waitFor();
});

test("a number of one's own is not there twice", async () => {
	const page = await pageOf("customer");
	await page.goto("/account/settings");
	const field = page.getByRole("textbox", { name: "Add a number" });
	await field.fill("+1 415 555 0177");
	await page.getByRole("button", { name: "Add a number" }).click();
	await page.getByText("The number is added.").waitFor();
	await page.reload();
	await page.getByText(/0177/).first().waitFor();
	assert.equal(await page.getByText(/0177/).count(), 1);
});

test("what filters a list takes hostile words as words", async () => {
	const places = [["visitor", "/", "What do you need help with?"], ["operator", "/op/people", "Sign-in name"], ["operator", "/op/audit", /./]];
	for (const [who, path, label] of places) {
		const page = await pageOf(who === "visitor" ? "looker" : who);
		await page.goto(path);
		const field = page.getByRole("main").getByRole(label instanceof RegExp ? "textbox" : who === "visitor" ? "searchbox" : "searchbox", label instanceof RegExp ? {} : { name: label }).first();
		await field.fill(HOSTILE);
		await page.waitForTimeout(500);
		await unhurt(page);
		assert.ok(HOSTILE.startsWith(await field.inputValue()));
		await page.getByRole("heading", { level: 1 }).waitFor();
	}
});

test("no page said a word to the console", () => {
	for (const page of pages.values()) faults.push(...page.faults);
	assert.deepEqual(faults, []);
});
