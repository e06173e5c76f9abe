// SPDX-License-Identifier: Apache-2.0
// A customer in a browser, an advisor by API, phones that ring: nothing is mocked.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, launch, person, signIn } from "./browser.mjs";
import { House, PASSWORD, until } from "./house.mjs";

let house, browser, dana, sam, kim, listing, visitor, page;

before(async () => {
	house = await House.open();
	const category = await house.ask("POST", "/v1/categories", { title: "House and home", slug: "house-and-home" });
	await house.ask("POST", "/v1/categories", { title: "Law", slug: "law", description: "Tenancy, work, family" });
	dana = await house.person("dana", "advisor", "+14155550100");
	sam = await house.person("sam", "customer", "+14155550111");
	kim = await house.person("kim", "customer", "+14155550122");
	listing = await house.listing(dana, category.id, "Boiler faults", 240);
	await house.listing(dana, category.id, "Bathroom plumbing", 195);
	browser = await launch();
	visitor = await person(browser, house.url);
	page = visitor.page;
});

after(async () => {
	await browser?.close();
	await house?.close();
});

const heading = (name) => page.getByRole("heading", { level: 1, name });

test("a visitor finds the listing", async () => {
	await page.goto("/");
	await heading("Talk to someone who knows").waitFor();
	await page.getByRole("link", { name: "House and home" }).waitFor();
	await page.getByLabel("What do you need help with?").fill("boiler");
	await page.getByRole("heading", { name: "1 listing found" }).waitFor();
	await page.getByLabel("What do you need help with?").fill("nonsense");
	await page.getByRole("heading", { name: "Nothing found" }).waitFor();
	await page.goto("/c/house-and-home");
	await heading("House and home").waitFor();
	await page.getByText("Boiler faults").waitFor();
	await page.goto("/c/law");
	await page.getByText("Nobody here at the moment").waitFor();
	await audit(page, "category-empty");
});

test("listing and advisor show what the truth table says", async () => {
	await page.goto(`/a/${dana.advisor}`);
	await heading("Dana").waitFor();
	await page.goto(`/l/${listing.id}`);
	await page.getByRole("link", { name: "Arrange a Call" }).waitFor();
	await page.getByText("Away").waitFor();
	assert.match(await page.title(), /Boiler faults/);
	await house.intent(dana, "taking_calls");
	await page.reload();
	await page.getByRole("link", { name: "Call now" }).waitFor();
	await page.goto("/");
	await page.getByRole("heading", { name: "Taking calls now" }).waitFor();
	await page.getByRole("link", { name: "Call now" }).first().waitFor();
	await audit(page, "home-free");
	await house.intent(dana, "away");
});

test("what is not there says so", async () => {
	await page.goto("/l/lst_0000000000000");
	await heading("There is nothing here").waitFor();
	const over = await house.listing(dana, (await house.ask("GET", "/v1/categories")).data[0].id, "Old radios", 100);
	await house.ask("POST", `/v1/listings/${over.id}/close`);
	assert.equal((await page.goto(`/l/${over.id}`)).status(), 410);
	await heading("Old radios is not offered any more").waitFor();
	await page.getByRole("heading", { name: "Something similar" }).waitFor();
});

