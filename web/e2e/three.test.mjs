// SPDX-License-Identifier: Apache-2.0
// Three people at once in three browsers, from signing in to the receipt: reloads, a lost stream, two tabs, the back button, links of
// others, sessions that end, numbers proved by a spoken code; and nothing that reaches one side has the other's number in it.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import http from "node:http";
import { after, before, test } from "node:test";
import { launch, person, signIn } from "./browser.mjs";
import { House, PASSWORD, sleep, until } from "./house.mjs";
import { byNumber, openTap } from "./sip_tap.mjs";
import { openWire } from "./wire.mjs";

const TALKS = 40_000; // two phones ring, one after the other, and both are asked
const PHONES = JSON.stringify({
	numbers: [
		{ match: "*0100", behaviour: { after_ms: 300, sound: "high", press: [{ after: "question", keys: "1", delay_ms: 200, once: true }] } },
		{ match: "*0111", behaviour: { after_ms: 2500, press: [{ after: "question", keys: "1", delay_ms: 200 }] } },
		{ match: "*0144", behaviour: { after_ms: 300, hang_up_after_ms: 30_000 } },
		{ match: "*", behaviour: { after_ms: 300, press: [{ after: "question", keys: "1", delay_ms: 200 }] } },
	],
});
const RULES = { wrap_up_ms: 20_000, key_wait_ms: 8_000, sign_in_tries: 100, api_rate_per_minute: 1_000_000, free_under_ms: 1000 };
const SECRET = { sam: "5550111", dana: "5550100", kim: "5550122" };

let house, tap, wire, browser, sam, dana, olive, kim, listing, callback;
const accounts = {};

