// SPDX-License-Identifier: Apache-2.0
// Becoming an advisor, from the sign-up page to the first open line: a no with its reason, a second try, a yes; each seen by the other at once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, launch, person, signIn } from "./browser.mjs";
import { House, PASSWORD } from "./house.mjs";

let house, browser, rita, olive, visitor;

before(async () => {
	house = await House.open();
	await house.ask("POST", "/v1/categories", { title: "House and home", slug: "house-and-home" });
	await house.ask("POST", "/v1/categories", { title: "Radio and sound", slug: "radio" });
	await house.person("dana", "advisor", "+14155550100");
	browser = await launch();
	[rita, olive, visitor] = await Promise.all([0, 1, 2].map(() => person(browser, house.url)));
	await olive.page.goto("/signin?then=%2Fop%2Fpeople");
	await signIn(olive.page, "olive", house.operatorPassword);
	await olive.page.getByRole("heading", { level: 1, name: "People" }).waitFor();
});

after(async () => {
	await browser?.close();
	await house?.close();
});

const publicWords = async () => {
	const answers = await Promise.all(["/v1/listings?limit=100", "/v1/advisors?limit=100"].map((path) => house.ask("GET", path, undefined, null)));
	return JSON.stringify(answers);
};

test("whoever has no account signs up on the way", async () => {
	const { page } = rita;
	await page.goto("/signup");
	await page.getByRole("link", { name: "Apply to become an advisor" }).click();
	await page.getByText("First an account of your own").waitFor();
	await page.getByLabel("Name or e-mail").fill("rita");
	await page.getByLabel("What shall we call you?").fill("rita1977");
	await page.getByLabel("Password").fill(PASSWORD);
	await page.getByRole("button", { name: "Sign up" }).click();
	await page.getByRole("heading", { level: 1, name: "Become an advisor" }).waitFor();
});

test("a confirmed number comes first, and the form comes by itself", async () => {
	const { page } = rita;
	await page.getByRole("heading", { name: "First a phone we can ring" }).waitFor();
	await audit(page, "apply-number");
	await page.getByRole("textbox", { name: "Add a number" }).fill("+1 415 555 0144");
	await page.getByRole("button", { name: "Add a number" }).click();
	await page.getByRole("button", { name: /^Confirm by a call/ }).click();
	await page.getByLabel("Code", { exact: true }).fill(await house.spokenCode("14155550144"));
	await page.getByRole("button", { name: "Check the code" }).click();
	await page.getByRole("button", { name: "Send the application" }).waitFor();
});

test("what is typed outlives a reload; what is wrong is told beside it", async () => {
	const { page } = rita;
	await page.getByLabel("Name customers see and hear").fill("Radio Rita");
	await page.getByLabel("What you offer, in one line").fill("Old radios");
	await page.getByLabel("Category").selectOption({ label: "Radio and sound" });
	await page.getByLabel("Description").fill("It hums, it crackles, it says nothing.");
	await page.getByLabel("About you, for the house alone").fill("Forty years at the bench. Ask Mr Blum.");
	await page.getByLabel("Price a minute in USD").fill("1,9x");
	await page.getByText("Write an amount like 2.40").waitFor();
	await page.reload();
	await page.getByLabel("What you offer, in one line").waitFor();
	assert.equal(await page.getByLabel("What you offer, in one line").inputValue(), "Old radios");
	assert.match(await page.getByLabel("About you, for the house alone").inputValue(), /Mr Blum/);
	await page.getByLabel("Name customers see and hear").fill("Dana");
	await page.getByLabel("Price a minute in USD").fill("1.90");
	await page.getByRole("button", { name: "Send the application" }).click();
	await page.getByText("this nickname is taken").waitFor();
	await audit(page, "apply-form");
	await page.getByLabel("Name customers see and hear").fill("Radio Rita");
});

test("it is sent once, and waits on the operator's page without a reload", async () => {
	const { page } = rita;
	await page.getByRole("button", { name: "Send the application" }).dblclick();
	await page.getByText("Waits for an answer").waitFor();
	await audit(page, "apply-pending");
	await olive.page.getByRole("table", { name: "Waiting for approval" }).getByRole("link", { name: "Radio Rita" }).waitFor();
	await olive.page.getByRole("navigation").getByRole("link", { name: /People\s*1/ }).first().waitFor();
	await audit(olive.page, "op-applications");
	assert.equal((await house.ask("GET", "/v1/applications")).data.length, 1);
	await olive.page.goto("/op");
	await olive.page.getByText("One person asks to become an advisor.").first().waitFor();
	await audit(olive.page, "op-today-applications");
});