test("a wrong password is told, the right one leads back to the dialog", async () => {
	await page.goto("/signup");
	await heading("Sign up").waitFor();
	await page.goto(`/l/${listing.id}/arrange`);
	const dialog = page.getByRole("dialog");
	await dialog.getByLabel("4 hours").check();
	await dialog.getByLabel("Number we should call").fill("+14155550177");
	await dialog.getByLabel("What is it about?").fill("It drips");
	await audit(page, "arrange-visitor");
	await dialog.getByRole("link", { name: "Sign in and go on" }).click();
	await heading("Sign in").waitFor();
	await signIn(page, "sam", "not the one");
	await page.getByRole("alert").getByText("The name or the password is wrong.").waitFor();
	await audit(page, "signin-wrong");
	await signIn(page, "sam", PASSWORD);
	await page.getByRole("dialog").getByText("Number we should call").waitFor();
	assert.ok(page.url().endsWith(`/l/${listing.id}/arrange`));
	assert.ok(await dialog.getByLabel("4 hours").isChecked());
	assert.equal(await dialog.getByLabel("The other number").inputValue(), "+14155550177");
	assert.equal(await dialog.getByLabel("What is it about?").inputValue(), "It drips");
	await dialog.getByRole("button", { name: "Put me in line" }).click();
	await dialog.getByRole("heading", { name: "Is this your number?" }).waitFor();
	await dialog.getByText("We are calling +14155550177").waitFor();
	await audit(page, "arrange-prove");
	await dialog.getByRole("button", { name: "Take another number" }).click();
});

test("the dialog refuses a wrong number and takes the right one", async () => {
	await house.ask("POST", "/v1/callbacks", { listing: listing.id, number: kim.number, wait_seconds: 3600 }, kim.token);
	const dialog = page.getByRole("dialog");
	await dialog.getByText("You would be 2nd in line").waitFor();
	await audit(page, "arrange");
	await dialog.getByLabel("Another number").check();
	await dialog.getByLabel("The other number").fill("12345");
	await dialog.getByLabel("The other number").blur();
	await dialog.getByText("We cannot call this number").waitFor();
	await dialog.getByRole("button", { name: "Put me in line" }).click();
	await dialog.locator("[aria-invalid=true]").waitFor();
	await audit(page, "arrange-wrong");
	await dialog.getByLabel(sam.number).check();
	await dialog.getByLabel("2 hours").check();
	await dialog.getByLabel("What is it about?").fill("F28 on the display");
	await dialog.getByRole("button", { name: "Put me in line" }).click();
	await page.waitForURL("**/line/cbk_*");
	await page.getByText("2nd in line").first().waitFor();
});

test("the tracker extends, explains, and is the same in a second tab and after a reload", async () => {
	await audit(page, "tracker");
	const earlier = await page.locator("time").first().getAttribute("datetime");
	await page.getByRole("button", { name: "+30 min" }).click();
	await page.getByText("You wait 30 minutes longer").waitFor();
	await until("the later time", async () => (await page.locator("time").first().getAttribute("datetime")) > earlier);
	await page.getByText("Why am I 2nd?").click();
	await page.getByText("You asked at").waitFor();
	await audit(page, "tracker-why");
	await page.getByRole("button", { name: "Copy link" }).click();
	const link = await page.getByLabel("Link to this place in line").inputValue();
	const stranger = await person(browser, house.url);
	await stranger.page.goto(link);
	await stranger.page.getByText("2nd in line").first().waitFor();
	await audit(stranger.page, "linked");
	await stranger.page.goto(`${link.slice(0, -4)}0000`);
	await stranger.page.getByText("There is nothing here").waitFor();
	assert.deepEqual(stranger.faults, []);
	await stranger.context.close();
	const second = await visitor.context.newPage();
	await second.goto(page.url());
	await second.getByText("2nd in line").first().waitFor();
	await page.reload();
	await page.getByText("2nd in line").first().waitFor();
	await house.ask("POST", `/v1/callbacks/${await waitingOf(kim)}/cancel`, {}, kim.token);
	for (const tab of [page, second]) await tab.getByText("1st in line").first().waitFor();
	await page.waitForFunction(() => document.title.startsWith("1st - Dana"));
	await second.close();
});

const waitingOf = async (who) => (await house.ask("GET", "/v1/callbacks?live=true", undefined, who.token)).data[0].id;

test("leaving takes two steps, and the line can be joined again", async () => {
	await page.getByRole("button", { name: "Leave the line" }).click();
	await page.getByRole("dialog").getByText("this place is gone").waitFor();
	await audit(page, "leave");
	await page.keyboard.press("Escape");
	await page.getByRole("dialog").waitFor({ state: "detached" });
	await page.getByRole("button", { name: "Leave the line" }).click();
	await page.getByRole("button", { name: "Leave now" }).click();
	await page.getByText("You left the line").first().waitFor();
	await audit(page, "left");
});