/** Everything that a browser got: answers, frames of streams, and what stood in its pages. */
function listen(who) {
	who.got = [];
	who.streams = new Set();
	who.asked = [];
	who.context.on("request", (request) => {
		if (!request.url().includes("/stream")) return;
		who.streams.add(request);
		who.asked.push(request);
	});
	for (const end of ["requestfinished", "requestfailed"]) who.context.on(end, (request) => who.streams.delete(request));
	who.context.on("response", async (answer) => {
		if (/\/v1\//.test(answer.url()) && !answer.url().includes("/stream")) who.got.push(`${answer.url()} ${await answer.text().catch(() => "")}`);
	});
}

/** Frames of the event stream pass through the page's own reader; they are noted on the way. */
const noteFrames = () => {
	window.frames_seen = [];
	const decode = TextDecoder.prototype.decode;
	TextDecoder.prototype.decode = function (...given) {
		const text = decode.apply(this, given);
		window.frames_seen.push(text);
		return text;
	};
};

async function see(who) {
	for (const page of who.context.pages()) {
		const seen = await page.evaluate(() => [document.documentElement.outerHTML, ...window.frames_seen.splice(0)]).catch(() => []);
		who.got.push(...seen);
	}
}

async function come(login) {
	const who = await person(browser, login === "dana" ? wire.url : house.url);
	await who.context.addInitScript(noteFrames);
	listen(who);
	return { ...who, login };
}

async function enter(who, path, password = PASSWORD) {
	await who.page.goto(`/signin?then=${encodeURIComponent(path)}`);
	await signIn(who.page, who.login, password);
	await who.page.waitForURL(`**${path}`);
}

const cookieOf = async (who) => (await who.context.cookies()).find((one) => one.name === "ringback");

/** The session ends at the daemon; the browser still holds its cookie. */
async function revoke(who) {
	const { value } = await cookieOf(who);
	const answer = await fetch(`${house.url}/v1/sign-out`, { method: "POST", headers: { Cookie: `ringback=${value}`, Origin: house.url } });
	assert.ok(answer.ok, String(answer.status));
}

const heading = (who, name) => who.page.getByRole("heading", { name });
const status = (page) => page.getByRole("status").allInnerTexts().then((all) => all.join(" "));
const seconds = async (page, name) => {
	const text = await page.getByRole("timer", { name }).first().innerText();
	return text.split(":").reduce((sum, part) => sum * 60 + Number(part.replace(/\D/g, "")), 0);
};

before(async () => {
	house = await House.empty(RULES);
	writeFileSync(house.script, PHONES);
	house.addOperator();
	tap = await openTap(house.phones_port, house.sip_port);
	house.ring(tap.phones);
	await house.begin();
	const category = await house.ask("POST", "/v1/categories", { title: "House and home", slug: "house-and-home" });
	for (const [login, role, number] of [["dana", "advisor", "+14155550100"], ["sam", "customer", "+14155550111"], ["kim", "customer", "+14155550122"]])
		accounts[login] = await house.person(login, role, number);
	listing = await house.listing(accounts.dana, category.id, "Boiler faults", 240);
	wire = await openWire(house.api_port);
	browser = await launch();
	[sam, dana, kim, olive] = await Promise.all(["sam", "dana", "kim", "olive"].map(come));
});

after(async () => {
	await browser?.close();
	await house?.close();
	tap?.close();
	wire?.close();
});

test("signing in makes a new session in a cookie that no script reads", async () => {
	const planted = `rb_session_${"x".repeat(43)}`;
	await sam.context.addCookies([{ name: "ringback", value: planted, url: house.url }]);
	await enter(sam, "/account");
	const first = await cookieOf(sam);
	assert.notEqual(first.value, planted);
	assert.deepEqual([first.httpOnly, first.sameSite, first.path], [true, "Lax", "/"]);
	assert.equal(await sam.page.evaluate(() => document.cookie), "");
	await Promise.all([enter(dana, "/pro"), enter(olive, "/op/wall", house.operatorPassword), enter(kim, "/account")]);
	const again = await fetch(`${house.url}/v1/sign-in`, {
		method: "POST",
		headers: { "Content-Type": "application/json", Cookie: `ringback=${first.value}`, Origin: house.url },
		body: JSON.stringify({ login: "sam", password: PASSWORD }),
	});
	const next = /^ringback=([^;]+)/.exec(again.headers.get("set-cookie"))[1];
	assert.notEqual(next, first.value, "a second sign-in keeps the session's id");
	// The browser's session before it is over; the browser goes on with the new one.
	const gone = await fetch(`${house.url}/v1/me`, { headers: { Cookie: `ringback=${first.value}` } });
	assert.equal(gone.status, 401);
	await sam.context.addCookies([{ name: "ringback", value: next, url: house.url, httpOnly: true, sameSite: "Lax" }]);
});

test("another origin's page cannot write with somebody's cookie", async () => {
	const evil = http.createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end("<!doctype html><title>x</title>"));
	await new Promise((done) => evil.listen(0, "127.0.0.1", done));
	const page = await sam.context.newPage();
	await page.goto(`http://127.0.0.1:${evil.address().port}/`);
	const refused = page.waitForResponse((answer) => answer.url().endsWith("/v1/sign-out"));
	await page.evaluate((url) => fetch(`${url}/v1/sign-out`, { method: "POST", mode: "no-cors", credentials: "include" }), house.url);
	assert.equal((await refused).status(), 403);
	await page.close();
	evil.close();
	await sam.page.reload();
	await heading(sam, "My account").waitFor();
});

test("the dialog is a place: back closes it, forward opens it", async () => {
	await house.ask("POST", "/v1/callbacks", { listing: listing.id, number: accounts.kim.number, wait_seconds: 3600 }, accounts.kim.token);
	await sam.page.goto(`/l/${listing.id}`);
	await sam.page.getByRole("link", { name: "Arrange a Call" }).click();
	await sam.page.getByRole("dialog").waitFor();
	await sam.page.goBack();
	await sam.page.getByRole("dialog").waitFor({ state: "detached" });
	assert.ok(sam.page.url().endsWith(`/l/${listing.id}`));
	assert.ok(await sam.page.getByRole("link", { name: "Arrange a Call" }).evaluate((it) => it === document.activeElement), "the focus did not return");
	await sam.page.goForward();
	await sam.page.getByRole("dialog").getByRole("button", { name: "Put me in line" }).click();
	await sam.page.waitForURL("**/line/cbk_*");
	callback = sam.page.url().split("/").at(-1);
	await sam.page.goBack();
	await sam.page.waitForURL(`**/l/${listing.id}`);
	await sam.page.goForward();
	await sam.page.getByText("2nd in line").first().waitFor();
});

