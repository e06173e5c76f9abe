// SPDX-License-Identifier: Apache-2.0
// Every page there is, empty and filled, at both widths and in both colours: a title, one heading of the first rank, no sideways scroll,
// nothing that axe finds. A route that is not named here fails. The other tests look in this way only at what is no page of its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { audit, launch, person, signIn } from "./browser.mjs";
import { House, PASSWORD, until } from "./house.mjs";

const SRC = new URL("../src/", import.meta.url).pathname;
const ROUTERS = ["app/App.tsx", "pro/Pro.tsx", "pro/proPaths.ts", "op/Op.tsx", "op/opPaths.ts", "demo/Demo.tsx"];
/** What only leads on to the routes of another file. */
const DOORS = new Set(["/pro/*?", "/op/*?", "/demo/*?"]);

let house, browser;
const is = {};
const pages = {};

/** [route, who, address, the heading] once there is something to show. */
const filled = () => [
	["/", "visitor", "/", "Talk to someone who knows"],
	["/c/:category", "visitor", "/c/house-and-home", "House and home"],
	["/l/:listing/:form?", "visitor", `/l/${is.listing}`, "Boiler faults"],
	["/a/:advisor", "visitor", `/a/${is.dana.advisor}`, "Dana"],
	["/signin", "visitor", "/signin", "Sign in"],
	["/signup", "visitor", "/signup", "Sign up"],
	["/setup", "visitor", "/setup", "Sign in"],
	["/line/link/:token", "visitor", `/line/link/${is.link}`, /./],
	["/line/:callback", "sam", `/line/${is.callback}`, /./],
	["/account", "noor", "/account", "My account"],
	["/account/balance", "noor", "/account/balance", /./],
	["/account/calls", "noor", "/account/calls", "My calls"],
	["/account/calls/:call", "noor", `/account/calls/${is.call}`, /Receipt/],
	["/receipt/:call", "noor", `/receipt/${is.call}`, /Receipt/],
	["/account/settings", "noor", "/account/settings", /./],
	["/account/apply", "noor", "/account/apply", "Become an advisor"],
	["/mail", "noor", "/mail", "Mail"],
	["/mail/:thread", "noor", `/mail/${is.thread}`, "Radiators"],
	["/kit", "visitor", "/kit", "Kit"],
	["/demo", "visitor", "/demo", /./],
	["/demo/phones", "visitor", "/demo/phones", /./],
	["/demo/mail", "visitor", "/demo/mail", /./],
	["/pro", "dana", "/pro", /./],
	["/pro/arranged", "dana", "/pro/arranged", /Arranged Calls/],
	["/pro/calls", "dana", "/pro/calls", /./],
	["/pro/calls/:call", "dana", `/pro/calls/${is.call}`, /Call with/],
	["/pro/customers", "dana", "/pro/customers", /./],
	["/pro/customers/:customer", "dana", `/pro/customers/${is.noor.customer}`, /Noor/],
	["/pro/earnings", "dana", "/pro/earnings", /./],
	["/pro/listings", "dana", "/pro/listings", "Your listings"],
	["/pro/listings/:listing", "dana", `/pro/listings/${is.listing}`, "Boiler faults"],
	["/pro/listings/:listing", "dana", "/pro/listings/new", "New listing"],
	["/pro/options", "dana", "/pro/options", /./],
	["/pro/leave", "dana", "/pro/leave", "Sign out"],
	["/op", "olive", "/op", /./],
	["/op/wall", "olive", "/op/wall", /./],
	["/op/queues", "olive", "/op/queues", /./],
	["/op/calls", "olive", "/op/calls", "Calls"],
	["/op/calls/:call", "olive", `/op/calls/${is.call}`, /./],
	["/op/people", "olive", "/op/people", "People"],
	["/op/applications/:application", "olive", `/op/applications/${is.application}`, "Application of Noor"],
	["/op/people/:account", "olive", `/op/people/${is.noor.id}`, "Noor"],
	["/op/categories", "olive", "/op/categories", "Categories"],
	["/op/trunks", "olive", "/op/trunks", "Trunks"],
	["/op/numbers", "olive", "/op/numbers", "Numbers"],
	["/op/health", "olive", "/op/health", "Health"],
	["/op/audit", "olive", "/op/audit", "Audit"],
	["/op/settings", "olive", "/op/settings", "Settings"],
];

