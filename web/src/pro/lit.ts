// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import type { PhoneMenu } from "../data/phoneKeys";
import type { Lit } from "./DigitList";

/** In which of the two lists the last key lies: in the one the phone was in before it was pressed. */
export function useLit(menu: PhoneMenu): Partial<Record<PhoneMenu["name"], Lit>> {
	const at = menu.pressed_at ?? "";
	const [seen, setSeen] = useState({ name: menu.name, at, from: menu.name });
	if (at !== seen.at) setSeen({ name: menu.name, at, from: seen.name });
	else if (menu.name !== seen.name) setSeen({ ...seen, name: menu.name });
	return at && menu.pressed ? { [seen.from]: { key: menu.pressed, at } } : {};
}