test("call now keeps the advisor for this customer, and leaving gives the advisor back", async () => {
	await house.intent(dana, "taking_calls");
	await page.goto(`/l/${listing.id}`);
	await page.getByRole("link", { name: "Call now" }).click();
	await page.getByText("Dana is kept free for you").first().waitFor();
	await page.getByRole("timer", { name: "Time that is kept" }).waitFor();
	await audit(page, "call-now");
	const stranger = await person(browser, house.url);
	await stranger.page.goto(`/l/${listing.id}`);
	await stranger.page.getByText("Connecting someone").waitFor();
	await stranger.page.getByRole("link", { name: "Arrange a Call" }).waitFor();
	await page.keyboard.press("Escape");
	await stranger.page.reload();
	await stranger.page.getByRole("link", { name: "Call now" }).waitFor();
	await house.ask("POST", "/v1/reservations", { listing: listing.id }, kim.token);
	await page.goto(`/l/${listing.id}/call`);
	await page.getByText("Somebody was faster").waitFor();
	await audit(page, "call-now-taken");
	await page.getByRole("link", { name: "1st in line" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "Put me in line" }).waitFor();
	await house.ask("DELETE", `/v1/reservations/${dana.advisor}`, undefined, kim.token);
	await page.getByRole("dialog").getByText("Dana is free now").waitFor();
	await page.getByRole("button", { name: "Call me now" }).waitFor();
	await stranger.context.close();
	await house.intent(dana, "away");
});

test("who cannot pay three minutes is told what is missing", async () => {
	await house.intent(dana, "taking_calls");
	const poor = await house.ask("POST", "/v1/accounts", { login: "poor", nickname: "Poor", roles: ["customer"], password: PASSWORD });
	await house.ask("POST", `/v1/accounts/${poor.id}/numbers`, { number: "+14155550133" });
	const other = await person(browser, house.url);
	await other.page.goto(`/signin?then=/l/${listing.id}/call`);
	await signIn(other.page, "poor", PASSWORD);
	await other.page.getByText("$7.20 are missing on your balance").waitFor();
	await other.page.getByRole("button", { name: "Ring my phone" }).click();
	await other.page.getByRole("alert").getByText("The balance does not cover three minutes").waitFor();
	await audit(other.page, "call-now-poor");
	assert.deepEqual(other.faults, []);
	await other.context.close();
	await house.intent(dana, "away");
});

/** Tab until it has the focus, as somebody without a mouse would. */
async function tabTo(target, most = 60) {
	await target.waitFor();
	for (let i = 0; i < most; i++) {
		if (await target.evaluate((it) => it === document.activeElement)) return;
		await page.keyboard.press("Tab");
	}
	assert.fail(`not reached by Tab: ${target}`);
}