/** The same where there is nothing yet. */
const EMPTY = [
	["visitor", "/"], ["kim", "/account"], ["kim", "/account/balance"], ["kim", "/account/calls"], ["kim", "/mail"], ["kim", "/account/settings"], ["kim", "/account/apply"], ["noor", "/account/apply"], ["noor", "/account"],
	["dana", "/pro"], ["dana", "/pro/arranged"], ["dana", "/pro/calls"], ["dana", "/pro/customers"], ["dana", "/pro/earnings"], ["dana", "/pro/listings"], ["dana", "/pro/options"],
	["olive", "/op"], ["olive", "/op/wall"], ["olive", "/op/queues"], ["olive", "/op/calls"], ["olive", "/op/categories"], ["olive", "/op/numbers"],
];

const wrong = () => [
	["visitor", "/l/lst_0000000000000", "There is nothing here"],
	["visitor", `/l/${is.closed}`, /not offered any more/],
	["visitor", "/line/link/rb_link_forged", "There is nothing here"],
	["visitor", "/demo/nowhere", "There is nothing here"],
	["visitor", "/nowhere/at/all", "There is nothing here"],
	["noor", "/pro", "This part is not for your account"],
	["olive", "/op/applications/app_0000000000000", "There is nothing here"],
	["noor", "/op", "This part is not for your account"],
	["noor", "/account/calls/call_0000000000000", "There is nothing here"],
	["noor", "/line/cbk_0000000000000", "There is nothing here"],
	["dana", "/pro/nowhere", "There is nothing here"],
	["dana", "/pro/customers/cus_0000000000000", "There is nothing here"],
	["olive", "/op/nowhere", "There is nothing here"],
];

async function enter(login, password) {
	const who = await person(browser, house.url);
	pages[login] = who;
	if (!password) return;
	await who.page.goto("/signin");
	await signIn(who.page, login, password);
	await who.page.waitForURL((url) => url.pathname !== "/signin");
}

before(async () => {
	house = await House.open({ bill_minimum_ms: 1000 });
	is.category = (await house.ask("POST", "/v1/categories", { title: "House and home", slug: "house-and-home" })).id;
	const people = [["dana", "advisor", "+14155550100"], ["sam", "customer", "+14155550111"], ["noor", "customer", "+14155550133"]];
	for (const [login, role, number] of people) is[login] = await house.person(login, role, number);
	await house.ask("POST", "/v1/accounts", { login: "kim", nickname: "Kim", roles: ["customer"], password: PASSWORD });
	browser = await launch();
	for (const login of ["visitor", "dana", "sam", "noor", "kim", "olive"]) await enter(login, { visitor: "", olive: house.operatorPassword }[login] ?? PASSWORD);
});

after(async () => {
	await browser?.close();
	await house?.close();
});

/** A whole call, a thread, and one who waits. */
async function fillHouse() {
	const listing = await house.listing(is.dana, is.category, "Boiler faults", 240);
	const closed = await house.listing(is.dana, is.category, "Old radios", 100);
	await house.ask("POST", `/v1/listings/${closed.id}/close`);
	const join = (who) => house.ask("POST", "/v1/callbacks", { listing: listing.id, number: who.number, wait_seconds: 3600, reason: "F 28" }, who.token);
	await join(is.noor);
	await house.intent(is.dana, "taking_calls");
	const calls = () => house.ask("GET", "/v1/calls", undefined, is.noor.token);
	const call = await until("a call is settled", async () => (await calls()).data.find((one) => one.charge.amount > 0), 60_000);
	await house.intent(is.dana, "away");
	const waits = await join(is.sam);
	const { token } = await house.ask("POST", `/v1/callbacks/${waits.id}/link`, undefined, is.sam.token);
	const mail = await house.ask("POST", "/v1/mail", { to_advisor: is.dana.advisor, subject: "Radiators", body: "Cold at the top?" }, is.noor.token);
	const wish = { category: is.category, title: "Old radios", description: "It hums.", about: "Forty years at the bench.", price: { amount: 190, currency: "USD" } };
	const asked = await house.ask("POST", "/v1/applications", wish, is.noor.token);
	await house.ask("POST", "/v1/opt-outs", { number: "+14155550199" });
	Object.assign(is, { listing: listing.id, closed: closed.id, call: call.id, callback: waits.id, link: token, thread: mail.thread.id, application: asked.id });
}