test("all three see the same line", async () => {
	await heading(dana, "Waiting for you: 2").waitFor();
	await olive.page.getByRole("link", { name: /Waiting\s*2/ }).waitFor();
	await olive.page.goto("/op/queues");
	await olive.page.getByRole("row", { name: /Sam/ }).waitFor();
	await Promise.all([sam, dana, olive].map(see));
});

test("somebody else's signed link is refused to whoever is signed in", async () => {
	const { token } = await house.ask("POST", `/v1/callbacks/${callback}/link`, undefined, accounts.sam.token);
	await kim.page.goto(`/line/link/${token}`);
	await heading(kim, "There is nothing here").waitFor();
	const stranger = await person(browser, house.url);
	await stranger.page.goto(`/line/link/${token}`);
	await stranger.page.getByText("2nd in line").first().waitFor();
	const words = await stranger.page.content();
	assert.ok(!words.includes(SECRET.sam) && !words.includes(SECRET.dana), "a link shows a number");
	await stranger.context.close();
	await kim.page.goto(`/line/${callback}`);
	await heading(kim, "There is nothing here").waitFor();
});

test("two tabs have one stream; when the one that reads it closes, the other reads on", async () => {
	await until("one stream", () => sam.streams.size === 1);
	const earlier = await status(sam.page);
	const second = await sam.context.newPage();
	await second.goto(sam.page.url());
	await second.getByText("2nd in line").first().waitFor();
	await sleep(500);
	assert.equal(sam.streams.size, 1, "the second tab opened a stream of its own");
	await house.ask("POST", `/v1/callbacks/${await waitingOf("kim")}/cancel`, {}, accounts.kim.token);
	for (const tab of [sam.page, second]) await tab.getByText("1st in line").first().waitFor();
	await until("the place is announced", async () => /1st in line/.test(await status(second)), 10_000);
	assert.doesNotMatch(earlier, /1st in line/);
	const asked = sam.asked.length;
	await see(sam);
	await sam.page.close();
	sam.page = second;
	await until("the other tab reads the stream", () => sam.asked.length > asked);
	const { expires_at } = await house.ask("POST", `/v1/callbacks/${callback}/extend`, { seconds: 1800 }, accounts.sam.token);
	const times = () => second.locator("time").evaluateAll((all) => all.map((it) => Date.parse(it.dateTime)));
	await until("the change came by it", async () => (await times()).includes(Date.parse(expires_at)), 10_000);
});

const waitingOf = async (who) => (await house.ask("GET", "/v1/callbacks?live=true", undefined, accounts[who].token)).data[0].id;

test("Dana takes calls; both phones ring; all three see the talk", async () => {
	await olive.page.goto("/op/wall");
	await dana.page.getByRole("radio", { name: "Taking calls" }).focus();
	await dana.page.keyboard.press("Space");
	await heading(dana, /Your phone rings: Sam|Now ringing Sam/).waitFor({ timeout: TALKS });
	await sam.page.getByText("Calling you now").first().waitFor({ timeout: TALKS });
	await until("the ring is announced", async () => /Calling you now|Answered|Connected/.test(await status(sam.page)), 12_000);
	await heading(dana, "Connected with Sam").waitFor({ timeout: TALKS });
	await sam.page.getByRole("timer", { name: "Time connected" }).waitFor();
	await olive.page.getByRole("link", { name: /On calls\s*1/ }).waitFor();
	await Promise.all([sam, dana, olive].map(see));
});

test("a reload in the middle of the talk goes on counting where it was", async () => {
	const shown = await seconds(sam.page, "Time connected");
	await Promise.all([sam.page.reload(), dana.page.reload()]);
	await heading(dana, "Connected with Sam").waitFor();
	await until("the time goes on", async () => (await seconds(sam.page, "Time connected")) > shown);
	const [one, other] = await Promise.all([seconds(sam.page, "Time connected"), dana.page.getByRole("timer").first().innerText()]);
	const theirs = other.split(":").reduce((sum, part) => sum * 60 + Number(part.replace(/\D/g, "")), 0);
	assert.ok(Math.abs(one - theirs) <= 2, `Sam sees ${one} s, Dana ${theirs} s`);
});