test("until it is approved nothing of it is public, and the account stays a customer's", async () => {
	assert.doesNotMatch(await publicWords(), /Radio Rita|Old radios|Mr Blum/);
	const { page } = rita;
	await page.goto("/pro");
	await page.getByText("This part is not for your account").waitFor();
	await page.goto("/account");
	await page.getByRole("region", { name: "Your application" }).getByText("Waits for an answer").waitFor();
	await audit(page, "account-applied");
	await visitor.page.goto("/c/radio");
	await visitor.page.getByRole("heading", { level: 1, name: "Radio and sound" }).waitFor();
	assert.equal(await visitor.page.getByText("Old radios").count(), 0);
});

test("a no needs a reason, which the applicant reads at once", async () => {
	await rita.page.getByRole("link", { name: "See it" }).click();
	await rita.page.getByText("Waits for an answer").waitFor();
	const { page } = olive;
	await page.getByRole("main").getByRole("link", { name: "People", exact: true }).click();
	await page.getByRole("link", { name: "Radio Rita" }).click();
	await page.getByRole("heading", { level: 1, name: "Application of Radio Rita" }).waitFor();
	await page.getByText("Forty years at the bench. Ask Mr Blum.").waitFor();
	await audit(page, "op-application");
	await page.getByRole("button", { name: "Decline" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("button", { name: "Decline" }).click();
	await dialog.getByText("This must be filled in.").waitFor();
	await dialog.getByLabel("Reason").fill("Please say what a customer\ncan hope for in ten minutes.");
	await audit(page, "op-application-decline");
	await dialog.getByRole("button", { name: "Decline" }).click();
	await page.getByText("Radio Rita is told why.").waitFor();
	await rita.page.getByText("Please say what a customer").waitFor();
	await audit(rita.page, "apply-declined");
});

test("the second try begins with the first", async () => {
	const { page } = rita;
	assert.equal(await page.getByLabel("What you offer, in one line").inputValue(), "Old radios");
	await page.getByLabel("Description").fill("In ten minutes we know whether it is the valve or the loudspeaker.");
	await page.getByRole("button", { name: "Send the application" }).click();
	await page.getByText("Waits for an answer").waitFor();
	await page.getByRole("button", { name: "Withdraw it" }).click();
	await page.getByText("Your application is withdrawn.").waitFor();
	assert.match(await page.getByLabel("Description").inputValue(), /valve or the loudspeaker/);
	await page.getByRole("button", { name: "Send the application" }).click();
	await page.getByText("Waits for an answer").waitFor();
});

test("an owner settles the terms and approves; what is taken is told at its field", async () => {
	const { page } = olive;
	await page.goto("/op/people");
	await page.getByRole("link", { name: "Radio Rita" }).click();
	await page.getByLabel("Extension").fill("12a");
	await page.getByRole("button", { name: "Approve" }).click();
	await page.locator("[aria-invalid=true]").waitFor();
	await page.getByLabel("Extension").fill("733");
	await page.getByLabel("Price a minute in USD").fill("2.20");
	await page.getByRole("button", { name: "Approve" }).dblclick();
	await page.getByText("Radio Rita is an advisor now.").waitFor();
	await page.getByRole("link", { name: "See the listing" }).waitFor();
	await audit(page, "op-application-approved");
	await page.goto("/op/audit");
	await page.getByRole("row", { name: /application approved/ }).first().waitFor();
	await page.getByRole("row", { name: /application declined/ }).first().waitFor();
});

test("the applicant's open page says so, and the line opens", async () => {
	const { page } = rita;
	await page.getByRole("heading", { name: "You are an advisor" }).waitFor();
	await audit(page, "apply-approved");
	await page.getByRole("link", { name: "To your console" }).click();
	await page.getByRole("radio", { name: "Taking calls" }).click();
	await visitor.page.goto("/c/radio");
	await visitor.page.getByText("Old radios").first().waitFor();
	await visitor.page.getByText("Taking calls").first().waitFor();
	await visitor.page.getByText("$2.20").first().waitFor();
	await visitor.page.getByText("Radio Rita").first().waitFor();
	assert.doesNotMatch(await publicWords(), /Mr Blum/);
	await audit(visitor.page, "apply-offered");
});

test("the same login begins at the console, and what the customer had is still there", async () => {
	const again = await person(browser, house.url);
	await again.page.goto("/signin");
	await signIn(again.page, "rita", PASSWORD);
	await again.page.waitForURL("**/pro");
	await again.page.goto("/account/balance");
	await again.page.getByText("$0.00").first().waitFor();
	await again.page.goto("/account/apply");
	await again.page.getByRole("heading", { name: "You are an advisor" }).waitFor();
	assert.deepEqual(again.faults, []);
});

test("no page said a word to the console", () => {
	for (const who of [rita, olive, visitor]) assert.deepEqual(who.faults, []);
});