const nameOf = (kind, path) => `${kind}-${path.replaceAll(/(lst|adv|app|cbk|call|cal|cus|acc|thr|mth)_\w+|rb_link\w+/g, "it").replaceAll(/[^\w]+/g, "-").replace(/^-|-$/g, "") || "home"}`;

/** It is there, has a name of its own, and holds. */
async function holds(kind, who, path, title = /./) {
	const { page } = pages[who];
	await page.goto(path);
	await page.getByRole("heading", { level: 1, name: title }).first().waitFor();
	if (path !== "/kit") await page.waitForFunction(() => !document.querySelector("main [aria-busy=true], main [class*=skeleton]"));
	assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, `${path} has not one heading of the first rank`);
	assert.match(await page.title(), /\w{2}/, `${path} has no title`);
	await page.evaluate(() => document.fonts.ready);
	await audit(page, nameOf(kind, path));
}

/** Everybody's pages one after the other, and everybody at once. */
const byPerson = (suite, kind, rows) =>
	Promise.all(
		[...new Set(rows.map(([who]) => who))].map(async (who) => {
			for (const [, path, title] of rows.filter((row) => row[0] === who)) await suite.test(`${path} for ${who}`, () => holds(kind, who, path, title));
		}),
	);
const AT_ONCE = { concurrency: 4 };

test("every route of the sources is named here", () => {
	is.dana ??= {};
	const named = new Set(filled().map(([route]) => route));
	const routes = ROUTERS.flatMap((file) => [...readFileSync(SRC + file, "utf8").matchAll(/(?:path=|: )"(\/[^"]*)"/g)].map(([, path]) => path));
	assert.ok(routes.length > 40);
	assert.deepEqual(routes.filter((route) => !DOORS.has(route) && !named.has(route) && route !== "/mail"), []);
});

test("pages with nothing to show", AT_ONCE, (suite) => byPerson(suite, "empty", EMPTY));

test("the house is filled by a real call", fillHouse);

test("pages with something to show", AT_ONCE, (suite) => byPerson(suite, "page", filled().map(([, ...row]) => row)));

test("pages that say no", AT_ONCE, async (suite) => {
	await byPerson(suite, "no", wrong());
	const answers = await Promise.all(["/nowhere", `/l/${is.closed}`, `/l/${is.listing}`].map((path) => fetch(house.url + path)));
	assert.deepEqual(answers.map((answer) => answer.status), [404, 410, 200]);
});

test("the first Tab of a page offers to skip to what it is about", async () => {
	const { page } = pages.visitor;
	await page.goto("/");
	await page.getByRole("heading", { level: 1 }).waitFor();
	await page.evaluate(() => document.activeElement?.blur());
	await page.keyboard.press("Tab");
	const skip = page.getByRole("link", { name: /skip/i });
	assert.ok(await skip.evaluate((it) => it === document.activeElement && it.getBoundingClientRect().top >= 0), "the skip link is not seen");
	await page.keyboard.press("Enter");
	assert.equal(await page.evaluate(() => document.activeElement?.id), "page");
});

test("whatever has the focus shows it", async () => {
	for (const [who, path] of [["visitor", "/"], ["sam", `/line/${is.callback}`], ["dana", "/pro"], ["olive", "/op/queues"]]) {
		const { page } = pages[who];
		await page.goto(path);
		await page.getByRole("heading", { level: 1 }).first().waitFor();
		for (let i = 0; i < 12; i++) {
			await page.keyboard.press("Tab");
			const bare = await page.evaluate(() => {
				const at = document.activeElement;
				if (!at || at === document.body) return "";
				const shown = [at, at.parentElement, at.nextElementSibling].some((one) => {
					const look = one && getComputedStyle(one);
					return look && ((look.outlineStyle !== "none" && Number.parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none");
				});
				return shown ? "" : at.outerHTML.slice(0, 120);
			});
			assert.equal(bare, "", `${path}: the focus is not seen`);
		}
	}
});

test("no page said a word to the console", () => {
	for (const who of Object.values(pages)) assert.deepEqual(who.faults, []);
});