test("by keyboard alone: find, arrange, watch, leave, and arrange again", async () => {
	await page.goto("/");
	await tabTo(page.getByLabel("What do you need help with?"));
	await page.keyboard.type("boiler");
	await page.getByRole("heading", { name: "1 listing found" }).waitFor();
	await tabTo(page.getByRole("link", { name: "Boiler faults" }));
	await page.keyboard.press("Enter");
	for (const round of ["leave", "stay"]) {
		await tabTo(page.getByRole("link", { name: "Arrange a Call" }));
		await page.keyboard.press("Enter");
		const dialog = page.getByRole("dialog");
		await dialog.getByText("Number we should call").waitFor();
		await until("the focus is on a waiting time", () => page.evaluate(() => document.activeElement?.getAttribute("type") === "radio"));
		await page.keyboard.press("ArrowRight");
		await tabTo(dialog.getByRole("button", { name: "Put me in line" }));
		await page.keyboard.press("Enter");
		await page.waitForURL("**/line/cbk_*");
		await page.getByText("1st in line").first().waitFor();
		if (round === "stay") break;
		await tabTo(page.getByRole("button", { name: "+30 min" }));
		await page.keyboard.press("Enter");
		await page.getByText("You wait 30 minutes longer").waitFor();
		await tabTo(page.getByRole("button", { name: "Read my status" }));
		await page.keyboard.press("Enter");
		await page.locator("[aria-live=assertive]").getByText("1st in line. You are next.").waitFor({ state: "attached" });
		await tabTo(page.getByRole("button", { name: "Leave the line" }));
		await page.keyboard.press("Enter");
		await tabTo(page.getByRole("button", { name: "Leave now" }));
		await page.keyboard.press("Enter");
		await page.getByText("You left the line").first().waitFor();
		await tabTo(page.getByRole("link", { name: "Arrange again" }));
		await page.keyboard.press("Enter");
	}
});

test("who is not ready lets the next one go first, and keeps the place behind", async () => {
	const behind = await house.ask("POST", "/v1/callbacks", { listing: listing.id, number: kim.number, wait_seconds: 3600 }, kim.token);
	await page.getByRole("button", { name: "Let the next one go first" }).click();
	await page.getByText("You let the next one go first").first().waitFor();
	await page.getByText("2nd in line").first().waitFor();
	await audit(page, "tracker-passed");
	await house.ask("POST", `/v1/callbacks/${behind.id}/cancel`, {}, kim.token);
	await page.getByText("1st in line").first().waitFor();
});

test("the phone rings, the call runs, and the receipt equals the ledger", async () => {
	await page.getByText("You are next").first().waitFor();
	await house.intent(dana, "taking_calls");
	await page.getByText("Answered, press 1").first().waitFor();
	await page.getByRole("timer", { name: "Time connected" }).waitFor();
	await page.getByText("so far").waitFor();
	await audit(page, "connected");
	await page.getByText("Call ended").first().waitFor({ timeout: 40_000 });
	await audit(page, "ended");
	await page.getByRole("link", { name: "See the receipt" }).click();
	await heading("Receipt: call with Dana").waitFor();
	await page.getByText("Final: this is what the ledger says.").waitFor();
	const call = (await house.ask("GET", "/v1/calls", undefined, sam.token)).data[0];
	const paid = `$${(call.charge.amount / 100).toFixed(2)}`;
	assert.ok(call.charge.amount > 0);
	await page.locator("dl").getByText(paid).last().waitFor();
	await page.getByText("You were connected").waitFor();
	await page.getByRole("button", { name: "Greeting and price (free)" }).focus();
	await page.getByText("Nothing in the ledger: free").waitFor();
	await page.getByRole("button", { name: "Connected", exact: true }).hover();
	await page.getByRole("figure").getByText(`In the ledger: ${paid}`).waitFor();
});

test("the account shows calls and balance", async () => {
	await page.goto("/account");
	await heading("My account").waitFor();
	await page.getByRole("cell", { name: "Dana, Boiler faults" }).first().waitFor();
	const balance = await house.ask("GET", "/v1/balance", undefined, sam.token);
	await page.getByText(`$${(balance.available.amount / 100).toFixed(2)}`).waitFor();
	await page.getByRole("link", { name: "Every entry" }).click();
	await page.getByRole("cell", { name: "Returned, unused" }).first().waitFor();
	const line = page.getByRole("row").filter({ hasText: "Paid for a call:" }).first();
	await line.getByText(/^\$\d+\.\d\d$/).waitFor();
	await line.getByRole("link", { name: "See the receipt" }).click();
	await page.waitForURL("**/calls/cal_*");
	await page.goto("/account/calls");
	await page.getByRole("cell", { name: "Dana, Boiler faults" }).waitFor();
});

