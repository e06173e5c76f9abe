// SPDX-License-Identifier: Apache-2.0
// A house with a line in it, and Olive at her desk.
import { launch, person, signIn } from "./browser.mjs";
import { arrange, openHouse, PASSWORD } from "./pro_house.mjs";

export { PASSWORD };
export const BINARY = process.env.RINGBACK_BINARY ?? new URL("../../build/src/daemon/ringback", import.meta.url).pathname;

export async function openDesk() {
	const house = await openHouse(BINARY);
	for (const [who, words] of [[house.sam, "It says F 28"], [house.kim, ""], [house.noor, "Second opinion"]]) await arrange(house, who, house.boiler, words);
	const browser = await launch();
	const olive = await person(browser, house.url);
	await olive.page.goto("/signin?then=%2Fop");
	await signIn(olive.page, "olive", PASSWORD);
	await olive.page.waitForURL("**/op");
	return {
		house,
		browser,
		olive,
		page: olive.page,
		close: async () => {
			await browser.close();
			await house.stop();
		},
	};
}