test("a stream that is lost in the talk is said, and everything is right again after it", async () => {
	wire.cut();
	await dana.page.getByText("Reconnecting, numbers may be old").waitFor({ timeout: 30_000 });
	assert.ok(await dana.page.getByRole("button", { name: "End call" }).isDisabled(), "a button is on while the page may be old");
	wire.mend();
	await dana.page.getByText("Reconnecting").waitFor({ state: "detached", timeout: 20_000 });
	await heading(dana, "Connected with Sam").waitFor();
	await sam.page.getByRole("timer", { name: "Time connected" }).waitFor();
});

test("Dana ends the talk and presses the menu's digits in the page", async () => {
	await dana.page.getByRole("button", { name: "End call" }).click();
	await heading(dana, "Call with Sam is over").waitFor({ timeout: TALKS });
	await sam.page.getByText("Call ended").first().waitFor();
	await until("the end is announced", async () => /Call ended|over|ended/i.test(await status(sam.page)), 12_000);
	const menu = dana.page.getByRole("list", { name: "Menu of your phone" });
	await menu.getByRole("button", { name: /Hang up/ }).click();
	await dana.page.getByText("You hung up.").first().waitFor({ timeout: TALKS });
	await Promise.all([sam, dana, olive].map(see));
});

test("the receipt is Sam's alone, to the cent; Olive sees the call with SIP, prompts, keys and money", async () => {
	await sam.page.getByRole("link", { name: "See the receipt" }).click();
	await sam.page.getByText("Final: this is what the ledger says.").waitFor({ timeout: TALKS });
	const [call] = (await house.ask("GET", "/v1/calls", undefined, accounts.sam.token)).data;
	const paid = `$${(call.charge.amount / 100).toFixed(2)}`;
	assert.ok(call.charge.amount > 0);
	await sam.page.getByText(paid).first().waitFor();
	const address = new URL(sam.page.url()).pathname;
	await kim.page.goto(address);
	await heading(kim, "There is nothing here").waitFor();
	await olive.page.goto(`/op/calls/${call.id}`);
	const ladder = () => olive.page.getByRole("main").innerText();
	await until("the ladder is whole", async () => {
		const text = await ladder();
		return ["INVITE", "Presses 1", "Hears", "set aside", paid].every((words) => text.includes(words));
	}).catch(async (error) => assert.fail(`${error.message}: ${await ladder()}`));
	await Promise.all([sam, dana, olive].map(see));
});

test("a number is proved by the code that its phone is told", async () => {
	await sam.page.goto("/account/settings");
	await sam.page.getByRole("textbox", { name: "Add a number" }).fill("+14155550144");
	await sam.page.getByRole("button", { name: "Add a number" }).click();
	await sam.page.getByRole("button", { name: "Confirm by a call: +14155550144" }).click();
	await sam.page.getByText("We are calling +14155550144").waitFor();
	const code = await house.spokenCode("14155550144");
	await sam.page.getByLabel("Code", { exact: true }).fill(code);
	await sam.page.getByRole("button", { name: "Check the code" }).click();
	await sam.page.getByText("The number is confirmed.").waitFor();
});