test("settings: numbers are checked, added and removed", async () => {
	await page.goto("/account/settings");
	await page.getByText("Confirmed").first().waitFor();
	await page.getByRole("textbox", { name: "Add a number" }).fill("911");
	await page.getByRole("button", { name: "Add a number" }).click();
	await page.locator("[aria-invalid=true]").waitFor();
	await page.getByRole("textbox", { name: "Add a number" }).fill("+14155550179");
	await page.getByText("We will dial").waitFor();
	await page.getByRole("button", { name: "Add a number" }).click();
	const remove = page.getByRole("button", { name: "Remove +14155550179" });
	await remove.click();
	await remove.waitFor({ state: "detached" });
});

test("somebody else's call back is not shown", async () => {
	const other = await house.ask("POST", "/v1/callbacks", { listing: listing.id, number: kim.number, wait_seconds: 60 }, kim.token);
	await page.goto(`/line/${other.id}`);
	await heading("There is nothing here").waitFor();
	await house.ask("POST", `/v1/callbacks/${other.id}/cancel`, {}, kim.token).catch(() => undefined);
});

test("a session that ends while a form is filled in loses nothing", async () => {
	await house.intent(dana, "away");
	const other = await person(browser, house.url);
	await other.page.goto(`/signin?then=/l/${listing.id}/arrange`);
	await signIn(other.page, "kim", PASSWORD);
	const dialog = other.page.getByRole("dialog");
	await dialog.getByLabel("8 hours").check();
	await dialog.getByLabel("What is it about?").fill("The pilot light");
	await other.context.clearCookies();
	await dialog.getByRole("button", { name: "Put me in line" }).click();
	await dialog.getByRole("link", { name: "Sign in and go on" }).click();
	await signIn(other.page, "kim", PASSWORD);
	await dialog.getByRole("button", { name: "Put me in line" }).waitFor();
	assert.ok(await dialog.getByLabel("8 hours").isChecked());
	assert.equal(await dialog.getByLabel("What is it about?").inputValue(), "The pilot light");
	await other.context.clearCookies();
	await other.page.goto("/account/calls");
	await other.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
	for (let i = 0; i < 12 && !(await other.page.getByText("Too many tries").count()); i++) {
		const tried = other.page.waitForResponse("**/v1/sign-in");
		await signIn(other.page, "nobody-of-that-name", `wrong ${i}`);
		await tried;
		await other.page.waitForTimeout(50);
	}
	await other.page.getByRole("timer", { name: "Too many tries" }).waitFor();
	assert.ok(await other.page.locator("form button[type=submit]").isDisabled());
	await audit(other.page, "signin-locked");
	assert.deepEqual(other.faults, []);
	await other.context.close();
});

test("a lost stream is said, and found again", async () => {
	await house.intent(dana, "away");
	const made = await house.ask("POST", "/v1/callbacks", { listing: listing.id, number: sam.number, wait_seconds: 3600 }, sam.token);
	await page.goto(`/line/${made.id}`);
	await page.getByText("in line").first().waitFor();
	await house.stop();
	await page.getByText("Reconnecting, numbers may be old").waitFor({ timeout: 20_000 });
	await page.getByRole("button", { name: "+30 min" }).and(page.locator(":disabled")).waitFor();
	await audit(page, "stale");
	house.start();
	await house.ready();
	await page.getByText("Reconnecting").waitFor({ state: "detached", timeout: 20_000 });
	await page.getByRole("button", { name: "+30 min" }).and(page.locator(":enabled")).waitFor();
});

test("signing out ends it, and pages ask for signing in", async () => {
	await page.getByRole("button", { name: "Account menu of Sam" }).click();
	await page.getByRole("menuitem", { name: "Sign out" }).click();
	await page.getByRole("link", { name: "Sign in" }).first().waitFor();
	await page.goto("/account");
	await heading("Sign in").waitFor();
});

test("no page broke the content policy or threw", () => {
	assert.deepEqual(visitor.faults, []);
});
