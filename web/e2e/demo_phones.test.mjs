// SPDX-License-Identifier: Apache-2.0
// The demo's own pages: links, telephones by mouse and by keyboard, what they keep, their speed, everybody on one page, mail.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, launch, person } from "./browser.mjs";
import { Hands, openDemo } from "./demo_house.mjs";
import { until } from "./house.mjs";

let demo, browser, visitor, hands, phones, sam, dana;

before(async () => {
	demo = await openDemo();
	browser = await launch();
	visitor = await person(browser, new URL(demo.links.Phones).origin);
	phones = visitor.page;
	hands = new Hands(phones);
});

after(async () => {
	await browser?.close();
	await demo?.close();
});

const ask = (page, method, path, body) =>
	page.evaluate(
		async ([how, where, what]) => {
			const type = how === "PATCH" ? "application/merge-patch+json" : "application/json";
			const answered = await fetch(where, {
				method: how,
				headers: { "Content-Type": type, ...(how === "POST" && { "Idempotency-Key": crypto.randomUUID() }) },
				...(what && { body: JSON.stringify(what) }),
			});
			const said = await answered.text();
			if (!answered.ok) throw new Error(said);
			return said ? JSON.parse(said) : undefined;
		},
		[method, path, body],
	);

test("five links are printed, and where all are together", () => {
	assert.deepEqual(Object.keys(demo.links), ["Customer", "Advisor", "Operator", "Phones", "Mail"]);
	assert.match(demo.said(), /on one page: http:\S+\/demo\n/);
});

test("the phones hang on their hooks", async () => {
	await phones.goto(demo.links.Phones);
	await hands.phone("Sam").getByText("On the hook").waitFor();
	await hands.phone("Dana").getByText("On the hook").waitFor();
	assert.equal(await hands.phone("Sam").getByRole("button", { name: "1", exact: true }).isEnabled(), false);
	await audit(phones, "demo-phones-idle");
});

test("one browser is three people at once", async () => {
	sam = await visitor.context.newPage();
	dana = await visitor.context.newPage();
	const olive = await visitor.context.newPage();
	await sam.goto(demo.links.Customer);
	await sam.getByRole("button", { name: /Sam/ }).waitFor();
	assert.doesNotMatch(sam.url(), /as=/);
	await dana.goto(demo.links.Advisor);
	await dana.getByRole("button", { name: /Dana/ }).waitFor();
	await olive.goto(demo.links.Operator);
	await olive.getByRole("button", { name: /Olive/ }).waitFor();
	await sam.reload();
	await sam.getByRole("button", { name: /Sam/ }).waitFor();
	await olive.close();
});

test("Dana's phone rings, is answered in the page, and its captions tell who calls", async () => {
	const me = await ask(dana, "GET", "/v1/me");
	await ask(dana, "PATCH", `/v1/advisors/${me.advisor}/availability`, { intent: "taking_calls" });
	await hands.rings("Dana");
	await audit(phones, "demo-phones-rings");
	await hands.answer("Dana");
	await hands.heard("Dana", /Kim.*Boiler faults/);
	await hands.pressAfter("Dana", /To take the call, press 1/, "1");
	await hands.heard("Dana", "Pressed 1");
	await hands.phone("Dana").getByText(/Hears Kim: a tone/).waitFor({ timeout: 40_000 });
	await until("the level shows the tone", async () => (await hands.phone("Dana").locator("i[class*=lit]").count()) > 0);
	await audit(phones, "demo-phones-talk");
});

test("who opens the page late reads what was said before", async () => {
	const late = await visitor.context.newPage();
	await late.goto(demo.links.Phones);
	const there = new Hands(late);
	await there.heard("Dana", /Kim.*Boiler faults/);
	await there.heard("Dana", "Pressed 1");
	await phones.reload();
	await hands.heard("Dana", "Pressed 1");
	assert.equal(await hands.phone("Dana").getByText("Pressed 1").count(), 1);
	await late.close();
});

test("Sam arranges a call and is rung next; a keyboard answers, presses and hangs up", async () => {
	const me = await ask(sam, "GET", "/v1/me");
	const boilers = (await ask(sam, "GET", "/v1/listings")).data.find((one) => one.title === "Boiler faults");
	await ask(sam, "POST", "/v1/callbacks", { customer: me.customer, listing: boilers.id, number: "+14155550111", wait_seconds: 3600 });
	await hands.pressAfter("Dana", /For the next caller, press 1/, "1");
	await hands.rings("Sam");
	await hands.phone("Sam").focus();
	await phones.keyboard.press("a");
	await hands.heard("Sam", /Nothing is charged yet/);
	await hands.heard("Sam", /To start, press 1/);
	await phones.keyboard.press("1");
	await hands.heard("Sam", "Pressed 1");
	await hands.phone("Sam").getByText(/Hears Dana: a tone/).waitFor({ timeout: 40_000 });
	await phones.keyboard.press("h");
	await hands.phone("Sam").getByText("On the hook").waitFor();
	await hands.heard("Sam", /Heard Dana/);
});

test("robots hurry when they are told to, and the demo follows", async () => {
	await phones.getByRole("radio", { name: "20×" }).click();
	await until("20 times as fast", () => /20 times as fast/.test(demo.said()));
	await phones.reload();
	await until("the choice is kept", () => phones.getByRole("radio", { name: "20×" }).isChecked());
});

test("everybody is on one page, each signed in", async () => {
	const stage = await visitor.context.newPage();
	await stage.goto(new URL("/demo", demo.links.Phones).href);
	assert.equal(new URL(stage.url()).hostname, "demo.localhost");
	await stage.frameLocator("iframe[title^=Sam]").getByRole("button", { name: /Sam/ }).waitFor();
	await stage.frameLocator("iframe[title^=Dana]").getByRole("heading", { name: "Console" }).waitFor();
	await stage.frameLocator("iframe[title^=Olive]").getByRole("heading", { name: "Wallboard" }).waitFor();
	await new Hands(stage).phone("Sam").getByText("On the hook").waitFor();
	await audit(stage, "demo-stage");
	await stage.close();
});

test("mail between people is caught beside the notices, and opens as the one it was written to", async () => {
	const me = await ask(dana, "GET", "/v1/me");
	await ask(sam, "POST", "/v1/mail", { to_advisor: me.advisor, subject: "The display", body: "It says F 28 again." });
	const mail = await visitor.context.newPage();
	await mail.goto(demo.links.Mail);
	await mail.getByRole("radio", { name: "Dana" }).click();
	const letter = mail.getByRole("article").filter({ hasText: "The display" });
	await letter.getByText("It says F 28 again.").waitFor();
	const [opened] = await Promise.all([visitor.context.waitForEvent("page"), letter.getByRole("link").click()]);
	await opened.getByText("It says F 28 again.").first().waitFor();
	await opened.getByRole("button", { name: /Dana/ }).waitFor();
	assert.deepEqual(visitor.faults, []);
});
