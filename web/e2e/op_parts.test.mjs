// SPDX-License-Identifier: Apache-2.0
// What each part of the operators is drawn, what it is told about the rest, and how an owner changes a part.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, person } from "./browser.mjs";
import { BINARY, PASSWORD } from "./op_house.mjs";
import { openHouse } from "./pro_house.mjs";

const PLACES = {
	floor: ["Today", "Wallboard", "Lines", "Calls", "People", "Numbers", "Settings"],
	finance: ["Calls", "People", "Settings"],
	product: ["Categories", "Settings"],
	engineer: ["Calls", "Trunks", "Numbers", "Health", "Settings"],
};
let house, browser, token;

before(async () => {
	house = await openHouse(BINARY, 2500);
	token = (await house.ask("POST", "/v1/sign-in", { body: { login: "olive", password: PASSWORD, token: true } })).token;
	for (const part of Object.keys(PLACES)) {
		const body = { login: part, nickname: `N ${part}`, roles: ["operator"], operator_part: part, password: PASSWORD };
		await house.ask("POST", "/v1/accounts", { token, body });
	}
	browser = await launch();
});

after(async () => {
	await browser?.close();
	await house?.stop();
});

async function signedIn(login) {
	const { page } = await person(browser, house.url);
	await page.goto("/signin?then=%2Fop");
	await page.getByLabel("Name or e-mail").fill(login);
	await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
	await page.keyboard.press("Enter");
	await page.waitForURL("**/op**");
	return page;
}

for (const [part, places] of Object.entries(PLACES))
	test(`${part} sees the places of the part and is told about the others`, async () => {
		const page = await signedIn(part);
		const nav = page.getByRole("navigation").filter({ has: page.getByRole("link", { name: "Settings" }) }).first();
		await nav.waitFor();
		const drawn = (await nav.getByRole("link").allInnerTexts()).map((words) => words.replace(/\d+|\n/g, "").trim());
		assert.deepEqual(drawn, places);
		await page.goto("/op/audit");
		await page.getByText(/This page is for: Owner/).waitFor();
		if (process.env.RINGBACK_SHOTS) await page.screenshot({ path: `${process.env.RINGBACK_SHOTS}/parts-${part}.png` });
	});

test("an owner changes a part on the person's page", async () => {
	const page = await signedIn("olive");
	const { data } = await house.ask("GET", "/v1/accounts?login=product", { token });
	await page.goto(`/op/people/${data[0].id}`);
	await page.getByLabel("Part").selectOption("finance");
	await page.getByRole("button", { name: "Change part" }).click();
	await page.getByText("N product is Finance now.").first().waitFor();
	if (process.env.RINGBACK_SHOTS) await page.screenshot({ path: `${process.env.RINGBACK_SHOTS}/parts-owner.png` });
	assert.equal((await house.ask("GET", `/v1/accounts/${data[0].id}`, { token })).operator_part, "finance");
});