test("whoever signs up can arrange a call", async () => {
	await house.intent(accounts.dana, "away");
	const mei = await come("mei");
	await mei.page.goto(`/signup?then=${encodeURIComponent(`/l/${listing.id}/arrange`)}`);
	await mei.page.getByLabel("Name or e-mail").fill("mei");
	await mei.page.getByLabel("What shall we call you?").fill("Mei");
	await mei.page.getByLabel("Password").fill(PASSWORD);
	await mei.page.getByRole("button", { name: "Sign up" }).click();
	await mei.page.waitForURL(`**/l/${listing.id}/arrange`);
	const me = await mei.page.evaluate(() => fetch("/v1/me").then((answer) => answer.json()));
	await house.ask("POST", `/v1/customers/${me.customer}/credits`, { amount: { amount: 5000, currency: "USD" } });
	const dialog = mei.page.getByRole("dialog");
	await dialog.getByLabel("Number we should call").fill("+14155550155");
	await dialog.getByRole("button", { name: "Put me in line" }).click();
	await dialog.getByRole("heading", { name: "Is this your number?" }).waitFor();
	await dialog.getByLabel("Code").fill(await house.spokenCode("14155550155"));
	await dialog.getByRole("button", { name: "Check the code" }).click();
	await dialog.getByRole("button", { name: "Put me in line" }).click().catch(async (error) => assert.fail(`${error.message}: ${await dialog.innerText()}`));
	await mei.page.waitForURL("**/line/cbk_*").catch(async (error) => assert.fail(`${error.message}: ${await dialog.innerText()}`));
	await mei.page.getByText("1st in line").first().waitFor();
	assert.deepEqual(mei.faults, []);
	await mei.context.close();
});

for (const [name, path, title] of [["sam", "/account/calls", "My calls"], ["dana", "/pro/earnings", /Last 30 days/], ["olive", "/op/health", "Health"]])
	test(`a session that ended asks ${name} to sign in, and goes on where it was`, async () => {
		const who = { sam, dana, olive }[name];
		await who.page.goto(path);
		await heading(who, title).first().waitFor();
		await revoke(who);
		await until("the page asks to sign in", async () => {
			if (new URL(who.page.url()).pathname === "/signin") return true;
			await who.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
			return false;
		}, 25_000);
		await signIn(who.page, name, name === "olive" ? house.operatorPassword : PASSWORD);
		await who.page.waitForURL(`**${path}`);
		await heading(who, title).first().waitFor();
	});

test("signing out in one tab signs out the other", async () => {
	const other = await sam.context.newPage();
	await other.goto("/account");
	await other.getByRole("heading", { name: "My account" }).waitFor();
	await sam.page.getByRole("button", { name: "Account menu of Sam" }).click();
	await sam.page.getByRole("menuitem", { name: "Sign out" }).click();
	await sam.page.getByRole("link", { name: "Sign in" }).first().waitFor();
	await other.getByRole("heading", { name: "Sign in" }).waitFor({ timeout: 20_000 });
	assert.doesNotMatch(await other.content(), /5550111/);
});

test("nothing that reached one side has the other's number in it", () => {
	const frames = sam.got.filter((text) => /(^|\n)(event|id|data):/.test(text));
	assert.ok(frames.length > 0, "no frame of the stream was noted");
	assert.ok(sam.got.length > 20 && dana.got.length > 20);
	for (const text of sam.got) assert.ok(!text.includes(SECRET.dana), `Dana's number reached Sam: ${text.slice(0, 200)}`);
	for (const text of dana.got) for (const number of [SECRET.sam, SECRET.kim]) assert.ok(!text.includes(number), `a customer's number reached Dana: ${text.slice(0, 200)}`);
	for (const text of olive.got) for (const number of Object.values(SECRET)) assert.ok(!text.includes(number), `a whole number reached Olive unasked: ${text.slice(0, 200)}`);
});

test("no SIP message to one telephone has the other's number in it", () => {
	const sent = byNumber(tap.heard);
	assert.ok(sent.get("14155550100")?.length > 2 && sent.get("14155550111")?.length > 2, [...sent.keys()].join());
	for (const text of sent.get("14155550100")) assert.ok(!text.includes(SECRET.sam), text);
	for (const text of sent.get("14155550111")) assert.ok(!text.includes(SECRET.dana), text);
	const methods = new Set(tap.heard.map(({ text }) => text.split(" ")[0]));
	for (const method of ["INVITE", "ACK", "BYE"]) assert.ok(methods.has(method), `no ${method} came by`);
});

test("no page said a word to the console", () => {
	for (const who of [sam, dana, olive, kim]) assert.deepEqual(who.faults, []);
});
