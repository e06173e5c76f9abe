// SPDX-License-Identifier: Apache-2.0
// What `ringback demo` prints under "Try this", done by somebody who reads only that: three people in one browser, from a
// cold start until both are joined, and on to the receipt in the caught mail. When each thing happened is printed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, launch, person } from "./browser.mjs";
import { Hands, openDemo } from "./demo_house.mjs";

const TWO_MINUTES = 120_000;

let demo, browser, visitor, hands, sam, dana, begun;

const now = () => Date.now() - begun;
const tell = (what) => process.stdout.write(`${(now() / 1000).toFixed(1).padStart(5)} s  ${what}\n`);

async function open(url) {
	const page = await visitor.context.newPage();
	await page.goto(url);
	return page;
}

before(async () => {
	browser = await launch();
	begun = Date.now();
	demo = await openDemo();
	visitor = await person(browser, new URL(demo.links.Phones).origin);
	tell("the demo is ready");
});

after(async () => {
	await browser?.close();
	await demo?.close();
});

test("Sam gets in line by the words on the first screen", async () => {
	hands = new Hands(await open(demo.links.Phones));
	sam = await open(demo.links.Customer);
	await sam.getByRole("link", { name: "House and home" }).click();
	await sam.getByRole("link", { name: "Boiler faults" }).first().click();
	await sam.getByRole("link", { name: "Arrange a Call" }).first().click();
	await sam.getByRole("button", { name: "Put me in line" }).click();
	await sam.getByText("2nd in line").first().waitFor();
	tell("Sam is 2nd in line");
});

test("Dana takes calls, and her phone rings on the page of phones", async () => {
	dana = await open(demo.links.Advisor);
	await dana.getByRole("radio", { name: "Taking calls" }).click();
	await hands.rings("Dana");
	tell("Dana's phone rings: the first ring");
	await hands.answer("Dana");
	await hands.pressAfter("Dana", /To take the call, press 1/, "1");
	await dana.getByRole("heading", { name: "Connected with Kim" }).waitFor({ timeout: 45_000 });
	tell("Dana and Kim, the robot, are joined");
});

test("the next in line is Sam, and both are joined within two minutes of the command", async () => {
	await hands.pressAfter("Dana", /For the next caller, press 1/, "1");
	await hands.rings("Sam");
	tell("Sam's phone rings");
	await hands.answer("Sam");
	await hands.pressAfter("Sam", /To start, press 1/, "1");
	await dana.getByRole("heading", { name: "Connected with Sam" }).waitFor({ timeout: 45_000 });
	await hands.phone("Sam").getByText(/Hears Dana: a tone/).waitFor({ timeout: 10_000 });
	tell("Sam and Dana are joined");
	assert.ok(now() < TWO_MINUTES, `it took ${now()} ms`);
	await audit(hands.page, "demo-phones-joined");
});

test("a * ends the talk and leads into Dana's menu, which # says again", async () => {
	await hands.press("Dana", "*");
	await hands.phone("Sam").getByText("On the hook").waitFor();
	await hands.heard("Dana", /You earned \d\d cents/);
	tell("Dana hears what she earned");
	await hands.heard("Dana", /waiting for a call back/);
	await hands.press("Dana", "#");
	await hands.heard("Dana", "Pressed #");
	await hands.pressAfter("Dana", /To hang up, press 9/, "9");
	await hands.phone("Dana").getByText("On the hook").waitFor({ timeout: 20_000 });
});

test("Sam's notices are in the caught mail, and the receipt opens without signing in", async () => {
	const mail = await open(demo.links.Mail);
	await mail.getByRole("radio", { name: "Sam" }).click();
	await mail.getByRole("heading", { name: "You are in line for Dana" }).waitFor();
	await mail.getByRole("heading", { name: "You are next in line for Dana" }).waitFor();
	const receipt = mail.getByRole("article").filter({ hasText: "Your receipt" });
	await receipt.waitFor();
	assert.match(await receipt.textContent(), /\$\d+\.\d\d for .*second.* with Dana/);
	await audit(mail, "demo-mail");
	const [opened] = await Promise.all([visitor.context.waitForEvent("page"), receipt.getByRole("link").click()]);
	await opened.getByRole("heading", { name: /receipt/i }).first().waitFor();
	assert.equal(new URL(opened.url()).hostname, "127.0.0.1");
	await opened.getByRole("link", { name: "Sign in" }).waitFor();
	tell("the receipt is read");
	assert.deepEqual(visitor.faults, []);
});
